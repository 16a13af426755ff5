import { z } from 'zod';
import type { DecreeCase, DecreeEntry } from '../../domain/decree/decree-case.js';
import { isDecreeState } from '../../domain/decree/decree-states.js';
import { parseTask, taskText } from '../forward/task-column.js';
import type { ActorTx } from '../ports.js';

const pendingColumn = z.object({
  paper: z.object({
    number: z.string(),
    signedOn: z.string(),
    signatory: z.string(),
    signedBlobId: z.string(),
    persons: z.number(),
    amount: z.string(),
  }),
  contentHash: z.string(),
  version: z.number(),
  enteredBy: z.string(),
  enteredByName: z.string(),
  enteredAt: z.string(),
  overdueTold: z.boolean(),
});

interface DecreeRow {
  id: string;
  programme_id: string;
  title: string;
  fiscal_year: number;
  state: string;
  version: number;
  number: string | null;
  signed_on: string | null;
  signatory: string | null;
  signed_blob_id: string | null;
  root_hash: string | null;
  frozen_at: Date | null;
  pending: unknown;
}
interface EntryRow {
  proposal_id: string;
  state: DecreeEntry['state'];
  persons: number | null;
  amount: bigint | null;
  lines_hash: string | null;
  task: unknown;
}

/**
 * The decree under its row lock, or null where there is none. NO KEY UPDATE: a proposal that writes `fenced_by` in the
 * same instant only needs the key and must not wait.
 */
export async function lockDecree(tx: ActorTx, decreeId: string): Promise<DecreeCase | null> {
  await tx.sql.$executeRaw`select 1 from decree where id = ${decreeId}::uuid for no key update`;
  return readDecree(tx, decreeId);
}

/** The decree with the entries that the actor may see. */
export async function readDecree(tx: ActorTx, decreeId: string): Promise<DecreeCase | null> {
  const [row] = await tx.sql.$queryRaw<DecreeRow[]>`
    select id, programme_id, title, fiscal_year, state, version, number, signed_on::text, signatory, signed_blob_id, root_hash, frozen_at, pending
      from decree where id = ${decreeId}::uuid`;
  if (row === undefined) return null;
  const entries = await tx.sql.$queryRaw<EntryRow[]>`
    select proposal_id, state, persons, amount, lines_hash, task from decree_entry where decree_id = ${decreeId}::uuid order by proposal_id`;
  if (!isDecreeState(row.state))
    throw new Error(`decree ${row.id} is in a state this release does not know: ${row.state}`);
  return {
    id: row.id,
    programmeId: row.programme_id,
    title: row.title,
    fiscalYear: row.fiscal_year,
    state: row.state,
    version: row.version,
    number: row.number,
    signedOn: row.signed_on,
    signatory: row.signatory,
    signedBlobId: row.signed_blob_id,
    rootHash: row.root_hash,
    frozenAt: row.frozen_at?.toISOString() ?? null,
    pending: row.pending === null ? null : pendingColumn.parse(row.pending),
    entries: entries.map((entry) => ({
      proposalId: entry.proposal_id,
      state: entry.state,
      persons: entry.persons,
      amount: entry.amount?.toString() ?? null,
      linesHash: entry.lines_hash,
      task: parseTask(entry.task),
    })),
  };
}

/** Writes what `evolveDecree` made of the decree; `changed` are the entries that the event touched. */
export async function saveDecree(tx: ActorTx, d: DecreeCase, changed: readonly DecreeEntry[]): Promise<void> {
  await tx.sql.$executeRaw`
    update decree set state = ${d.state}, version = ${d.version}, number = ${d.number}, signed_on = ${d.signedOn}::date,
           signatory = ${d.signatory}, signed_blob_id = ${d.signedBlobId}::uuid, root_hash = ${d.rootHash},
           frozen_at = ${d.frozenAt === null ? null : new Date(d.frozenAt)},
           annex_blob_id = case when root_hash is not distinct from ${d.rootHash} then annex_blob_id end,
           pending = ${d.pending === null ? null : JSON.stringify(d.pending)}::jsonb
     where id = ${d.id}::uuid`;
  if (changed.length === 0) return;
  await tx.sql.$executeRaw`
    insert into decree_entry (decree_id, proposal_id, institution_id, regency_code, state, persons, amount, lines_hash, task)
    select ${d.id}::uuid, p.id, p.institution_id, p.regency_code, k.state, k.persons, k.amount, k.lines_hash, k.task::jsonb
      from unnest(${changed.map((entry) => entry.proposalId)}::uuid[], ${changed.map((entry) => entry.state)}::text[],
                  ${changed.map((entry) => entry.persons)}::int[], ${changed.map((entry) => entry.amount)}::bigint[],
                  ${changed.map((entry) => entry.linesHash)}::text[], ${changed.map((entry) => taskText(entry.task))}::text[])
             as k(proposal_id, state, persons, amount, lines_hash, task)
      join proposal p on p.id = k.proposal_id
    on conflict (decree_id, proposal_id) do update
       set state = excluded.state, persons = excluded.persons, amount = excluded.amount, lines_hash = excluded.lines_hash,
           items = case when excluded.lines_hash is null then null else decree_entry.items end, task = excluded.task`;
}
