import { fromPackageRoot } from '../../../src/config/package-root.js';
import { findNextFreePort } from '../../../src/infra/embedded/free-port.js';
import { identify, sendSignal } from '../../../src/infra/embedded/process-identity.js';
import { startStack, superviseStack, type Stack } from '../../../src/infra/embedded/stack.js';
import { supervisePart, type Restartable } from '../../../src/infra/embedded/supervise-part.js';
import { awaitReady } from '../../../src/main/await-ready.js';
import { startProgram } from '../../../src/main/supervised-program.js';
import { until } from '../until.js';
import { createWorld, type World } from '../world.js';

export const killable = ['worker', 'web', 'postgres', 'temporal'] as const;
export type Killable = (typeof killable)[number];

/** Everything that a deployment consists of, each in a process of its own, watched and started again as `salur up` does. */
export interface Deployment extends AsyncDisposable {
  readonly world: World;
  readonly address: string;
  /** SIGKILL to the part's present process; false where it has ended of its own, because another part was down. */
  kill(part: Killable): boolean;
  /** These parts, if they were killed, run again. */
  recovered(parts: readonly Killable[]): Promise<void>;
}

const LOOPBACK = '127.0.0.1';
const FIRST_PORT = 44_000;

export async function startDeployment(): Promise<Deployment> {
  const stack = await startStack();
  const stops: (() => Promise<void>)[] = [() => stack.stop()];
  const stop = async (): Promise<void> => {
    for (const end of stops.toReversed()) await end();
  };
  try {
    const world = await createWorld({ temporal: stack.temporal, database: { ...stack, ...nothingToDispose } });
    stops.push(async () => world[Symbol.asyncDispose]());
    const port = await findNextFreePort(FIRST_PORT, LOOPBACK);
    const address = `http://${LOOPBACK}:${port}`;
    const environment = { ...process.env, ...world.environment, ...settingsOf(stack, port) };
    const programs = [];
    for (const name of ['worker', 'web'] as const) {
      const module = fromPackageRoot('dist', 'src', 'main', `${name}.js`);
      const program = await startProgram({ name, module, home: stack.home, env: environment });
      stops.push(() => program.stop());
      programs.push(program);
    }
    await awaitReady(`${address}/health/ready`, programs, new AbortController().signal);
    const { postgres, temporal } = stack.parts;
    const [worker, web] = programs;
    if (postgres === undefined || temporal === undefined || worker === undefined || web === undefined)
      throw new Error('a part of the deployment is not its own');
    const parts: Readonly<Record<Killable, Restartable>> = { worker, web, postgres, temporal };
    const killed = new Map<Killable, number>();
    superviseStack(stack);
    const watches = programs.map((program) => supervisePart(program, () => undefined));
    stops.push(async () => {
      await Promise.all(watches.map((watch) => watch.stop()));
    });
    return {
      world,
      address,
      kill(part) {
        const { pid } = parts[part];
        if (identify(pid) === undefined) return false;
        killed.set(part, pid);
        sendSignal(pid, 'SIGKILL');
        return true;
      },
      async recovered(wanted) {
        for (const part of wanted) {
          await until(`${part} runs again`, () => Promise.resolve(parts[part].pid !== killed.get(part)));
        }
      },
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const nothingToDispose = { [Symbol.asyncDispose]: () => Promise.resolve() };

function settingsOf(stack: Stack, port: number): Record<string, string> {
  return {
    SALUR_HOME: stack.home,
    SMTP_URL: stack.smtpUrl,
    SALUR_PUBLIC_URL: `http://${LOOPBACK}:${port}`,
    HOST: LOOPBACK,
    PORT: String(port),
  };
}
