import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { fromPackageRoot } from '../../src/config/package-root.js';
import { Deployment } from '../support/deployment/deployment.js';
import { failings } from '../support/deployment/laws.js';
import { scenarioOf, submissionsThatDie } from '../support/deployment/scenario.js';

/**
 * The workflows as they are, the domain as it is, on a record, a Temporal and a clock in one process, which die before and
 * after every effect as the seed says. `SALUR_SEED=17 npm test -- seeds` plays one seed alone.
 */
const SEEDS = 5_000;
const BLOCK = 500;
const KEPT = fromPackageRoot('test', 'seeds', 'kept-seeds.json');
const kept = z.array(z.int()).parse(JSON.parse(readFileSync(KEPT, 'utf8')));
const alone = process.env['SALUR_SEED'];

interface Played {
  readonly seed: number;
  readonly failings: readonly string[];
  readonly deaths: number;
}

async function play(seed: number): Promise<Played> {
  const deployment = new Deployment(scenarioOf(seed), null);
  await deployment.play();
  return { seed, failings: failings(deployment), deaths: deployment.faults.happened };
}

/** A seed that failed is written down and is played first from then on. */
async function playAll(seeds: readonly number[]): Promise<readonly Played[]> {
  const played: Played[] = [];
  for (const seed of seeds) played.push(await play(seed));
  const failed = played.filter((one) => one.failings.length > 0).map(({ seed }) => seed);
  const all = [...new Set([...kept, ...failed])].toSorted((a, b) => a - b);
  if (all.length > kept.length) writeFileSync(KEPT, `${JSON.stringify(all)}\n`);
  return played;
}

function wrong(played: readonly Played[]): readonly Played[] {
  return played.filter((one) => one.failings.length > 0).slice(0, 5);
}

const blocks = Array.from({ length: SEEDS / BLOCK }, (_, block) => block * BLOCK + 1);

if (alone === undefined) {
  describe('whatever dies, before or after whatever effect', () => {
    it('no seed that failed once fails again', async () => {
      expect(wrong(await playAll(kept))).toEqual([]);
    });

    it.each(blocks)(
      'nothing acknowledged is lost, nothing happens twice, nothing is forgotten: seeds from %i',
      async (first) => {
        const played = await playAll(Array.from({ length: BLOCK }, (_, index) => first + index));
        expect(wrong(played)).toEqual([]);
        expect(played.reduce((sum, { deaths }) => sum + deaths, 0)).toBeGreaterThan(BLOCK);
      },
    );
  });

  describe('the laws themselves', () => {
    // few histories come as far as a paper: as many are drawn as it takes
    const seeds = Array.from({ length: SEEDS }, (_, index) => () => scenarioOf(index + 1));
    const dying = submissionsThatDie.map((scenario) => () => scenario);
    it.each([
      ['forgets outcomes', seeds, /was told|doubled/],
      ['loses papers', seeds, /was never made/],
      ['forgets the mail', seeds, /0 mails for/],
      ['no caretaker', dying, /never rang/],
      ['nobody is woken', dying, /knows version/],
    ] as const)('see a deployment with one fault: %s', async (defect, scenarios, finding) => {
      const found: string[] = [];
      for (const scenario of scenarios) {
        const deployment = new Deployment(scenario(), defect);
        await deployment.play();
        found.push(...failings(deployment));
        if (found.some((text) => finding.test(text))) break;
      }
      expect(found.join('\n')).toMatch(finding);
    });

    it('have nothing to say of the same deaths with a caretaker', async () => {
      for (const scenario of submissionsThatDie) {
        const deployment = new Deployment(scenario, null);
        await deployment.play();
        expect([deployment.faults.happened, failings(deployment)]).toEqual([1, []]);
      }
    });
  });
} else {
  it(`seed ${alone}`, async () => expect((await play(Number(alone))).failings).toEqual([]));
}
