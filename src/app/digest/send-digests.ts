import type { Actor } from '../../domain/actor.js';
import { isWorkingDay } from '../../domain/time/working-days.js';
import { witaDate, type LocalDate } from '../../domain/time/wita.js';
import type { ActorTx, AppContext } from '../ports.js';
import { listInbox } from '../queries/list-inbox.js';

const SYSTEM: Actor = { kind: 'system', purpose: 'digest' };
/** So many stand in the mail by name, the longest overdue first; the page holds all. */
const LISTED = 30;

interface Reader {
  readonly id: string;
  readonly email: string;
  readonly locale: string;
}

/**
 * One mail to each person for whom something waits, on a working day (architecture 4.8). Its Message-ID is made of day and
 * person: a round that died in the middle goes on with those who have none, and nobody is written to twice.
 */
export async function sendDigests(ctx: AppContext, asOf: Date): Promise<void> {
  const day = witaDate(asOf);
  for (const reader of await ctx.db.withActor(SYSTEM, 30_000, (tx) => readersOf(tx, day))) {
    // as the person herself: the mail names what her own page names, and nothing that row security keeps from her
    const inbox = await listInbox(ctx, { kind: 'user', userId: reader.id }, { pageSize: 200 });
    if (inbox.total === 0) continue;
    const digest = {
      total: inbox.total,
      overdue: inbox.items.filter((item) => item.overdue).length,
      items: inbox.items.slice(0, LISTED).map((item) => ({
        institutionName: item.institutionName,
        registrationNumber: item.registrationNumber,
        state: item.state,
        since: item.stateSince,
        dueAt: item.dueAt,
        overdue: item.overdue,
      })),
    };
    await ctx.db.withActor(SYSTEM, 10_000, (tx) => writeDigest(tx, reader, day, digest));
  }
}

/** Everybody with an office today who has no digest of this day yet; nobody on a day off. */
async function readersOf({ sql, now }: ActorTx, day: LocalDate): Promise<readonly Reader[]> {
  const [calendar] = await sql.$queryRaw<{ holidays: string[] }[]>`
    select holidays_between(${day}::date, ${day}::date) as holidays`;
  if (!isWorkingDay(day, new Set(calendar?.holidays))) return [];
  return sql.$queryRaw<Reader[]>`
    select u.id, u.email, u.locale from user_account u
     where u.active
       and exists (select from membership m where m.user_id = u.id and m.valid_from <= ${now} and (m.valid_to is null or m.valid_to > ${now}))
       and not exists (select from notification n where n.message_id = '<digest.' || ${day} || '.' || u.id || '@salur.invalid>')
     order by u.id`;
}

async function writeDigest(tx: ActorTx, reader: Reader, day: LocalDate, digest: unknown): Promise<void> {
  const params = { institutionName: '', programmeName: '', digest };
  await tx.sql.$executeRaw`
    insert into notification (id, message_id, recipient_user_id, to_address, locale, template, params, state, attempts, next_attempt_at, created_at)
    values (uuidv7(), ${`<digest.${day}.${reader.id}@salur.invalid>`}, ${reader.id}::uuid, ${reader.email}, ${reader.locale}, 'digest',
            ${JSON.stringify(params)}::jsonb, 'QUEUED', 0, ${tx.now}, ${tx.now})
    on conflict (message_id) do nothing`;
}
