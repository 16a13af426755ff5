import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { accessPurposes } from '../../domain/privacy.js';
import { givenUpStates } from '../../domain/proposal/states.js';
import { requireRole } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext, Vault } from '../ports.js';
import type { SheetWriter } from '../spreadsheet/xlsx-writer.js';

const BATCH = 2_000;
const TIMEOUT_MS = 600_000;
const request = z.object({ fiscalYear: z.int().min(2000).max(2200), purpose: z.string() });

interface ListedRow {
  id: string;
  name: string;
  birth_date: string;
  sex: string;
  mother_name: string | null;
  nik_sealed: Uint8Array | null;
  code: string;
  institution: string;
}

export const checkListHeads = [
  'Nomor rujukan',
  'NIK',
  'Nama lengkap',
  'Tanggal lahir',
  'Jenis kelamin',
  'Nama ibu',
  'Kode LKS',
  'LKS',
] as const;

/**
 * Everybody with a NIK in the living proposals of a year, to be checked outside (Disdukcapil, DTSEN): row by row, by its first row
 * marked with who took it, when and what for, and noted for each person before the number leaves. Errors: WRONG_ROLE, PURPOSE_REQUIRED, INVALID_INPUT.
 */
export async function exportCheckList(
  ctx: Pick<AppContext, 'db' | 'vault'>,
  actor: Actor,
  input: z.input<typeof request>,
  writer: SheetWriter,
): Promise<{ readonly persons: number }> {
  return ctx.db.withActor(actor, TIMEOUT_MS, async (tx) => {
    requireRole(tx, ['KABID', 'KETUA_TIM', 'ADMIN_VERIFIER']);
    const { fiscalYear, purpose } = parseInput(request, input);
    if (!accessPurposes.some((known) => known === purpose)) throw new Refusal(refuse('PURPOSE_REQUIRED'));
    await writer.row([`RAHASIA. Diambil oleh ${tx.authority.name}, ${tx.now.toISOString()}, untuk ${purpose}`]);
    await writer.row(checkListHeads);
    let persons = 0;
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows = await readBatch(tx, fiscalYear, after);
      const last = rows.at(-1);
      if (last === undefined) break;
      after = last.id;
      persons += rows.length;
      await noteAll(tx, rows, purpose);
      for (const row of rows) await writer.row(await cellsOf(ctx.vault, row));
    }
    await writer.end();
    return { persons };
  });
}

function readBatch(tx: ActorTx, fiscalYear: number, after: string): Promise<ListedRow[]> {
  return tx.sql.$queryRaw<ListedRow[]>`
    select p.id, p.name, p.birth_date::text, p.sex, p.mother_name, p.nik_sealed, i.code, i.name as institution
      from person p join institution i on i.id = p.institution_id
     where p.id > ${after}::uuid and p.nik_sealed is not null and exists (
             select from proposal_beneficiary b join proposal c on c.id = b.proposal_id
              where b.person_id = p.id and c.fiscal_year = ${fiscalYear}::int and not (c.state = any(${[...givenUpStates]}::text[])))
     order by p.id limit ${BATCH}`;
}

async function noteAll(tx: ActorTx, rows: readonly ListedRow[], purpose: string): Promise<void> {
  await tx.sql.$executeRaw`
    insert into access_log (id, at, user_id, subject_kind, subject_id, fields, purpose, proposal_id, institution_id, regency_code)
    select uuidv7(), ${tx.now}, ${tx.authority.userId}::uuid, 'PERSON', p.id, '{NIK}', ${purpose}, null, p.institution_id, p.regency_code
      from person p where p.id = any(${rows.map((row) => row.id)}::uuid[])`;
}

async function cellsOf(vault: Vault, row: ListedRow): Promise<readonly string[]> {
  const nik = row.nik_sealed === null ? '' : await vault.open('identity', `person|nik|${row.id}`, row.nik_sealed);
  const sex = row.sex === 'M' ? 'L' : 'P';
  return [row.id, nik, row.name, row.birth_date, sex, row.mother_name ?? '', row.code, row.institution];
}
