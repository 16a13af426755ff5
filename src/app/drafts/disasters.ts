import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { witaDate } from '../../domain/time/wita.js';
import type { ActorTx, AppContext } from '../ports.js';
import { requireSignedIn } from '../forward/require-role.js';
import * as field from '../proposal/fields.js';

export const namedDisaster = z.union([
  z.object({ id: field.id }),
  z.object({ name: field.requiredText, happenedOn: field.localDate }),
]);
export type NamedDisaster = z.infer<typeof namedDisaster>;

export interface Disaster {
  readonly id: string;
  readonly name: string;
  readonly happenedOn: string;
}

/**
 * The disaster that is meant, known or named now. Its id is part of what a person may claim once: a name that is there
 * already, however it is spaced or written large, is the same disaster.
 * Errors: NOT_FOUND (disaster), DATE_ORDER.
 */
export async function recordDisaster(tx: ActorTx, named: NamedDisaster): Promise<string> {
  if ('id' in named) {
    const known = await tx.sql.$queryRaw<unknown[]>`select 1 from disaster where id = ${named.id}::uuid`;
    if (known.length === 0) throw new Refusal(refuse('NOT_FOUND', { what: 'disaster' }));
    return named.id;
  }
  if (named.happenedOn > witaDate(tx.now))
    throw new Refusal(refuse('DATE_ORDER', { first: 'disaster', second: 'today' }));
  const id = uuid();
  const made = await tx.sql.$executeRaw`
    insert into disaster (id, name, happened_on, created_by, created_at)
    values (${id}::uuid, ${named.name}, ${named.happenedOn}::date, ${tx.authority.userId}::uuid, ${tx.now})
    on conflict (disaster_key(name), happened_on) do nothing`;
  if (made === 1) return id;
  const [known] = await tx.sql.$queryRaw<{ id: string }[]>`
    select id from disaster where disaster_key(name) = disaster_key(${named.name}) and happened_on = ${named.happenedOn}::date`;
  if (known === undefined) throw new Error('a disaster of this name is there and cannot be seen');
  return known.id;
}

/** Disasters of the last year, the newest first, for whoever proposes aid for their victims. */
export async function listDisasters(ctx: AppContext, actor: Actor): Promise<readonly Disaster[]> {
  requireSignedIn(actor);
  return ctx.db.withActor(actor, 10_000, async (tx) => {
    const rows = await tx.sql.$queryRaw<{ id: string; name: string; happened_on: string }[]>`
      select id, name, happened_on::text from disaster where happened_on > ${tx.now}::date - 366 order by happened_on desc, name`;
    return rows.map((row) => ({ id: row.id, name: row.name, happenedOn: row.happened_on }));
  });
}
