import { v7 as uuid } from 'uuid';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { readPersonRow, type ReadPerson } from '../../domain/person-row.js';
import { witaDate } from '../../domain/time/wita.js';
import { requireRole } from '../forward/require-role.js';
import type { ActorTx, AppContext, Vault } from '../ports.js';
import type { SheetRow } from '../spreadsheet/read-sheet.js';
import { columnsOfHead, rowOfCells } from './person-columns.js';

const BATCH = 2_000;
const TIMEOUT_MS = 900_000;
/** So many rows are named; all are counted. */
const NAMED_FINDINGS = 1_000;
const CODE_HEADS = new Set(['kodelks', 'kodelembaga', 'lks', 'institutioncode', 'institution']);

export interface RegisterFinding {
  /** As the spreadsheet counts. */
  readonly line: number;
  /** Codes of the row's errors, with their fields; UNKNOWN_INSTITUTION, DUPLICATE_IN_FILE or ALREADY_REGISTERED for the row as a whole. */
  readonly codes: readonly string[];
}
export interface RegistersResult {
  readonly rows: number;
  readonly registered: number;
  readonly refused: number;
  /** Of those registered, who stands in another institution's register too. */
  readonly elsewhere: number;
  readonly findings: readonly RegisterFinding[];
}
interface Entry {
  readonly line: number;
  readonly code: string;
  readonly person: ReadPerson;
}

/**
 * Fills the client registers of many institutions from one sheet in one transaction: rows are read, judged and sealed as they come
 * and lie in a table of the session that no rule of rows touches; what concerns rows together is judged by sets. Nothing of a
 * known person is changed, and with `dryRun` nobody is registered. Errors: WRONG_ROLE, INVALID_INPUT (`file`, without its heads), those of readSheet.
 */
export async function importRegisters(
  ctx: Pick<AppContext, 'db' | 'vault'>,
  actor: Actor,
  input: { readonly rows: AsyncIterable<SheetRow>; readonly dryRun: boolean },
): Promise<RegistersResult> {
  return ctx.db.withActor(actor, TIMEOUT_MS, async (tx) => {
    requireRole(tx, ['SECRETARIAT']);
    await tx.sql.$executeRaw`
      create temporary table register_entry (
        line int not null, code text not null, id uuid not null, name text not null, sex text not null, birth_date date not null, mother_name text,
        reason text, residence text not null, nik bytea, card bytea, identity bytea not null, institution_id uuid, regency_code text, target_group text, fault text, temporary_id text) on commit drop`;
    const findings: RegisterFinding[] = [];
    const read = await stageRows(tx, ctx.vault, input.rows, findings);
    await judgeTogether(tx);
    const faults = await tx.sql.$queryRaw<{ line: number; fault: string }[]>`
      select line, fault from register_entry where fault is not null order by line limit ${NAMED_FINDINGS}`;
    const [count] = await tx.sql.$queryRaw<{ good: number; elsewhere: number }[]>`
      select count(*)::int as good, count(*) filter (where exists (
               select from person p where p.identity_key = e.identity and p.institution_id <> e.institution_id)
             or exists (select from register_entry o where o.identity = e.identity and o.institution_id <> e.institution_id and o.fault is null))::int as elsewhere
        from register_entry e where e.fault is null`;
    const good = count?.good ?? 0;
    if (!input.dryRun && good > 0) await register(tx);
    const named = [...findings, ...faults.map(({ line, fault }) => ({ line, codes: [fault] }))];
    return {
      rows: read,
      registered: input.dryRun ? 0 : good,
      refused: read - good,
      elsewhere: count?.elsewhere ?? 0,
      findings: named.toSorted((a, b) => a.line - b.line).slice(0, NAMED_FINDINGS),
    };
  });
}

/** Every row by itself; returns how many there were. */
async function stageRows(
  tx: ActorTx,
  vault: Vault,
  rows: AsyncIterable<SheetRow>,
  findings: RegisterFinding[],
): Promise<number> {
  const today = witaDate(tx.now);
  let fields: ReturnType<typeof columnsOfHead> | null = null;
  let codeAt = -1;
  let count = 0;
  let batch: Entry[] = [];
  for await (const { line, cells } of rows) {
    if (fields === null) {
      const heads = columnsOfHead(cells);
      codeAt = cells.findIndex((cell) => CODE_HEADS.has(cell.toLowerCase().replaceAll(/[^a-z]/g, '')));
      if (!heads.includes('name') || codeAt < 0) throw new Refusal(refuse('INVALID_INPUT', { fields: ['file'], line }));
      fields = heads;
      continue;
    }
    count += 1;
    const { person, errors } = readPersonRow(rowOfCells(fields, cells), today);
    if (person === null) {
      if (findings.length < NAMED_FINDINGS)
        findings.push({ line, codes: errors.map((error) => `${error.field} ${error.code}`) });
    } else batch.push({ line, code: cells[codeAt] ?? '', person });
    if (batch.length < BATCH) continue;
    await stage(tx, vault, batch);
    batch = [];
  }
  await stage(tx, vault, batch);
  return count;
}

