import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig, type Config } from '../config/config.js';
import { handOnSettings } from '../config/hand-on-settings.js';
import { fromPackageRoot } from '../config/package-root.js';
import { SetupError } from '../config/setup-error.js';
import { createMasterKeyFile } from '../infra/crypto/key-file.js';
import { findNextFreePort, isPortFree } from '../infra/embedded/free-port.js';
import { openHome } from '../infra/embedded/open-home.js';
import { stopRecordedProcess } from '../infra/embedded/managed-process.js';
import { startStack, superviseStack, type Stack, type StackOptions } from '../infra/embedded/stack.js';
import { supervisePart, type Supervision, type SupervisionEvent } from '../infra/embedded/supervise-part.js';
import { awaitReady } from './await-ready.js';
import { childEnvironment } from './child-environment.js';
import { firstAccounts, readDemonstrationAccounts } from './demonstration-accounts.js';
import { listenForStop } from './listen-for-stop.js';
import { prepare } from './prepare.js';
import { programRecord, startProgram, type RunningProgram } from './supervised-program.js';

export interface UpOptions {
  readonly args: readonly string[];
  /** The modules to run; default the built worker and web. */
  readonly programs?: { readonly worker: string; readonly web: string };
}

const FIRST_PORT = 3000;

/** What `npm start` does: everything up, ready, and kept up until it is told to stop. */
export async function runUp({ args, programs }: UpOptions): Promise<void> {
  const config = readConfig(handOnSettings(settingsOf(args)));
  const stop = listenForStop(say);
  say(`Salur starts; everything it keeps lies in ${config.home}`);
  openHome(config.home);
  await ensureMasterKey(config);
  const running: Running = { programs: [], watches: [] };
  const stack = await startStack(stackOptions(config));
  try {
    superviseStack(stack, tell);
    await prepare(stack, config, say);
    if (!stop.signal.aborted) await serve(config, stack, running, programs ?? builtPrograms(), stop.signal);
    await stop.asked;
    say('Salur stops: finishing what is under way');
  } finally {
    await shutDown(running, stack);
  }
  say('Salur has stopped');
}

interface Running {
  /** In the order of starting. */
  readonly programs: RunningProgram[];
  readonly watches: Supervision[];
}

async function serve(
  config: Config,
  stack: Stack,
  running: Running,
  modules: { readonly worker: string; readonly web: string },
  stopping: AbortSignal,
): Promise<void> {
  await stopLeftovers(stack.home);
  const port = await choosePort(config);
  const env = childEnvironment(config, stack, port);
  say('starting worker and web pages');
  running.programs.push(await startProgram({ name: 'worker', module: modules.worker, home: stack.home, env }));
  running.programs.push(await startProgram({ name: 'web', module: modules.web, home: stack.home, env }));
  const url = `http://${addressToOpen(config.web.host)}:${port}`;
  await awaitReady(`${url}/health/ready`, running.programs, stopping);
  if (stopping.aborted) return;
  running.watches.push(...running.programs.map((program) => supervisePart(program, tell)));
  stack.lock.announce(url);
  announce(url, stack, config);
}

/** A server that listens everywhere is reached on this machine by its loopback. */
function addressToOpen(host: string): string {
  return ['0.0.0.0', '::', 'localhost'].includes(host) ? '127.0.0.1' : host;
}

/** What people see first: the address, exactly in this form, and whom they may sign in as. */
function announce(url: string, stack: Stack, config: Config): void {
  console.log(`Salur is ready at ${url}`);
  const accounts = join(stack.home, 'accounts.json');
  if (config.demo && existsSync(accounts)) {
    console.log(`Demonstration accounts, one in every role: ${accounts}`);
    for (const line of firstAccounts(readDemonstrationAccounts(accounts))) console.log(line);
  }
  const pages = stack.parts.temporal?.uiUrl;
  if (pages !== undefined) console.log(`Workflows, for operators: ${pages}`);
  console.log('Stop with Ctrl-C');
}

/** First the pages, then the worker, so that no accepted command waits; the servers under both last. */
async function shutDown(running: Running, stack: Stack): Promise<void> {
  await Promise.all(running.watches.map(async (watch) => await watch.stop()));
  for (const program of running.programs.toReversed()) await program.stop();
  await stack.stop();
}

/** A killed start leaves its worker and web; only the holder of the home's lock may end them. */
async function stopLeftovers(home: string): Promise<void> {
  const names = ['web', 'worker'];
  await Promise.all(names.map(async (name) => await stopRecordedProcess(programRecord(home, name), 'SIGTERM', 5000)));
}

async function choosePort(config: Config): Promise<number> {
  const { host, port: wished } = config.web;
  if (wished !== undefined) {
    if (await isPortFree(wished, host)) return wished;
    throw new SetupError(
      `PORT ${wished} is taken by another program; stop that program or set PORT to another number.`,
    );
  }
  const port = await findNextFreePort(FIRST_PORT, host);
  if (port !== FIRST_PORT) say(`port ${FIRST_PORT} is taken, so the pages are at ${port}`);
  return port;
}

/**
 * A first start makes the keys, before the database they are for: a start killed in between finds both or none.
 * Later a missing key file is an error that the reader of the keys names; in production it always is.
 */
async function ensureMasterKey(config: Config): Promise<void> {
  const startedBefore = existsSync(join(config.home, 'postgres.json'));
  if (existsSync(config.masterKeyFile) || startedBefore || config.production) return;
  await createMasterKeyFile(config.masterKeyFile);
}

function stackOptions(config: Config): StackOptions {
  return {
    home: config.home,
    namespace: config.namespace,
    temporalUi: true,
    say,
    ...(config.database === undefined ? {} : { database: { ...config.database, reportUrl: undefined } }),
    ...(config.temporal === undefined ? {} : { temporal: config.temporal }),
    ...(config.smtpUrl === undefined ? {} : { smtpUrl: config.smtpUrl }),
  };
}

function settingsOf(args: readonly string[]): Record<string, string> {
  const unknown = args.find((arg) => arg !== '--demo');
  if (unknown !== undefined) throw new SetupError(`"${unknown}" is no option of this command; it knows --demo only.`);
  return args.includes('--demo') ? { SALUR_DEMO: 'true' } : {};
}

function builtPrograms(): { readonly worker: string; readonly web: string } {
  return { worker: fromPackageRoot('dist/src/main/worker.js'), web: fromPackageRoot('dist/src/main/web.js') };
}

function tell(event: SupervisionEvent): void {
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
  switch (event.kind) {
    case 'ended':
      return say(`${event.part} ${event.reason}; starting it again in ${seconds(event.waitMs)}`);
    case 'failed':
      return say(`${event.part} did not start again: ${event.reason} Trying again in ${seconds(event.waitMs)}`);
    case 'restarted':
      return say(`${event.part} runs again`);
  }
}

function say(text: string): void {
  console.log(`· ${text}`);
}
