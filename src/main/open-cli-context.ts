import { readConfig } from '../config/config.js';
import type { CliContext } from '../cli/cli-parts.js';
import { noteSignIn } from '../app/record/note-sign-in.js';
import { openAccounts } from '../infra/accounts/open-accounts.js';
import { sessionSecret } from '../infra/accounts/session-secret.js';
import { loadMasterKey } from '../infra/crypto/master-key.js';
import { createWorkflowAdmin } from '../infra/temporal/workflow-admin.js';
import { buildContext } from './build-context.js';
import { findServers } from './find-servers.js';

/** One command line is one person: a few connections are enough. */
const CONNECTIONS = 3;

/** The context of one command: closed by disposing it. */
export async function openCliContext(): Promise<CliContext> {
  const config = readConfig();
  const { database, temporal } = findServers(config);
  const publicUrl = config.web.publicUrl ?? 'http://127.0.0.1:3000';
  const ctx = await buildContext({
    databaseUrl: database.appUrl,
    databaseConnections: CONNECTIONS,
    temporal,
    masterKeyFile: config.masterKeyFile,
    publicUrl,
    allowSteppedClock: config.steppedClock,
    processName: 'salur',
  });
  const secret = sessionSecret(await loadMasterKey(config.masterKeyFile));
  const accounts = openAccounts({ authUrl: database.authUrl, connections: 1, secret, publicUrl, log: ctx.log });
  return {
    ...ctx,
    accounts,
    workflowAdmin: createWorkflowAdmin(ctx.client),
    async signIn(email, password) {
      const person = await accounts.signIn({ email, password, agent: 'salur command line' });
      const outcome = person === null ? 'sign_in_refused' : 'signed_in';
      await noteSignIn(ctx, { outcome, email, by: 'command line' });
      if (person === null) return null;
      // the session was only to prove who is there; the next command proves it again
      await accounts.signOut(person.cookies.map((cookie) => cookie.split(';')[0] ?? '').join('; '));
      return person.userId;
    },
    async [Symbol.asyncDispose]() {
      await accounts[Symbol.asyncDispose]();
      await ctx[Symbol.asyncDispose]();
    },
  };
}
