import { refuse, type DomainError } from '../../errors.js';
import { witaDate } from '../../time/wita.js';
import { paperNote } from '../commands/outside-paper.js';
import type { LineCut } from '../command-map.js';
import type { AmendableFacts, RaisableLine } from '../commands/amendments.js';
import type { ProposalCase } from '../proposal-case.js';
import type { Rule } from '../rule.js';
import { ceilingError } from './ceilings.js';
import { cutLines } from './recommendation.js';

/**
 * What the decree will say of each line: less of what was not handed over, or more, within what was requested. Its lines are
 * fenced from the draft on; an empty draft lets them go again.
 */
export const draftAmendment: Rule<'draft_amendment'> = ({ case: c, payload, facts, context }) => {
  const busy = busyError(facts);
  if (busy !== null) return busy;
  if (payload.words.trim() === '') return refuse('REASON_REQUIRED', { field: 'words' });
  const { cuts, raises } = payload;
  // the planners cut where the budget fell; to give more is the head's to propose
  if (raises.length > 0 && !context.actor.roles.includes('HEAD_DINSOS'))
    return refuse('WRONG_ROLE', { needed: ['HEAD_DINSOS'] });
  const note = { words: payload.words, cuts: cuts.length, raises: raises.length };
  if (cuts.length + raises.length === 0) {
    return c.data.amendment === null
      ? refuse('INCOMPLETE', { fields: ['cuts'] })
      : { change: { data: { amendment: null } }, note };
  }
  const amount = amountAfter(c, facts, { cuts, raises });
  if (typeof amount !== 'string') return amount;
  return {
    change: { data: { amendment: { cuts, raises, amount, linesHash: facts.linesHash } } },
    note: { ...note, amount },
  };
};

export const amend: Rule<'amend'> = ({ case: c, payload, facts, context }) => {
  const { amendment } = c.data;
  if (amendment === null) return refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command: 'amend' });
  const busy = busyError(facts);
  if (busy !== null) return busy;
  if (payload.documentDate > witaDate(context.now))
    return refuse('DATE_ORDER', { first: 'documentDate', second: 'today' });
  if (facts.decreeSignedOn === null || payload.documentDate < facts.decreeSignedOn)
    return refuse('DATE_ORDER', { first: 'decree', second: 'documentDate' });
  // what was signed is what was drafted, of the lines as they still are
  if (payload.amount !== amendment.amount)
    return refuse('LIST_MISMATCH', { frozen: amendment.amount, now: payload.amount });
  if (facts.linesHash !== amendment.linesHash)
    return refuse('LIST_MISMATCH', { frozen: amendment.linesHash.slice(0, 12), now: facts.linesHash.slice(0, 12) });
  const raises = amendment.raises ?? [];
  // needs and money may have gone to others since the draft
  const amount = amountAfter(c, facts, { cuts: amendment.cuts, raises });
  if (typeof amount !== 'string') return amount;
  const { listVersion } = c.data;
  const rises = BigInt(amount) > BigInt(c.decreedAmount ?? '0');
  const lifted = liftedAmounts(c, facts, raises);
  return {
    ...(amount === '0'
      ? { to: 'CANCELLED' as const }
      : rises && c.state === 'PACT_SIGNED'
        ? { to: 'DECREED' as const }
        : {}),
    change: {
      ...lifted,
      decreedAmount: amount,
      data: {
        amendment: null,
        ...(rises ? { pactDue: true } : {}),
        ...(listVersion === 0 ? {} : { listVersion: listVersion + 1 }),
      },
    },
    note: { ...paperNote(payload), amount, cuts: amendment.cuts.length, raises: raises.length },
  };
};

/** New decreed ≥ delivered: what has left the store is neither cut nor counted until it is confirmed. */
function busyError({ goodsOnTheWay, inForce }: AmendableFacts): DomainError | null {
  if (!inForce) return refuse('STILL_WORKING');
  return goodsOnTheWay > 0 ? refuse('INCOMPLETE', { fields: ['receipts'] }) : null;
}

interface Changes {
  readonly cuts: readonly LineCut[];
  readonly raises: readonly LineCut[];
}

function amountAfter(c: ProposalCase, facts: AmendableFacts, { cuts, raises }: Changes): string | DomainError {
  const kept = cutLines(facts.lines, cuts);
  if ('code' in kept) return kept;
  const taken = facts.lines.reduce(
    (sum, line) => sum + line.unitPrice * BigInt(line.upper - (kept.get(line.id) ?? 0)),
    0n,
  );
  const wrong = raisesError(c, facts, { cuts, raises });
  if (wrong !== null) return wrong;
  const given = raised(facts, raises).reduce(
    (sum, { line, quantity }) => sum + line.unitPrice * BigInt(quantity - line.now),
    0n,
  );
  // the limits carry what is decreed already
  const over = given > taken ? ceilingError(facts.ceilings, given - taken) : null;
  return over ?? (BigInt(c.decreedAmount ?? '0') - taken + given).toString();
}

function raisesError(c: ProposalCase, { raisable }: AmendableFacts, { cuts, raises }: Changes): DomainError | null {
  // urgent aid that is not enough is asked for anew
  if (raises.length > 0 && c.track === 'UNPLANNED')
    return refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command: 'draft_amendment' });
  const seen = new Set(cuts.map(({ lineId }) => lineId));
  for (const { lineId, quantity, reason } of raises) {
    const line = raisable.find(({ id }) => id === lineId);
    if (line === undefined || seen.has(lineId) || quantity <= line.now)
      return refuse('INVALID_INPUT', { fields: ['raises'] });
    if (quantity > line.requested) return refuse('INVALID_INPUT', { fields: ['raises'], limit: line.requested });
    if (reason.trim() === '') return refuse('REASON_REQUIRED', { field: 'raises' });
    if (line.claimedElsewhere) return refuse('ALREADY_CLAIMED', { lines: 1, lineIds: [lineId] });
    seen.add(lineId);
  }
  return null;
}

function raised(
  { raisable }: AmendableFacts,
  raises: readonly LineCut[],
): readonly { readonly line: RaisableLine; readonly quantity: number }[] {
  return raises.flatMap(({ lineId, quantity }) => {
    const line = raisable.find(({ id }) => id === lineId);
    return line === undefined ? [] : [{ line, quantity }];
  });
}

/** The Governor's word stands for what recommendation and consideration would have said: no step gives more than the one before (I1). */
function liftedAmounts(
  c: ProposalCase,
  facts: AmendableFacts,
  raises: readonly LineCut[],
): { readonly recommendedAmount?: string; readonly consideredAmount?: string } {
  const lift = (from: 'recommended' | 'considered'): bigint =>
    raised(facts, raises).reduce(
      (sum, { line, quantity }) => sum + line.unitPrice * BigInt(Math.max(0, quantity - line[from])),
      0n,
    );
  if (raises.length === 0) return {};
  return {
    recommendedAmount: (BigInt(c.recommendedAmount ?? '0') + lift('recommended')).toString(),
    consideredAmount: (BigInt(c.consideredAmount ?? '0') + lift('considered')).toString(),
  };
}
