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
import { cannotStand, roundOf, tellProposals, type OpenTask } from '../forward/tell-proposals.js';
import { decreeSummary } from './decree-summary.js';
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
  const { decree, tasks } = await nextRound(ctx, decreeId);
  const told = await tellProposals(ctx, { kind: 'decree', id: decreeId }, tasks, beat);
  // what the Governor signed has happened: a proposal that refuses it is told again until the cause is repaired
  const answers = told.answers.filter((answer) => answer.error === null || decree.state !== 'SIGNED');
  const standing = told.answers.flatMap(({ proposalId, error }) =>
    error === null || decree.state !== 'SIGNED' ? [] : [cannotStand(proposalId, 'decree', error)],
  );
  const origin = tasks[0]?.task.origin ?? '';
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
  const d = known(await lockDecree(tx, decreeId));
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

interface Round {
  readonly decree: DecreeCase;
  readonly tasks: readonly OpenTask[];
}

async function nextRound(ctx: AppContext, decreeId: string): Promise<Round> {
  return ctx.db.withActor(SYSTEM, 10_000, async (tx) => {
    const decree = known(await readDecree(tx, decreeId));
    const open = decree.entries.flatMap((entry) => (entry.task === null ? [] : [{ ...entry, task: entry.task }]));
    const tasks = await roundOf(tx, open, (entry) =>
      entry.task.type === 'decree'
        ? { decreeId, number: decree.number, signedOn: decree.signedOn, linesHash: entry.linesHash }
        : { decreeId },
    );
    return { decree, tasks };
  });
}

function known(d: DecreeCase | null): DecreeCase {
  if (d === null) throw new Refusal(refuse('NOT_FOUND', { what: 'decree' }));
  return d;
}
