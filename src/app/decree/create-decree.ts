import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { createOnce } from '../forward/create-once.js';
import { requireRole } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import * as field from '../proposal/fields.js';
import type { AppContext } from '../ports.js';
import { appendEvents } from '../record/append-event.js';

const request = z.object({ programmeId: field.id, title: field.requiredText, key: z.string().min(8).max(200) });

/**
 * Opens an empty decree for one programme; its workflow begins with its first command.
 * Errors: WRONG_ROLE, INVALID_INPUT, NOT_FOUND (programme), COMMAND_REUSED.
 */
export async function createDecree(
  ctx: AppContext,
  actor: Actor,
  input: { readonly programmeId: string; readonly title: string; readonly key: string },
): Promise<{ readonly decreeId: string }> {
  return ctx.db.withActor(actor, 10_000, async (tx) => {
    requireRole(tx, ['SECRETARIAT']);
    const { programmeId, title, key } = parseInput(request, input);
    const decreeId = await createOnce(
      tx,
      { operation: 'create_decree', key, body: { programmeId, title }, state: 'DRAFT' },
      async (commandId) => {
        const id = uuid();
        const [made] = await tx.sql.$queryRaw<{ fiscal_year: number }[]>`
        insert into decree (id, programme_id, title, state, version, fiscal_year, created_by, created_at)
        select ${id}::uuid, g.id, ${title}, 'DRAFT', 0, g.fiscal_year, ${tx.authority.userId}::uuid, ${tx.now}
          from programme g where g.id = ${programmeId}::uuid returning fiscal_year`;
        if (made === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'programme' }));
        await appendEvents(tx, [
          {
            stream: `decree/${id}`,
            type: 'created',
            commandId,
            institutionId: null,
            regencyCode: null,
            data: { programmeId, title, fiscalYear: made.fiscal_year },
          },
        ]);
        return id;
      },
    );
    return { decreeId };
  });
}
