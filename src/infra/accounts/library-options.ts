import { randomUUID } from 'node:crypto';
import type { BetterAuthOptions } from 'better-auth';
import type { Pool } from 'pg';
import type { Logger } from '../../app/ports.js';

const HOUR_SECONDS = 3_600;

export interface LibrarySettings {
  readonly pool: Pool;
  readonly secret: string;
  readonly publicUrl: string;
  readonly log: Logger;
}

/** Passwords and sessions only: what a person may do is read from memberships, never from the accounts library. */
export function libraryOptions({ pool, secret, publicUrl, log }: LibrarySettings) {
  return {
    database: pool,
    secret,
    baseURL: publicUrl,
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 200 },
    // a working day; each hour of use begins it anew
    session: { expiresIn: 12 * HOUR_SECONDS, updateAge: HOUR_SECONDS },
    advanced: {
      cookiePrefix: 'salur',
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      // a function, because the library's own check of 'uuid' knows versions 1 to 5 and would replace our version 7 ids
      database: { generateId: () => randomUUID() },
    },
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      log: (level, message) => log[level === 'error' ? 'error' : 'warn']({ part: 'accounts' }, message),
    },
  } as const satisfies BetterAuthOptions;
}
