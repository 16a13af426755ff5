import { setTimeout as sleep } from 'node:timers/promises';
import { createMeter, type Meter } from '../src/app/simulation/meter.js';
import { processorSeconds } from './processor-time.js';
import { inRecordedOrder, type Work } from './schedule.js';
import type { Side } from './sides.js';

/** One part of the work, done by one side. */
export interface Measured {
  readonly commands: number;
  /** From the beginning of the first command to the answer of the last. */
  readonly seconds: number;
  readonly medianMs: number;
  /** Of everybody: people, worker, PostgreSQL, Temporal. */
  readonly processorSeconds: number;
  readonly workerSeconds: number;
}

/** Does a part and waits until the worker has come to rest; `all` hears every command's time too. */
export async function measure(part: readonly Work[], side: Side, workerPid: number, all: Meter): Promise<Measured> {
  const meter = createMeter();
  const everybody = processorSeconds(process.pid);
  const worker = processorSeconds(workerPid);
  await inRecordedOrder(part, (work) =>
    work.kind === 'command' ? meter.time(() => all.time(() => side(work))) : side(work),
  );
  await atRest(workerPid);
  return {
    commands: meter.count(),
    seconds: meter.seconds(),
    medianMs: meter.percentile(0.5),
    processorSeconds: processorSeconds(process.pid) - everybody,
    workerSeconds: processorSeconds(workerPid) - worker,
  };
}

const LOOK_MS = 150;
const BUSY_SECONDS = 0.02;
const LOOKS = 40;

/** Papers are printed after the answer; they belong to whom they are printed for. */
async function atRest(pid: number): Promise<void> {
  let before = processorSeconds(pid);
  for (let look = 0; look < LOOKS; look += 1) {
    await sleep(LOOK_MS);
    const now = processorSeconds(pid);
    if (now - before <= BUSY_SECONDS) return;
    before = now;
  }
}
