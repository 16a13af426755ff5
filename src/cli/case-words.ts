import type { CaseView } from '../app/queries/case-view.js';
import { formatRupiah } from '../domain/rupiah.js';
import { proposalStates } from '../domain/proposal/states.js';
import { witaMinute } from '../domain/time/wita.js';
import { table } from './answer.js';

/** One case on a terminal: where it stands, whom it waits for, what happened, what may be done. */
export function caseWords(view: CaseView): string {
  const { proposal, institution } = view;
  const waits = waitersOf(proposal.waitsFor);
  const facts: readonly (readonly [string, string])[] = [
    ['Case', `${proposal.id} (version ${proposal.version})`],
    ['Number', proposal.registrationNumber ?? 'not registered yet'],
    ['Institution', `${institution.name}, ${institution.regencyName}`],
    ['Urgent', proposal.disasterName ?? ''],
    ['State', `${proposal.state}: ${proposalStates[proposal.state].labelEn}`],
    ['Waits for', waits === '' ? 'nobody' : waits],
    [
      'Due',
      proposal.dueAt === null
        ? 'no deadline'
        : `${witaMinute(new Date(proposal.dueAt))} WITA${proposal.overdue ? ' (overdue)' : ''}${timeLeft(proposal.minutesLeft)}`,
    ],
    ['Papers', papersOf(proposal)],
    ['People', String(view.persons.total)],
    ['Requested', rupiah(proposal.requestedAmount)],
    ['Recommended', rupiah(proposal.recommendedAmount)],
    ['Considered', rupiah(proposal.consideredAmount)],
    ['Decreed', rupiah(proposal.decreedAmount)],
  ];
  const history = view.timeline.map((entry) => [
    entry.seq,
    witaMinute(new Date(entry.at)),
    entry.type,
    entry.to ?? '',
    entry.actorName.startsWith('system:') ? 'the system' : entry.actorName,
  ]);
  const commands = view.availableCommands.map(({ type, allowed, why }) => [
    type,
    allowed ? 'may be done now' : `not now: ${why?.code ?? ''}`,
  ]);
  return [
    table(facts.filter(([, value]) => value !== '')),
    '',
    table([['#', 'When (WITA)', 'What', 'To', 'Who'], ...history]),
    '',
    commands.length === 0 ? 'Nothing can be done here now.' : table(commands),
  ].join('\n');
}

/** Offices and people whose turn it is. */
export function waitersOf({ roles, users }: CaseView['proposal']['waitsFor']): string {
  return [...roles, ...users.map((user) => user.name)].join(', ');
}

function rupiah(amount: string | null): string {
  return amount === null ? '' : formatRupiah(BigInt(amount));
}

/** Of a clock of hours alone. */
function timeLeft(minutes: number | null): string {
  return minutes === null || minutes < 0 ? '' : ` (${Math.floor(minutes / 60)} h ${minutes % 60} min left)`;
}

function papersOf({ completeness, completeBy }: CaseView['proposal']): string {
  if (completeBy === null) return '';
  return `until ${witaMinute(new Date(completeBy))} WITA: ${completeness?.missing.join(', ') ?? ''}`;
}
