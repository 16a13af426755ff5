import type { Role } from '../roles.js';
import { workingDaysLeft } from '../time/working-days.js';
import { correctedRow } from './corrections.js';
import type { CaseChange, LastDecision, ProposalCase } from './proposal-case.js';
import type { DecisionContext } from './rule.js';
import { transitionOf, type StepCommand, type Transition } from './transitions.js';

/** Decisions that may be taken back until the next command is accepted (process.md 2.2). */
const recallable: ReadonlySet<StepCommand> = new Set<StepCommand>([
  'start_admin',
  'pass_admin',
  'return',
  'reject',
  'assign_field',
  'submit_field',
  'endorse',
  'recommend',
  'consider',
  'waitlist',
]);

/** What stood before a decision, of everything that it changes; null for a decision that stands. */
export function lastDecision(
  c: ProposalCase,
  command: StepCommand,
  change: CaseChange,
  { actor, now, holidays }: DecisionContext,
): LastDecision | null {
  if (!recallable.has(command)) return null;
  const { data = {}, ...fields } = change;
  const first = c.data.pending?.command === command ? c.data.pending.enteredBy : null;
  return {
    command,
    by: [...new Set([first, actor.userId].filter((person) => person !== null))],
    state: c.state,
    workingDaysLeft: c.dueAt === null ? 0 : workingDaysLeft(now, new Date(c.dueAt), holidays),
    fields: kept(c, fields),
    data: kept(c.data, data),
  };
}

/** The values that stand under the names of a change, less what never comes back. */
function kept<T extends object>(from: T, change: Partial<T>): Partial<T> {
  const copy: Partial<T> = {};
  for (const name in change) if (name !== 'pending' && name !== 'last') copy[name] = from[name];
  return copy;
}

/** The row of the decision that would be recalled. */
export function recalledRow({ track, data: { last } }: Pick<ProposalCase, 'track' | 'data'>): Transition | null {
  return last === null ? null : transitionOf({ state: last.state, track }, last.command);
}

/** Whose confirmation a step needs; what two people decided, two people recall, and what two entered, two correct. */
export function secondOf(c: Pick<ProposalCase, 'track' | 'data'>, row: Transition): readonly Role[] | undefined {
  if (row.command === 'recall') return recalledRow(c)?.second;
  return row.command === 'correct_record' ? (correctedRow(c)?.second ?? row.second) : row.second;
}
