import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../config/config.js';
import { handOnSettings } from '../config/hand-on-settings.js';
import { fromPackageRoot } from '../config/package-root.js';
import { SetupError } from '../config/setup-error.js';
import type { SimulateOptions, SimulationReport } from '../app/simulation/figures.js';
import { createMasterKeyFile } from '../infra/crypto/key-file.js';
import { findNextFreePort } from '../infra/embedded/free-port.js';
import { childGuard } from '../infra/embedded/child-guard.js';
import { startStack, superviseStack, type Stack } from '../infra/embedded/stack.js';
import { supervisePart, type SupervisionEvent } from '../infra/embedded/supervise-part.js';
import { makeTemporaryHome } from '../infra/embedded/temporary-home.js';
import { awaitReady } from './await-ready.js';
import { childEnvironment } from './child-environment.js';
import { listenForStop } from './listen-for-stop.js';
import type { PeopleMessage } from './simulate-people.js';
import { startProgram, type RunningProgram } from './supervised-program.js';

type Say = (line: string) => void;

const LOOPBACK = '127.0.0.1';
/** Far from the pages of a real installation. */
const FIRST_PORT = 43_000;

/**
 * Runs a programme on servers of its own: this process starts and supervises them, the worker and the web run beside,
 * and the simulated people live in a process of their own. Never touches SALUR_HOME.
 */
export async function simulate(options: SimulateOptions, say: Say): Promise<SimulationReport> {
  const stop = listenForStop(say);
  const kept = options.home ?? (options.keep ? await makeTemporaryHome() : undefined);
  if (kept !== undefined) refuseUsedHome(kept);
  await using stack = await startStack({ ...(kept === undefined ? {} : { home: kept }), say });
  const report = await runOn(stack, options, stop.signal, say);
  if (kept !== undefined) say(`kept: ${stack.home}`);
  return report;
}

async function runOn(
  stack: Stack,
  options: SimulateOptions,
  stopping: AbortSignal,
  say: Say,
): Promise<SimulationReport> {
  const { home } = stack;
  const keyFile = join(home, 'keys', 'master.key');
  await createMasterKeyFile(keyFile);
  const tell = (event: SupervisionEvent): void => say(sentenceOf(event));
  superviseStack(stack, tell);
  const port = await findNextFreePort(FIRST_PORT, LOOPBACK);
  const env = environment(home, keyFile, stack, port);
  const programs = await startPrograms(home, env);
  try {
    await awaitReady(`http://${LOOPBACK}:${port}/health/ready`, programs, stopping);
    const watches = programs.map((program) => supervisePart(program, tell));
    try {
      return await letPeopleAct(options, env, stopping, say);
    } finally {
      await Promise.all(watches.map((watch) => watch.stop()));
    }
  } finally {
    await Promise.all(programs.map((program) => program.stop()));
  }
}

function environment(home: string, keyFile: string, stack: Stack, port: number): NodeJS.ProcessEnv {
  // only the parts of its own: settings of a real installation around it are not for a simulation
  const config = readConfig({ SALUR_HOME: home, SALUR_MASTER_KEY_FILE: keyFile, HOST: LOOPBACK });
  return handOnSettings({ SALUR_STEPPED_CLOCK: 'true', NODE_ENV: undefined }, childEnvironment(config, stack, port));
}

async function startPrograms(home: string, env: NodeJS.ProcessEnv): Promise<readonly RunningProgram[]> {
  const module = (name: string): string => fromPackageRoot('dist', 'src', 'main', `${name}.js`);
  const worker = await startProgram({ name: 'worker', module: module('worker'), home, env });
  const web = await startProgram({ name: 'web', module: module('web'), home, env });
  return [worker, web];
}

/** The people's process: it tells its progress and at last the report; it ends with us. */
async function letPeopleAct(
  options: SimulateOptions,
  env: NodeJS.ProcessEnv,
  stopping: AbortSignal,
  say: Say,
): Promise<SimulationReport> {
  const child = fork(fromPackageRoot('dist', 'src', 'main', 'simulate-people.js'), [JSON.stringify(options)], {
    env,
    execArgv: ['--enable-source-maps'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  if (child.pid !== undefined) childGuard().add(child.pid, 'SIGTERM');
  const abort = (): boolean => child.kill('SIGTERM');
  stopping.addEventListener('abort', abort, { once: true });
  try {
    return await reportOf(child, say);
  } finally {
    stopping.removeEventListener('abort', abort);
    if (child.pid !== undefined) childGuard().remove(child.pid);
  }
}

async function reportOf(child: ChildProcess, say: Say): Promise<SimulationReport> {
  return new Promise((resolve, reject) => {
    let report: SimulationReport | undefined;
    let failure: string | undefined;
    child.on('message', (message: PeopleMessage) => {
      if (message.kind === 'progress') say(message.line);
      else if (message.kind === 'report') report = message.report;
      else failure = message.reason;
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (report !== undefined) resolve(report);
      else reject(new Error(failure ?? `the simulated people ended (${signal ?? code}) before they were done`));
    });
  });
}

function refuseUsedHome(home: string): void {
  if (!existsSync(join(home, 'postgres.json'))) return;
  throw new SetupError(`${home} already holds a Salur; name an empty folder by --home.`);
}

function sentenceOf(event: SupervisionEvent): string {
  switch (event.kind) {
    case 'ended':
      return `${event.part} ${event.reason}; starting it again`;
    case 'failed':
      return `${event.part} did not start again: ${event.reason}`;
    case 'restarted':
      return `${event.part} runs again (process ${event.pid})`;
  }
}
