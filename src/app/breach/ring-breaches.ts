import type { Actor } from '../../domain/actor.js';
import { dueReminder } from '../../domain/breach.js';
import type { AppContext } from '../ports.js';
import { appendEvents } from '../record/append-event.js';
import { writeBreachMails } from './breach-notices.js';

const SYSTEM: Actor = { kind: 'system', purpose: 'clock' };

/**
 * Reminds of every open breach whose letters have not gone out (architecture 4.8). What was sent stands in the row: a second
 * round at the same instant sends nothing. Returns how many were reminded of.
 */
export async function ringBreaches(ctx: Pick<AppContext, 'db'>, asOf: Date): Promise<number> {
  return ctx.db.withActor(SYSTEM, 30_000, async (tx) => {
    const rows = await tx.sql.$queryRaw<
      { id: string; number: string; found_at: Date; due_at: Date; reminded_hours: number; told: string[] }[]
    >`
      select b.id, b.number, b.found_at, b.due_at, b.reminded_hours,
             array(select n.told from breach_notice n where n.breach_id = b.id) as told
        from breach b where b.state = 'OPEN' order by b.id for update`;
    let reminded = 0;
    for (const row of rows) {
      const due = dueReminder({ foundAt: row.found_at, remindedHours: row.reminded_hours, told: row.told }, asOf);
      if (due === null) continue;
      reminded += 1;
      const template = due.overdue ? 'breach_overdue' : 'breach_reminder';
      const mail = { breachId: row.id, number: row.number, dueAt: row.due_at, template, hours: due.hours } as const;
      await tx.sql.$executeRaw`update breach set reminded_hours = ${due.hours} where id = ${row.id}::uuid`;
      await writeBreachMails(tx, mail, due.roles);
      await appendEvents(tx, [
        {
          stream: `breach/${row.id}`,
          type: 'breach_reminded',
          commandId: null,
          institutionId: null,
          regencyCode: null,
          data: { hours: due.hours, roles: due.roles },
        },
      ]);
    }
    return reminded;
  });
}
