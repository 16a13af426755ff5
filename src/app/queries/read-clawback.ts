import { stepsFor, type ClawbackState, type ClawbackStep } from '../../domain/clawback.js';
import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import type { ActorTx } from '../ports.js';
import type { TimelineEntry } from './case-view.js';
import { readEvents } from './read-timeline.js';

export interface DebtView {
  readonly id: string;
  readonly state: ClawbackState;
  readonly amount: string;
  readonly number: string;
  readonly dated: string;
  readonly reason: string | null;
  readonly billNumber: string | null;
  readonly billedOn: string | null;
  readonly billDue: string | null;
  readonly stsNumber: string | null;
  readonly depositedOn: string | null;
  readonly depositedAmount: string | null;
  /** The money came back after the year of the aid. */
  readonly earlierYear: boolean | null;
  readonly legalNumber: string | null;
  readonly legalOn: string | null;
  readonly paidOn: string | null;
  readonly paidNumber: string | null;
}
export interface ClawbackView {
  readonly debt: DebtView | null;
  /** What this person may do with it now. */
  readonly steps: readonly ClawbackStep[];
  readonly history: readonly TimelineEntry[];
}

export async function readClawback(tx: ActorTx, c: ProposalCase): Promise<ClawbackView> {
  const [row] = await tx.sql.$queryRaw<(DebtView & { readonly depositedBy: string | null })[]>`
    select id, state, amount::text, number, dated::text, reason, bill_number as "billNumber", billed_on::text as "billedOn",
           bill_due::text as "billDue", sts_number as "stsNumber", deposited_on::text as "depositedOn",
           deposited_amount::text as "depositedAmount", deposited_by as "depositedBy", earlier_year as "earlierYear",
           legal_number as "legalNumber", legal_on::text as "legalOn", paid_on::text as "paidOn", paid_number as "paidNumber"
      from clawback where proposal_id = ${c.id}::uuid`;
  const { roles, userId, scope } = tx.authority;
  const person = { roles: scope === 'province' ? roles : [], userId, caseState: c.state };
  if (row === undefined) return { debt: null, steps: stepsFor(null, person), history: [] };
  const { depositedBy, ...debt } = row;
  return {
    debt,
    steps: stepsFor({ state: row.state, depositedBy }, person),
    history: await readEvents(tx, `clawback/${row.id}`),
  };
}
