import type { ActorTx } from '../ports.js';
import type { ClawbackView } from './case-view.js';

export async function readClawback(tx: ActorTx, proposalId: string): Promise<ClawbackView | null> {
  const [row] = await tx.sql.$queryRaw<
    {
      state: string;
      number: string;
      dated: string;
      amount: bigint;
      paid_on: string | null;
      paid_number: string | null;
    }[]
  >`
    select state, number, dated::text, amount, paid_on::text, paid_number from clawback where proposal_id = ${proposalId}::uuid`;
  if (row === undefined) return null;
  const { state, number, dated, amount, paid_on: paidOn, paid_number: paidNumber } = row;
  return { state, number, dated, amount: amount.toString(), paidOn, paidNumber };
}
