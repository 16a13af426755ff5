import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCodeOf } from '../../config/setup-error.js';
import { readTextFile } from './private-file.js';

/** A process number alone is re-used by the system; together with its birth it names one process for ever. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly birth: string;
}

export function isProcessIdentity(value: unknown): value is ProcessIdentity {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pid' in value &&
    typeof value.pid === 'number' &&
    'birth' in value &&
    typeof value.birth === 'string'
  );
}

/** When the process was born, or undefined if it does not run (a zombie does not run). */
export function birthOf(pid: number): string | undefined {
  if (process.platform === 'linux') {
    const stat = readProcFile(pid, 'stat');
    if (stat === undefined) return undefined;
    // The name in brackets may hold spaces: fields count from the last bracket. 0 is the state, 19 the start in clock ticks.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    const boot = readTextFile('/proc/sys/kernel/random/boot_id')?.trim() ?? '';
    return `${boot}/${fields[19] ?? ''}`;
  }
  const shown = spawnSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], { encoding: 'utf8' });
  const line = shown.stdout.trim();
  return shown.status !== 0 || line === '' || line.startsWith('Z') ? undefined : line.replace(/^\S+\s+/, '');
}

export function identify(pid: number): ProcessIdentity | undefined {
  const birth = birthOf(pid);
  return birth === undefined ? undefined : { pid, birth };
}

export function isRunning(identity: ProcessIdentity): boolean {
  return birthOf(identity.pid) === identity.birth;
}

/** The full command line of a running process; empty if it cannot be seen. */
export function commandLineOf(pid: number): string {
  if (process.platform === 'linux') return readProcFile(pid, 'cmdline')?.replaceAll('\0', ' ') ?? '';
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
}

export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (errorCodeOf(error) !== 'ESRCH') throw error;
  }
}

/** Asks, waits, then kills; returns when the process is gone. */
export async function stopProcess(identity: ProcessIdentity, ask: NodeJS.Signals, graceMs: number): Promise<void> {
  if (!isRunning(identity)) return;
  sendSignal(identity.pid, ask);
  if (await endsWithin(identity, graceMs)) return;
  sendSignal(identity.pid, 'SIGKILL');
  await endsWithin(identity, 10_000);
}

async function endsWithin(identity: ProcessIdentity, limitMs: number): Promise<boolean> {
  for (let waited = 0; waited < limitMs; waited += 20) {
    if (!isRunning(identity)) return true;
    await sleep(20);
  }
  return !isRunning(identity);
}

function readProcFile(pid: number, name: string): string | undefined {
  try {
    return readTextFile(`/proc/${pid}/${name}`);
  } catch (error) {
    if (errorCodeOf(error) === 'ESRCH') return undefined;
    throw error;
  }
}
