import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { witaDate } from '../../domain/time/wita.js';
import { requireRole } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { appendEvents } from '../record/append-event.js';

const request = z.object({ proposalId: field.id, paidNumber: field.requiredText, paidOn: field.localDate });
export type SettleClawback = z.input<typeof request>;

/**
 * Records that an institution has paid what it owed for a closed case; it may propose again. The case itself stays as it is.
 * Errors: WRONG_ROLE, INVALID_INPUT, NOT_FOUND (no open debt), DATE_ORDER.
 */
export async function settleClawback(ctx: AppContext, actor: Actor, input: SettleClawback): Promise<void> {
  const { proposalId, paidNumber, paidOn } = parseInput(request, input);
  await ctx.db.withActor(actor, 10_000, async (tx) => {
    requireRole(tx, ['SUBBAG_KEUANGAN']);
    if (paidOn > witaDate(tx.now)) throw new Refusal(refuse('DATE_ORDER', { first: 'paidOn', second: 'today' }));
    const [debt] = await tx.sql.$queryRaw<{ id: string; institution_id: string; regency_code: string }[]>`
      update clawback set paid_on = ${paidOn}::date, paid_number = ${paidNumber}
       where proposal_id = ${proposalId}::uuid and paid_on is null returning id, institution_id, regency_code`;
    if (debt === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'clawback' }));
    await appendEvents(tx, [
      {
        stream: `clawback/${debt.id}`,
        type: 'clawback_paid',
        commandId: null,
        institutionId: debt.institution_id,
        regencyCode: debt.regency_code,
        data: { proposalId, paidNumber, paidOn },
      },
    ]);
  });
}
