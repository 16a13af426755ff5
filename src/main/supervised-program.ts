import { join } from 'node:path';
import { startProcess, type ManagedProcess } from '../infra/embedded/managed-process.js';
import { lastLine } from '../infra/embedded/run-limited.js';
import type { Restartable } from '../infra/embedded/supervise-part.js';

export interface Program {
  readonly name: string;
  /** The module to run, absolute. */
  readonly module: string;
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface RunningProgram extends Restartable {
  readonly logFile: string;
  /** The last thing it said. */
  lastWords(): string;
  /** SIGTERM, then up to 20 seconds to finish what it does. */
  stop(): Promise<void>;
}

export function programRecord(home: string, name: string): string {
  return join(home, `${name}.process.json`);
}

/** A process of Salur's own, run by the same Node; its output goes to the home's logs. */
export async function startProgram(program: Program): Promise<RunningProgram> {
  const { name, home } = program;
  const logFile = join(home, 'logs', `${name}.log`);
  const launch = async (): Promise<ManagedProcess> =>
    await startProcess({
      name,
      command: process.execPath,
      args: ['--enable-source-maps', program.module],
      env: program.env,
      logFile,
      recordFile: programRecord(home, name),
      stopSignal: 'SIGTERM',
      graceMs: 20_000,
    });
  let running = await launch();
  return {
    name,
    logFile,
    get pid() {
      return running.pid;
    },
    ended: () => running.ended,
    async restart() {
      running = await launch();
    },
    lastWords: () => lastLine(running.output()) ?? 'it said nothing',
    stop: async () => await running.stop(),
  };
}
