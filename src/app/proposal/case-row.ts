import type { ActorTx } from '../ports.js';
import { emptyCaseData, type CaseData, type ProposalCase } from '../../domain/proposal/proposal-case.js';
import { isProposalState } from '../../domain/proposal/states.js';
import { isTrack } from '../../domain/proposal/track.js';

export interface CaseRow {
  id: string;
  version: number;
  state: string;
  state_since: Date;
  due_at: Date | null;
  revision: number;
  institution_id: string;
  regency_code: string;
  fiscal_year: number;
  package_id: string;
  programme_id: string;
  track: string;
  disaster_id: string | null;
  registration_number: string | null;
  agenda_number: string | null;
  policy_version_id: string | null;
  person_count: number;
  requested_amount: bigint;
  own_share: bigint;
  recommended_amount: bigint | null;
  considered_amount: bigint | null;
  decreed_amount: bigint | null;
  budget_line: string | null;
  sipd_id: string | null;
  decree_id: string | null;
  fenced_by: string | null;
  escalation: number;
  case_data: Partial<CaseData>;
}

/** The case under its row lock, or null where row security or the id shows none. */
export async function lockCase(tx: ActorTx, proposalId: string): Promise<ProposalCase | null> {
  const [row] = await tx.sql.$queryRaw<CaseRow[]>`
    select id, version, state, state_since, due_at, revision, institution_id, regency_code, fiscal_year, package_id, programme_id, track, disaster_id,
           registration_number, agenda_number, policy_version_id, person_count, requested_amount, own_share, recommended_amount,
           considered_amount, decreed_amount, budget_line, sipd_id, decree_id, fenced_by, escalation, case_data
      from proposal where id = ${proposalId}::uuid for update`;
  return row === undefined ? null : toCase(row);
}

/** The same without a lock, for pages and for starting a workflow. */
export async function readCase(tx: ActorTx, proposalId: string): Promise<ProposalCase | null> {
  const [row] = await tx.sql.$queryRaw<CaseRow[]>`
    select id, version, state, state_since, due_at, revision, institution_id, regency_code, fiscal_year, package_id, programme_id, track, disaster_id,
           registration_number, agenda_number, policy_version_id, person_count, requested_amount, own_share, recommended_amount,
           considered_amount, decreed_amount, budget_line, sipd_id, decree_id, fenced_by, escalation, case_data
      from proposal where id = ${proposalId}::uuid`;
  return row === undefined ? null : toCase(row);
}

export function toCase(row: CaseRow): ProposalCase {
  if (!isProposalState(row.state))
    throw new Error(`proposal ${row.id} is in a state this release does not know: ${row.state}`);
  if (!isTrack(row.track)) throw new Error(`proposal ${row.id} goes a way this release does not know: ${row.track}`);
  return {
    id: row.id,
    version: row.version,
    state: row.state,
    stateSince: row.state_since.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
    revision: row.revision,
    institutionId: row.institution_id,
    regencyCode: row.regency_code,
    fiscalYear: row.fiscal_year,
    packageId: row.package_id,
    programmeId: row.programme_id,
    track: row.track,
    disasterId: row.disaster_id,
    registrationNumber: row.registration_number,
    agendaNumber: row.agenda_number,
    policyVersionId: row.policy_version_id,
    personCount: row.person_count,
    requestedAmount: row.requested_amount.toString(),
    ownShare: row.own_share.toString(),
    recommendedAmount: row.recommended_amount?.toString() ?? null,
    consideredAmount: row.considered_amount?.toString() ?? null,
    decreedAmount: row.decreed_amount?.toString() ?? null,
    budgetLine: row.budget_line,
    sipdId: row.sipd_id,
    decreeId: row.decree_id,
    fencedBy: row.fenced_by,
    escalation: row.escalation,
    data: { ...emptyCaseData, ...row.case_data },
  };
}

/** Writes what `evolve` made of the case; the row is locked by this transaction. */
export async function saveCase(tx: ActorTx, c: ProposalCase): Promise<void> {
  await tx.sql.$executeRaw`
    update proposal set version = ${c.version}, state = ${c.state}, state_since = ${new Date(c.stateSince)},
           due_at = ${c.dueAt === null ? null : new Date(c.dueAt)}, revision = ${c.revision},
           registration_number = ${c.registrationNumber}, agenda_number = ${c.agendaNumber}, policy_version_id = ${c.policyVersionId}::uuid,
           person_count = ${c.personCount}, requested_amount = ${BigInt(c.requestedAmount)}, own_share = ${BigInt(c.ownShare)},
           recommended_amount = ${amount(c.recommendedAmount)}, considered_amount = ${amount(c.consideredAmount)},
           decreed_amount = ${amount(c.decreedAmount)}, budget_line = ${c.budgetLine}, sipd_id = ${c.sipdId},
           decree_id = ${c.decreeId}::uuid, fenced_by = ${c.fencedBy}::uuid, escalation = ${c.escalation},
           case_data = ${JSON.stringify(c.data)}::jsonb, updated_at = ${tx.now}
     where id = ${c.id}::uuid`;
}

function amount(text: string | null): bigint | null {
  return text === null ? null : BigInt(text);
}
