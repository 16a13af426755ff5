import type { DecisionContext } from '../../../src/domain/proposal/rule.js';
import type { ProposalCase } from '../../../src/domain/proposal/proposal-case.js';
import { recalledRow, secondOf } from '../../../src/domain/proposal/recall.js';
import { transitionsFrom, type CommandType, type Transition } from '../../../src/domain/proposal/transitions.js';

/** What a reasonable person would do next: chance only leans on it, so that histories come far and still go astray. */

const WEIGHT = { go: 60, back: 10, stop: 1, side: 1 } as const;

export function sensibleCommand(c: ProposalCase, endorsements: readonly string[], number: number): CommandType {
  const lifting = c.data.hold !== null ? 'resume' : c.data.audit !== null ? 'audit_off' : null;
  if (lifting !== null && number % 4 !== 0) return lifting;
  const rows = transitionsFrom(c).filter((row) => !premature(c, endorsements, row.command));
  // of all that may be done beside the main path one thing at a time, or the many would outweigh the one step on
  const besides = rows.filter((row) => row.tone === 'side');
  const beside = besides[number % Math.max(1, besides.length)];
  const steps = rows
    .filter((row) => row.tone !== 'side' || row === beside)
    .flatMap((row) => Array<CommandType>(WEIGHT[row.tone]).fill(row.command as CommandType));
  const seconds = c.data.pending === null ? [] : Array<CommandType>(3 * steps.length).fill('confirm');
  return pick([...seconds, ...steps, 'refuse_pending'], number);
}

function premature(c: ProposalCase, endorsements: readonly string[], command: string): boolean {
  const endorsed = c.track === 'UNPLANNED' || c.data.endorsed.length >= endorsements.length;
  if (command === 'record_paper') return c.data.assisted?.paperUsed !== true;
  if (command === 'confirm_intake') return c.data.assisted === null || c.data.assisted.confirmed !== null;
  if (command === 'resume' || command === 'audit_off') return true;
  if (command === 'recall') return c.data.last === null;
  if (command === 'judge_receipt') return c.data.quarantine.length === 0;
  // beside the way and open in every state: there must be something to repair
  if (command === 'correct_record') return c.recommendedAmount === null;
  // the pact of urgent aid may come at any time: once is enough
  if (command === 'sign_pact') return c.state !== 'DECREED' && !c.data.pactDue;
  if (command === 'complete_papers') return c.data.completeness?.done !== false;
  if (command === 'send_back') return c.data.endorsed.length === 0;
  return command === 'endorse' ? endorsed : command === 'recommend' && !endorsed;
}

export function suits(
  c: ProposalCase,
  endorsements: readonly string[],
  type: CommandType,
  person: DecisionContext['actor'],
): boolean {
  const rows = transitionsFrom(c);
  const row = rows.find((candidate) => candidate.command === type);
  const pending = rows.find((candidate) => candidate.command === c.data.pending?.command);
  const second = pending === undefined ? undefined : secondOf(c, pending);
  const roles = (type === 'recall' ? recalledRow(c)?.roles : row?.roles) ?? second ?? [];
  if (roles === 'SYSTEM') return person.kind === 'system';
  const step = row?.command ?? pending?.command;
  if (step === 'submit_field') return c.data.fieldOfficers.includes(person.userId ?? '');
  if (step === 'grant' || step === 'deny') return person.userId === c.data.appeal?.reviewer;
  if (step === 'endorse' || step === 'send_back')
    return person.roles.includes(endorsements[c.data.endorsed.length] ?? '');
  if (step === 'start_admin' && c.data.adminVerifier !== null) return person.userId === c.data.adminVerifier;
  if (isInstitutions(row)) return person.institutionId === c.institutionId || person.userId === c.data.assisted?.by;
  return roles.some((role) => person.roles.includes(role));
}

function isInstitutions(row: Transition | undefined): boolean {
  return row?.duties.includes('LKS') === true;
}

export function pick<T>(from: readonly T[], number: number): T {
  const chosen = from[number % from.length];
  if (chosen === undefined) throw new Error('nothing to choose from');
  return chosen;
}
