import { readConfig } from '../config/config.js';
import { SetupError } from '../config/setup-error.js';
import { findLocalInbox } from './find-local-inbox.js';
import { listenForStop } from './listen-for-stop.js';
import { reportFatal } from './report-fatal.js';
import { serveWeb } from './serve-web.js';

const DEFAULT_PORT = 3000;
const DATABASE_CONNECTIONS = 10;

/** The web process: serves the pages until it is told to stop, then answers what is under way. */
async function main(): Promise<void> {
  const config = readConfig();
  if (config.database === undefined || config.temporal === undefined) {
    throw new SetupError(
      'DATABASE_URL and TEMPORAL_ADDRESS must be set for a web process of its own; `npm start` sets them itself.',
    );
  }
  const stop = listenForStop((text) => console.log(text));
  const port = config.web.port ?? DEFAULT_PORT;
  await using web = await serveWeb({
    databaseUrl: config.database.appUrl,
    databaseConnections: DATABASE_CONNECTIONS,
    authUrl: config.database.authUrl,
    temporal: config.temporal,
    masterKeyFile: config.masterKeyFile,
    publicUrl: config.web.publicUrl ?? `http://127.0.0.1:${port}`,
    allowSteppedClock: config.steppedClock,
    processName: 'web',
    host: config.web.host,
    port,
    inbox: findLocalInbox(config.home, config.smtpUrl),
  });
  console.log(`web pages on port ${web.port}`);
  await stop.asked;
}

try {
  await main();
} catch (error) {
  reportFatal(error);
}
