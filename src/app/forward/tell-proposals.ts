import type { DomainError } from '../../domain/errors.js';
import type { ProposalAnswer, ProposalTask } from '../../domain/proposal-task.js';
import type { ActorTx, AppContext } from '../ports.js';
import { noteRefusal } from '../record/note-refusal.js';
import { forwardToProposal } from './forward-to-proposal.js';

/** At most this many proposals a round: a killed process repeats no more than these, and their command ids make that harmless. */
const ROUND = 50;
/** Half of a worker's activity slots stay free for the proposals' own transactions. */
const IN_FLIGHT = 8;
/** Above this many lines the proposal's transaction runs as an ordinary activity (architecture 4.5). */
const HEAVY_LINES = 500;

export interface OpenTask {
  readonly proposalId: string;
  readonly task: ProposalTask;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly lines: number;
}
export interface Told {
  readonly answers: readonly ProposalAnswer[];
  /** What kept proposals from answering; they are told again in the next round. */
  readonly failures: readonly Error[];
}

/** The first proposals to tell, of the oldest decision that is not carried out. */
export async function roundOf<T extends { readonly proposalId: string; readonly task: ProposalTask }>(
  tx: ActorTx,
  open: readonly T[],
  payloadOf: (entry: T) => Readonly<Record<string, unknown>>,
): Promise<readonly OpenTask[]> {
  const oldest = Math.min(...open.map((entry) => entry.task.number));
  const round = open.filter((entry) => entry.task.number === oldest).slice(0, ROUND);
  const counts = await tx.sql.$queryRaw<{ proposal_id: string; lines: number }[]>`
    select proposal_id, count(*)::int as lines from entitlement_line
     where proposal_id = any(${round.map((entry) => entry.proposalId)}::uuid[]) group by proposal_id`;
  const lines = new Map(counts.map((row) => [row.proposal_id, row.lines]));
  return round.map((entry) => ({
    proposalId: entry.proposalId,
    task: entry.task,
    payload: payloadOf(entry),
    lines: lines.get(entry.proposalId) ?? 0,
  }));
}

/** Tells a round of proposals, some at a time; `beat` after each shows that the work goes on. */
export async function tellProposals(
  ctx: AppContext,
  subject: { readonly kind: 'decree' | 'delivery'; readonly id: string },
  tasks: readonly OpenTask[],
  beat: () => void,
): Promise<Told> {
  const answers: ProposalAnswer[] = [];
  const failures: Error[] = [];
  const waiting = [...tasks];
  const tellNext = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { proposalId, task, payload, lines } = next;
      const commandId = `${subject.kind}/${subject.id}/${task.type}/${proposalId}/${task.number}`;
      const heavy = lines > HEAVY_LINES;
      try {
        const error = await forwardToProposal(ctx, {
          proposalId,
          type: task.type,
          payload,
          actor: task.actor,
          commandId,
          heavy,
        });
        if (error !== null) await noteRefusal(ctx, task.actor, `proposal/${proposalId}`, task.type, error);
        answers.push({ proposalId, error });
      } catch (error) {
        failures.push(unanswered(proposalId, task.type, error));
      }
      beat();
    }
  };
  await Promise.all(Array.from({ length: Math.min(IN_FLIGHT, tasks.length) }, tellNext));
  return { answers, failures };
}

/** A refusal that cannot stand, because what it refuses has lawfully happened: told again until its cause is repaired. */
export function cannotStand(proposalId: string, type: string, error: DomainError): Error {
  return new Error(`proposal ${proposalId} refuses ${type}: ${error.code} ${JSON.stringify(error.details)}`);
}

function unanswered(proposalId: string, type: string, error: unknown): Error {
  return new Error(
    `proposal ${proposalId} has not answered ${type}: ${error instanceof Error ? error.message : String(error)}`,
    { cause: error },
  );
}
