import type { Role } from '../roles.js';
import type { ProposalEvent } from './events.js';
import { secondOf } from './recall.js';
import { intakeOfficers } from './assisted.js';
import { nextEndorser } from './endorsers.js';
import { isOverlaid } from './overlays.js';
import type { ProposalCase } from './proposal-case.js';
import { proposalStates, type ProposalState } from './states.js';
import { transitionOf, type Standing } from './transitions.js';

export interface Notice {
  readonly template: string;
  /** Holders of these roles, narrowed to the case's institution and area. */
  readonly roles: readonly Role[];
  /** Named people instead of, or besides, the holders of a role. */
  readonly users: readonly string[];
}

const LKS: readonly Role[] = ['LKS_OPERATOR', 'LKS_CHAIR'];

/** What the institution is told when a step concerns it. */
const institutionTemplates: Readonly<Partial<Record<ProposalEvent['type'], string>>> = {
  submit: 'proposal_submitted',
  return: 'proposal_returned',
  cut: 'proposal_cut',
  reject: 'proposal_rejected',
  withdraw: 'proposal_withdrawn',
  close_window: 'draft_ended',
  decree: 'decree_issued',
  set_list: 'pact_due',
  start_delivery: 'delivery_started',
  finalise_lines: 'report_due',
  return_report: 'report_returned',
  accept_report: 'case_closed',
  hold: 'case_held',
  resume: 'case_resumed',
  audit_on: 'audit_started',
  audit_off: 'audit_ended',
  expire: 'proposal_expired',
  late_window: 'late_window',
  amend: 'decree_amended',
  approve_urgent: 'urgent_approved',
  completeness_overdue: 'completeness_overdue',
  update_list: 'list_updated',
  hold_lines: 'held_lines_changed',
  resume_lines: 'held_lines_changed',
  allow_late: 'late_allowed',
  default_report: 'report_defaulted',
  letter_drafted: 'report_late',
  close_default: 'default_closed',
};

/** The institution was told that it came here, and is told that it did not. */
const recallIsTold: readonly ProposalState[] = ['REJECTED', 'RETURNED', 'WAITLISTED'];

function templateOf({ type, from, to, change, note }: ProposalEvent): string | undefined {
  if (type === 'entered') return undefined;
  if (type === 'recall') return recallIsTold.includes(from) ? 'decision_recalled' : undefined;
  if (type === 'amend' && change.data?.pactDue === true) return 'pact_due';
  if (type === 'grant') return 'appeal_granted';
  if (type === 'judge_receipt') return note['accepted'] === true ? 'receipt_accepted' : 'receipt_refused';
  if (change.data?.carriedTo !== undefined && change.data.carriedTo !== null) return 'proposal_carried';
  if (type === 'expire' && from !== 'RETURNED') return 'year_ended';
  if (to === 'REJECTED_FINAL') return 'rejection_final';
  if (to === 'CANCELLED') return 'case_cancelled';
  return to === 'WAITLISTED' && movesToList.includes(type) ? 'proposal_waitlisted' : institutionTemplates[type];
}
/** The state stays, and somebody else's turn comes. */
const passesOn: readonly ProposalEvent['type'][] = [
  'endorse',
  'name_reviewer',
  'draft_amendment',
  'amend',
  'send_back',
  'assign',
  'reassign',
  'recall',
  'allow_goods_exception',
];
const movesToList: readonly ProposalEvent['type'][] = ['waitlist', 'cut'];

/** Who is told of an event (pure): the institution, and whoever the case now waits for. */
export function noticesOf(before: ProposalCase, after: ProposalCase, event: ProposalEvent): readonly Notice[] {
  const notices: Notice[] = [];
  const template = templateOf(event);
  if (template !== undefined) notices.push({ template, roles: LKS, users: [] });
  if (event.type === 'entered') {
    const pendingRow = after.data.pending === null ? null : transitionOf(after, after.data.pending.command);
    const second = pendingRow === null ? [] : (secondOf(after, pendingRow) ?? []);
    const officers =
      after.data.pending?.command === 'submit_field'
        ? after.data.fieldOfficers.filter((id) => id !== after.data.pending?.enteredBy)
        : [];
    notices.push({ template: 'second_person_needed', roles: officers.length > 0 ? [] : second, users: officers });
  }
  if (event.type === 'pending_refused' && enteredByInstitution(before))
    notices.push({ template: 'entry_refused', roles: LKS, users: [] });
  if (event.type === 'reminded')
    notices.push(
      event.note['reminder'] === 'COMPLETENESS_SOON'
        ? { template: 'completeness_due', roles: LKS, users: [] }
        : { template: 'deadline_reminder', ...waitedFor(after) },
    );
  const { assisted } = after.data;
  if (assisted !== null && (event.type === 'submit' || event.type === 'resubmit') && assisted.confirmed === null)
    notices.push({ template: 'intake_to_confirm', roles: ['LKS_CHAIR', ...intakeOfficers], users: [] });
  if (event.type === 'intake_overdue') notices.push({ template: 'intake_overdue', roles: intakeOfficers, users: [] });
  if (event.type === 'held_long') notices.push({ template: 'held_long', roles: ['HEAD_DINSOS'], users: [] });
  if (event.type === 'escalated' && after.state === 'RETURNED') notices.push(...contactNeeded(after));
  else if (event.type === 'escalated' || event.type === 'second_overdue')
    notices.push({ template: 'escalation', ...waitedFor(after), roles: superiorsOf(event) });
  // whether the aid is taken back is the head's to decide; nothing is by itself
  if (event.type === 'escalated' && after.state === 'DECREED')
    notices.push({ template: 'pact_overdue', roles: ['HEAD_DINSOS'], users: [] });
  if (event.type === 'default_report')
    notices.push({ template: 'inform_inspectorate', roles: ['HEAD_DINSOS'], users: [] });
  if (event.type === 'letter_drafted')
    notices.push({ template: 'letter_drafted', roles: ['LPJ_REVIEWER', 'HEAD_DINSOS'], users: [] });
  if (event.type === 'completeness_overdue')
    notices.push({ template: 'completeness_missing', roles: missingToldTo(event), users: [] });
  if (after.data.quarantine.length > before.data.quarantine.length)
    notices.push({ template: 'receipt_quarantined', roles: ['HEAD_DINSOS'], users: [] });
  // the freeze was the head of division's, and whether it was kept is the Inspectorate's to know
  if (event.type === 'judge_receipt' && event.note['accepted'] === true)
    notices.push({ template: 'receipt_accepted_in_freeze', roles: ['KABID', 'INSPECTORATE'], users: [] });
  if (event.type === 'extend') notices.push({ template: 'deadline_extended', ...waitedFor(after) });
  const goesOn = isOverlaid(before.data) && !isOverlaid(after.data);
  if (before.state !== after.state || passesOn.includes(event.type) || goesOn) {
    const waited = waitedFor(after);
    const official = waited.roles.filter((role) => !LKS.includes(role));
    if (official.length > 0 || waited.users.length > 0)
      notices.push({ template: 'task_assigned', roles: official, users: waited.users });
  }
  return notices;
}

