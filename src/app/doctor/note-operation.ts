import type { Actor } from '../../domain/actor.js';
import type { AppContext } from '../ports.js';
import { appendEvents } from '../record/append-event.js';

/** Whoever holds the servers' settings is the operator of this installation. */
const OPERATOR: Actor = { kind: 'system', purpose: 'operator' };

/** What an operator did to the machinery stands in the record like every decision. */
export async function noteOperation(
  ctx: Pick<AppContext, 'db'>,
  type: string,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  const nobody = { commandId: null, institutionId: null, regencyCode: null };
  await ctx.db.withActor(OPERATOR, 10_000, (tx) => appendEvents(tx, [{ stream: 'operations', type, ...nobody, data }]));
}
