import { join } from 'node:path';
import { readConfig } from '../src/config/config.js';
import { handOnSettings } from '../src/config/hand-on-settings.js';
import { fromPackageRoot } from '../src/config/package-root.js';
import { createMeter, type Meter } from '../src/app/simulation/meter.js';
import { actProgramme, loadProgramme, type ProgrammeRun } from '../src/app/simulation/run-programme.js';
import { createMasterKeyFile } from '../src/infra/crypto/key-file.js';
import { startStack, type Stack } from '../src/infra/embedded/stack.js';
import { prepareNamespace } from '../src/infra/temporal/prepare-namespace.js';
import { buildContext, type OpenContext } from '../src/main/build-context.js';
import { childEnvironment } from '../src/main/child-environment.js';
import { insistentWakePort } from '../src/main/wake-port.js';
import { copyDatabase, databaseAt, endOf, keepIds } from './databases.js';
import { measure, type Measured } from './measure.js';
import { Recorder, type Recording } from './recording.js';
import { reportOf, type BenchReport } from './report.js';
import { inParts, schedule } from './schedule.js';
import { floorSide, productSide, type Side } from './sides.js';
import { startWorker } from './worker-process.js';

export interface BenchOptions {
  readonly scale: number;
  readonly seed: number;
  /** Parts of the work, done by Salur and the floor in turns. */
  readonly rounds: number;
  /** No round begins after so many seconds of measuring. */
  readonly seconds: number;
  /** Keeps a CPU profile of each worker in this folder. */
  readonly profile: string | undefined;
  readonly say: (line: string) => void;
}

interface Place {
  readonly database: string;
  readonly namespace: string;
}

/** Records the simulation once, then does the same again by Salur and by the floor in turns, on the same servers. */
export async function runBench(options: BenchOptions): Promise<BenchReport> {
  const { say, rounds, profile } = options;
  await using stack = await startStack({ say });
  const keyFile = join(stack.home, 'keys', 'master.key');
  await createMasterKeyFile(keyFile);
  const original: Place = { database: 'salur', namespace: stack.namespace };
  const places: readonly Place[] = ['product', 'floor'].map((name) => ({ database: name, namespace: name }));
  const open = (place: Place): Promise<OpenContext> => openAt(stack, keyFile, place);
  const env = (place: Place): NodeJS.ProcessEnv => environmentOf(stack, keyFile, place);

  {
    await using ctx = await open(original);
    await loadProgramme(programme(ctx, options));
    for (const { namespace } of places) await prepareNamespace(ctx.connection, namespace);
  }
  for (const { database } of places) await copyDatabase(stack.ownerUrl, original.database, database);
  const { people, worker } = await record(await open(original), env(original), options);
  for (const { database } of places) await keepIds(stack.ownerUrl, databaseAt(stack.ownerUrl, database));

  const effects = worker.transactions.filter(({ commandId }) => commandId !== null);
  const work = schedule(people, worker);
  const [productPlace = original, floorPlace = original] = places;
  await using productContext = await open(productPlace);
  await using floorContext = await open(floorPlace);
  await using productWorker = await startWorker({ module: 'product-worker', env: env(productPlace), profile });
  await using floorWorker = await startWorker({
    module: 'floor-worker',
    env: env(floorPlace),
    profile,
    effects: { transactions: effects, sent: [...people.sent, ...worker.sent] },
  });
  const salur = contestant(productSide(productContext), productWorker.pid);
  const floor = contestant(floorSide(floorContext), floorWorker.pid);
  const until = performance.now() + options.seconds * 1000;
  for (const [round, part] of inParts(work, rounds).entries()) {
    if (performance.now() > until) break;
    // the second finds the machine as the first left it: each is first in every other round
    const order = round % 2 === 0 ? [salur, floor] : [floor, salur];
    for (const one of order) one.rounds.push(await measure(part, one.side, one.pid, one.meter));
    say(`round ${round + 1} of ${rounds}`);
  }
  // a round left out leaves its cases under way
  if (salur.rounds.length === rounds) await compareEnds(stack, [original, ...places]);
  const statements = effects.reduce((sum, effect) => sum + effect.statements.length, 0);
  // app_begin, begin and commit besides
  const statementsPerDecision = Math.round((statements / effects.length + 3) * 10) / 10;
  return reportOf({ scale: options.scale, statementsPerDecision }, salur, floor);
}

/** Who compares speeds must have done the same. */
async function compareEnds({ ownerUrl }: Stack, places: readonly Place[]): Promise<void> {
  const ends = await Promise.all(places.map(async ({ database }) => endOf(databaseAt(ownerUrl, database))));
  if (new Set(ends).size > 1) throw new Error(`The records did not end alike:\n${ends.join('\n')}`);
}

interface Contestant {
  readonly side: Side;
  readonly pid: number;
  readonly rounds: Measured[];
  readonly meter: Meter;
}

function contestant(side: Side, pid: number): Contestant {
  return { side, pid, rounds: [], meter: createMeter() };
}

interface Recorded {
  readonly people: Recording;
  readonly worker: Recording;
}

/** The simulation once, with everything that its people and its worker ask of the servers. */
async function record(opened: OpenContext, env: NodeJS.ProcessEnv, options: BenchOptions): Promise<Recorded> {
  await using ctx = opened;
  await using process = await startWorker({ module: 'product-worker', record: true, env, profile: undefined });
  const recorder = new Recorder();
  const meter = createMeter();
  const recorded = { ...ctx, db: recorder.database(ctx.db), workflows: recorder.workflows(ctx.workflows) };
  await actProgramme(
    { ...programme(ctx, options), ctx: recorded },
    { ...meter, time: (command) => meter.time(() => recorder.within(command)) },
  );
  const worker = await process.stop();
  if (worker === undefined) throw new Error('the worker has written nothing down');
  return { people: recorder.recording, worker };
}

function programme(ctx: OpenContext, { scale, seed, say }: BenchOptions): ProgrammeRun {
  return {
    ctx,
    wake: insistentWakePort(ctx.waker),
    options: { scale, seed, keep: false, home: undefined },
    dataFolder: fromPackageRoot('data'),
    progress: say,
  };
}

async function openAt(stack: Stack, keyFile: string, { database, namespace }: Place): Promise<OpenContext> {
  return buildContext({
    databaseUrl: databaseAt(stack.appUrl, database),
    databaseConnections: 16,
    temporal: { ...stack.temporal, namespace },
    masterKeyFile: keyFile,
    publicUrl: 'http://127.0.0.1:3000',
    allowSteppedClock: true,
    processName: 'people',
  });
}

function environmentOf(stack: Stack, keyFile: string, { database, namespace }: Place): NodeJS.ProcessEnv {
  const config = readConfig({ SALUR_HOME: stack.home, SALUR_MASTER_KEY_FILE: keyFile });
  return handOnSettings(
    {
      SALUR_STEPPED_CLOCK: 'true',
      NODE_ENV: undefined,
      DATABASE_URL: databaseAt(stack.appUrl, database),
      TEMPORAL_NAMESPACE: namespace,
    },
    childEnvironment(config, stack, 3000),
  );
}
