import { mostOf, upperOf, type CutStage } from '../../ui/commands/line-cuts.js';
import type { PayloadInput } from './read-payload.js';
import { wholeNumber } from './whole-number.js';

interface Cut {
  readonly lineId: string;
  readonly quantity: number;
  readonly reason: string;
}

/** A line whose quantity was lowered is a cut; one that was left alone is none. */
export function readCuts(
  { form, view, words }: PayloadInput,
  stage: CutStage,
): { readonly cuts: readonly Cut[]; readonly errors: Readonly<Record<string, string>> } {
  const common = form.text('cutReason');
  const errors: Record<string, string> = {};
  const cuts: Cut[] = [];
  for (const line of view.persons.entries.flatMap((person) => person.lines)) {
    const upper = upperOf(line, stage);
    const typed = form.text(`cut.${line.id}`);
    if (upper === 0 || typed === '') continue;
    const quantity = wholeNumber(typed);
    if (quantity === null || quantity > upper) errors[`cut.${line.id}`] = words.official.cutAbove(upper);
    else if (quantity < upper) {
      const reason = form.text(`cutReason.${line.id}`) || common;
      if (reason === '') errors[`cutReason.${line.id}`] = words.official.cutWhy;
      cuts.push({ lineId: line.id, quantity, reason });
    }
  }
  return { cuts, errors };
}

/** Of an amendment: what is typed lower is cut, what is typed higher is raised; each with its reason. */
export function readAmendment({ form, view, words }: PayloadInput): {
  readonly cuts: readonly Cut[];
  readonly raises: readonly Cut[];
  readonly errors: Readonly<Record<string, string>>;
} {
  const common = form.text('cutReason');
  const errors: Record<string, string> = {};
  const changes = view.persons.entries
    .flatMap((person) => person.lines)
    .flatMap((line) => {
      const [now, most] = [upperOf(line, 'amend'), mostOf(line, 'amend')];
      const typed = form.text(`cut.${line.id}`);
      const quantity = wholeNumber(typed);
      if (most === 0 || typed === '' || quantity === now) return [];
      if (quantity === null || quantity > most) errors[`cut.${line.id}`] = words.official.cutAbove(most);
      const reason = form.text(`cutReason.${line.id}`) || common;
      if (reason === '') errors[`cutReason.${line.id}`] = words.official.cutWhy;
      return [{ lineId: line.id, quantity: quantity ?? now, reason, higher: (quantity ?? now) > now }];
    });
  const of = (higher: boolean): readonly Cut[] =>
    changes
      .filter((change) => change.higher === higher)
      .map(({ lineId, quantity, reason }) => ({ lineId, quantity, reason }));
  return { cuts: of(false), raises: of(true), errors };
}
