import type { Actor } from '../../domain/actor.js';
import { witaDate } from '../../domain/time/wita.js';
import type { ActorTx, AppContext } from '../ports.js';
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
    if (overdue.length > 0) {
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
      await tellOverdue(
        tx,
        overdue.map(({ id }) => id),
      );
    }
    return overdue.length;
  });
}

/** The institution, and the finance section, which may bring it before the law. */
async function tellOverdue(tx: ActorTx, ids: readonly string[]): Promise<void> {
  await tx.sql.$executeRaw`
    insert into notification (id, message_id, recipient_user_id, to_address, locale, template, params, proposal_id, state, attempts, next_attempt_at, created_at)
    select uuidv7(), '<clawback.' || k.id || '.' || k.bill_due || '.' || h.user_id || '@salur.invalid>', h.user_id, h.email, h.locale, 'clawback_overdue',
           jsonb_build_object('proposalId', p.id, 'registrationNumber', p.registration_number, 'institutionName', i.name,
             'programmeName', case h.locale when 'en' then g.name_en else g.name_id end),
           p.id, 'QUEUED', 0, ${tx.now}, ${tx.now}
      from clawback k join proposal p on p.id = k.proposal_id join institution i on i.id = p.institution_id join programme g on g.id = p.programme_id
           cross join lateral (select distinct on (r.user_id) r.* from unnest(array['LKS_OPERATOR','LKS_CHAIR','SUBBAG_KEUANGAN']) o(role)
                                 cross join lateral role_holders(o.role, p.institution_id, p.regency_code, ${tx.now}) r) h
     where k.id = any(${[...ids]}::uuid[])
       -- a bill that was deposited, refused and is overdue again for the same day has been told of
       and not exists (select from notification o where o.message_id = '<clawback.' || k.id || '.' || k.bill_due || '.' || h.user_id || '@salur.invalid>')`;
}
