import type { Role } from '../roles.js';
import { workingDaysLeft } from '../time/working-days.js';
import type { CaseChange, CaseData, LastDecision, ProposalCase } from './proposal-case.js';
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
    fields: kept(c, Object.keys(fields)) as LastDecision['fields'],
    data: kept(
      c.data,
      Object.keys(data).filter((name) => name !== 'pending' && name !== 'last'),
    ) as Partial<CaseData>,
  };
}

function kept(from: object, names: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)));
}

/** The row of the decision that would be recalled. */
export function recalledRow({ data: { last } }: Pick<ProposalCase, 'data'>): Transition | null {
  return last === null ? null : transitionOf(last.state, last.command);
}

/** Whose confirmation a step needs; what two people decided, two people recall. */
export function secondOf(c: Pick<ProposalCase, 'data'>, row: Transition): readonly Role[] | undefined {
  return row.command === 'recall' ? recalledRow(c)?.second : row.second;
}
