import { z } from 'zod';
import { actorText, type Actor } from '../../domain/actor.js';
import { Refusal, refuse, type DomainError } from '../../domain/errors.js';
import {
  isCommandType,
  saidByDecree,
  stepCommands,
  transitions,
  type CommandType,
} from '../../domain/proposal/transitions.js';
import { workflowIds, type CommandMessage, type CommandOutcome } from '../../../workflows/messages.js';
import { wakeAfterAnswer } from '../forward/wake-after-answer.js';
import type { AppContext } from '../ports.js';
import { commandId, contentHash } from '../record/content-hash.js';
import { noteRefusal } from '../record/note-refusal.js';
import { readStoredOutcome } from '../record/stored-outcome.js';
import * as field from './fields.js';
import { steps } from './steps/index.js';

const requestShape = z.object({
  proposalId: field.id,
  type: z.string().refine(isCommandType),
  payload: z.unknown(),
  expectedVersion: z.int().min(0).nullable(),
  key: z.string().min(8).max(200),
  words: field.words.optional(),
});
export interface ActOnProposal {
  readonly proposalId: string;
  readonly type: CommandType;
  readonly payload: unknown;
  /** The version the person saw; null only for callers that have no page. */
  readonly expectedVersion: number | null;
  /** From the page's form or Idempotency-Key: the same key by the same person is the same command. */
  readonly key: string;
  /** Why a second person refuses. */
  readonly words?: string | undefined;
}

/** Above this many lines a decision runs as an ordinary activity (architecture 4.5). */
const HEAVY_LINES = 500;

/**
 * One person's decision on one case, through its workflow. Answers only after the effect is committed.
 * Errors: any code of decide; STILL_WORKING after 10 s (the same key asks again), UNAVAILABLE when Temporal is out of reach.
 */
export async function actOnProposal(ctx: AppContext, actor: Actor, input: ActOnProposal): Promise<CommandOutcome> {
  if (actor.kind === 'public') throw new Refusal(refuse('NOT_SIGNED_IN'));
  const parsed = requestShape.safeParse(input);
  if (!parsed.success)
    throw new Refusal(refuse('INVALID_INPUT', { fields: parsed.error.issues.map((issue) => issue.path.join('.')) }));
  const { proposalId, expectedVersion, key } = parsed.data;
  const { type } = input;
  const payload = payloadOf(type, parsed.data.payload, parsed.data.words);
  const request = {
    commandId: commandId(actorText(actor), `proposal/${proposalId}/${type}`, key),
    requestHash: contentHash({ type, payload, expectedVersion }),
  };
  const seen = await lookBeforeSending(ctx, actor, proposalId, request);
  if (seen.outcome !== null) return answered(ctx, proposalId, seen.outcome);
  const message: CommandMessage = {
    ...request,
    subjectId: proposalId,
    type,
    actor,
    payload,
    expectedVersion,
    heavy: seen.lines > HEAVY_LINES,
  };
  try {
    return await ctx.workflows.send('proposal', message);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.error.code === 'STILL_WORKING' || error.error.code === 'UNAVAILABLE') {
      const outcome = await ctx.db.withActor(actor, 5_000, (tx) => readStoredOutcome(tx, message));
      if (outcome !== null && outcome !== 'reused') return answered(ctx, proposalId, outcome);
    }
    await noteRefusal(ctx, actor, `proposal/${proposalId}`, type, error.error);
    throw error;
  }
}

async function answered(ctx: AppContext, proposalId: string, outcome: CommandOutcome): Promise<CommandOutcome> {
  await wakeAfterAnswer(ctx, workflowIds.proposal(proposalId));
  return outcome;
}

function payloadOf(type: CommandType, payload: unknown, words: string | undefined): CommandMessage['payload'] {
  if (type === 'confirm') return {};
  if (type === 'refuse_pending') return { words: words ?? '' };
  const bySystem = transitions.every((row) => row.command !== type || row.roles === 'SYSTEM');
  if (!stepCommands.includes(type) || bySystem || saidByDecree.has(type)) {
    throw new Refusal(refuse('WRONG_ROLE', { needed: ['SYSTEM'] }));
  }
  const parsed = steps[type].payload.safeParse(payload);
  if (parsed.success) return { ...parsed.data };
  const tooLong = parsed.error.issues.some((issue) => issue.code === 'too_big');
  throw new Refusal(
    refuse(tooLong ? 'TOO_LARGE' : 'INVALID_INPUT', {
      fields: parsed.error.issues.map((issue) => issue.path.join('.')),
    }),
  );
}

interface Seen {
  readonly outcome: CommandOutcome | null;
  readonly lines: number;
}

/**
 * Row security decides first: a case that is not the actor's does not exist for him. A command that was applied before
 * answers from the record; Temporal alone would give its old answer to another body under the same id.
 */
async function lookBeforeSending(
  ctx: AppContext,
  actor: Actor,
  proposalId: string,
  request: Pick<CommandMessage, 'commandId' | 'requestHash'>,
): Promise<Seen> {
  const seen = await ctx.db.withActor(actor, 5_000, async (tx): Promise<Seen | DomainError> => {
    const [row] = await tx.sql.$queryRaw<{ lines: bigint }[]>`
      select (select count(*) from entitlement_line l where l.proposal_id = p.id) as lines
        from proposal p where p.id = ${proposalId}::uuid`;
    if (row === undefined) return refuse('NOT_FOUND', { what: 'proposal' });
    const outcome = await readStoredOutcome(tx, request);
    return outcome === 'reused' ? refuse('COMMAND_REUSED') : { outcome, lines: Number(row.lines) };
  });
  if (!('code' in seen)) return seen;
  await noteRefusal(ctx, actor, `proposal/${proposalId}`, 'send', seen);
  throw new Refusal(seen);
}
