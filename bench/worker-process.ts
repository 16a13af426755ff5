import { fork, type ChildProcess } from 'node:child_process';
import { fromPackageRoot } from '../src/config/package-root.js';
import { childGuard } from '../src/infra/embedded/child-guard.js';
import type { Effects } from './floor-worker.js';
import type { WorkerWord } from './messages.js';
import type { Recording } from './recording.js';

export interface WorkerPlan {
  readonly module: 'product-worker' | 'floor-worker';
  readonly record?: boolean;
  readonly env: NodeJS.ProcessEnv;
  /** A CPU profile of it is left in this folder. */
  readonly profile: string | undefined;
  readonly effects?: Effects;
}
export interface WorkerProcess extends AsyncDisposable {
  readonly pid: number;
  /** Drains and ends it; what it has written down, if it was to. */
  stop(): Promise<Recording | undefined>;
}

/** Starts a worker in a process of its own and waits until it polls. */
export async function startWorker(plan: WorkerPlan): Promise<WorkerProcess> {
  const { module, profile } = plan;
  const profiling =
    profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`, `--cpu-prof-name=${module}.cpuprofile`];
  const child = fork(fromPackageRoot('dist', 'bench', `${module}.js`), plan.record === true ? ['record'] : [], {
    env: plan.env,
    execArgv: ['--enable-source-maps', ...(plan.record === true ? [] : profiling)],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
  if (plan.effects !== undefined) child.send(plan.effects);
  const listening = listenTo(child);
  const { pid } = child;
  if (pid !== undefined) childGuard().add(pid, 'SIGTERM');
  await listening.ready;
  const stop = async (): Promise<Recording | undefined> => {
    child.kill('SIGTERM');
    await listening.ended;
    return listening.recorded();
  };
  return {
    pid: pid ?? 0,
    stop,
    async [Symbol.asyncDispose]() {
      await stop();
    },
  };
}

interface Listening {
  readonly ready: Promise<void>;
  readonly ended: Promise<void>;
  recorded(): Recording | undefined;
}

const LAST_WORDS = 2_000;

function listenTo(child: ChildProcess): Listening {
  let said = '';
  let recording: Recording | undefined;
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-LAST_WORDS);
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (child.pid !== undefined) childGuard().remove(child.pid);
      if (code === 0) resolve();
      else reject(new Error(`A worker of the benchmark ended with ${code ?? 'a signal'}: ${said}`));
    });
  });
  const ready = new Promise<void>((resolve) => {
    child.on('message', (word: WorkerWord) => {
      if (word.kind === 'ready') resolve();
      else recording = word.recording;
    });
  });
  return {
    ready: Promise.race([
      ready,
      ended.then(() => Promise.reject(new Error(`A worker of the benchmark did not start: ${said}`))),
    ]),
    ended,
    recorded: () => recording,
  };
}
