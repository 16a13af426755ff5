import type { Actor } from '../../domain/actor.js';
import { reminderDue } from '../../domain/institution/file.js';
import { witaDate } from '../../domain/time/wita.js';
import type { AppContext } from '../ports.js';
import { appendEvents } from '../record/append-event.js';
import { signUpEvent } from './sign-up.js';
import { writeInstitutionMail } from './write-institution-mail.js';

const SYSTEM: Actor = { kind: 'system', purpose: 'clock' };
const WATCHED = ['LKS_REG', 'ACCRED'];

/**
 * Reminds institutions of papers that end soon, once for each reminder of a version, and forgets who asked for a registration and
 * never confirmed it.
 */
export async function ringExpiries(ctx: Pick<AppContext, 'db'>, asOf: Date): Promise<number> {
  const today = witaDate(asOf);
  const ending = await ctx.db.withActor(
    SYSTEM,
    30_000,
    (tx) => tx.sql.$queryRaw<
      { institution_id: string; id: string; code: string; number: string | null; day: string; days: number }[]
    >`
      select n.institution_id, n.id, n.code, n.number, n.valid_until::text as day, (n.valid_until - ${today}::date) as days
        from (select distinct on (d.institution_id, d.code) d.* from institution_document d where d.code = any(${WATCHED}::text[])
               order by d.institution_id, d.code, d.version desc) n
        join institution i on i.id = n.institution_id and i.status in ('REGISTERED','ACTIVE','SUSPENDED')
       where n.valid_until between ${today}::date and ${today}::date + 90 order by n.institution_id, n.code`,
  );
  for (const { institution_id: institutionId, id, code, number, day, days } of ending) {
    const reminder = reminderDue(days);
    if (reminder === null) continue;
    await ctx.db.withActor(SYSTEM, 10_000, (tx) =>
      writeInstitutionMail(tx, {
        institutionId,
        template: 'institution_expiring',
        about: `${id}.${reminder}`,
        to: 'LKS',
        names: { document: code, number, day },
      }),
    );
  }
  await ctx.db.withActor(SYSTEM, 30_000, async (tx) => {
    const forgotten = await tx.sql.$queryRaw<{ id: string }[]>`
      update institution_sign_up set email = null, person_name = null, forgotten_at = ${tx.now}
       where expires_at < ${asOf} and user_id is null and forgotten_at is null returning id`;
    if (forgotten.length === 0) return;
    const ids = forgotten.map((one) => one.id);
    await tx.sql.$executeRaw`
      update notification set to_address = 'forgotten@salur.invalid', params = params - 'signUpToken'
       where template = 'sign_up' and message_id = any(${ids.map((id) => `<sign-up.${id}@salur.invalid>`)}::text[])`;
    await appendEvents(tx, [signUpEvent('sign_ups_forgotten', { signUps: ids })]);
  });
  return ending.length;
}
