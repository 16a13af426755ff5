import { Refusal, refuse, type DomainError } from '../../domain/errors.js';
import type { Actor } from '../../domain/actor.js';
import { intakeOfficers } from '../../domain/proposal/assisted.js';
import { editableStates, isProposalState, isTerminal, type ProposalState } from '../../domain/proposal/states.js';
import { institutionRoles } from '../../domain/roles.js';
import type { ActorTx, AppContext } from '../ports.js';
import { databaseRefusal } from '../record/database-refusal.js';
import { noteRefusal } from '../record/note-refusal.js';

/** The case of a working copy under its row lock: its state cannot change before the copy is saved. */
export interface EditedProposal {
  readonly id: string;
  readonly institutionId: string;
  readonly regencyCode: string;
  readonly packageId: string;
  readonly fiscalYear: number;
  readonly state: ProposalState;
  /** By an officer, from the chair's paper. */
  readonly assisted?: boolean;
}
export interface Editing {
  readonly proposalId: string;
  readonly states?: readonly ProposalState[];
  readonly timeoutMs?: number;
}

/** The acting person's own institution. Errors: WRONG_ROLE. */
export function requireInstitution(tx: ActorTx): string {
  const { scope, roles, institutionId } = tx.authority;
  if (scope !== 'institution' || institutionId === null || !institutionRoles.some((role) => roles.includes(role))) {
    throw new Refusal(refuse('WRONG_ROLE', { needed: institutionRoles }));
  }
  return institutionId;
}

/**
 * Runs one change of a working copy by the institution, or by the officer who enters it for the institution, only while the case is its own to edit (DRAFT and RETURNED
 * unless the caller names other states).
 * Errors: WRONG_ROLE, NOT_FOUND, NOT_ALLOWED_IN_STATE, CASE_ENDED.
 */
export async function editProposal<T>(
  ctx: AppContext,
  actor: Actor,
  { proposalId, states = editableStates, timeoutMs = 10_000 }: Editing,
  run: (tx: ActorTx, proposal: EditedProposal) => Promise<T>,
): Promise<T> {
  if (actor.kind !== 'user') throw new Refusal(refuse('NOT_SIGNED_IN'));
  try {
    return await ctx.db.withActor(actor, timeoutMs, async (tx) => {
      const proposal = await lockProposal(tx, proposalId, states);
      const result = await run(tx, proposal);
      await recordWriter(tx, proposal);
      return result;
    });
  } catch (error) {
    const refusal = error instanceof Refusal ? error.error : databaseRefusal(error);
    if (refusal === null) throw error;
    await noteRefusal(ctx, actor, `proposal/${proposalId}`, 'edit', refusal);
    throw new Refusal(refusal);
  }
}

async function lockProposal(tx: ActorTx, id: string, states: readonly ProposalState[]): Promise<EditedProposal> {
  const { scope, roles, userId } = tx.authority;
  const officer = scope !== 'institution' && intakeOfficers.some((office) => roles.includes(office));
  if (!officer) requireInstitution(tx);
  const [row] = await tx.sql.$queryRaw<
    {
      institution_id: string;
      regency_code: string;
      package_id: string;
      fiscal_year: number;
      state: string;
      assisted_by: string | null;
    }[]
  >`
    select institution_id, regency_code, package_id, fiscal_year, state, case_data->'assisted'->>'by' as assisted_by
      from proposal where id = ${id}::uuid for update`;
  if (row === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'proposal' }));
  if (officer && row.assisted_by !== userId) throw new Refusal(refuse('WRONG_ROLE', { needed: institutionRoles }));
  const { state } = row;
  if (!isProposalState(state) || !states.includes(state)) throw new Refusal(notEditable(state));
  return {
    id,
    institutionId: row.institution_id,
    regencyCode: row.regency_code,
    packageId: row.package_id,
    fiscalYear: row.fiscal_year,
    state,
    assisted: officer,
  };
}

/** Who has written at a proposal may never decide on it as an official (process.md 3), also after changing office. */
async function recordWriter(tx: ActorTx, { id, institutionId, regencyCode, assisted }: EditedProposal): Promise<void> {
  await tx.sql.$executeRaw`
    insert into involvement (proposal_id, user_id, duty, institution_id, regency_code, at)
    values (${id}::uuid, ${tx.authority.userId}::uuid, ${assisted === true ? 'ASSISTED_INTAKE' : 'LKS'}, ${institutionId}::uuid, ${regencyCode}, ${tx.now})
    on conflict do nothing`;
}

function notEditable(state: string): DomainError {
  const ended = isProposalState(state) && isTerminal(state);
  return refuse(ended ? 'CASE_ENDED' : 'NOT_ALLOWED_IN_STATE', { state, command: 'edit' });
}
