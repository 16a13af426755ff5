import { refuse, type DomainError } from '../../errors.js';
import type { Policy } from '../../policy.js';
import { deadlineAfter } from '../../time/working-days.js';
import { witaDate } from '../../time/wita.js';
import type { ClockFacts } from '../clocks.js';
import type { StaffFacts, StaffPayload } from '../commands/people.js';
import { isLegal } from '../paused-clock.js';
import type { ProposalCase } from '../proposal-case.js';
import type { Rule } from '../rule.js';
import { nextEndorser } from '../endorsers.js';
import { endorsesNext } from '../stand-in.js';
import { hoursAfter, hoursIn } from '../urgent-hours.js';
import { assignField } from './verification.js';

function staffError({ staff, words }: StaffPayload, { able, barred }: StaffFacts): DomainError | null {
  if (words.trim() === '') return refuse('REASON_REQUIRED', { field: 'words' });
  if (staff.some((person) => !able.includes(person))) return refuse('INVALID_INPUT', { fields: ['staff'] });
  if (staff.some((person) => barred.includes(person)))
    return refuse('FORBIDDEN_PAIR', { pair: ['VERIFIER', 'OFFICIAL'] });
  return null;
}

export const assign: Rule<'assign'> = ({ payload, facts }) => {
  const error = staffError(payload, facts);
  if (error !== null) return error;
  const [verifier, ...others] = payload.staff;
  if (verifier === undefined || others.length > 0) return refuse('INCOMPLETE', { fields: ['staff'], needed: 1 });
  return { change: { data: { adminVerifier: verifier } }, note: { staff: facts.names, words: payload.words } };
};

/** Who takes a task over has the time that is left; the deadline is the case's, not the person's. */
export const reassign: Rule<'reassign'> = (input) => {
  const { case: c, payload, facts, context } = input;
  if (c.state === 'ADMIN_REVIEW') return assign({ ...input, type: 'assign' });
  const error = staffError(payload, facts);
  if (error !== null) return error;
  const fieldOfficers = [...new Set(payload.staff)];
  const needed = context.policy.minimumVisitOfficers;
  if (fieldOfficers.length < needed) return refuse('INCOMPLETE', { fields: ['staff'], needed });
  return { change: { data: { fieldOfficers } }, note: { staff: facts.names, words: payload.words } };
};

/** What forbids another extension, whatever its reason: no clock runs, the law set the date, or it was extended before. */
export function extensionError(c: ProposalCase, facts: ClockFacts & { readonly policy: Policy }): DomainError | null {
  if (c.dueAt === null) return refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command: 'extend' });
  if (isLegal(c, c.dueAt, facts)) return refuse('LEGAL_DATE', { date: witaDate(new Date(c.dueAt)) });
  const most = facts.policy.extensionsPerState;
  return c.data.extensions >= most ? refuse('EXTENDED_BEFORE', { most }) : null;
}

export const extend: Rule<'extend'> = ({ case: c, payload, context }) => {
  if (payload.words.trim() === '') return refuse('REASON_REQUIRED', { field: 'words' });
  const error = extensionError(c, context);
  if (error !== null) return error;
  const { policy, now, holidays } = context;
  const urgent = hoursIn(c, policy) !== null;
  const field = urgent ? 'moreHours' : 'workingDays';
  const more = payload[field] ?? 0;
  const limit = urgent ? policy.longestUrgentExtension : policy.longestExtension;
  if (more < 1 || more > limit) return refuse('INVALID_INPUT', { fields: [field], limit });
  const due = new Date(c.dueAt ?? now);
  const from = due > now ? due : now;
  return {
    dueAt: urgent ? hoursAfter(from, more) : deadlineAfter(from, more, holidays),
    change: { escalation: 0, data: { extensions: c.data.extensions + 1 } },
    note: { [field]: more, words: payload.words },
  };
};

/** One level, no more: whoever endorsed last looks again. */
export const sendBack: Rule<'send_back'> = ({ case: c, payload: { words }, context }) => {
  if (words.trim() === '') return refuse('REASON_REQUIRED', { field: 'words' });
  const level = c.data.endorsed.at(-1);
  if (level === undefined) return refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command: 'send_back' });
  const { policy, actor, now, holidays } = context;
  if (!endorsesNext(c, actor.roles)) return refuse('WRONG_ROLE', { needed: [nextEndorser(c) ?? ''] });
  return {
    dueAt: deadlineAfter(now, policy.endorsementDays, holidays),
    change: { escalation: 0, data: { endorsed: c.data.endorsed.slice(0, -1) } },
    note: { level, words },
  };
};

export const revisit: Rule<'revisit'> = (input) => {
  const { words } = input.payload;
  if (words.trim() === '') return refuse('REASON_REQUIRED', { field: 'words' });
  const assigned = assignField({ ...input, type: 'assign_field' });
  return 'code' in assigned ? assigned : { ...assigned, note: { ...assigned.note, words } };
};

export const kabkotaRecommend: Rule<'kabkota_recommend'> = ({ payload, context }) => {
  if (payload.words.trim() === '' && !payload.favourable) return refuse('REASON_REQUIRED', { field: 'words' });
  if (payload.letterDate > witaDate(context.now)) return refuse('DATE_ORDER', { first: 'letterDate', second: 'today' });
  const { favourable, letterNumber, letterDate, words } = payload;
  const opinion = { favourable, letterNumber, letterDate, byName: context.actor.name };
  return { change: { data: { regencyOpinion: opinion } }, note: { favourable, letterNumber, letterDate, words } };
};
