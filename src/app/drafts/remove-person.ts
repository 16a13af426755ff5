import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { parseId } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import { deriveCostLines } from './derive-cost-lines.js';
import { editProposal } from './edit-proposal.js';
import { removeBeneficiaries } from './write-persons.js';

/** Takes one person out of the list; the client register keeps him. Errors: those of editProposal, NOT_FOUND, INVALID_INPUT. */
export async function removePerson(
  ctx: AppContext,
  actor: Actor,
  input: { readonly proposalId: string; readonly beneficiaryId: string },
): Promise<void> {
  const proposalId = parseId('proposalId', input.proposalId);
  await editProposal(ctx, actor, { proposalId }, async (tx, proposal) => {
    const beneficiaryId = parseId('beneficiaryId', input.beneficiaryId);
    const removed = await removeBeneficiaries(tx, proposalId, [beneficiaryId]);
    if (removed !== 1) throw new Refusal(refuse('NOT_FOUND', { what: 'person' }));
    await deriveCostLines(tx, proposal);
  });
}
