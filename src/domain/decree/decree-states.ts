import type { Duty, Role } from '../roles.js';

export const decreeStates = {
  DRAFT: { labelId: 'Disusun', labelEn: 'In preparation' },
  FROZEN: {
    labelId: 'Dibekukan · menunggu tanda tangan Gubernur',
    labelEn: 'Frozen · awaiting the Governor’s signature',
  },
  SIGNED: { labelId: 'Ditandatangani · sedang diberlakukan', labelEn: 'Signed · being carried out' },
  REGISTERED: { labelId: 'Berlaku', labelEn: 'In force' },
} as const satisfies Record<string, { labelId: string; labelEn: string }>;

export type DecreeState = keyof typeof decreeStates;

export function isDecreeState(text: string): text is DecreeState {
  return Object.hasOwn(decreeStates, text);
}

/** The transition table of a decree: the source for guards, buttons and permissions. `to` SAME keeps the state. */
export interface DecreeTransition {
  readonly command: DecreeStep;
  readonly from: readonly DecreeState[];
  readonly to: DecreeState | 'SAME';
  readonly roles: readonly Role[];
  readonly duties: readonly Duty[];
  readonly second?: readonly Role[];
  readonly labelId: string;
  readonly labelEn: string;
  readonly tone: 'go' | 'back';
}
export type DecreeStep = 'include' | 'exclude' | 'freeze' | 'record';
export type DecreeCommandType = DecreeStep | 'confirm' | 'refuse_pending';

export const decreeTransitions: readonly DecreeTransition[] = [
  {
    command: 'include',
    from: ['DRAFT'],
    to: 'SAME',
    roles: ['SECRETARIAT'],
    // an official act on each named proposal: its own transaction asks and notes the duty
    duties: [],
    labelId: 'Masukkan usulan',
    labelEn: 'Include proposals',
    tone: 'go',
  },
  {
    // a frozen annex that loses an entry is no longer the annex: the decree is open again
    command: 'exclude',
    from: ['DRAFT', 'FROZEN'],
    to: 'DRAFT',
    roles: ['SECRETARIAT'],
    duties: [],
    labelId: 'Keluarkan usulan',
    labelEn: 'Exclude proposals',
    tone: 'back',
  },
  {
    command: 'freeze',
    from: ['DRAFT'],
    to: 'FROZEN',
    roles: ['SECRETARIAT'],
    duties: ['OFFICIAL'],
    labelId: 'Bekukan lampiran',
    labelEn: 'Freeze the annex',
    tone: 'go',
  },
  {
    command: 'record',
    from: ['FROZEN'],
    to: 'SIGNED',
    roles: ['SECRETARIAT'],
    duties: ['RECORDER'],
    second: ['SECRETARIAT', 'SEKRETARIS_DINAS'],
    labelId: 'Catat Keputusan Gubernur',
    labelEn: 'Record the signed decree',
    tone: 'go',
  },
];

export const decreeCommandTypes: readonly DecreeCommandType[] = [
  'include',
  'exclude',
  'freeze',
  'record',
  'confirm',
  'refuse_pending',
];

export function isDecreeCommandType(text: string): text is DecreeCommandType {
  return (decreeCommandTypes as readonly string[]).includes(text);
}
export function decreeTransitionOf(state: DecreeState, command: string): DecreeTransition | null {
  return decreeTransitions.find((row) => row.command === command && row.from.includes(state)) ?? null;
}