async function stage(tx: ActorTx, vault: Vault, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return;
  const people = entries.map(({ person }) => person);
  const ids = entries.map(() => uuid());
  const seal = async (column: string, index: number, plain: string | null): Promise<string | null> =>
    plain === null
      ? null
      : Buffer.from(await vault.seal('identity', `person|${column}|${ids[index] ?? ''}`, plain)).toString('hex');
  const niks = await Promise.all(people.map((person, index) => seal('nik', index, person.nationalId)));
  const cards = await Promise.all(people.map((person, index) => seal('family_card', index, person.familyCardNo)));
  const identities = people.map((person) =>
    Buffer.from(vault.lookup('national_id', person.identityText)).toString('hex'),
  );
  await tx.sql.$executeRaw`
    insert into register_entry (line, code, id, name, sex, birth_date, mother_name, reason, residence, nik, card, identity)
    select u.line, u.code, u.id, u.name, u.sex, u.birth_date, u.mother_name, u.reason, u.residence, decode(u.nik, 'hex'), decode(u.card, 'hex'), decode(u.identity, 'hex')
      from unnest(${entries.map(({ line }) => line)}::int[], ${entries.map(({ code }) => code)}::text[], ${ids}::uuid[], ${people.map((person) => person.name)}::text[],
                  ${people.map((person) => person.sex)}::text[], ${people.map((person) => person.birthDate)}::date[], ${people.map((person) => person.motherName)}::text[],
                  ${people.map((person) => person.noNationalIdReason)}::text[], ${people.map((person) => person.residenceMode)}::text[], ${niks}::text[], ${cards}::text[], ${identities}::text[])
           as u(line, code, id, name, sex, birth_date, mother_name, reason, residence, nik, card, identity)`;
}

async function judgeTogether(tx: ActorTx): Promise<void> {
  await tx.sql.$executeRaw`create index on register_entry (identity)`;
  await tx.sql.$executeRaw`analyze register_entry`;
  await tx.sql.$executeRaw`
    update register_entry e set institution_id = i.id, regency_code = i.regency_code, target_group = i.target_group from institution i where i.code = e.code`;
  await tx.sql.$executeRaw`
    update register_entry e set identity = a.identity_key from identity_alias a where a.alias_key = e.identity and e.nik is null`;
  await tx.sql.$executeRaw`
    update register_entry e set fault = case
             when e.institution_id is null then 'UNKNOWN_INSTITUTION'
             when exists (select from person p where p.institution_id = e.institution_id and p.identity_key = e.identity) then 'ALREADY_REGISTERED'
             else 'DUPLICATE_IN_FILE' end
      from (select line, row_number() over (partition by institution_id, identity order by line) as n from register_entry) o
     where o.line = e.line and (e.institution_id is null or o.n > 1
        or exists (select from person p where p.institution_id = e.institution_id and p.identity_key = e.identity))`;
}

async function register(tx: ActorTx): Promise<void> {
  await tx.sql.$executeRaw`
    with drawn as (
      select regency_code, next_temporary_numbers(regency_code, extract(year from ${tx.now}::timestamptz)::int, count(*)::int) as first
        from register_entry where fault is null and nik is null group by regency_code),
    numbered as (
      select e.line, e.regency_code, row_number() over (partition by e.regency_code order by e.line) - 1 as n from register_entry e where e.fault is null and e.nik is null)
    update register_entry e set temporary_id = 'TMP-' || replace(e.regency_code, '.', '') || '-' || extract(year from ${tx.now}::timestamptz)::int || '-' || lpad((d.first + k.n)::text, 5, '0')
      from numbered k join drawn d on d.regency_code = k.regency_code where k.line = e.line`;
  await tx.sql.$executeRaw`
    insert into person (id, institution_id, regency_code, name, sex, birth_date, mother_name, nik_status, no_nik_reason, temporary_id,
                        nik_sealed, family_card_sealed, identity_key, target_group, residence_mode, created_at)
    select id, institution_id, regency_code, name, sex, birth_date, mother_name, case when nik is null then 'NONE' else 'UNVERIFIED' end, reason, temporary_id,
           nik, card, identity, target_group, residence, ${tx.now}
      from register_entry where fault is null
    on conflict (institution_id, identity_key) do nothing`;
}
