import { institutionRoles, type Role } from '../../domain/roles.js';
import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import { proposalStates } from '../../domain/proposal/states.js';
import type { ActorTx, AppContext } from '../ports.js';
import type { AvailableCommand, ContactView } from './case-view.js';

export interface SealedContact {
  readonly proposalId: string;
  readonly institutionId: string;
  readonly phoneSealed: Uint8Array | null;
  readonly waitsForInstitution: boolean;
}

/** The telephone of the institution is for those who may log that they used it, while the case waits for the institution. */
export async function readContact(
  tx: ActorTx,
  c: ProposalCase,
  commands: readonly AvailableCommand[],
): Promise<SealedContact | null> {
  if (!commands.some(({ type, allowed }) => type === 'log_contact' && allowed)) return null;
  const waitsForInstitution = proposalStates[c.state].waitsFor.some((role: Role) => institutionRoles.includes(role));
  const [row] = await tx.sql.$queryRaw<{ phone_sealed: Uint8Array | null }[]>`
    select phone_sealed from institution where id = ${c.institutionId}::uuid`;
  return {
    proposalId: c.id,
    institutionId: c.institutionId,
    phoneSealed: waitsForInstitution ? (row?.phone_sealed ?? null) : null,
    waitsForInstitution,
  };
}

export async function openContact(
  { vault, publicUrl }: Pick<AppContext, 'vault' | 'publicUrl'>,
  { proposalId, institutionId, phoneSealed, waitsForInstitution }: SealedContact,
): Promise<ContactView> {
  return {
    phone: phoneSealed === null ? null : await vault.open('phone', `institution|phone|${institutionId}`, phoneSealed),
    waitsForInstitution,
    link: new URL(`/cases/${proposalId}`, publicUrl).href,
  };
}
