import { z } from 'zod';
import type { CeilingFact } from '../../../domain/proposal/command-map.js';
import type { LastDecision, ProposalCase } from '../../../domain/proposal/proposal-case.js';
import { consideredBefore } from '../../../domain/proposal/rules/recall.js';
import type { ActorTx } from '../../ports.js';
import { takeClaims } from '../claims.js';
import * as field from '../fields.js';
import { forgetConsidered, forgetRecommended, readLines } from '../lines.js';
import { readContent } from '../proposal-content.js';
import { releaseEverything, reserve } from '../reservations.js';
import type { Step } from '../step.js';
import { budgetLineOf, ceilingsOf } from './budget.js';
import { urgentLimits } from './urgent.js';

/** States from which a rejection or the waiting list gave back what was claimed, by the stage whose quantities count there. */
const claimedIn: Readonly<Record<string, 'recommended' | 'considered'>> = {
  RECOMMENDED: 'recommended',
  CONSIDERED: 'considered',
  BUDGETED: 'considered',
};

export const recall: Step<'recall'> = {
  payload: z.object({ words: field.words }),
  locksCeilings: true,
  async load(tx, { case: c }) {
    return {
      contentChanged: c.data.last?.command === 'return' && (await contentChanged(tx, c)),
      lostNeeds: await lostNeeds(tx, c),
      ceilings: await ceilingsToTake(tx, c),
    };
  },
  /** Both the decision and its recall stay in the record; what the decision took is given back, what it gave is taken again. */
  async write(tx, { case: c, facts }) {
    const { last } = c.data;
    if (last?.command === 'recommend') {
      await releaseEverything(tx, c.id);
      await forgetRecommended(tx, c.id);
    }
    if (last?.command === 'consider') {
      await releaseEverything(tx, c.id);
      await forgetConsidered(tx, c.id);
      if (last.state === 'RECOMMENDED') await takeClaims(tx, c);
    }
    if (gaveBack(last) && claimedIn[last?.state ?? ''] !== undefined) {
      await takeClaims(tx, c);
      const limits = facts.ceilings.map((ceiling) => ceiling.id);
      if (limits.length > 0) await reserve(tx, c, limits, BigInt(consideredBefore(c)));
    }
    return [];
  },
};

function gaveBack(last: LastDecision | null): boolean {
  return last?.command === 'reject' || last?.command === 'waitlist';
}

async function contentChanged(tx: ActorTx, c: ProposalCase): Promise<boolean> {
  const [frozen] = await tx.sql.$queryRaw<{ content_hash: string }[]>`
    select content_hash from proposal_revision where proposal_id = ${c.id}::uuid order by revision desc limit 1`;
  return frozen?.content_hash !== (await readContent(tx, c.id)).contentHash;
}

async function lostNeeds(tx: ActorTx, c: ProposalCase): Promise<number> {
  const { last } = c.data;
  const stage =
    last !== null && gaveBack(last)
      ? claimedIn[last.state]
      : last?.command === 'consider' && last.state === 'RECOMMENDED'
        ? 'recommended'
        : undefined;
  if (stage === undefined) return 0;
  return (await readLines(tx, c, stage, 'with dropped')).filter((line) => line.claimedElsewhere).length;
}

/** Linked to the budget, the money stood on its line instead of the programme's indicative limit. */
async function ceilingsToTake(tx: ActorTx, c: ProposalCase): Promise<readonly CeilingFact[]> {
  const { last } = c.data;
  if (last?.command === 'reject' && last.state === 'RECOMMENDED') return urgentLimits(tx, c);
  if (last === null || !gaveBack(last) || (last.state !== 'CONSIDERED' && last.state !== 'BUDGETED')) return [];
  const limits = await ceilingsOf(tx, c);
  if (last.state === 'CONSIDERED') return limits;
  const line = await budgetLineOf(tx, c, c.budgetLine ?? '');
  return [...limits.filter((limit) => limit.scope !== 'PROGRAMME'), ...(line === null ? [] : [line])];
}
