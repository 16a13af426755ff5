import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  expectExact,
  expectSamePaths,
  killOn,
  simulateDisturbed,
  type DisturbedSimulation,
} from '../support/disturbed-simulation.js';

const WHOLE = ['simulate', 'bst-2025', '--json'];
const TIME_LIMIT_MS = 30 * 60_000;

describe('the whole of BST 2025', () => {
  let run: DisturbedSimulation;
  beforeAll(async () => {
    run = await simulateDisturbed(WHOLE, async (running, home) => {
      await killOn(running, home, '2024-01-22', 'worker');
      await running.says('worker runs again');
      await killOn(running, home, '2024-07-15', 'temporal');
      await running.says('temporal runs again');
      await killOn(running, home, '2025-01-02', 'web');
      await running.says('web runs again');
    });
  }, TIME_LIMIT_MS);

  it('comes out exact although worker, Temporal and web were each killed in the middle', () => {
    expectExact(run.disturbed, { institutions: 112, beneficiaries: 7_300 });
  });

  it(
    'goes the same paths to the same lines as a run that nobody disturbed',
    async () => {
      await expect(expectSamePaths(run)).resolves.toBeUndefined();
    },
    TIME_LIMIT_MS,
  );
});
