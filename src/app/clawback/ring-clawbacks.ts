import type { Actor } from '../../domain/actor.js';
import { witaDate } from '../../domain/time/wita.js';
import type { AppContext } from '../ports.js';
import { appendEvents } from '../record/append-event.js';

const SYSTEM: Actor = { kind: 'system', purpose: 'clock' };

/** A bill whose last day has passed without a deposit is overdue (process.md 5); how many became so now. */
export async function ringClawbacks(ctx: Pick<AppContext, 'db'>, asOf: Date): Promise<number> {
  return ctx.db.withActor(SYSTEM, 30_000, async (tx) => {
    const overdue = await tx.sql.$queryRaw<
      { id: string; proposal_id: string; institution_id: string; regency_code: string; due: string }[]
    >`
      update clawback set state = 'OVERDUE' where state = 'BILLED' and bill_due < ${witaDate(asOf)}::date
      returning id, proposal_id, institution_id, regency_code, bill_due::text as due`;
    if (overdue.length > 0)
      await appendEvents(
        tx,
        overdue.map((debt) => ({
          stream: `clawback/${debt.id}`,
          type: 'clawback_overdue',
          commandId: null,
          institutionId: debt.institution_id,
          regencyCode: debt.regency_code,
          data: { proposalId: debt.proposal_id, note: { due: debt.due } },
        })),
      );
    return overdue.length;
  });
}
