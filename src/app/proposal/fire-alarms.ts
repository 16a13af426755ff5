import { answerAlarm, clockCommand, firstToAnswer, type ClockCommand } from '../../domain/proposal/answer-alarm.js';
import { alarmsOf, type AlarmPlan } from '../../domain/proposal/clocks.js';
import { asksForFreeze } from '../../domain/proposal/frozen-clock.js';
import { witaDate, type LocalDate } from '../../domain/time/wita.js';
import { readFrozenDays } from '../freeze/read-freeze.js';
import { evolve, type ProposalEvent } from '../../domain/proposal/events.js';
import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import type { DecisionContext, StepInput } from '../../domain/proposal/rule.js';
import type { Actor } from '../../domain/actor.js';
import type { LoadedProposal } from '../../../workflows/messages.js';
import type { ActorTx, AppContext } from '../ports.js';
import { lackingPapers } from '../documents/lacking-papers.js';
import { orderPapers } from '../documents/order-papers.js';
import { appendEvents } from '../record/append-event.js';
import { replaceAlarms } from './alarm-rows.js';
import { summaryOf } from './apply-command.js';
import { lockCase, readCase, saveCase } from './case-row.js';
import { readCaseFacts, type CaseFacts } from './decision-facts.js';
import { loadStep, writeStep } from './run-step.js';
import { writeNotices } from './write-notices.js';

const SYSTEM: Actor = { kind: 'system', purpose: 'clock' };

/**
 * Rings every alarm of a case whose stored instant has come, in order and each once; harmless when none is due or when
 * it runs twice, because the case keeps what has fired.
 */
export async function fireAlarms(ctx: AppContext, proposalId: string): Promise<LoadedProposal | null> {
  return ctx.db.withActor(SYSTEM, 15_000, async (tx) => {
    const locked = await lockCase(tx, proposalId);
    if (locked === null) return null;
    const facts = await readCaseFacts(tx, locked);
    let c = locked;
    const events: ProposalEvent[] = [];
    for (;;) {
      const due = firstToAnswer(alarmsOf(c, facts).filter((plan) => plan.at <= tx.now));
      if (due === undefined) break;
      const answer = answerAlarm(
        c,
        due,
        await clockStep(tx, c, due, facts),
        { ...facts, ...clockOf(tx) },
        await frozenFor(tx, c, due),
      );
      for (const event of answer.events) {
        const before = c;
        c = evolve(before, event);
        events.push(event);
        await saveCase(tx, c);
        await writeStep(tx, answer.effect, { case: before, event, caseFacts: facts });
        await writeNotices(tx, before, c, event);
      }
    }
    if (events.length > 0) {
      await replaceAlarms(tx, c, facts);
      const numbers = await appendEvents(
        tx,
        events.map((event) => ({
          stream: `proposal/${c.id}`,
          type: event.type,
          commandId: null,
          institutionId: c.institutionId,
          regencyCode: c.regencyCode,
          data: { ...event },
        })),
      );
      await orderPapers(tx, c, events, numbers);
    }
    return loaded(c, facts, tx);
  });
}

async function frozenFor(tx: ActorTx, c: ProposalCase, due: AlarmPlan): Promise<ReadonlySet<LocalDate>> {
  return asksForFreeze(c, due) ? readFrozenDays(tx, c.id, witaDate(new Date(c.stateSince))) : new Set();
}

async function clockStep(
  tx: ActorTx,
  c: ProposalCase,
  due: AlarmPlan,
  facts: CaseFacts,
): Promise<StepInput<ClockCommand> | null> {
  const type = clockCommand(c, due, facts.policy);
  if (type === null) return null;
  const step = await loadStep(tx, c, type, {}, facts);
  if ('code' in step) throw new Error(`${type} of ${c.id} cannot be said: ${step.code}`);
  return step;
}

/** The clock decides as the system, at the record's own instant. */
function clockOf(tx: ActorTx): Pick<DecisionContext, 'now' | 'actor' | 'payloadHash'> {
  const actor = { kind: 'system', userId: null, name: tx.authority.name, roles: [], institutionId: null } as const;
  return { now: tx.now, actor, payloadHash: '' };
}

/** The case as its workflow starts with it, or is rebuilt from it. */
export async function loadProposal(ctx: AppContext, proposalId: string): Promise<LoadedProposal | null> {
  return ctx.db.withActor(SYSTEM, 10_000, async (tx) => {
    const c = await readCase(tx, proposalId);
    if (c === null) return null;
    return loaded(c, await readCaseFacts(tx, c), tx);
  });
}

async function loaded(c: ProposalCase, facts: CaseFacts, tx: ActorTx): Promise<LoadedProposal> {
  return {
    summary: summaryOf(c),
    alarms: alarmsOf(c, facts).map((alarm) => ({ kind: alarm.kind, at: alarm.at.toISOString() })),
    now: tx.now.toISOString(),
    followUps: await lackingPapers(tx, c.id),
  };
}
