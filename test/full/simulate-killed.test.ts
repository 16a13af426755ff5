import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { figuresOf, fingerprintOf, killPart } from '../support/disturbed-simulation.js';
import { runSalur, startSalur, type Ran } from '../support/run-salur.js';

const WHOLE = ['simulate', 'bst-2025', '--json'];
const TIME_LIMIT_MS = 30 * 60_000;

describe('the whole of BST 2025', () => {
  let folder: string;
  let killed: Ran;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'salur-killed-'));
    const home = join(folder, 'home');
    const running = startSalur([...WHOLE, '--home', home]);
    try {
      await running.says('2024-01-22');
      killPart(home, 'worker');
      await running.says('worker runs again');
      await running.says('2024-07-15');
      killPart(home, 'temporal');
      await running.says('temporal runs again');
      await running.says('2025-01-02');
      killPart(home, 'web');
      await running.says('web runs again');
      killed = await running.ended;
    } finally {
      running.stop();
      await running.ended;
    }
  }, TIME_LIMIT_MS);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('comes out exact although worker, Temporal and web were each killed in the middle', () => {
    const figures = figuresOf(killed);
    expect(killed.err).not.toContain('WRONG');
    expect(figures).toMatchObject({
      institutions: 112,
      beneficiaries: 7_300,
      proposals: { closed: 112 },
      invariants: { violations: 0 },
      audit: { verified: true },
    });
    for (const area of Object.values(figures.byRegency)) {
      expect([area.delivered, area.reported]).toEqual([area.beneficiaries, area.beneficiaries]);
    }
    expect(Object.keys(figures.byRegency)).toHaveLength(10);
    expect(killed.code).toBe(0);
  });

  it(
    'goes the same paths to the same lines as a run that nobody disturbed',
    async () => {
      const undisturbed = await runSalur(WHOLE);
      expect(undisturbed.code).toBe(0);
      expect(fingerprintOf(undisturbed)).toBe(fingerprintOf(killed));
    },
    TIME_LIMIT_MS,
  );
});
