import type { DecisionContext } from '../../../src/domain/proposal/rule.js';
import type { Role } from '../../../src/domain/roles.js';

/** Synthetic people of the pure histories: every office, some people with too many, and a few of each institution. */
export type Person = DecisionContext['actor'];

export const INSTITUTIONS = ['lks-0', 'lks-1', 'lks-2'] as const;

function official(userId: string, ...roles: readonly Role[]): Person {
  return { kind: 'user', userId, name: userId, roles, institutionId: null };
}
function member(userId: string, institutionId: string, ...roles: readonly Role[]): Person {
  return { kind: 'user', userId, name: userId, roles, institutionId };
}

export const SYSTEM: Person = { kind: 'system', userId: null, name: 'system', roles: [], institutionId: null };
export const APPEAL_REVIEWERS = ['appeals-0', 'appeals-1', 'hats-verifier'] as const;
export const FIELD_TEAM = ['field-0', 'field-1', 'hats-verifier'] as const;

export const CAST: readonly Person[] = [
  SYSTEM,
  ...INSTITUTIONS.flatMap((id) => [
    member(`operator-of-${id}`, id, 'LKS_OPERATOR'),
    member(`chair-of-${id}`, id, 'LKS_CHAIR'),
  ]),
  official('secretary-0', 'SECRETARIAT'),
  official('secretary-1', 'SECRETARIAT'),
  official('desk-0', 'ADMIN_VERIFIER'),
  official('field-0', 'FIELD_VERIFIER'),
  official('field-1', 'FIELD_VERIFIER'),
  official('field-2', 'FIELD_VERIFIER'),
  official('team-head', 'KETUA_TIM'),
  official('division-head', 'KABID'),
  official('office-secretary', 'SEKRETARIS_DINAS'),
  official('office-head', 'HEAD_DINSOS'),
  official('planner-0', 'SUBBAG_PERENCANAAN'),
  official('planner-1', 'SUBBAG_PERENCANAAN'),
  official('finance-0', 'SUBBAG_KEUANGAN'),
  official('regency-0', 'KABKOTA_OFFICER'),
  official('reviewer-0', 'LPJ_REVIEWER'),
  official('appeals-0', 'APPEAL_REVIEWER'),
  official('appeals-1', 'APPEAL_REVIEWER'),
  official('administrator', 'ADMIN'),
  official('auditor', 'INSPECTORATE', 'BPK_AUDITOR'),
  // more offices in one hand than the forbidden pairs let act on one case
  official('hats-verifier', 'ADMIN_VERIFIER', 'FIELD_VERIFIER', 'HEAD_DINSOS', 'LPJ_REVIEWER', 'APPEAL_REVIEWER'),
  official('hats-office', 'SECRETARIAT', 'SUBBAG_PERENCANAAN', 'KABID', 'SEKRETARIS_DINAS'),
  // belongs to an institution and holds offices of the province: may not decide about the own one
  member('insider', INSTITUTIONS[0], 'LKS_OPERATOR', 'SECRETARIAT', 'KABID', 'ADMIN_VERIFIER', 'SUBBAG_PERENCANAAN'),
];
