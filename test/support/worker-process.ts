import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fromPackageRoot } from '../../src/config/package-root.js';

export interface WorkerProcess extends AsyncDisposable {
  /** SIGKILL, and its end; nothing where it has ended. */
  killed(): Promise<void>;
  /** What it wrote before it ended of its own; undefined while it runs. */
  lastWords(): string | undefined;
}

/** The built worker program in a process of its own, as a deployment runs it. */
export function startWorkerProcess(environment: Readonly<Record<string, string>>): WorkerProcess {
  const child = spawn(process.execPath, [fromPackageRoot('dist', 'src', 'main', 'worker.js')], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString('utf8')).slice(-2_000)));
  const ended = once(child, 'exit');
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const killed = async (): Promise<void> => {
    if (!hasEnded()) child.kill('SIGKILL');
    await ended;
  };
  return {
    killed,
    lastWords: () => (hasEnded() ? `the worker ended with ${child.exitCode ?? child.signalCode}: ${said}` : undefined),
    [Symbol.asyncDispose]: killed,
  };
}
