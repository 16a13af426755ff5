import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { breachDataKinds, breachDueAt, breachOpeners, breachReaders, breachSubjects } from '../../domain/breach.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { witaYear } from '../../domain/time/wita.js';
import { createOnce } from '../forward/create-once.js';
import { requireRole } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { appendEvents } from '../record/append-event.js';
import { notingRefusals } from '../record/noting-refusals.js';
import { writeBreachMails } from './breach-notices.js';

const request = z.object({
  /** ISO instant. */
  foundAt: z.iso.datetime({ offset: true }),
  what: field.words.refine((text) => text !== '', { message: 'required' }),
  handling: field.words,
  dataKinds: z.array(z.enum(breachDataKinds)).min(1).max(10),
  subjects: z.array(z.enum(breachSubjects)).min(1).max(10),
  affected: z.int().min(0).max(100_000_000),
  key: z.string().min(8).max(200),
});
export type OpenBreach = z.input<typeof request>;

/**
 * Enters a breach into the register; the clock of 72 hours runs from when it was found. Everybody who must act is told at once.
 * Errors: WRONG_ROLE, INVALID_INPUT, COMMAND_REUSED.
 */
export async function openBreach(
  ctx: AppContext,
  actor: Actor,
  input: OpenBreach,
): Promise<{ readonly breachId: string }> {
  return notingRefusals(ctx, actor, { subject: 'breach', command: 'open_breach' }, async (tx) => {
    requireRole(tx, breachOpeners);
    const { key, ...asked } = parseInput(request, input);
    const foundAt = new Date(asked.foundAt);
    if (foundAt > tx.now) throw new Refusal(refuse('INVALID_INPUT', { fields: ['foundAt'] }));
    const breachId = await createOnce(
      tx,
      { operation: 'open_breach', key, body: asked, state: 'OPEN' },
      async (commandId) => {
        const id = uuid();
        const dueAt = breachDueAt(foundAt);
        await tx.sql.$executeRaw`select pg_advisory_xact_lock(hashtextextended('breach number', 9))`;
        const [made] = await tx.sql.$queryRaw<{ number: string }[]>`
          insert into breach (id, number, found_at, due_at, what, handling, data_kinds, subjects, affected, state, opened_by, opened_at)
          select ${id}::uuid, 'PDP-' || ${witaYear(tx.now)}::text || '-' || lpad((count(*) + 1)::text, 3, '0'), ${foundAt}, ${dueAt}, ${asked.what},
                 ${asked.handling}, ${asked.dataKinds}::text[], ${asked.subjects}::text[], ${asked.affected}::int, 'OPEN', ${tx.authority.userId}::uuid, ${tx.now}
            from breach returning number`;
        const { dataKinds, subjects, affected } = asked;
        await appendEvents(tx, [
          {
            stream: `breach/${id}`,
            type: 'breach_opened',
            commandId,
            institutionId: null,
            regencyCode: null,
            data: { number: made?.number ?? '', foundAt: foundAt.toISOString(), dataKinds, subjects, affected },
          },
        ]);
        const mail = { breachId: id, number: made?.number ?? '', dueAt, template: 'breach_opened', hours: 0 } as const;
        await writeBreachMails(tx, mail, breachReaders);
        return id;
      },
    );
    return { breachId };
  });
}
