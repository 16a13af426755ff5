import { refuse, type DomainError } from '../../errors.js';
import { witaDate } from '../../time/wita.js';
import { paperNote } from '../commands/outside-paper.js';
import type { AmendableFacts } from '../commands/amendments.js';
import type { ProposalCase } from '../proposal-case.js';
import type { Rule } from '../rule.js';
import { cutLines } from './recommendation.js';

/**
 * An amendment only takes back: what it lowers was reserved, claimed and promised by the first decree. Its lines are fenced
 * from the draft on; an empty draft lets them go again.
 */
export const draftAmendment: Rule<'draft_amendment'> = ({ case: c, payload, facts }) => {
  const busy = busyError(facts);
  if (busy !== null) return busy;
  if (payload.words.trim() === '') return refuse('REASON_REQUIRED', { field: 'words' });
  const note = { words: payload.words, cuts: payload.cuts.length };
  if (payload.cuts.length === 0) {
    return c.data.amendment === null
      ? refuse('INCOMPLETE', { fields: ['cuts'] })
      : { change: { data: { amendment: null } }, note };
  }
  const amount = amountAfter(c, facts, payload.cuts);
  if (typeof amount !== 'string') return amount;
  return {
    change: { data: { amendment: { cuts: payload.cuts, amount, linesHash: facts.linesHash } } },
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
  const { listVersion } = c.data;
  return {
    ...(amendment.amount === '0' ? { to: 'CANCELLED' as const } : {}),
    change: {
      decreedAmount: amendment.amount,
      data: { amendment: null, ...(listVersion === 0 ? {} : { listVersion: listVersion + 1 }) },
    },
    note: { ...paperNote(payload), amount: amendment.amount, cuts: amendment.cuts.length },
  };
};

/** New decreed ≥ delivered: what has left the store is neither cut nor counted until it is confirmed. */
function busyError({ goodsOnTheWay, inForce }: AmendableFacts): DomainError | null {
  if (!inForce) return refuse('STILL_WORKING');
  return goodsOnTheWay > 0 ? refuse('INCOMPLETE', { fields: ['receipts'] }) : null;
}

function amountAfter(
  c: ProposalCase,
  { lines }: AmendableFacts,
  cuts: Parameters<typeof cutLines>[1],
): string | DomainError {
  const kept = cutLines(lines, cuts);
  if ('code' in kept) return kept;
  const taken = lines.reduce((sum, line) => sum + line.unitPrice * BigInt(line.upper - (kept.get(line.id) ?? 0)), 0n);
  return (BigInt(c.decreedAmount ?? '0') - taken).toString();
}
