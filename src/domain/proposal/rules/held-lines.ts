import { refuse, type DomainError } from '../../errors.js';
import type { HeldLineFacts, HeldLines } from '../commands/held-lines.js';
import type { Rule } from '../rule.js';

export const holdLines: Rule<'hold_lines'> = ({ payload, facts }) =>
  linesError(payload, facts, false) ?? { change: {}, note: noteOf(payload) };

export const resumeLines: Rule<'resume_lines'> = ({ payload, facts }) =>
  linesError(payload, facts, true) ?? { change: {}, note: noteOf(payload) };

function linesError({ lineIds, words }: HeldLines, facts: HeldLineFacts, held: boolean): DomainError | null {
  if (words.trim() === '') return refuse('REASON_REQUIRED', { field: 'words' });
  if (lineIds.length === 0) return refuse('INCOMPLETE', { fields: ['lineIds'] });
  // what is counted now may not change under the count
  if (facts.reconciling) return refuse('STILL_WORKING');
  const suitable = new Set(facts.open.filter((line) => line.held === held).map((line) => line.id));
  return lineIds.every((id) => suitable.has(id)) ? null : refuse('INVALID_INPUT', { fields: ['lineIds'] });
}

function noteOf({ lineIds, words }: HeldLines): { readonly lines: number; readonly words: string } {
  return { lines: new Set(lineIds).size, words };
}