/** What waits for a second person is the institution's own. */
function enteredByInstitution(c: ProposalCase): boolean {
  const row = c.data.pending === null ? null : transitionOf(c, c.data.pending.command);
  return row !== null && row.roles !== 'SYSTEM' && LKS.some((role) => row.roles.includes(role));
}

/** Who speaks to the institution, and one step up once that did not help either. */
function missingToldTo({ note }: ProposalEvent): readonly Role[] {
  return note['again'] === true ? ['HEAD_DINSOS'] : ['KABKOTA_OFFICER', 'KABID'];
}

/** A repair that does not come: somebody must speak to the institution (process.md 2.1, RETURNED). */
function contactNeeded({ data }: ProposalCase): readonly Notice[] {
  const verifier = data.adminVerifier;
  return [
    {
      template: 'contact_needed',
      roles: ['KABKOTA_OFFICER', ...(verifier === null ? (['ADMIN_VERIFIER'] as const) : [])],
      users: [],
    },
    ...(verifier === null ? [] : [{ template: 'contact_needed', roles: [], users: [verifier] }]),
  ];
}

/** Who the case waits for now: the next endorser, the assigned verifier or team, else the roles of the state. */
export function waitedFor(c: Pick<ProposalCase, 'state' | 'track' | 'data'>): {
  readonly roles: readonly Role[];
  readonly users: readonly string[];
} {
  switch (c.state) {
    case 'FIELD_VERIFIED': {
      return { roles: [nextEndorser(c) ?? 'HEAD_DINSOS'], users: [] };
    }
    case 'REGISTERED':
    case 'ADMIN_REVIEW':
      return c.data.adminVerifier === null
        ? { roles: ['ADMIN_VERIFIER'], users: [] }
        : { roles: [], users: [c.data.adminVerifier] };
    case 'APPEAL_REVIEW': {
      const reviewer = c.data.appeal?.reviewer ?? null;
      return reviewer === null ? { roles: ['SEKRETARIS_DINAS'], users: [] } : { roles: [], users: [reviewer] };
    }
    case 'FIELD_VERIFICATION':
      return { roles: [], users: c.data.fieldOfficers };

    case 'DECREED':
    case 'PACT_SIGNED': {
      if (c.data.amendment !== null) return { roles: ['SECRETARIAT'], users: [] };
      if (c.track === 'UNPLANNED') return { roles: officesWaitedFor(c), users: [] };
      // nothing leaves before the head has set the list; the institution may sign meanwhile
      const others = c.state === 'DECREED' ? proposalStates.DECREED.waitsFor : [];
      return c.data.listVersion === 0
        ? { roles: ['HEAD_DINSOS', ...others], users: [] }
        : { roles: proposalStates[c.state].waitsFor, users: [] };
    }
    case 'IN_DELIVERY':
      if (c.data.quarantine.length > 0) return { roles: ['HEAD_DINSOS'], users: [] };
      return { roles: c.data.pactDue ? LKS : officesWaitedFor(c), users: [] };
    default:
      return { roles: officesWaitedFor(c), users: [] };
  }
}

/** Urgent aid needs nobody's consideration but the Governor's, and its goods leave before the pact (process.md 2.3). */
const urgentOffices: Readonly<Partial<Record<ProposalState, readonly Role[]>>> = {
  RECOMMENDED: ['SECRETARIAT'],
  DECREED: ['PENGURUS_BARANG'],
};

/** The offices for which a state waits as such; who exactly, says `waitedFor`. */
export function officesWaitedFor({ state, track }: Standing): readonly Role[] {
  return (track === 'UNPLANNED' ? urgentOffices[state] : undefined) ?? proposalStates[state].waitsFor;
}

function superiorsOf(event: ProposalEvent): readonly Role[] {
  const to = event.note['to'];
  return Array.isArray(to) ? (to as Role[]) : [];
}
