import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fromPackageRoot } from '../../src/config/package-root.js';

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}
export interface Running {
  readonly ended: Promise<Ran>;
  /** Waits until standard error has said this. */
  says(text: string): Promise<void>;
  /** SIGTERM to this process alone; it ends its own children. */
  stop(): void;
}

export interface Start {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly input?: string;
  readonly cwd?: string;
}

/** The built program in a process of its own, as an operator runs it. */
export function startSalur(args: readonly string[], { env = {}, input = '', cwd }: Start = {}): Running {
  const child = spawn(process.execPath, [fromPackageRoot('dist', 'src', 'cli', 'main.js'), ...args], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString('utf8')));
  child.stdin.end(input);
  const ended = endOf(child).then((code) => ({ code, out, err }));
  let over = false;
  void ended.then(() => (over = true));
  return {
    ended,
    async says(text) {
      while (!err.includes(text)) {
        if (over) throw new Error(`salur ${args.join(' ')} ended without saying "${text}": ${err.slice(-2_000)}`);
        await sleep(50);
      }
    },
    stop: () => child.kill('SIGTERM'),
  };
}

export async function runSalur(args: readonly string[], start?: Start): Promise<Ran> {
  return startSalur(args, start).ended;
}

/** The number of a part's present process, as the program itself keeps it in its home. */
export function recordedPid(home: string, part: 'worker' | 'web' | 'temporal' | 'postgres'): number {
  const record = JSON.parse(readFileSync(join(home, `${part}.process.json`), 'utf8')) as { pid: number };
  return record.pid;
}

export function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}

async function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code));
  });
}
