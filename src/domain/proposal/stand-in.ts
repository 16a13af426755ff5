import { institutionRoles, superiorOf, type Role } from '../roles.js';
import { nextEndorser } from './endorsers.js';
import { waitedFor } from './notices.js';
import type { ProposalCase } from './proposal-case.js';
import { secondOf } from './recall.js';
import type { Transition } from './transitions.js';

/** The offices that are late when the case is overdue now; of named people the office they act in. */
export function lateRoles(c: ProposalCase): readonly Role[] {
  const { roles, users } = waitedFor(c);
  // the head of the office answers for the naming as for the judging
  if (c.state === 'APPEAL_REVIEW') return ['SEKRETARIS_DINAS', 'APPEAL_REVIEWER'];
  if (users.length === 0) return roles;
  return c.state === 'FIELD_VERIFICATION' ? ['FIELD_VERIFIER'] : ['ADMIN_VERIFIER'];
}

/**
 * Who may take the step in another's place. Escalation goes one step up the organisation (process.md 8): once a deadline was
 * missed, the superior need not only urge but may act, and stands in the record with the office taken over. Nobody acts for an
 * institution, and a visit needs those who were there. Whoever took the desk in another's place keeps it.
 */
export function standIns(c: ProposalCase, row: Transition, userId: string | null): readonly Role[] {
  if (row.roles === 'SYSTEM' || row.command === 'submit_field') return [];
  const taken = userId !== null && c.data.adminVerifier === userId && row.roles.includes('ADMIN_VERIFIER');
  const kept = taken ? superiors(['ADMIN_VERIFIER']) : [];
  return c.escalation === 0 ? kept : [...kept, ...superiors(row.roles.filter((role) => lateRoles(c).includes(role)))];
}

/** The same for the second person: another two days without an answer, and the superior may give it. */
export function secondStandIns(c: ProposalCase, row: Transition): readonly Role[] {
  const overdue = c.data.fired.includes(secondKey(c));
  return overdue && row.command !== 'submit_field' ? superiors(secondOf(c, row) ?? []) : [];
}

/** Names the firing of the alarm on the entry that is pending now. */
export function secondKey(c: ProposalCase): string {
  return `SECOND@${c.data.pending?.version ?? 0}`;
}

/** The next endorsement is this office's own, or that of the office below which let its days pass. */
export function endorsesNext(c: ProposalCase, held: readonly string[]): boolean {
  const next = nextEndorser(c);
  if (next === null) return false;
  return held.includes(next) || (c.escalation > 0 && held.includes(superiorOf[next] ?? ''));
}

/** The office whose place the person took; null where the step is the person's own. */
export function placeTaken(offices: Transition['roles'], held: readonly string[]): Role | null {
  if (offices === 'SYSTEM' || offices.some((role) => held.includes(role))) return null;
  return offices.find((role) => held.includes(superiorOf[role] ?? '')) ?? null;
}

function superiors(roles: readonly Role[]): readonly Role[] {
  return roles
    .filter((role) => !institutionRoles.includes(role))
    .flatMap((role) => {
      const superior = superiorOf[role];
      return superior === undefined ? [] : [superior];
    });
}

/** Of those with the office only the one who was named judges; whoever was admitted without it stands in its place. */
export function reviewsAppeal(
  c: ProposalCase,
  actor: { readonly userId: string | null; readonly roles: readonly string[] },
): boolean {
  return !actor.roles.includes('APPEAL_REVIEWER') || actor.userId === c.data.appeal?.reviewer;
}
