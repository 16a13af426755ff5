import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { SimulationFigures } from '../../src/app/simulation/figures.js';
import { lastLine, recordedPid, runSalur, startSalur, type Ran, type Running } from './run-salur.js';

/** A run that somebody disturbs while it goes on, and the same run left alone. */
export interface DisturbedSimulation {
  readonly disturbed: Ran;
  readonly undisturbed: () => Promise<Ran>;
}

/** Starts `salur simulate …` in a home of its own, lets `disturb` kill what it wants there, and waits for the end. */
export async function simulateDisturbed(
  args: readonly string[],
  disturb: (running: Running, home: string) => Promise<void>,
): Promise<DisturbedSimulation> {
  const folder = mkdtempSync(join(tmpdir(), 'salur-killed-'));
  const home = join(folder, 'home');
  const running = startSalur([...args, '--home', home]);
  try {
    await disturb(running, home);
    return { disturbed: await running.ended, undisturbed: () => runSalur(args) };
  } finally {
    running.stop();
    await running.ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Kills the part at once when the run has come to that day. */
export async function killOn(running: Running, home: string, day: string, ...parts: readonly Part[]): Promise<void> {
  await running.says(day);
  for (const part of parts) killPart(home, part);
}
type Part = 'worker' | 'web' | 'temporal';

export function killPart(home: string, part: Part): void {
  process.kill(recordedPid(home, part), 'SIGKILL');
}

/** The record of a disturbed run must say what one without disturbance says. */
export function expectExact(ran: Ran, wanted: { readonly institutions: number; readonly beneficiaries: number }): void {
  const figures = figuresOf(ran);
  expect(ran.err).not.toContain('WRONG');
  expect(figures).toMatchObject({
    ...wanted,
    proposals: { closed: wanted.institutions },
    invariants: { violations: 0 },
    audit: { verified: true },
  });
  for (const area of Object.values(figures.byRegency)) {
    expect([area.delivered, area.reported]).toEqual([area.beneficiaries, area.beneficiaries]);
  }
  expect(Object.keys(figures.byRegency)).toHaveLength(10);
  expect(figures.mails).toBeGreaterThan(0);
  expect(ran.code).toBe(0);
}

export async function expectSamePaths({ disturbed, undisturbed }: DisturbedSimulation): Promise<void> {
  const alone = await undisturbed();
  expect(alone.code).toBe(0);
  expect(fingerprintOf(alone)).toBe(fingerprintOf(disturbed));
}

function figuresOf({ out }: Ran): SimulationFigures {
  return JSON.parse(lastLine(out)) as SimulationFigures;
}

/** Of every case's path and every line's end, as the run printed it; a run that printed none has failed. */
function fingerprintOf({ err }: Ran): string {
  const [, fingerprint] = /paths and lines: ([0-9a-f]{16})/.exec(err) ?? [];
  if (fingerprint === undefined) throw new Error('the run printed no fingerprint');
  return fingerprint;
}
