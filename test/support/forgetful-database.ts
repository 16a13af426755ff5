import type { OpenDatabase } from '../../src/infra/db/database.js';

export interface ForgetfulDatabase {
  readonly db: OpenDatabase;
  /** How many of the next answers of people's transactions are lost after their commit. */
  losses: number;
}

/** PostgreSQL may commit what nobody hears of (architecture 4.5): answers get lost, effects do not. */
export function forgetfulDatabase(real: OpenDatabase): ForgetfulDatabase {
  const forgetful: ForgetfulDatabase = {
    losses: 0,
    db: {
      ...real,
      async withActor(actor, timeoutMs, run) {
        const answer = await real.withActor(actor, timeoutMs, run);
        if (actor.kind === 'user' && forgetful.losses > 0) {
          forgetful.losses -= 1;
          throw new Error('the connection was lost after the commit');
        }
        return answer;
      },
    },
  };
  return forgetful;
}
