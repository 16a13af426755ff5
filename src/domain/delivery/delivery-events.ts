import type { BatchState, DeliveryCase, DeliveryDrop } from './delivery-case.js';

export interface DeliveryEvent {
  readonly type: 'dispatch' | 'hand_over' | 'reconcile' | 'proposals_answered';
  readonly from: BatchState;
  readonly to: BatchState;
  /** ISO instant. */
  readonly at: string;
  readonly change: Partial<Pick<DeliveryCase, 'deliveryNote' | 'dispatchedOn'>> & {
    readonly drops?: readonly DeliveryDrop[];
  };
  readonly note: Readonly<Record<string, string | number | null | readonly string[]>>;
}

export function evolveDelivery(before: DeliveryCase, event: DeliveryEvent): DeliveryCase {
  const { drops = [], ...fields } = event.change;
  const changed = new Map(drops.map((drop) => [drop.id, drop]));
  return {
    ...before,
    ...fields,
    state: event.to,
    // answers of proposals decide nothing, so a page opened before them stays good
    version: before.version + (event.type === 'proposals_answered' ? 0 : 1),
    drops: before.drops.map((drop) => changed.get(drop.id) ?? drop),
  };
}
