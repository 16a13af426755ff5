import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { fromPackageRoot } from '../config/package-root.js';
import { errorCodeOf, SetupError } from '../config/setup-error.js';
import { createServer } from '../http/create-server.js';
import { builtAssets } from '../http/routes/assets.js';
import type { Inbox } from '../http/web-deps.js';
import { openAccounts, type Accounts } from '../infra/accounts/open-accounts.js';
import { sessionSecret } from '../infra/accounts/session-secret.js';
import { loadMasterKey } from '../infra/crypto/master-key.js';
import { createWorkflowAdmin } from '../infra/temporal/workflow-admin.js';
import { buildContext, type ContextSettings } from './build-context.js';
import { probeReadiness } from './probe-readiness.js';

export interface WebSettings extends ContextSettings {
  /** Role salur_auth. */
  readonly authUrl: string;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly inbox: Inbox | null;
}

export interface RunningWeb extends AsyncDisposable {
  readonly port: number;
  readonly accounts: Accounts;
}

const AUTH_CONNECTIONS = 5;

/** The web of one process, listening; everything it opened is closed by disposing it, after running requests are answered. */
export async function serveWeb(settings: WebSettings): Promise<RunningWeb> {
  const stylesheet = builtStylesheet();
  const secret = sessionSecret(await loadMasterKey(settings.masterKeyFile));
  const ctx = await buildContext(settings);
  const { authUrl, publicUrl } = settings;
  const accounts = openAccounts({ authUrl, connections: AUTH_CONNECTIONS, secret, publicUrl, log: ctx.log });
  const app = await createServer({
    ctx,
    sessions: accounts,
    accounts,
    workflowAdmin: createWorkflowAdmin(ctx.client),
    readiness: () => probeReadiness(ctx, settings.temporal.namespace),
    inbox: settings.inbox,
    formSecret: secret,
    assets: { stylesheet, register: builtAssets(fromPackageRoot('dist', 'assets')) },
  });
  const close = async (): Promise<void> => {
    await app.close();
    await accounts[Symbol.asyncDispose]();
    await ctx[Symbol.asyncDispose]();
  };
  try {
    await app.listen({ host: settings.host, port: settings.port });
  } catch (error) {
    await close();
    if (errorCodeOf(error) !== 'EADDRINUSE') throw error;
    throw new SetupError(
      `PORT ${settings.port} is taken by another program; stop that program or set PORT to another number.`,
    );
  }
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : settings.port;
  return { port, accounts, [Symbol.asyncDispose]: close };
}

function builtStylesheet(): string {
  const manifest = fromPackageRoot('dist', 'assets', 'manifest.json');
  try {
    return z.object({ 'salur.css': z.string() }).parse(JSON.parse(readFileSync(manifest, 'utf8')))['salur.css'];
  } catch (error) {
    throw new SetupError(`The style sheet of the pages is not built (${manifest}); run "npm run build".`, {
      cause: error,
    });
  }
}
