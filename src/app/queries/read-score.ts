import { scoreOf } from '../../domain/scoring.js';
import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import type { CaseFacts } from '../proposal/decision-facts.js';
import { readScoringFacts, readStoredScore, typedOf, type StoredCriterion } from '../proposal/scores.js';
import { isOfficial } from '../forward/require-role.js';
import type { ActorTx } from '../ports.js';
import { readNames } from './case-item.js';

export interface ScoreView {
  readonly points: number;
  readonly maximum: number;
  /** Kept by the recommendation; before it the score is as the record says now. */
  readonly decided: boolean;
  readonly criteria: readonly (Omit<StoredCriterion, 'by'> & { readonly byName: string | null })[];
}

/**
 * The score as it stands now for officials of the province before the recommendation, and as it was kept after it. Outside
 * the province it is seen from the decree on (the database says so too), without the words of officials.
 */
export async function readScore(tx: ActorTx, c: ProposalCase, facts: CaseFacts): Promise<ScoreView | null> {
  const inside = isOfficial(tx);
  if (!inside && c.decreedAmount === null) return null;
  const open = c.state === 'FIELD_VERIFIED';
  if (!open && c.recommendedAmount === null) return null;
  const stored = await readStoredScore(tx, c.id);
  if (!open && stored?.decided !== true) return null;
  const typed = typedOf(stored, c.revision);
  const by = new Map(typed.map((entry) => [entry.criterion, entry.by]));
  const criteria: readonly StoredCriterion[] = open
    ? scoreOf(facts.policy, await readScoringFacts(tx, c), typed).criteria.map((one) => ({
        ...one,
        inputs: { ...one.inputs },
        by: by.get(one.criterion) ?? null,
      }))
    : (stored?.criteria ?? []);
  const names = await readNames(
    tx,
    criteria.flatMap((one) => (one.by === null ? [] : [one.by])),
  );
  return {
    points: criteria.reduce((sum, one) => sum + one.points, 0),
    maximum: criteria.reduce((sum, one) => sum + one.maximum, 0),
    decided: !open,
    criteria: criteria.map(({ by: userId, reason, ...one }) => ({
      ...one,
      reason: inside ? reason : null,
      byName: inside && userId !== null ? (names.get(userId) ?? null) : null,
    })),
  };
}
