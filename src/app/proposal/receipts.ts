import type { ReceiptPayload } from '../../domain/proposal/command-map.js';
import type { ActorTx } from '../ports.js';

/** What of one line was received, beside what it was then. */
export interface CapturedLine {
  readonly lineId: string;
  readonly decreed: number;
  readonly quantity: number;
  readonly outcome: string;
}

/** Whoever is named in no exception received the whole of it. */
export function capturedLines(
  open: readonly { readonly id: string; readonly decreed: number }[],
  exceptions: ReceiptPayload['exceptions'],
): readonly CapturedLine[] {
  const named = new Map(exceptions.map((exception) => [exception.lineId, exception]));
  return open.map(({ id, decreed }) => {
    const { quantity = decreed, outcome = 'RECEIVED' } = named.get(id) ?? {};
    return { lineId: id, decreed, quantity, outcome };
  });
}

/** One receipt per line and instalment: the key refuses a second one. */
export async function writeReceipts(
  tx: ActorTx,
  proposalId: string,
  receipt: {
    readonly dropId: string;
    readonly receivedOn: string;
    readonly signedBy: string;
    readonly confirmedBy: string | null;
    readonly lines: readonly CapturedLine[];
  },
): Promise<void> {
  await tx.sql.$executeRaw`
    insert into receipt (line_id, instalment, proposal_id, institution_id, regency_code, drop_id, quantity, outcome, received_on, signed_by, confirmed_by, recorded_at)
    select l.id, 1, l.proposal_id, l.institution_id, l.regency_code, ${receipt.dropId}::uuid, x.quantity, x.outcome,
           ${receipt.receivedOn}::date, ${receipt.signedBy}, ${receipt.confirmedBy}::uuid, ${tx.now}
      from entitlement_line l
      join unnest(${receipt.lines.map((line) => line.lineId)}::uuid[], ${receipt.lines.map((line) => line.outcome)}::text[],
                  ${receipt.lines.map((line) => line.quantity)}::int[]) as x(id, outcome, quantity) on x.id = l.id
     where l.proposal_id = ${proposalId}::uuid and l.status = 'DECREED'`;
  await tx.sql.$executeRaw`
    update entitlement_line l set delivered = r.quantity,
           status = case r.outcome when 'RECEIVED' then 'RECEIVED' when 'PARTIAL' then 'PARTIALLY_RECEIVED' else 'NOT_RECEIVED' end,
           reason = case when r.outcome in ('RECEIVED','PARTIAL') then l.reason else r.outcome end
      from receipt r where r.line_id = l.id and r.instalment = 1 and l.proposal_id = ${proposalId}::uuid and l.status = 'DECREED'`;
  await tx.sql.$executeRaw`
    update delivery_drop set state = 'CONFIRMED' where id = ${receipt.dropId}::uuid and proposal_id = ${proposalId}::uuid`;
}
