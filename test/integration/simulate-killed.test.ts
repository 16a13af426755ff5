import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Diagnosis, Finding } from '../../src/cli/diagnosis.js';
import {
  expectExact,
  expectSamePaths,
  killOn,
  killPart,
  simulateDisturbed,
  type DisturbedSimulation,
} from '../support/disturbed-simulation.js';
import { lastLine, runSalur } from '../support/run-salur.js';

const TENTH = ['simulate', 'bst-2025', '--scale', '0.1', '--seed', '7', '--json'];
const TIME_LIMIT_MS = 420_000;

describe('a tenth of BST 2025', () => {
  let run: DisturbedSimulation;
  let rebuilt: Rebuilt;

  beforeAll(async () => {
    run = await simulateDisturbed(TENTH, async (running, home) => {
      await killOn(running, home, '2024-01-22', 'worker');
      await running.says('worker runs again');
      await running.says('2024-07-15');
      // the running server goes on with a file that nobody can find any more, until it is killed
      const memory = join(home, 'temporal');
      for (const file of readdirSync(memory)) rmSync(join(memory, file));
      killPart(home, 'temporal');
      await running.says('temporal runs again');
      rebuilt = await untilRebuilt(home);
      await killOn(running, home, '2025-01-02', 'web', 'worker');
    });
  }, TIME_LIMIT_MS);

  it('comes out exact although worker and web were killed and Temporal lost its whole memory in the middle', () => {
    expectExact(run.disturbed, { institutions: 14, beneficiaries: 731 });
  });

  it('was rebuilt from the record, where the doctor had named what was missing', () => {
    const { before, during, after } = rebuilt;
    // beside it may stand that a case is just ending
    expect(before[0]).toMatchObject({ level: 'wrong', remedy: expect.stringContaining('--rebuild') });
    expect(before[0]?.words).toContain('do not run');
    expect(during[0]?.words).toMatch(/^[1-9]\d* workflows were started from the record/);
    expect(during.filter(({ level }) => level === 'wrong')).toEqual([]);
    expect(after.map(({ level }) => level)).toEqual(['ok']);
  });

  it(
    'goes the same paths to the same lines as a run that nobody disturbed',
    async () => {
      await expect(expectSamePaths(run)).resolves.toBeUndefined();
    },
    TIME_LIMIT_MS,
  );
});

/** What the doctor said of record and Temporal before the rebuild, by it, and after it. */
interface Rebuilt {
  readonly before: readonly Finding[];
  readonly during: readonly Finding[];
  readonly after: readonly Finding[];
}

async function untilRebuilt(home: string): Promise<Rebuilt> {
  const agreement = async (...args: readonly string[]): Promise<readonly Finding[]> => {
    const ran = await runSalur(['doctor', '--json', ...args], { env: { SALUR_HOME: home } });
    const { findings } = JSON.parse(lastLine(ran.out)) as Diagnosis;
    return findings.filter(({ part }) => part === 'agreement');
  };
  const before = await agreement();
  const during = await agreement('--rebuild');
  let after = await agreement();
  // a case that ends just now stands in the record a moment before its workflow is through
  for (let left = 10; left > 0 && after.some(({ level }) => level !== 'ok'); left -= 1) after = await agreement();
  return { before, during, after };
}
