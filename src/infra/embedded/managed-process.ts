import { spawn } from 'node:child_process';
import { closeSync, openSync, readSync, rmSync, statSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';
import { SetupError } from '../../config/setup-error.js';
import { childGuard } from './child-guard.js';
import { ensurePrivateFolder, readJsonFile, writePrivateFile } from './private-file.js';
import { identify, isProcessIdentity, stopProcess, type ProcessIdentity } from './process-identity.js';

export interface ProcessPlan {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly runAs?: { readonly uid: number; readonly gid: number } | undefined;
  /** Output goes to a file, not a pipe: a child that outlives us must not die of a closed pipe. */
  readonly logFile: string;
  /** Where the process is remembered for the start after a kill. */
  readonly recordFile: string;
  readonly stopSignal: NodeJS.Signals;
  readonly graceMs: number;
}

export interface ManagedProcess {
  readonly pid: number;
  /** Why it ended, in plain words; settles once, never rejects. */
  readonly ended: Promise<string>;
  hasEnded(): boolean;
  /** What it wrote since this start, at most the last 4,000 characters. */
  output(): string;
  stop(): Promise<void>;
}

const LOG_LIMIT_BYTES = 20_000_000;

/** Starts a child in its own process group, so that Ctrl-C in the terminal reaches only us and we end things in order. */
export async function startProcess(plan: ProcessPlan): Promise<ManagedProcess> {
  const log = openLog(plan.logFile);
  try {
    return await spawnLogged(plan, log);
  } finally {
    closeSync(log.descriptor);
  }
}

async function spawnLogged(plan: ProcessPlan, log: OpenLog): Promise<ManagedProcess> {
  const child = spawn(plan.command, [...plan.args], {
    cwd: '/',
    detached: true,
    stdio: ['ignore', log.descriptor, log.descriptor],
    ...(plan.env === undefined ? {} : { env: plan.env }),
    ...plan.runAs,
  });
  let ended = false;
  const end = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      ended = true;
      if (child.pid !== undefined) childGuard().remove(child.pid);
      resolve(signal === null ? `ended with code ${code ?? 'unknown'}` : `was ended by ${signal}`);
    });
  });
  const pid = await new Promise<number>((resolve, reject) => {
    child.once('error', (error) => {
      reject(
        new SetupError(
          `${plan.name} could not be run from ${plan.command}: ${error.message}; see that this file is there and executable.`,
        ),
      );
    });
    child.once('spawn', () => resolve(child.pid ?? 0));
  });
  childGuard().add(pid, plan.stopSignal);
  const identity = identify(pid) ?? { pid, birth: '' };
  writePrivateFile(plan.recordFile, JSON.stringify(identity));
  return {
    pid,
    ended: end,
    hasEnded: () => ended,
    output: () => readFrom(plan.logFile, log.startedAt),
    async stop() {
      await stopProcess(identity, plan.stopSignal, plan.graceMs);
      if (identity.birth !== '') await end;
      rmSync(plan.recordFile, { force: true });
    },
  };
}

/** Ends the process that an earlier, killed start left behind; a number that now belongs to another program is left alone. */
export async function stopRecordedProcess(
  recordFile: string,
  ask: NodeJS.Signals,
  graceMs: number,
): Promise<ProcessIdentity | undefined> {
  const recorded = readJsonFile(recordFile);
  if (!isProcessIdentity(recorded)) return undefined;
  await stopProcess(recorded, ask, graceMs);
  rmSync(recordFile, { force: true });
  return recorded;
}

interface OpenLog {
  readonly descriptor: number;
  readonly startedAt: number;
}

function openLog(path: string): OpenLog {
  ensurePrivateFolder(dirname(path));
  const descriptor = openSync(path, 'a', 0o600);
  const { size } = statSync(path);
  if (size <= LOG_LIMIT_BYTES) return { descriptor, startedAt: size };
  truncateSync(path);
  return { descriptor, startedAt: 0 };
}

function readFrom(path: string, start: number): string {
  const descriptor = openSync(path, 'r');
  try {
    const from = Math.max(start, statSync(path).size - 4000);
    const buffer = Buffer.alloc(4000);
    return buffer.subarray(0, readSync(descriptor, buffer, 0, buffer.length, from)).toString('utf8');
  } finally {
    closeSync(descriptor);
  }
}
