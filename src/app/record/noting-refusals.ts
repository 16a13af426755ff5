import type { Actor } from '../../domain/actor.js';
import { Refusal } from '../../domain/errors.js';
import type { ActorTx, AppContext } from '../ports.js';
import { databaseRefusal } from './database-refusal.js';
import { noteRefusal } from './note-refusal.js';

const TIMEOUT_MS = 10_000;

/**
 * One transaction of this actor; a refusal, also one that a constraint of the database gives, is kept in the security stream
 * where it says something about the person. Errors: those of `run`, as Refusal.
 */
export async function notingRefusals<T>(
  ctx: AppContext,
  actor: Actor,
  of: { readonly subject: string; readonly command: string },
  run: (tx: ActorTx) => Promise<T>,
): Promise<T> {
  try {
    return await ctx.db.withActor(actor, TIMEOUT_MS, run);
  } catch (error) {
    const refusal = error instanceof Refusal ? error.error : databaseRefusal(error);
    if (refusal === null) throw error;
    await noteRefusal(ctx, actor, of.subject, of.command, refusal);
    throw new Refusal(refusal);
  }
}
