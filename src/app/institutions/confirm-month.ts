import type { Actor } from '../../domain/actor.js';
import { witaDate } from '../../domain/time/wita.js';
import { requireInstitution } from '../drafts/edit-proposal.js';
import type { AppContext } from '../ports.js';
import { appendEvents } from '../record/append-event.js';
import { notingRefusals } from '../record/noting-refusals.js';

/**
 * The institution says that its register is as it should be this month: nothing more has changed than what stands there. Said
 * again, it is the same. Errors: WRONG_ROLE.
 */
export async function confirmRegisterMonth(ctx: AppContext, actor: Actor): Promise<{ readonly month: string }> {
  return notingRefusals(ctx, actor, { subject: 'client-register', command: 'confirm_month' }, async (tx) => {
    const institutionId = requireInstitution(tx);
    const month = `${witaDate(tx.now).slice(0, 7)}-01`;
    const [said] = await tx.sql.$queryRaw<{ regency_code: string; movements: number }[]>`
      insert into register_month (institution_id, regency_code, month, movements, confirmed_by, confirmed_at)
      select i.id, i.regency_code, ${month}::date,
             (select count(*) from client_movement m where m.institution_id = i.id and m.happened_on >= ${month}::date)::int,
             ${tx.authority.userId}::uuid, ${tx.now}
        from institution i where i.id = ${institutionId}::uuid
          on conflict do nothing returning regency_code, movements`;
    if (said === undefined) return { month };
    await appendEvents(tx, [
      {
        stream: `register/${institutionId}`,
        type: 'register_confirmed',
        commandId: null,
        institutionId,
        regencyCode: said.regency_code,
        data: { month, movements: said.movements },
      },
    ]);
    return { month };
  });
}
