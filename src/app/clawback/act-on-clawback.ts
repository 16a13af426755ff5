import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import {
  clawbackError,
  clawbackSteps,
  isEarlierYear,
  stateAfterRefusal,
  type ClawbackStep,
  type ClawbackWords,
  type Debt,
} from '../../domain/clawback.js';
import { Refusal, refuse } from '../../domain/errors.js';
import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import { forbiddenPairWith } from '../../domain/roles.js';
import { witaDate } from '../../domain/time/wita.js';
import { requireSignedIn } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import { lockCase } from '../proposal/case-row.js';
import * as field from '../proposal/fields.js';
import { appendEvents } from '../record/append-event.js';
import { notingRefusals } from '../record/noting-refusals.js';

const request = z.object({
  proposalId: field.id,
  step: z.enum(clawbackSteps),
  number: field.shortText.default(''),
  dated: field.optionalDate.default(null),
  due: field.optionalDate.default(null),
  /** Whole rupiah. */
  amount: z
    .string()
    .regex(/^\d{1,15}$/)
    .nullable()
    .default(null),
  reason: field.words.default(''),
});
export type ActOnClawback = z.input<typeof request>;

interface Known {
  readonly id: string;
  readonly c: ProposalCase;
  readonly debt: Debt | null;
}

/**
 * Takes a debt of an institution one stage on. The case itself stays as it is; until the deposit is verified by somebody
 * else than who recorded it, the institution proposes nothing.
 * Errors: NOT_SIGNED_IN, INVALID_INPUT, NOT_FOUND, WRONG_ROLE, FORBIDDEN_PAIR, CLAWBACK_STAGE, SAME_PERSON, DATE_ORDER, …
 */
export async function actOnClawback(ctx: AppContext, actor: Actor, input: ActOnClawback): Promise<void> {
  requireSignedIn(actor);
  const subject = `proposal/${input.proposalId}`;
  await notingRefusals(ctx, actor, { subject, command: `clawback_${input.step}` }, async (tx) => {
    const { proposalId, step, amount, ...rest } = parseInput(request, input);
    const words: ClawbackWords = { ...rest, amount: amount === null ? null : BigInt(amount) };
    const c = await lockCase(tx, proposalId);
    if (c === null) throw new Refusal(refuse('NOT_FOUND', { what: 'proposal' }));
    const { id, debt } = await readDebt(tx, proposalId);
    const error =
      clawbackError(debt, step, words, {
        roles: tx.authority.scope === 'province' ? tx.authority.roles : [],
        userId: tx.authority.userId,
        today: witaDate(tx.now),
        caseState: c.state,
        deliveredValue: await readDelivered(tx, proposalId),
      }) ?? (await pairError(tx, c));
    if (error !== null) throw new Refusal(error);
    await write(tx, { id, c, debt }, step, words);
    await appendEvents(tx, [
      {
        stream: `clawback/${id}`,
        type: `clawback_${step}`,
        commandId: null,
        institutionId: c.institutionId,
        regencyCode: c.regencyCode,
        data: { proposalId, note: { ...rest, amount } },
      },
    ]);
  });
}

/** Whoever belongs to the institution, or audits the case, decides nothing about its debt. */
async function pairError(tx: ActorTx, c: ProposalCase) {
  const { userId, institutionId } = tx.authority;
  const rows = await tx.sql.$queryRaw<{ duty: string }[]>`
    select duty from involvement where proposal_id = ${c.id}::uuid and user_id = ${userId}::uuid`;
  const held = [...rows.map(({ duty }) => duty), ...(institutionId === c.institutionId ? ['LKS'] : [])];
  const pair = forbiddenPairWith(held, ['OFFICIAL']);
  if (pair !== null) return refuse('FORBIDDEN_PAIR', { pair: [...pair] });
  await tx.sql.$executeRaw`
    insert into involvement (proposal_id, user_id, duty, institution_id, regency_code, at)
    values (${c.id}::uuid, ${userId}::uuid, 'OFFICIAL', ${c.institutionId}::uuid, ${c.regencyCode}, ${tx.now}) on conflict do nothing`;
  return null;
}

async function readDebt(tx: ActorTx, proposalId: string): Promise<{ readonly id: string; readonly debt: Debt | null }> {
  const [row] = await tx.sql.$queryRaw<(Debt & { readonly id: string })[]>`
    select id, state, amount, dated::text, billed_on::text as "billedOn", bill_due::text as "billDue", deposited_by as "depositedBy",
           legal_number as "legalNumber" from clawback where proposal_id = ${proposalId}::uuid for update`;
  return { id: row?.id ?? uuid(), debt: row ?? null };
}

async function readDelivered(tx: ActorTx, proposalId: string): Promise<bigint> {
  const [sum] = await tx.sql.$queryRaw<{ value: bigint | null }[]>`
    select sum(coalesce(delivered, 0)::bigint * unit_price)::bigint as value from entitlement_line where proposal_id = ${proposalId}::uuid`;
  return sum?.value ?? 0n;
}

async function write(tx: ActorTx, { id, c, debt }: Known, step: ClawbackStep, words: ClawbackWords): Promise<void> {
  const { number, dated, due, amount, reason } = words;
  const { userId } = tx.authority;
  switch (step) {
    case 'request':
      await tx.sql.$executeRaw`
        insert into clawback (id, proposal_id, institution_id, regency_code, amount, state, number, dated, reason, created_at)
        values (${id}::uuid, ${c.id}::uuid, ${c.institutionId}::uuid, ${c.regencyCode}, ${amount}, 'REQUESTED', ${number}, ${dated}::date, ${reason}, ${tx.now})`;
      return;
    case 'bill':
      await tx.sql.$executeRaw`
        update clawback set state = 'BILLED', bill_number = ${number}, billed_on = ${dated}::date, bill_due = ${due}::date where id = ${id}::uuid`;
      return;
    case 'deposit':
      await tx.sql.$executeRaw`
        update clawback set state = 'DEPOSITED', sts_number = ${number}, deposited_on = ${dated}::date, deposited_amount = ${amount},
               deposited_by = ${userId}::uuid, earlier_year = ${isEarlierYear(c.fiscalYear, dated ?? '')} where id = ${id}::uuid`;
      return;
    case 'verify':
      await tx.sql.$executeRaw`
        update clawback set state = 'VERIFIED', verified_by = ${userId}::uuid, paid_on = deposited_on, paid_number = sts_number where id = ${id}::uuid`;
      return;
    case 'refuse':
      await tx.sql.$executeRaw`
        update clawback set state = ${stateAfterRefusal(debt ?? { legalNumber: null })}, sts_number = null, deposited_on = null,
               deposited_amount = null, deposited_by = null, earlier_year = null where id = ${id}::uuid`;
      return;
    case 'cancel':
      await tx.sql.$executeRaw`update clawback set state = 'CANCELLED' where id = ${id}::uuid`;
      return;
    case 'legal':
      await tx.sql.$executeRaw`
        update clawback set state = 'LEGAL', legal_number = ${number}, legal_on = ${dated}::date where id = ${id}::uuid`;
      return;
  }
}
