import type { Actor } from '../../domain/actor.js';
import type { DecreeCase } from '../../domain/decree/decree-case.js';
import { hearProposals } from '../../domain/decree/decide-decree.js';
import { evolveDecree } from '../../domain/decree/decree-events.js';
import type { ProposalAnswer } from '../../domain/proposal-task.js';
import type { ToldRound } from '../../../workflows/messages.js';
import type { ActorTx, AppContext } from '../ports.js';
import { appendEvents } from '../record/append-event.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { refusalsOf } from '../forward/refusals-of.js';
import { cannotStand, ROUND, tellProposals, type OpenTask } from '../forward/tell-proposals.js';
import { decreeSummary } from './decree-outcome.js';
import { lockDecree, readDecree, saveDecree } from './decree-row.js';

const SYSTEM: Actor = { kind: 'system', purpose: 'decree' };

/**
 * Tells one round of proposals what their decree decided and writes down how they answered. What is to be told stands in
 * the record, so that a killed process goes on with what is left, and nothing is done twice.
 */
export async function carryOutDecree(
  ctx: AppContext,
  decreeId: string,
  commandId: string | null,
  beat: () => void,
): Promise<ToldRound> {
  const { decree, tasks, origin } = await openTasks(ctx, decreeId);
  const told = await tellProposals(ctx, { kind: 'decree', id: decreeId }, tasks, beat);
  // what the Governor signed has happened: a proposal that refuses it is told again until the cause is repaired
  const answers = told.answers.filter((answer) => answer.error === null || decree.state !== 'SIGNED');
  const standing = told.answers.flatMap(({ proposalId, error }) =>
    error === null || decree.state !== 'SIGNED' ? [] : [cannotStand(proposalId, 'decree', error)],
  );
  const round = await ctx.db.withActor(SYSTEM, 15_000, (tx) => hear(tx, decreeId, answers, origin, commandId));
  const [failure] = [...told.failures, ...standing];
  if (failure !== undefined) throw failure;
  return round;
}

async function hear(
  tx: ActorTx,
  decreeId: string,
  answers: readonly ProposalAnswer[],
  origin: string,
  commandId: string | null,
): Promise<ToldRound> {
  const d = await lockDecree(tx, decreeId);
  if (d === null) throw new Refusal(refuse('NOT_FOUND', { what: 'decree' }));
  const stream = `decree/${d.id}`;
  const event = hearProposals(d, answers, tx.now);
  const after = evolveDecree(d, event);
  const changed = event.change.entries ?? [];
  if (changed.length > 0) {
    const refusals = answers.flatMap(({ proposalId, error }) => (error === null ? [] : [{ proposalId, error }]));
    await saveDecree(tx, after, changed);
    const data = { ...event, refusals };
    await appendEvents(tx, [
      { stream, type: event.type, commandId: origin, institutionId: null, regencyCode: null, data },
    ]);
  }
  const more = after.entries.some((entry) => entry.task !== null);
  const refused = more || commandId === null ? [] : await refusalsOf(tx, stream, commandId);
  return { summary: decreeSummary(after), refused, more };
}

interface OpenTasks {
  readonly decree: DecreeCase;
  readonly tasks: readonly OpenTask[];
  readonly origin: string;
}

/** The tasks of the oldest command that is not carried out, at most one round of them. */
async function openTasks(ctx: AppContext, decreeId: string): Promise<OpenTasks> {
  return ctx.db.withActor(SYSTEM, 10_000, async (tx) => {
    const decree = await readDecree(tx, decreeId);
    if (decree === null) throw new Refusal(refuse('NOT_FOUND', { what: 'decree' }));
    const open = decree.entries.flatMap((entry) => (entry.task === null ? [] : [{ ...entry, task: entry.task }]));
    const oldest = Math.min(...open.map((entry) => entry.task.number));
    const round = open.filter((entry) => entry.task.number === oldest).slice(0, ROUND);
    const counts = await tx.sql.$queryRaw<{ proposal_id: string; lines: number }[]>`
      select proposal_id, count(*)::int as lines from entitlement_line
       where proposal_id = any(${round.map((entry) => entry.proposalId)}::uuid[]) group by proposal_id`;
    const lines = new Map(counts.map((row) => [row.proposal_id, row.lines]));
    const tasks = round.map(({ proposalId, task, linesHash }): OpenTask => ({
      proposalId,
      task,
      lines: lines.get(proposalId) ?? 0,
      payload:
        task.type === 'decree'
          ? { decreeId, number: decree.number ?? '', signedOn: decree.signedOn ?? '', linesHash: linesHash ?? '' }
          : { decreeId },
    }));
    return { decree, tasks, origin: round[0]?.task.origin ?? '' };
  });
}
