import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Diagnosis, Finding } from '../../src/cli/diagnosis.js';
import { figuresOf, fingerprintOf, killPart } from '../support/disturbed-simulation.js';
import { lastLine, runSalur, startSalur, type Ran } from '../support/run-salur.js';

const TENTH = ['simulate', 'bst-2025', '--scale', '0.1', '--seed', '7', '--json'];
const TIME_LIMIT_MS = 420_000;

describe('a tenth of BST 2025', () => {
  let folder: string;
  let killed: Ran;
  let rebuilt: readonly Finding[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'salur-killed-'));
    const home = join(folder, 'home');
    const running = startSalur([...TENTH, '--home', home]);
    try {
      await running.says('2024-01-22');
      killPart(home, 'worker');
      await running.says('worker runs again');
      await running.says('2024-07-15');
      // the running server goes on with a file that nobody can find any more, until it is killed
      const memory = join(home, 'temporal');
      for (const file of readdirSync(memory)) rmSync(join(memory, file));
      killPart(home, 'temporal');
      await running.says('temporal runs again');
      rebuilt = await untilRebuilt(home);
      await running.says('2025-01-02');
      killPart(home, 'web');
      killPart(home, 'worker');
      killed = await running.ended;
    } finally {
      running.stop();
      await running.ended;
    }
  }, TIME_LIMIT_MS);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('comes out exact although worker and web were killed and Temporal lost its whole memory in the middle', () => {
    const figures = figuresOf(killed);
    expect(killed.err).not.toContain('WRONG');
    expect(figures).toMatchObject({
      institutions: 14,
      beneficiaries: 731,
      proposals: { closed: 14 },
      invariants: { violations: 0 },
      audit: { verified: true },
    });
    for (const area of Object.values(figures.byRegency)) {
      expect([area.delivered, area.reported]).toEqual([area.beneficiaries, area.beneficiaries]);
    }
    expect(Object.keys(figures.byRegency)).toHaveLength(10);
    expect(figures.mails).toBeGreaterThan(0);
    expect(killed.code).toBe(0);
  });

  it('was rebuilt from the record, where the doctor had named what was missing', () => {
    const [before, during, after] = rebuilt;
    expect(before).toMatchObject({ level: 'wrong', remedy: expect.stringContaining('--rebuild') });
    expect(before?.words).toContain('do not run');
    expect(during?.words).toMatch(/^[1-9]\d* workflows were started from the record/);
    expect(after?.level).toBe('ok');
  });

  it(
    'goes the same paths to the same lines as a run that nobody disturbed',
    async () => {
      const undisturbed = await runSalur(TENTH);
      expect(undisturbed.code).toBe(0);
      expect(fingerprintOf(undisturbed)).toBe(fingerprintOf(killed));
    },
    TIME_LIMIT_MS,
  );
});

/** What the doctor said of record and Temporal before the rebuild, by it, and after it. */
async function untilRebuilt(home: string): Promise<readonly Finding[]> {
  const agreement = async (...args: readonly string[]): Promise<Finding | undefined> => {
    const ran = await runSalur(['doctor', '--json', ...args], { env: { SALUR_HOME: home } });
    const { findings } = JSON.parse(lastLine(ran.out)) as Diagnosis;
    return findings.findLast(({ part }) => part === 'agreement');
  };
  const said = [await agreement(), await agreement('--rebuild'), await agreement()];
  return said.filter((finding) => finding !== undefined);
}
