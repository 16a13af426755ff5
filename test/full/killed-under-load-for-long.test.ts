import { expect, it } from '@jest/globals';
import { chaosSeed } from '../support/chaos/chaos-seed.js';
import { runChaos, unharmed } from '../support/chaos/run-chaos.js';

it('a thousand cases under load lose and double nothing while a hundred parts are killed', async () => {
  const plan = { proposals: 1_000, kills: 100, seed: chaosSeed() };
  expect(await runChaos(plan)).toEqual(unharmed(plan));
}, 3_600_000);
