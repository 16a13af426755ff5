import { unconfirmedError } from '../assisted.js';
import { refuse, type DomainError } from '../../errors.js';
import { scoreOf, typedError, unscoredError } from '../../scoring.js';
import { deadlineAfter } from '../../time/working-days.js';
import type { Policy } from '../../policy.js';
import type { ProposalCase } from '../proposal-case.js';
import type { LineCut, LineFact } from '../command-map.js';
import { nextEndorser } from '../endorsers.js';
import { endorsesNext } from '../stand-in.js';
import type { Rule } from '../rule.js';
import { urgentLimitError } from './ceilings.js';

export const endorse: Rule<'endorse'> = ({ case: c, payload, context }) => {
  const next = nextEndorser(c);
  if (next === null)
    return refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command: 'endorse', waitsFor: 'HEAD_DINSOS' });
  if (!endorsesNext(c, context.actor.roles)) return refuse('WRONG_ROLE', { needed: [next] });
  const endorsed = [...c.data.endorsed, next];
  return {
    dueAt: deadlineAfter(context.now, context.policy.endorsementDays, context.holidays),
    change: { escalation: 0, data: { endorsed } },
    note: {
      level: next,
      words: payload.note,
      ...(context.actor.roles.includes(next) ? {} : { inPlaceOf: next }),
    },
  };
};

/** The quantity every line keeps after the cuts; lines without a cut keep what they had. */
export function cutLines(
  lines: readonly LineFact[],
  cuts: readonly LineCut[],
): DomainError | ReadonlyMap<string, number> {
  const kept = new Map(lines.map((line) => [line.id, line.upper]));
  const seen = new Set<string>();
  for (const cut of cuts) {
    const upper = kept.get(cut.lineId);
    if (upper === undefined || seen.has(cut.lineId)) return refuse('INVALID_INPUT', { fields: ['cuts'] });
    if (cut.quantity >= upper) return refuse('INVALID_INPUT', { fields: ['cuts'], limit: upper });
    if (cut.reason.trim() === '') return refuse('REASON_REQUIRED', { field: 'cuts' });
    seen.add(cut.lineId);
    kept.set(cut.lineId, cut.quantity);
  }
  return kept;
}

export function amountOf(lines: readonly LineFact[], kept: ReadonlyMap<string, number>): bigint {
  return lines.reduce((sum, line) => sum + line.unitPrice * BigInt(kept.get(line.id) ?? 0), 0n);
}

/** I3: a need already held by another proposal must be cut here with its reason. */
export function claimedError(lines: readonly LineFact[], kept: ReadonlyMap<string, number>): DomainError | null {
  const claimed = lines.filter((line) => line.claimedElsewhere && (kept.get(line.id) ?? 0) > 0);
  if (claimed.length === 0) return null;
  return refuse('ALREADY_CLAIMED', { lines: claimed.length, lineIds: claimed.slice(0, 20).map((line) => line.id) });
}

/** Some programmes want to hear the regency first; what it says binds nobody. */
export function opinionError(c: ProposalCase, policy: Policy): DomainError | null {
  return policy.regencyOpinions > 0 && c.data.regencyOpinion === null
    ? refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command: 'recommend', waitsFor: 'KABKOTA_OFFICER' })
    : null;
}

/** The points stand in a table of their own: the institution reads its events before the decree. */
export const score: Rule<'score'> = ({ payload, context }) =>
  typedError(context.policy, payload.typed) ?? { change: {}, note: { typed: payload.typed.length } };

export const recommend: Rule<'recommend'> = ({ case: c, payload, facts, context }) => {
  const next = nextEndorser(c);
  if (next !== null) return refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command: 'recommend', waitsFor: next });
  const early = unconfirmedError(c) ?? opinionError(c, context.policy);
  if (early !== null) return early;
  // points rank those who compete for one limit; a disaster ranks nobody
  const urgent = c.track === 'UNPLANNED';
  const unscored = urgent
    ? null
    : unscoredError(context.policy, scoreOf(context.policy, facts.scoring, facts.scoring.typed));
  if (unscored !== null) return unscored;
  const { criteria } = payload;
  // Permendagri 32/2011 Ps 24: selective, eligible, temporary, purposeful; the third may fail in certain circumstances, with the reason
  const failed = Object.entries(criteria)
    .filter(([, met]) => !met)
    .map(([name]) => name);
  if (failed.some((name) => name !== 'temporary') || (failed.length > 0 && payload.criteriaNote.trim() === '')) {
    return refuse('INCOMPLETE', { fields: failed.map((name) => `criteria.${name}`) });
  }
  const kept = cutLines(facts.lines, payload.cuts);
  if ('code' in kept) return kept;
  const keeps = (line: LineFact): boolean => (kept.get(line.id) ?? 0) > 0;
  // I6: recommended persons stay within those verified
  const numbers = (presence: string | null): readonly string[] => {
    const lines = facts.lines.filter((line) => line.presence === presence && keeps(line));
    return [...new Set(lines.map((line) => line.position))].toSorted((a, b) => a - b).map(String);
  };
  // who was added to the list after the visit has no presence at all
  const [notFound, unvisited] = [numbers('NOT_FOUND'), c.data.waived ? [] : numbers(null)];
  if (notFound.length + unvisited.length > 0) return refuse('NOT_VERIFIED', { notFound, unvisited });
  const claimed = claimedError(facts.lines, kept);
  if (claimed !== null) return claimed;
  const undecided = facts.lines.filter((line) => line.undecided && keeps(line)).map((line) => line.position);
  if (undecided.length > 0)
    return refuse('DUPLICATE_UNDECIDED', { persons: [...new Set(undecided)].slice(0, 20).map(String) });
  const amount = amountOf(facts.lines, kept);
  if (amount === 0n) return refuse('INCOMPLETE', { fields: ['lines'] });
  const over = urgent ? urgentLimitError(facts.ceilings, amount) : null;
  if (over !== null) return over;
  return {
    change: { recommendedAmount: amount.toString(), ...(urgent ? { consideredAmount: amount.toString() } : {}) },
    note: { cuts: payload.cuts.length, criteriaNote: payload.criteriaNote },
  };
};
