import { decideDecree, admitDecree } from '../../domain/decree/decide-decree.js';
import { liveEntries, type DecreeCase } from '../../domain/decree/decree-case.js';
import type { DecreeContext } from '../../domain/decree/decree-commands.js';
import { evolveDecree } from '../../domain/decree/decree-events.js';
import { isDecreeCommandType, type DecreeCommandType } from '../../domain/decree/decree-states.js';
import { Refusal, refuse, type DomainError } from '../../domain/errors.js';
import type { CommandMessage, CommandOutcome, CommandResult, FollowUp } from '../../../workflows/messages.js';
import { readDuties, recordDuties } from '../forward/duties.js';
import { outcomeToday } from '../forward/refusals-of.js';
import type { ActorTx, AppContext } from '../ports.js';
import { appendEvents } from '../record/append-event.js';
import { contentHash } from '../record/content-hash.js';
import { databaseRefusal } from '../record/database-refusal.js';
import { parseInput } from '../parse-input.js';
import { checkedPaper } from './decree-payloads.js';
import { readStoredOutcome, storeOutcome } from '../record/stored-outcome.js';
import { decreeAlarms, replaceDecreeAlarms } from './decree-alarms.js';
import { decreeSummary } from './decree-summary.js';
import { lockDecree, saveDecree } from './decree-row.js';
import { loadDecreeStep, type LoadedStep } from './load-decree-step.js';
import { writeAnnex } from './read-annex.js';
import { writeSecondPersonNotice } from './write-decree-notices.js';

/** A freeze of some thousand persons measures every line of them. */
const TIMEOUT_MS = 50_000;

/**
 * Applies one command to one decree: one READ COMMITTED transaction that returns the stored outcome if this command was
 * applied before. What it means for proposals is left in the entries as tasks, in the same transaction; telling them
 * follows (carry-out-decree.ts).
 */
export async function applyDecreeCommand(ctx: AppContext, message: CommandMessage): Promise<CommandResult> {
  try {
    return await ctx.db.withActor(message.actor, TIMEOUT_MS, (tx) => applyInside(tx, message));
  } catch (error) {
    if (error instanceof Refusal) return no(error.error);
    const refusal = databaseRefusal(error);
    if (refusal !== null) return no(refusal);
    throw error;
  }
}

async function applyInside(tx: ActorTx, message: CommandMessage): Promise<CommandResult> {
  const { type } = message;
  if (!isDecreeCommandType(type)) return no(refuse('INVALID_INPUT', { fields: ['type'] }));
  if (tx.authority.scope !== 'province') return no(refuse('WRONG_ROLE', { needed: ['SECRETARIAT'] }));
  const d = await lockDecree(tx, message.subjectId);
  // read after the lock: a command that waited for its own first attempt finds that attempt's outcome
  const stored = await readStoredOutcome(tx, message);
  if (stored === 'reused') return no(refuse('COMMAND_REUSED'));
  if (d === null) return no(refuse('NOT_FOUND', { what: 'decree' }));
  if (stored !== null)
    return yes(tx, d, await outcomeToday(tx, `decree/${d.id}`, stored, message.commandId, decreeSummary(d)), []);

  const context: DecreeContext = {
    now: tx.now,
    actor: {
      asActor: message.actor,
      userId: tx.authority.userId,
      name: tx.authority.name,
      roles: tx.authority.roles,
      acting: tx.authority.acting,
    },
    duties: await readDuties(
      tx,
      liveEntries(d).map((entry) => entry.proposalId),
    ),
    commandId: message.commandId,
    paperHash: '',
  };
  const admitted = admitDecree(d, { type, expectedVersion: message.expectedVersion }, context);
  if ('code' in admitted) return no(admitted);
  const loaded = await readStep(tx, d, type, message.payload);
  const words = message.payload['words'];
  const decided = decideDecree(
    d,
    {
      type,
      expectedVersion: message.expectedVersion,
      step: loaded?.step ?? null,
      words: typeof words === 'string' ? words : '',
      checked: type === 'confirm' ? parseInput(checkedPaper, message.payload) : null,
    },
    { ...context, paperHash: contentHash({ paper: loaded?.step.payload ?? null, rootHash: d.rootHash }) },
  );
  if (!decided.ok) return no(decided.error);

  const { event, refused } = decided;
  const after = evolveDecree(d, event);
  await saveDecree(tx, after, event.change.entries ?? []);
  if (event.type === 'freeze' && loaded !== null && loaded.annex !== null) await writeAnnex(tx, d.id, loaded.annex);
  await recordDuties(
    tx,
    liveEntries(after).map((entry) => entry.proposalId),
    type === 'include' ? [] : decided.duties,
  );
  await replaceDecreeAlarms(tx, after);
  if (event.type === 'entered') await writeSecondPersonNotice(tx, after, 'second_person_needed');
  const outcome: CommandOutcome = {
    summary: decreeSummary(after),
    eventTypes: [event.type],
    ...(refused.length === 0 ? {} : { refused }),
  };
  await storeOutcome(tx, message, outcome);
  await appendEvents(tx, [
    {
      stream: `decree/${d.id}`,
      type: event.type,
      commandId: message.commandId,
      institutionId: null,
      regencyCode: null,
      data: { ...event },
    },
  ]);
  return yes(tx, after, outcome, event.type === 'freeze' ? [{ kind: 'render_decree', subjectId: d.id }] : []);
}

/** The step to decide on with its fresh facts: the command itself, or for confirm the paper that waits. */
async function readStep(
  tx: ActorTx,
  d: DecreeCase,
  type: DecreeCommandType,
  payload: unknown,
): Promise<LoadedStep | null> {
  if (type === 'refuse_pending') return null;
  if (type !== 'confirm') return loadDecreeStep(tx, d, type, payload);
  return d.pending === null ? null : loadDecreeStep(tx, d, 'record', d.pending.paper);
}

async function yes(
  tx: ActorTx,
  d: DecreeCase,
  outcome: CommandOutcome,
  followUps: readonly FollowUp[],
): Promise<CommandResult> {
  return { ok: true, outcome, alarms: await decreeAlarms(tx, d), now: tx.now.toISOString(), followUps };
}

function no(error: DomainError): CommandResult {
  return { ok: false, error };
}
