import { alarmsOf } from '../../domain/proposal/clocks.js';
import { decide } from '../../domain/proposal/decide.js';
import { evolve, type ProposalEvent } from '../../domain/proposal/events.js';
import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import { ringAlarm } from '../../domain/proposal/ring-alarm.js';
import type { Actor } from '../../domain/actor.js';
import type { LoadedProposal } from '../../../workflows/messages.js';
import type { ActorTx, AppContext } from '../ports.js';
import { lackingPapers } from '../documents/lacking-papers.js';
import { appendEvents } from '../record/append-event.js';
import { replaceAlarms } from './alarm-rows.js';
import { summaryOf } from './apply-command.js';
import { lockCase, readCase, saveCase } from './case-row.js';
import { readCaseFacts, type CaseFacts } from './decision-facts.js';
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
      const rung = alarmsOf(c, facts).filter((plan) => plan.at <= tx.now);
      // a draft that nobody looked at in time is not reminded of a window that has closed
      const due = rung.find((plan) => plan.kind === 'WINDOW') ?? rung[0];
      if (due === undefined) break;
      const event: ProposalEvent = due.kind === 'WINDOW' ? closeWindow(c, facts, tx) : ringAlarm(c, due, tx.now);
      const before = c;
      c = evolve(before, event);
      events.push(event);
      await writeNotices(tx, before, c, event);
    }
    if (events.length > 0) {
      await saveCase(tx, c);
      await replaceAlarms(tx, c, facts);
      await appendEvents(
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
    }
    return loaded(c, facts, tx);
  });
}

function closeWindow(c: ProposalCase, facts: CaseFacts, tx: ActorTx): ProposalEvent {
  const decided = decide(
    c,
    {
      type: 'close_window',
      expectedVersion: null,
      words: '',
      step: { type: 'close_window', payload: {}, facts: { windowClosesAt: facts.windowClosesAt } },
    },
    {
      ...facts,
      now: tx.now,
      actor: { kind: 'system', userId: null, name: tx.authority.name, roles: [], institutionId: null },
      payloadHash: '',
    },
  );
  const event = decided.ok ? decided.events[0] : undefined;
  if (event === undefined) throw new Error(`the window of ${c.id} could not be closed`);
  return event;
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
