import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { parseId, parseInput } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import { deriveCostLines, FIRST_OWN_POSITION } from './derive-cost-lines.js';
import { MAX_AMOUNT, requiredLine, rupiah, typedText } from './draft-fields.js';
import { editProposal } from './edit-proposal.js';

const ownLine = z.object({
  description: requiredLine,
  volume: z.int().min(1).max(1_000_000),
  unit: typedText(50).refine((text) => text !== '', { message: 'required' }),
  unitPrice: rupiah.refine((price) => price > 0n, { message: 'amount' }),
});
const request = z.object({ ownShare: rupiah, ownLines: z.array(ownLine).max(200) });

export interface SaveCostPlan {
  readonly proposalId: string;
  /** What the institution pays itself; whole rupiah, as bigint or as typed. */
  readonly ownShare: bigint | string;
  readonly ownLines: readonly {
    readonly description: string;
    readonly volume: number;
    readonly unit: string;
    readonly unitPrice: bigint | string;
  }[];
}

/**
 * Saves the institution's own share and the lines it pays with; item lines come from the persons. A plan that does not add
 * up yet may be saved, submit refuses it. Errors: those of editProposal, INVALID_INPUT, TOO_LARGE.
 */
export async function saveCostPlan(ctx: AppContext, actor: Actor, input: SaveCostPlan): Promise<void> {
  const proposalId = parseId('proposalId', input.proposalId);
  await editProposal(ctx, actor, { proposalId }, async (tx, proposal) => {
    const { ownShare, ownLines } = parseInput(request, input);
    const tooMuch = ownLines.findIndex(({ volume, unitPrice }) => BigInt(volume) * unitPrice > MAX_AMOUNT);
    if (tooMuch !== -1) throw new Refusal(refuse('INVALID_INPUT', { fields: [`ownLines.${tooMuch}.unitPrice`] }));
    await tx.sql.$executeRaw`delete from cost_line where proposal_id = ${proposalId}::uuid and item_id is null`;
    await tx.sql.$executeRaw`
      insert into cost_line (id, proposal_id, institution_id, regency_code, position, description, volume, unit, unit_price, amount)
      select uuidv7(), ${proposalId}::uuid, ${proposal.institutionId}::uuid, ${proposal.regencyCode}, ${FIRST_OWN_POSITION}::int + o.n::int - 1,
             o.description, o.volume, o.unit, o.price, o.volume * o.price
        from unnest(${ownLines.map((own) => own.description)}::text[], ${ownLines.map((own) => own.volume)}::int[],
                    ${ownLines.map((own) => own.unit)}::text[], ${ownLines.map((own) => own.unitPrice)}::bigint[])
             with ordinality as o(description, volume, unit, price, n)`;
    await tx.sql.$executeRaw`update proposal set own_share = ${ownShare} where id = ${proposalId}::uuid`;
    await deriveCostLines(tx, proposal);
  });
}
