import { standingError } from '../../institution/standing.js';
import { refuse, type DomainError } from '../../errors.js';
import { deadlineAfter } from '../../time/working-days.js';
import { witaDate, type LocalDate } from '../../time/wita.js';
import { draftEnds } from '../clocks.js';
import type { SubmissionFacts } from '../command-map.js';
import type { CaseChange } from '../proposal-case.js';
import type { Rule } from '../rule.js';
import { hoursIn } from '../urgent-hours.js';

/** Everything a complete proposal must have, also when it is repaired; the window binds only the first submission. */
function completenessError(facts: SubmissionFacts, contentHash: string, today: LocalDate): DomainError | null {
  if (facts.contentHash !== contentHash) return refuse('STALE_VERSION', { field: 'content' });
  const missing = [
    ...(facts.letterComplete ? [] : ['letter']),
    ...(facts.persons > 0 ? [] : ['BNBA']),
    ...facts.missingDocuments,
  ];
  if (missing.length > 0) return refuse('INCOMPLETE', { fields: missing });
  if (facts.letterDate !== null && facts.letterDate > today)
    return refuse('DATE_ORDER', { first: 'letterDate', second: 'today' });
  if (facts.expiredDocuments.length > 0) return refuse('REGISTRATION_EXPIRED', { fields: facts.expiredDocuments });
  // Σ items = requested + own share, and what is requested is what the persons' lines cost
  if (facts.costTotal !== facts.requestedAmount + facts.ownShare || facts.linesTotal !== facts.requestedAmount) {
    return refuse('COST_PLAN_MISMATCH', {
      costTotal: facts.costTotal.toString(),
      linesTotal: facts.linesTotal.toString(),
      requested: facts.requestedAmount.toString(),
      ownShare: facts.ownShare.toString(),
    });
  }
  return null;
}

function frozen(facts: SubmissionFacts, revision: number): CaseChange {
  return {
    revision,
    personCount: facts.persons,
    requestedAmount: facts.requestedAmount.toString(),
    ownShare: facts.ownShare.toString(),
  };
}

export const submit: Rule<'submit'> = ({ case: c, payload, facts, context }) => {
  const today = witaDate(context.now);
  const inWindow =
    c.track === 'UNPLANNED' || (context.now >= facts.windowOpensAt && context.now <= facts.windowClosesAt);
  const withLeave = c.data.lateAllowed && context.now <= draftEnds(c, facts.windowClosesAt);
  if (!inWindow && !withLeave) {
    return refuse('WINDOW_CLOSED', { opens: witaDate(facts.windowOpensAt), closes: witaDate(facts.windowClosesAt) });
  }
  const outside = standingError(facts, today);
  if (outside !== null) return outside;
  if (facts.livingProposals > 0) return refuse('ANOTHER_OPEN_PROPOSAL');
  const incomplete = completenessError(facts, payload.contentHash, today);
  if (incomplete !== null) return incomplete;
  return {
    change: { ...frozen(facts, 1), policyVersionId: facts.policyVersionId },
    note: {
      revision: 1,
      persons: facts.persons,
      requested: facts.requestedAmount.toString(),
      contentHash: payload.contentHash,
    },
  };
};

export const resubmit: Rule<'resubmit'> = ({ case: c, payload, facts, context }) => {
  const returned = c.data.returned;
  if (returned === null) return refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command: 'resubmit' });
  const incomplete = completenessError(facts, payload.contentHash, witaDate(context.now));
  if (incomplete !== null) return incomplete;
  const revision = c.revision + 1;
  return {
    to: returned.state,
    // the paused clock goes on with the days it had, never fewer than the policy's minimum; hours begin anew
    ...(hoursIn({ state: returned.state, track: c.track }, context.policy) === null
      ? {
          dueAt: deadlineAfter(
            context.now,
            Math.max(returned.workingDaysLeft, context.policy.minimumResubmitDays),
            context.holidays,
          ),
        }
      : {}),
    // what was endorsed before is not what stands here now
    change: { ...frozen(facts, revision), data: { returned: null, endorsed: [] } },
    note: {
      revision,
      persons: facts.persons,
      requested: facts.requestedAmount.toString(),
      contentHash: payload.contentHash,
    },
  };
};

export const closeWindow: Rule<'close_window'> = ({ case: c, facts, context }) => {
  const ends = draftEnds(c, facts.windowClosesAt);
  if (context.now < ends) return refuse('TOO_EARLY', { closes: witaDate(ends) });
  const closed = witaDate(ends);
  if (context.policy.latePolicy !== 'WAITLIST_NEXT_FY' || facts.next === null) return { change: {}, note: { closed } };
  return {
    change: { data: { carriedTo: facts.draftId } },
    note: { closed, year: facts.next.fiscalYear, carriedTo: facts.draftId },
  };
};

export const register: Rule<'register'> = ({ payload, facts }) => ({
  change: { registrationNumber: facts.nextRegistrationNumber, agendaNumber: payload.agendaNumber },
  note: {
    registrationNumber: facts.nextRegistrationNumber,
    agendaNumber: payload.agendaNumber,
    disposition: payload.disposition,
  },
});
