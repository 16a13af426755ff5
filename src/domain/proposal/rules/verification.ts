import { refuse, type DomainError } from '../../errors.js';
import { workingDaysLeft } from '../../time/working-days.js';
import { witaDate } from '../../time/wita.js';
import { seenError } from '../../field/seen.js';
import { unconfirmedError } from '../assisted.js';
import type { AssignFieldPayload, VisitOrderFacts } from '../command-map.js';
import type { ProposalCase } from '../proposal-case.js';
import type { DecisionContext, Rule } from '../rule.js';

/** Who is assigned keeps the task, until the deadline lets the superior step in or the head of division gives it to another. */
export function deskError(c: ProposalCase, { actor }: DecisionContext): DomainError | null {
  const { adminVerifier } = c.data;
  const taken = adminVerifier !== null && adminVerifier !== actor.userId;
  return taken && actor.roles.includes('ADMIN_VERIFIER')
    ? refuse('WRONG_ROLE', { needed: [], assigned: 'other' })
    : null;
}

export const startAdmin: Rule<'start_admin'> = ({ case: c, context }) =>
  deskError(c, context) ?? {
    change: { data: { adminVerifier: context.actor.userId } },
    note: { verifier: context.actor.name },
  };

export const passAdmin: Rule<'pass_admin'> = ({ case: c, payload, facts }) => {
  const unconfirmed = unconfirmedError(c);
  if (unconfirmed !== null) return unconfirmed;
  const valid = new Set(payload.checks.filter((check) => check.valid).map((check) => check.code));
  const unknown = payload.checks.filter((check) => !facts.present.includes(check.code)).map((check) => check.code);
  if (unknown.length > 0) return refuse('INVALID_INPUT', { fields: unknown });
  const lacking = facts.mandatory.filter((code) => !valid.has(code));
  if (lacking.length > 0) return refuse('INCOMPLETE', { fields: lacking });
  return { change: {}, note: { checked: payload.checks.length, notes: payload.notes } };
};

export const returnForRepair: Rule<'return'> = ({ case: c, payload, context }) => {
  if (payload.words.trim() === '') return refuse('REASON_REQUIRED', { field: 'words' });
  const byVerifier = !context.actor.roles.includes('KABID');
  if (c.state === 'ADMIN_REVIEW' && byVerifier && c.data.returns >= context.policy.returnsByVerifier) {
    return refuse('WRONG_ROLE', { needed: ['KABID'], returns: c.data.returns });
  }
  const left = c.dueAt === null ? 0 : workingDaysLeft(context.now, new Date(c.dueAt), context.holidays);
  return {
    change: {
      data: {
        returns: c.data.returns + 1,
        returned: {
          state: c.state,
          by: context.actor.userId ?? '',
          workingDaysLeft: left,
          remarks: [{ target: 'all', words: payload.words }, ...payload.remarks],
        },
      },
    },
    note: { words: payload.words, remarks: payload.remarks.length, workingDaysLeft: left },
  };
};

export const assignField: Rule<'assign_field'> = ({ payload, facts, context }) => {
  const officers = [...new Set(payload.officers)];
  if (officers.length < context.policy.minimumVisitOfficers)
    return refuse('INCOMPLETE', { fields: ['officers'], needed: context.policy.minimumVisitOfficers });
  const strangers = officers.filter((officer) => !facts.fieldVerifiers.includes(officer));
  if (strangers.length > 0) return refuse('INVALID_INPUT', { fields: ['officers'], role: 'FIELD_VERIFIER' });
  // process.md 3: no verifier with kinship or a seat on the board
  if (facts.linked.length > 0) return refuse('CONFLICT_OF_INTEREST', { officers: facts.linked });
  if (facts.inTeam === false) return refuse('NOT_IN_TEAM', { day: payload.plannedOn });
  if (typeof payload.tripId === 'string' && !isOrderOf(facts.trip, payload))
    return refuse('INVALID_INPUT', { fields: ['tripId'] });
  if (payload.orderDate > witaDate(context.now)) return refuse('DATE_ORDER', { first: 'orderDate', second: 'today' });
  if (payload.orderDate > payload.plannedOn) return refuse('DATE_ORDER', { first: 'orderDate', second: 'plannedOn' });
  return {
    change: { data: { fieldOfficers: officers, visitId: facts.visitId } },
    note: {
      team: payload.teamName,
      orderNumber: payload.orderNumber,
      plannedOn: payload.plannedOn,
      officers: officers.length,
      ...(typeof payload.tripId === 'string' ? { trip: payload.tripId } : {}),
    },
  };
};

/** One letter says the same at every stop. */
function isOrderOf(trip: VisitOrderFacts['trip'], said: AssignFieldPayload): boolean {
  const { officers, teamName, orderNumber, orderDate, route, plannedOn } = said;
  if (trip === null) return false;
  const named = { teamName, orderNumber, orderDate, route, plannedOn };
  const same = Object.entries(named).every(([name, value]) => trip[name as keyof typeof named] === value);
  return same && trip.officers.toSorted().join() === officers.toSorted().join();
}

export const submitField: Rule<'submit_field'> = ({ case: c, payload, facts, context }) => {
  if (!c.data.fieldOfficers.includes(context.actor.userId ?? ''))
    return refuse('WRONG_ROLE', { needed: ['FIELD_VERIFIER'], team: 'assigned' });
  if (payload.visitedOn > witaDate(context.now)) return refuse('DATE_ORDER', { first: 'visitedOn', second: 'today' });
  if (facts.orderDate !== null && payload.visitedOn < facts.orderDate)
    return refuse('DATE_ORDER', { first: 'orderDate', second: 'visitedOn' });
  if (payload.signature === 'REFUSED' && payload.signatureNote.trim() === '')
    return refuse('REASON_REQUIRED', { field: 'signatureNote' });
  if (facts.unknownBeneficiaries > 0) return refuse('INVALID_INPUT', { fields: ['exceptions'] });
  if (facts.linked) return refuse('CONFLICT_OF_INTEREST', { officers: [context.actor.name] });
  const wrong = seenError(payload.exceptions, facts.homeCare, context.policy);
  if (wrong !== null) return wrong;
  if (facts.missingPapers > 0) return refuse('INCOMPLETE', { fields: ['minutes'] });
  if (facts.missingPhotos > 0 || payload.photoBlobIds.length === 0) return refuse('INCOMPLETE', { fields: ['photos'] });
  return {
    change: { data: { endorsed: [] } },
    note: {
      visitedOn: payload.visitedOn,
      beds: payload.bedCount,
      exceptions: payload.exceptions.length,
      signature: payload.signature,
      photos: payload.photoBlobIds.length,
      photoBlobIds: payload.photoBlobIds,
      ...(typeof payload.residentCount === 'number' ? { residents: payload.residentCount } : {}),
      ...((payload.unlistedCount ?? 0) > 0 ? { unlisted: payload.unlistedCount ?? 0 } : {}),
      ...(facts.photosUsedBefore > 0 ? { photosUsedBefore: facts.photosUsedBefore } : {}),
      ...(typeof payload.minutesBlobId === 'string' ? { scan: payload.minutesBlobId } : {}),
    },
  };
};
