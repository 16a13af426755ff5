import type { Actor } from '../domain/actor.js';
import { Refusal, refuse } from '../domain/errors.js';
import type { CliContext, CliParts, Terminal } from './cli-parts.js';
import { readPassword } from './read-password.js';

export interface AsOptions {
  readonly as: string;
}
export const asOption = [
  '--as <email>',
  'whose account; the password is asked at a prompt or read from standard input',
] as const;

/** Everybody acts as himself here too: who signs in decides what is seen and what may be done. */
export async function actAs(
  parts: CliParts,
  terminal: Terminal,
  { as: email }: AsOptions,
  run: (ctx: CliContext, actor: Actor) => Promise<void>,
): Promise<void> {
  const password = await readPassword(terminal, `Password of ${email}: `);
  await using ctx = await parts.open();
  const userId = await ctx.signIn(email, password);
  if (userId === null) throw new Refusal(refuse('NOT_SIGNED_IN', { as: email }));
  await run(ctx, { kind: 'user', userId });
}
