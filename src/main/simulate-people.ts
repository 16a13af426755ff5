import { SetupError } from '../config/setup-error.js';
import { readConfig } from '../config/config.js';
import { fromPackageRoot } from '../config/package-root.js';
import type { SimulateOptions, SimulationReport } from '../app/simulation/figures.js';
import { runProgramme } from '../app/simulation/run-programme.js';
import { buildContext } from './build-context.js';
import { insistentWakePort } from './wake-port.js';

/** What the people's process says to the one that started it. */
export type PeopleMessage =
  | { readonly kind: 'progress'; readonly line: string }
  | { readonly kind: 'report'; readonly report: SimulationReport }
  | { readonly kind: 'failure'; readonly reason: string };

/** As many people act at once as an office of this size would; each holds at most one transaction. */
const CONNECTIONS = 16;

async function main(): Promise<void> {
  const [text] = process.argv.slice(2);
  const config = readConfig();
  if (text === undefined || config.database === undefined || config.temporal === undefined) {
    throw new SetupError('This process is started by "salur simulate".');
  }
  process.once('disconnect', () => process.exit(1));
  await using ctx = await buildContext({
    databaseUrl: config.database.appUrl,
    databaseConnections: CONNECTIONS,
    temporal: config.temporal,
    masterKeyFile: config.masterKeyFile,
    publicUrl: config.web.publicUrl ?? 'http://127.0.0.1:3000',
    allowSteppedClock: true,
    processName: 'people',
  });
  const report = await runProgramme({
    ctx,
    wake: insistentWakePort(ctx.waker),
    options: JSON.parse(text) as SimulateOptions,
    dataFolder: fromPackageRoot('data'),
    progress: (line) => say({ kind: 'progress', line }),
  });
  say({ kind: 'report', report });
}

function say(message: PeopleMessage): void {
  process.send?.(message);
}

try {
  await main();
} catch (error) {
  say({ kind: 'failure', reason: error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error) });
  process.exitCode = 1;
} finally {
  process.disconnect?.();
}
