import { betterAuth } from 'better-auth';
import pg from 'pg';
import type { Logger } from '../../app/ports.js';
import { libraryOptions } from './library-options.js';

export interface AccountsSettings {
  /** Role salur_auth. */
  readonly authUrl: string;
  readonly connections: number;
  readonly secret: string;
  readonly publicUrl: string;
  readonly log: Logger;
}

export interface SignedIn {
  readonly userId: string;
  /** Values of Set-Cookie. */
  readonly cookies: readonly string[];
}

export interface Accounts extends AsyncDisposable {
  /** Gives a user_account its password; a second call for the same id replaces it and ends every session. */
  create(userId: string, email: string, name: string, password: string): Promise<void>;
  /** Gives an account another address; nothing where the person has none. */
  rename(userId: string, email: string): Promise<void>;
  /** null for a wrong password as for an unknown address, after the same work. */
  signIn(input: {
    readonly email: string;
    readonly password: string;
    readonly agent: string;
  }): Promise<SignedIn | null>;
  signOut(cookieHeader: string): Promise<readonly string[]>;
  /** Whose session the cookies carry, with cookies to renew; null without a living session. */
  whoseSession(cookieHeader: string): Promise<SignedIn | null>;
}

const REFUSED = 401;

/** Sign-in by the accounts library over its own connections; it shares nothing with the record but the ids of people. */
export function openAccounts(settings: AccountsSettings): Accounts {
  const pool = new pg.Pool({ connectionString: settings.authUrl, max: settings.connections });
  // an idle connection that the server closes must not end the process; the next query opens another
  pool.on('error', (error) =>
    settings.log.warn({ part: 'accounts', error: error.message }, 'database connection lost'),
  );
  const auth = betterAuth(libraryOptions({ ...settings, pool }));
  return {
    async create(userId, email, name, password) {
      const { internalAdapter, password: passwords } = await auth.$context;
      const hash = await passwords.hash(password);
      const known = await internalAdapter.findUserById(userId);
      if (known === null) {
        const user = { id: userId, email, name, emailVerified: true };
        await internalAdapter.createUser(user, { method: 'email-password' });
      }
      const accounts = await internalAdapter.findAccounts(userId);
      if (accounts.some((account) => account.providerId === 'credential')) {
        await internalAdapter.updatePassword(userId, hash);
        // whoever came in by the old one is out
        await internalAdapter.deleteUserSessions(userId);
      } else {
        await internalAdapter.createAccount({ userId, providerId: 'credential', accountId: userId, password: hash });
      }
    },
    async rename(userId, email) {
      const { internalAdapter } = await auth.$context;
      if ((await internalAdapter.findUserById(userId)) !== null) await internalAdapter.updateUser(userId, { email });
    },
    async signIn({ email, password, agent }) {
      const response = await auth.api.signInEmail({
        body: { email, password },
        headers: new Headers({ 'user-agent': agent }),
        asResponse: true,
      });
      if (response.status >= 400 && response.status < 500) return null;
      if (!response.ok) throw new Error(`The accounts library answered ${response.status}`);
      const body = (await response.json()) as { user: { id: string } };
      return { userId: body.user.id, cookies: response.headers.getSetCookie() };
    },
    async signOut(cookieHeader) {
      const response = await auth.api.signOut({ headers: new Headers({ cookie: cookieHeader }), asResponse: true });
      if (!response.ok && response.status !== REFUSED)
        throw new Error(`The accounts library answered ${response.status}`);
      return response.headers.getSetCookie();
    },
    async whoseSession(cookieHeader) {
      if (!cookieHeader.includes('salur.session_token=')) return null;
      const { response, headers } = await auth.api.getSession({
        headers: new Headers({ cookie: cookieHeader }),
        returnHeaders: true,
      });
      return response === null ? null : { userId: response.user.id, cookies: headers.getSetCookie() };
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
    },
  };
}
