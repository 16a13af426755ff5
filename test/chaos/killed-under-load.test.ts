import { expect, it } from '@jest/globals';
import { chaosSeed } from '../support/chaos/chaos-seed.js';
import { runChaos, unharmed } from '../support/chaos/run-chaos.js';

it('a hundred cases under load lose and double nothing while every part is killed four times', async () => {
  const plan = { proposals: 100, kills: 16, seed: chaosSeed() };
  expect(await runChaos(plan)).toEqual(unharmed(plan));
}, 900_000);
