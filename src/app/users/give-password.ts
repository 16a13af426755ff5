import type { Actor } from '../../domain/actor.js';
import type { ActorTx, AppContext } from '../ports.js';
import { appendEvents } from '../record/append-event.js';
import type { AccountsPort } from './create-user.js';

/** What the record says of a new password, in its stream and by its name. */
export interface PasswordEvent {
  readonly stream: 'users' | 'security';
  readonly type: 'password_reset' | 'password_changed' | 'password_set';
  readonly data: Readonly<Record<string, unknown>>;
}
export interface PasswordOf {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

/**
 * The accounts library has transactions of its own. So the record says first that a password is about to be set, and after
 * it that it was: who dies in between leaves a beginning, which is true whether the library had done it or not, and the
 * same command may be given again.
 */
export async function beginPassword(tx: ActorTx, event: PasswordEvent): Promise<void> {
  await append(tx, event, `${event.type}_begun`);
}

export async function givePassword(
  ctx: AppContext,
  actor: Actor,
  of: PasswordOf,
  event: PasswordEvent,
  accounts: AccountsPort,
): Promise<void> {
  await accounts.create(of.id, of.email, of.name, of.password);
  await ctx.db.withActor(actor, 10_000, (tx) => append(tx, event, event.type));
}

async function append(tx: ActorTx, { stream, data }: PasswordEvent, type: string): Promise<void> {
  await appendEvents(tx, [{ stream, type, commandId: null, institutionId: null, regencyCode: null, data }]);
}
