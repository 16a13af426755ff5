import { refuse, type DomainError } from '../../errors.js';
import { freezeError } from '../../freeze.js';
import { addDays, witaDate } from '../../time/wita.js';
import { dateOrLater } from '../clocks.js';
import type { FactsOf } from '../command-map.js';
import { blockingDifferences, listDifference } from '../list-difference.js';
import type { ProposalCase } from '../proposal-case.js';
import type { Rule } from '../rule.js';

/** A sanction hits the institution, not the persons it cares for: goods may go to them through a provincial unit. */
export const allowGoodsException: Rule<'allow_goods_exception'> = ({ case: c, payload: { words }, facts }) => {
  const error = goodsExceptionError(c, facts);
  if (error !== null) return error;
  if (words.trim() === '') return refuse('REASON_REQUIRED', { field: 'words' });
  return { change: { data: { goodsException: words } }, note: { words } };
};

/** What keeps the exception away whatever its reason: money never goes so, and without a sanction nothing is needed. */
export function goodsExceptionError(
  c: Pick<ProposalCase, 'state'>,
  { money, institutionStatus }: { readonly money: boolean; readonly institutionStatus: string },
): DomainError | null {
  return money || institutionStatus !== 'SUSPENDED'
    ? refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command: 'allow_goods_exception' })
    : null;
}

export const startDelivery: Rule<'start_delivery'> = ({ case: c, payload, facts, context }) => {
  // what a later decree takes back may not leave the store meanwhile
  if (c.data.amendment !== null)
    return refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command: 'start_delivery', waitsFor: 'SECRETARIAT' });
  if (c.data.pactDue)
    return refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command: 'start_delivery', waitsFor: 'LKS_CHAIR' });
  const stopped = facts.institutionStatus === 'SUSPENDED' && c.data.goodsException === null;
  if (stopped || facts.institutionStatus === 'BLACKLISTED')
    return refuse('INSTITUTION_NOT_ACTIVE', { status: facts.institutionStatus });
  const frozen = freezeError(facts.freeze);
  if (frozen !== null) return frozen;
  // I4: nothing leaves the store while the lines differ from the valid list
  const compared = againstList(facts);
  if ('code' in compared) return compared;
  // double aid, as it stands now and not as it stood at the recommendation
  if (facts.doubtfulLines > 0) return refuse('ALREADY_CLAIMED', { lines: facts.doubtfulLines });
  // I5: decree ≤ pact ≤ hand-over; urgent aid leaves before the pact, never before the approval
  const [first, since] = c.track === 'UNPLANNED' ? ['decree', facts.decreeSignedOn] : ['pact', facts.pactSignedOn];
  if (since === null || facts.dispatchedOn < since) return refuse('DATE_ORDER', { first, second: 'dispatchedOn' });
  const { carriedStock } = c.data;
  return {
    // the date of the report has passed with the year; carried stock has until the end of the next
    ...(carriedStock === null ? {} : { dueAt: dateOrLater(carriedStock.until, context.now, context) }),
    change: {},
    note: { batch: payload.batchId, dispatchedOn: facts.dispatchedOn, ...compared },
  };
};

/** What ended since the list was set is subtracted and named; anything else that differs stops the goods, by number in the list. */
function againstList({
  list,
  linesNow,
  linesHash,
}: FactsOf<'start_delivery'>): DomainError | { readonly subtracted?: readonly string[] } {
  if (list === null) return refuse('LIST_MISMATCH', { list: 'missing' });
  if (list.hash === linesHash) return {};
  if (list.lines === null)
    return refuse('LIST_MISMATCH', { list: list.hash.slice(0, 12), now: linesHash.slice(0, 12) });
  const difference = listDifference(list.lines, linesNow);
  const blocking = blockingDifferences.filter((kind) => difference[kind].length > 0);
  if (blocking.length > 0)
    return refuse('LIST_MISMATCH', Object.fromEntries(blocking.map((kind) => [kind, difference[kind].map(String)])));
  return difference.subtracted.length === 0 ? {} : { subtracted: difference.subtracted.map(String) };
}

export const confirmReceipt: Rule<'confirm_receipt'> = ({ case: c, payload, facts, context }) => {
  if (c.data.quarantine.some(({ dropId }) => dropId === payload.dropId))
    return refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command: 'confirm_receipt', waitsFor: 'HEAD_DINSOS' });
  if (facts.dropState !== 'HANDED_OVER')
    return refuse('NOT_ALLOWED_IN_STATE', { state: facts.dropState ?? 'NONE', command: 'confirm_receipt' });
  if (facts.bastDate === null || payload.receivedOn < facts.bastDate)
    return refuse('DATE_ORDER', { first: 'BAST', second: 'receivedOn' });
  if (payload.receivedOn > witaDate(context.now)) return refuse('DATE_ORDER', { first: 'receivedOn', second: 'today' });
  const decreed = new Map(facts.openLines.map((line) => [line.id, line.decreed]));
  const seen = new Set<string>();
  for (const exception of payload.exceptions) {
    const limit = decreed.get(exception.lineId);
    if (limit === undefined || seen.has(exception.lineId)) return refuse('INVALID_INPUT', { fields: ['exceptions'] });
    if (exception.outcome === 'RECEIVED') return refuse('INVALID_INPUT', { fields: ['exceptions.outcome'] });
    const least = exception.outcome === 'PARTIAL' ? 1 : 0;
    const most = exception.outcome === 'PARTIAL' ? limit - 1 : 0;
    if (exception.quantity < least || exception.quantity > most)
      return refuse('INVALID_INPUT', { fields: ['exceptions.quantity'], limit });
    seen.add(exception.lineId);
  }
  const { freeze, quarantineId: id } = facts;
  const { dropId, receivedOn } = payload;
  const { quarantine } = c.data;
  return {
    // I7: what was captured inside a freeze is neither refused nor counted before the head of the office has judged it
    change:
      freeze === null
        ? {}
        : { data: { quarantine: [...quarantine, { id, dropId, receivedOn, letterNumber: freeze.letterNumber }] } },
    note: {
      ...(freeze === null ? {} : { quarantined: freeze.letterNumber }),
      drop: payload.dropId,
      receivedOn: payload.receivedOn,
      signedBy: payload.signedBy,
      lines: facts.openLines.length,
      exceptions: payload.exceptions.length,
    },
  };
};

export const finaliseLines: Rule<'finalise_lines'> = ({ case: c, payload, facts, context }) => {
  if (facts.openDrops > 0 || facts.openLines > 0)
    return refuse('INCOMPLETE', { fields: ['receipts'], openLines: facts.openLines, openDrops: facts.openDrops });
  // a receipt that waits for its judgement keeps the lines open
  if (c.data.quarantine.length > 0) return refuse('INCOMPLETE', { fields: ['quarantine'] });
  const note = { batch: payload.batchId };
  if (c.data.carriedStock === null || facts.lastReceivedOn === null) return { change: {}, note };
  const due = addDays(facts.lastReceivedOn, context.policy.carriedReportDays);
  return { dueAt: dateOrLater(due, context.now, context), change: {}, note };
};
