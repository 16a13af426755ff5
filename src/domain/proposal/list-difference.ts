/** One line as a version of the list of persons holds it. */
export interface ListLine {
  readonly id: string;
  readonly personId: string;
  readonly itemId: string;
  readonly quantity: number;
}
/** One line as it is now. */
export interface LineNow extends ListLine {
  /** The person's number in the list: what a refusal may name. */
  readonly position: number;
  /** It ended without anything received. */
  readonly ended: boolean;
  /** It counts: neither dropped nor ended. */
  readonly live: boolean;
}

/** Numbers in the list, in order, of the persons whose lines are not what the list says. */
export interface ListDifference {
  /** Ended since: taken off, and no reason to stop the others. */
  readonly subtracted: readonly number[];
  readonly added: readonly number[];
  readonly raised: readonly number[];
  readonly exchanged: readonly number[];
  /** Less than the list says, or nowhere, though nothing ended it. */
  readonly lowered: readonly number[];
}
export const blockingDifferences = ['added', 'raised', 'exchanged', 'lowered'] as const;

/** I4: live lines against the valid list, line by line (process.md 2.1, start_delivery). */
export function listDifference(list: readonly ListLine[], now: readonly LineNow[]): ListDifference {
  const listed = new Map(list.map((line) => [line.id, line]));
  const found = { subtracted: new Set<number>(), added: new Set<number>(), raised: new Set<number>() };
  const wrong = { exchanged: new Set<number>(), lowered: new Set<number>() };
  const seen = new Set<string>();
  for (const line of now) {
    const old = listed.get(line.id);
    if (old === undefined) {
      if (line.live && line.quantity > 0) found.added.add(line.position);
      continue;
    }
    seen.add(line.id);
    if (old.personId !== line.personId || old.itemId !== line.itemId) wrong.exchanged.add(line.position);
    else if (line.ended) found.subtracted.add(line.position);
    else if (line.quantity > old.quantity) found.raised.add(line.position);
    else if (line.quantity < old.quantity || !line.live) wrong.lowered.add(line.position);
  }
  // a line of the list that is nowhere any more has no number left: its person was number 0
  if (list.some((line) => !seen.has(line.id))) wrong.lowered.add(0);
  const sorted = (numbers: ReadonlySet<number>): readonly number[] =>
    [...numbers].toSorted((one, other) => one - other);
  return {
    subtracted: sorted(found.subtracted),
    added: sorted(found.added),
    raised: sorted(found.raised),
    exchanged: sorted(wrong.exchanged),
    lowered: sorted(wrong.lowered),
  };
}
