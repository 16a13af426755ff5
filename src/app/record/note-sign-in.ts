import type { AppContext } from '../ports.js';
import { appendEvents } from './append-event.js';

export interface SignInAttempt {
  readonly outcome: 'signed_in' | 'sign_in_refused';
  /** As typed: only the account behind it is kept, for people type passwords into this field too. */
  readonly email: string;
  readonly by: 'pages' | 'command line';
}

/** Keeps in the security stream who came in, and at whose account somebody failed. */
export async function noteSignIn(ctx: Pick<AppContext, 'db'>, { outcome, email, by }: SignInAttempt): Promise<void> {
  await ctx.db.withActor({ kind: 'system', purpose: 'security' }, 5_000, async (tx) => {
    const [account] = await tx.sql.$queryRaw<{ id: string }[]>`
      select id::text from user_account where email = ${email.trim().toLowerCase()}`;
    await appendEvents(tx, [
      {
        stream: 'security',
        type: outcome,
        commandId: null,
        institutionId: null,
        regencyCode: null,
        data: { userId: account?.id ?? null, by },
      },
    ]);
  });
}
