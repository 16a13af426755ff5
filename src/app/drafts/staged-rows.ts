import { v7 as uuid } from 'uuid';
import { Refusal, refuse } from '../../domain/errors.js';
import type { PersonError, PersonRow, PersonWarning } from '../../domain/person-row.js';
import type { ActorTx, Vault } from '../ports.js';
import type { CheckedRow } from './check-persons.js';
import type { EditedProposal } from './edit-proposal.js';
import { personRow } from './import-persons.js';

export interface StagedRow {
  readonly id: string;
  readonly number: number;
  readonly content: PersonRow;
  readonly errors: readonly PersonError[];
  readonly warnings: readonly PersonWarning[];
}
interface StoredRow {
  readonly id: string;
  readonly row_number: number;
  readonly content_sealed: Uint8Array;
  readonly errors: readonly PersonError[];
  readonly warnings: readonly PersonWarning[];
}

/** Locks a list that waits to be saved. Errors: NOT_FOUND (also when its time is over). */
export async function lockImport(
  tx: ActorTx,
  proposalId: string,
  importId: string,
): Promise<{ readonly saved: number; readonly ended: boolean }> {
  const [found] = await tx.sql.$queryRaw<{ saved: number; ended: boolean }[]>`
    select saved, ended_at is not null as ended from person_import
     where id = ${importId}::uuid and proposal_id = ${proposalId}::uuid and expires_at > ${tx.now}::timestamptz for update`;
  if (found === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'import' }));
  return found;
}

export async function writeStagedRows(
  tx: ActorTx,
  vault: Vault,
  { institutionId, regencyCode }: EditedProposal,
  importId: string,
  rows: readonly { readonly content: PersonRow; readonly checked: CheckedRow }[],
): Promise<void> {
  const entries = await Promise.all(
    rows.map(async ({ content, checked }) => {
      const id = uuid();
      return { id, checked, sealed: await sealRow(vault, id, content) };
    }),
  );
  await tx.sql.$executeRaw`
    insert into person_import_row (id, import_id, institution_id, regency_code, created_by, row_number, content_sealed, identity_key, errors, warnings)
    select u.id, ${importId}::uuid, ${institutionId}::uuid, ${regencyCode}, ${tx.authority.userId}::uuid, u.n, decode(u.sealed, 'hex'), decode(u.identity, 'hex'), u.errors, u.warnings
      from unnest(${entries.map(({ id }) => id)}::uuid[], ${entries.map(({ checked }) => checked.row)}::int[], ${entries.map(({ sealed }) => sealed)}::text[],
                  ${entries.map(({ checked }) => checked.identity)}::text[], ${entries.map(({ checked }) => JSON.stringify(checked.errors))}::jsonb[],
                  ${entries.map(({ checked }) => JSON.stringify(checked.warnings))}::jsonb[]) as u(id, n, sealed, identity, errors, warnings)`;
}

/** What was found now takes the place of what was found before. */
export async function rejudgeRow(
  tx: ActorTx,
  vault: Vault,
  id: string,
  content: PersonRow,
  { identity, errors, warnings }: CheckedRow,
): Promise<void> {
  await tx.sql.$executeRaw`
    update person_import_row set content_sealed = decode(${await sealRow(vault, id, content)}, 'hex'), identity_key = decode(${identity}::text, 'hex'),
           errors = ${JSON.stringify(errors)}::jsonb, warnings = ${JSON.stringify(warnings)}::jsonb where id = ${id}::uuid`;
}

/** All rows of a list in their order, opened; or one of them. */
export async function readStagedRows(
  tx: ActorTx,
  vault: Vault,
  importId: string,
  only: number | null = null,
): Promise<readonly StagedRow[]> {
  const rows = await tx.sql.$queryRaw<StoredRow[]>`
    select id, row_number, content_sealed, errors, warnings from person_import_row
     where import_id = ${importId}::uuid and row_number = coalesce(${only}::int, row_number) order by row_number`;
  return openRows(vault, rows);
}

/** Rows that somebody has to look at stand first. */
export async function readStagedPage(
  tx: ActorTx,
  vault: Vault,
  importId: string,
  range: { readonly limit: number; readonly offset: number },
): Promise<readonly StagedRow[]> {
  const rows = await tx.sql.$queryRaw<StoredRow[]>`
    select id, row_number, content_sealed, errors, warnings from person_import_row where import_id = ${importId}::uuid
     order by case when errors <> '[]' then 0 when warnings <> '[]' then 1 else 2 end, row_number
     limit ${range.limit}::int offset ${range.offset}::int`;
  return openRows(vault, rows);
}

function openRows(vault: Vault, rows: readonly StoredRow[]): Promise<readonly StagedRow[]> {
  return Promise.all(
    rows.map(async ({ id, row_number: number, content_sealed: sealed, errors, warnings }) => ({
      id,
      number,
      content: personRow.parse(JSON.parse(await vault.open('identity', placeOf(id), sealed))),
      errors,
      warnings,
    })),
  );
}

async function sealRow(vault: Vault, id: string, content: PersonRow): Promise<string> {
  return Buffer.from(await vault.seal('identity', placeOf(id), JSON.stringify(content))).toString('hex');
}

function placeOf(id: string): string {
  return `person_import_row|content|${id}`;
}
