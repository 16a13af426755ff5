import { Refusal, refuse, type DomainError } from '../../domain/errors.js';
import { alarmsOf } from '../../domain/proposal/clocks.js';
import { admit, decide, type CommandInput } from '../../domain/proposal/decide.js';
import { evolve } from '../../domain/proposal/events.js';
import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import type { DecisionContext, StepInput } from '../../domain/proposal/rule.js';
import { isTerminal } from '../../domain/proposal/states.js';
import { isCommandType, type CommandType } from '../../domain/proposal/transitions.js';
import type { CommandMessage, CommandOutcome, CommandResult, FollowUp } from '../../../workflows/messages.js';
import type { ActorTx, AppContext } from '../ports.js';
import { lackingPapers } from '../documents/lacking-papers.js';
import { orderPapers } from '../documents/order-papers.js';
import { appendEvents } from '../record/append-event.js';
import { contentHash } from '../record/content-hash.js';
import { readStoredOutcome, storeOutcome } from '../record/stored-outcome.js';
import { replaceAlarms } from './alarm-rows.js';
import { lockCase, saveCase } from './case-row.js';
import { readCaseFacts, type CaseFacts } from './decision-facts.js';
import { lockCeilings } from './reservations.js';
import { loadStep, writeStep } from './run-step.js';
import { steps } from './steps/index.js';
import { databaseRefusal } from '../record/database-refusal.js';
import { writeNotices } from './write-notices.js';

const TIMEOUT_MS = 15_000;

/**
 * Applies one command to one case: one READ COMMITTED transaction that locks, returns the stored outcome if this command
 * was applied before, else re-reads, decides and writes everything the decision means (architecture 4.4).
 */
export async function applyCommand(ctx: AppContext, message: CommandMessage): Promise<CommandResult> {
  try {
    return await ctx.db.withActor(message.actor, TIMEOUT_MS, (tx) => applyInside(tx, message));
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, error: error.error };
    const refusal = databaseRefusal(error);
    if (refusal !== null) return { ok: false, error: refusal };
    throw error;
  }
}

async function applyInside(tx: ActorTx, message: CommandMessage): Promise<CommandResult> {
  const { type } = message;
  if (!isCommandType(type)) return no(refuse('INVALID_INPUT', { field: 'type' }));
  if (tx.authority.scope === 'public' && message.actor.kind === 'user') return no(refuse('WRONG_ROLE', { needed: [] }));
  // the fixed order of locks: ceilings by id → proposal → lines → number → audit
  if (type === 'confirm' || (type !== 'refuse_pending' && steps[type].locksCeilings === true))
    await lockCeilings(tx, message.subjectId);
  const c = await lockCase(tx, message.subjectId);
  if (c === null) return no(refuse('NOT_FOUND', { what: 'proposal' }));
  const caseFacts = await readCaseFacts(tx, c);
  // only under the lock: a command that waited for its own first attempt finds that attempt's outcome here
  const stored = await readStoredOutcome(tx, message);
  if (stored === 'reused') return no(refuse('COMMAND_REUSED'));
  if (stored !== null) {
    const followUps = await lackingPapers(tx, c.id);
    return { ok: true, outcome: stored, alarms: alarmMessages(c, caseFacts), now: tx.now.toISOString(), followUps };
  }

  const words = message.payload['words'];
  const head = { type, expectedVersion: message.expectedVersion, words: typeof words === 'string' ? words : '' };
  const context: DecisionContext = {
    now: tx.now,
    actor: {
      kind: message.actor.kind === 'system' ? 'system' : 'user',
      userId: tx.authority.userId,
      name: tx.authority.name,
      roles: tx.authority.roles,
      institutionId: tx.authority.institutionId,
      acting: tx.authority.acting,
    },
    duties: caseFacts.duties,
    policy: caseFacts.policy,
    holidays: caseFacts.holidays,
    remote: caseFacts.remote,
    payloadHash: '',
  };
  const admitted = admit(c, head, context);
  if ('code' in admitted) return no(admitted);
  const step = await readStep(tx, c, type, message.payload, caseFacts);
  if (step !== null && 'code' in step) return no(step);
  const command: CommandInput = { ...head, step };
  const decided = decide(c, command, { ...context, payloadHash: contentHash(step?.payload ?? {}) });
  if (!decided.ok) return no(decided.error);

  let after = c;
  const followUps: FollowUp[] = [];
  for (const event of decided.events) {
    const before = after;
    after = evolve(before, event);
    await saveCase(tx, after);
    followUps.push(...(await writeStep(tx, decided.effect, { case: before, event, caseFacts })));
    await writeNotices(tx, before, after, event);
  }
  await recordDuties(tx, after, decided.duties);
  await replaceAlarms(tx, after, caseFacts);
  const outcome: CommandOutcome = { summary: summaryOf(after), eventTypes: decided.events.map((event) => event.type) };
  await storeOutcome(tx, message, outcome);
  const numbers = await appendEvents(
    tx,
    decided.events.map((event) => ({
      stream: `proposal/${c.id}`,
      type: event.type,
      commandId: message.commandId,
      institutionId: c.institutionId,
      regencyCode: c.regencyCode,
      data: { ...event },
    })),
  );
  followUps.push(...(await orderPapers(tx, after, decided.events, numbers)));
  return { ok: true, outcome, alarms: alarmMessages(after, caseFacts), now: tx.now.toISOString(), followUps };
}

/** The step to decide on with its fresh facts: the command itself, or for confirm the pending entry. */
async function readStep(
  tx: ActorTx,
  c: ProposalCase,
  type: CommandType,
  payload: unknown,
  caseFacts: CaseFacts,
): Promise<StepInput | DomainError | null> {
  if (type === 'refuse_pending') return null;
  if (type !== 'confirm') return loadStep(tx, c, type, payload, caseFacts);
  const { pending } = c.data;
  return pending === null ? null : loadStep(tx, c, pending.command, pending.payload, caseFacts);
}

async function recordDuties(tx: ActorTx, c: ProposalCase, duties: readonly string[]): Promise<void> {
  if (tx.authority.userId === null || duties.length === 0) return;
  await tx.sql.$executeRaw`
    insert into involvement (proposal_id, user_id, duty, institution_id, regency_code, at)
    select ${c.id}::uuid, ${tx.authority.userId}::uuid, d, ${c.institutionId}::uuid, ${c.regencyCode}, ${tx.now} from unnest(${[...duties]}::text[]) as d
    on conflict do nothing`;
}

function alarmMessages(c: ProposalCase, facts: CaseFacts): { kind: string; at: string }[] {
  return alarmsOf(c, facts).map((alarm) => ({ kind: alarm.kind, at: alarm.at.toISOString() }));
}

export function summaryOf(c: ProposalCase): CommandOutcome['summary'] {
  return { subjectId: c.id, state: c.state, version: c.version, ended: isTerminal(c.state) };
}

function no(error: DomainError): CommandResult {
  return { ok: false, error };
}
