import type { ReceiptPayload } from '../../domain/proposal/command-map.js';
import type { QuarantinedReceipt } from '../../domain/proposal/commands/quarantine.js';
import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import type { ActorTx } from '../ports.js';
import { writeReceipts, type CapturedLine } from './receipts.js';

/** The captured lines as they are now; the lock keeps them so until the decision is written. */
export async function changedLines(tx: ActorTx, c: ProposalCase, quarantineId: string): Promise<number> {
  const rows = await tx.sql.$queryRaw<{ open: boolean }[]>`
    select l.status = 'DECREED' and l.held_at is null and l.decreed = (x->>'decreed')::int as open
      from quarantined_receipt q cross join jsonb_array_elements(q.lines) x join entitlement_line l on l.id = (x->>'lineId')::uuid
     where q.id = ${quarantineId}::uuid and q.proposal_id = ${c.id}::uuid order by l.id for update of l`;
  return rows.filter(({ open }) => !open).length;
}

/** Kept as captured, line by line: whoever enters the list later was not there. */
export async function quarantine(
  tx: ActorTx,
  c: ProposalCase,
  { id, letterNumber }: QuarantinedReceipt,
  payload: ReceiptPayload,
  lines: readonly CapturedLine[],
): Promise<void> {
  await tx.sql.$executeRaw`
    insert into quarantined_receipt (id, proposal_id, institution_id, regency_code, drop_id, received_on, signed_by, lines, letter_number, captured_by, captured_at, state)
    values (${id}::uuid, ${c.id}::uuid, ${c.institutionId}::uuid, ${c.regencyCode}, ${payload.dropId}::uuid, ${payload.receivedOn}::date,
            ${payload.signedBy}, ${JSON.stringify(lines)}::jsonb, ${letterNumber}, ${tx.authority.userId}::uuid, ${tx.now}, 'WAITING')`;
}

/** The judgement first: without it the database takes no receipt of that day. */
export async function judge(
  tx: ActorTx,
  c: ProposalCase,
  { quarantineId, accepted, words }: { quarantineId: string; accepted: boolean; words: string },
): Promise<void> {
  const [captured] = await tx.sql.$queryRaw<
    { drop_id: string; received_on: string; signed_by: string; captured_by: string; lines: CapturedLine[] }[]
  >`
    select drop_id, received_on::text, signed_by, captured_by, lines from quarantined_receipt
     where id = ${quarantineId}::uuid and proposal_id = ${c.id}::uuid and state = 'WAITING' for update`;
  if (captured === undefined) throw new Error(`receipt ${quarantineId} waits nowhere`);
  await tx.sql.$executeRaw`
    update quarantined_receipt set state = ${accepted ? 'ACCEPTED' : 'REFUSED'}, reason = ${words}, decided_by = ${tx.authority.userId}::uuid,
           decided_at = ${tx.now}, signed_by = '–' where id = ${quarantineId}::uuid`;
  if (!accepted) return;
  await writeReceipts(tx, c.id, {
    dropId: captured.drop_id,
    receivedOn: captured.received_on,
    signedBy: captured.signed_by,
    confirmedBy: captured.captured_by,
    lines: captured.lines,
  });
}
