import { institutionRoles, type Role } from '../../domain/roles.js';
import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import { proposalStates } from '../../domain/proposal/states.js';
import type { ActorTx } from '../ports.js';
import type { AvailableCommand, ContactView } from './case-view.js';

/** The telephone of the institution is for those who may log that they used it, while the case waits for the institution. */
export async function readContact(
  tx: ActorTx,
  c: ProposalCase,
  commands: readonly AvailableCommand[],
): Promise<ContactView | null> {
  if (!commands.some(({ type, allowed }) => type === 'log_contact' && allowed)) return null;
  const waitsForInstitution = proposalStates[c.state].waitsFor.some((role: Role) => institutionRoles.includes(role));
  const [row] = await tx.sql.$queryRaw<{ recorded: boolean }[]>`
    select phone_sealed is not null as recorded from institution where id = ${c.institutionId}::uuid`;
  return { waitsForInstitution, mayBeOpened: waitsForInstitution && row?.recorded === true };
}
