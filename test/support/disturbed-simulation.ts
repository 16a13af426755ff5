import type { SimulationFigures } from '../../src/app/simulation/figures.js';
import { lastLine, recordedPid, type Ran } from './run-salur.js';

export function killPart(home: string, part: 'worker' | 'web' | 'temporal'): void {
  process.kill(recordedPid(home, part), 'SIGKILL');
}

export function figuresOf({ out }: Ran): SimulationFigures {
  return JSON.parse(lastLine(out)) as SimulationFigures;
}

/** Of every case's path and every line's end, as the run printed it; a run that printed none has failed. */
export function fingerprintOf({ err }: Ran): string {
  const [, fingerprint] = /paths and lines: ([0-9a-f]{16})/.exec(err) ?? [];
  if (fingerprint === undefined) throw new Error('the run printed no fingerprint');
  return fingerprint;
}
