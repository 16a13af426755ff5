import type { FreezeFact } from '../freeze.js';
import type { Overlaid } from '../proposal/overlays.js';
import type { ProposalTask } from '../proposal-task.js';
import type { Duty, Role } from '../roles.js';
import type { LocalDate } from '../time/wita.js';

export const batchStates = {
  PLANNED: { labelId: 'Direncanakan', labelEn: 'Planned' },
  DISPATCHED: { labelId: 'Dikirim', labelEn: 'Dispatched' },
  RECONCILED: { labelId: 'Selesai dicocokkan', labelEn: 'Reconciled' },
} as const satisfies Record<string, { labelId: string; labelEn: string }>;
export type BatchState = keyof typeof batchStates;

export const dropStates = {
  PLANNED: { labelId: 'Direncanakan', labelEn: 'Planned' },
  STARTED: { labelId: 'Dalam perjalanan', labelEn: 'On the way' },
  HANDED_OVER: { labelId: 'Diserahkan · menunggu konfirmasi LKS', labelEn: 'Handed over · awaiting the institution' },
  CONFIRMED: { labelId: 'Diterima', labelEn: 'Received' },
  RECONCILED: { labelId: 'Selesai dicocokkan', labelEn: 'Reconciled' },
} as const satisfies Record<string, { labelId: string; labelEn: string }>;
export type DropState = keyof typeof dropStates;

export function isBatchState(text: string): text is BatchState {
  return Object.hasOwn(batchStates, text);
}
export function isDropState(text: string): text is DropState {
  return Object.hasOwn(dropStates, text);
}

export interface DeliveryDrop {
  readonly id: string;
  readonly proposalId: string;
  readonly state: DropState;
  readonly bastNumber: string | null;
  readonly bastDate: LocalDate | null;
  readonly handedOverBy: string | null;
  readonly bastBlobId: string | null;
  readonly task: ProposalTask | null;
}
/** One batch of goods on its way by one provincial unit to several institutions. */
export interface DeliveryCase {
  readonly id: string;
  readonly decreeId: string;
  readonly unitId: string;
  readonly state: BatchState;
  readonly version: number;
  readonly deliveryNote: string | null;
  readonly dispatchedOn: LocalDate | null;
  readonly drops: readonly DeliveryDrop[];
}

/** A proposal that refused to start stays behind: its drop is free to be planned into another batch. */
export function drivenDrops(d: DeliveryCase): readonly DeliveryDrop[] {
  return d.state === 'PLANNED' ? d.drops : d.drops.filter((drop) => drop.state !== 'PLANNED' || drop.task !== null);
}

export interface DeliveryCommandMap {
  dispatch: {
    payload: { readonly deliveryNote: string; readonly dispatchedOn: LocalDate };
    facts: { readonly decreeSignedOn: LocalDate | null };
  };
  hand_over: {
    payload: {
      readonly dropId: string;
      readonly bastNumber: string;
      readonly bastDate: LocalDate;
      readonly scanBlobId: string | null;
    };
    facts: {
      readonly numberTaken: boolean;
      readonly scanExists: boolean;
      readonly freeze: FreezeFact | null;
      /** What lies over the proposal. */
      readonly overlaid: Overlaid;
    };
  };
  reconcile: {
    payload: Readonly<Record<never, never>>;
    facts: {
      /** Proposals of which the head of division holds lines. */
      readonly held: readonly string[];
    };
  };
}
export type DeliveryCommandType = keyof DeliveryCommandMap;
export type DeliveryStepInput = {
  [K in DeliveryCommandType]: { readonly type: K } & DeliveryCommandMap[K];
}[DeliveryCommandType];

/** The transition table of a batch: the source for guards, buttons and permissions. */
export interface DeliveryTransition {
  readonly command: DeliveryCommandType;
  readonly from: readonly BatchState[];
  readonly to: BatchState | 'SAME';
  readonly roles: readonly Role[];
  readonly duties: readonly Duty[];
  readonly labelId: string;
  readonly labelEn: string;
}
export const deliveryTransitions: readonly DeliveryTransition[] = [
  {
    command: 'dispatch',
    from: ['PLANNED'],
    to: 'DISPATCHED',
    roles: ['PENGURUS_BARANG'],
    duties: ['OFFICIAL'],
    labelId: 'Kirim barang',
    labelEn: 'Dispatch',
  },
  {
    command: 'hand_over',
    from: ['DISPATCHED'],
    to: 'SAME',
    roles: ['UPTD_OFFICER'],
    duties: ['OFFICIAL'],
    labelId: 'Serahkan kepada LKS',
    labelEn: 'Hand over',
  },
  {
    // the batch is reconciled once every proposal has answered
    command: 'reconcile',
    from: ['DISPATCHED'],
    to: 'SAME',
    roles: ['PENGURUS_BARANG'],
    duties: ['OFFICIAL'],
    labelId: 'Cocokkan',
    labelEn: 'Reconcile',
  },
];

export function isDeliveryCommandType(text: string): text is DeliveryCommandType {
  return deliveryTransitions.some((row) => row.command === text);
}
