import { Refusal, refuse } from '../../domain/errors.js';
import type { ActorTx } from '../ports.js';
import type { CostLineView, DocumentView, ItemView, PackageView, ProgrammeView } from './case-view.js';

/** What stands in the proposal itself besides the case: the letter and its dates. */
export interface LetterRow {
  readonly letter_number: string | null;
  readonly letter_date: string | null;
  readonly background: string | null;
  readonly purpose: string | null;
  readonly carried_from: string | null;
  readonly disaster_name: string | null;
  readonly source: string;
  readonly outside_letter_number: string | null;
  readonly outside_letter_date: string | null;
  readonly outside_letter_blob_id: string | null;
  readonly created_at: Date;
}

export async function readLetter(tx: ActorTx, proposalId: string): Promise<LetterRow> {
  const [row] = await tx.sql.$queryRaw<LetterRow[]>`
    select letter_number, letter_date::text, background, purpose, carried_from, source, outside_letter_number, outside_letter_date::text,
           outside_letter_blob_id, created_at, (select d.name from disaster d where d.id = disaster_id) as disaster_name
      from proposal where id = ${proposalId}::uuid`;
  if (row === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'proposal' }));
  return row;
}

export async function readProgramme(tx: ActorTx, programmeId: string): Promise<ProgrammeView> {
  const [row] = await tx.sql.$queryRaw<
    {
      id: string;
      code: string;
      name_id: string;
      name_en: string;
      fiscal_year: number;
      window_opens_at: Date;
      window_closes_at: Date;
    }[]
  >`select id, code, name_id, name_en, fiscal_year, window_opens_at, window_closes_at from programme where id = ${programmeId}::uuid`;
  if (row === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'programme' }));
  return {
    id: row.id,
    code: row.code,
    name: { id: row.name_id, en: row.name_en },
    fiscalYear: row.fiscal_year,
    windowOpensAt: row.window_opens_at.toISOString(),
    windowClosesAt: row.window_closes_at.toISOString(),
  };
}

interface PackageRow {
  id: string;
  programme_id: string;
  code: string;
  name_id: string;
  name_en: string;
  target_group: string;
  account_code: string;
  annex_level: string;
}
interface ItemRow {
  id: string;
  package_id: string;
  code: string;
  need_group: string;
  name_id: string;
  name_en: string;
  unit: string;
  unit_price: bigint;
  quantity_per_person: number;
  handover_mode: string;
}

/** Packages with their items: one of a case, or all of a programme. */
export async function readPackages(
  tx: ActorTx,
  of: { readonly packageId?: string; readonly programmeId?: string },
): Promise<readonly PackageView[]> {
  const packages = await tx.sql.$queryRaw<PackageRow[]>`
    select id, programme_id, code, name_id, name_en, target_group, account_code, annex_level from aid_package
     where id = ${of.packageId ?? null}::uuid or programme_id = ${of.programmeId ?? null}::uuid order by code`;
  const items = await tx.sql.$queryRaw<ItemRow[]>`
    select id, package_id, code, need_group, name_id, name_en, unit, unit_price, quantity_per_person, handover_mode from package_item
     where package_id = any(${packages.map((row) => row.id)}::uuid[]) order by need_group desc, code`;
  return packages.map((row) => ({
    id: row.id,
    code: row.code,
    name: { id: row.name_id, en: row.name_en },
    targetGroup: row.target_group,
    accountCode: row.account_code,
    annexLevel: row.annex_level,
    items: items.filter((item) => item.package_id === row.id).map(toItem),
  }));
}

function toItem(row: ItemRow): ItemView {
  return {
    id: row.id,
    code: row.code,
    needGroup: row.need_group,
    name: { id: row.name_id, en: row.name_en },
    unit: row.unit,
    unitPrice: row.unit_price.toString(),
    quantityPerPerson: row.quantity_per_person,
    handoverMode: row.handover_mode,
  };
}

export async function readCostLines(tx: ActorTx, proposalId: string): Promise<readonly CostLineView[]> {
  const rows = await tx.sql.$queryRaw<
    {
      id: string;
      position: number;
      item_id: string | null;
      description: string;
      volume: number;
      unit: string;
      unit_price: bigint;
      amount: bigint;
    }[]
  >`
    select id, position, item_id, description, volume, unit, unit_price, amount from cost_line where proposal_id = ${proposalId}::uuid order by position`;
  return rows.map((row) => ({
    id: row.id,
    position: row.position,
    itemId: row.item_id,
    description: row.description,
    volume: row.volume,
    unit: row.unit,
    unitPrice: row.unit_price.toString(),
    amount: row.amount.toString(),
  }));
}

export async function readDocuments(tx: ActorTx, proposalId: string): Promise<readonly DocumentView[]> {
  const rows = await tx.sql.$queryRaw<
    {
      id: string;
      code: string;
      number: string | null;
      status: string;
      reason: string | null;
      blob_id: string;
      file_name: string;
      media_type: string;
      size: number;
      sha256: string;
      created_at: Date;
    }[]
  >`
    select d.id, d.code, d.number, d.status, d.reason, d.blob_id, b.file_name, b.media_type, b.size, b.sha256, d.created_at
      from proposal_document d join blob b on b.id = d.blob_id where d.proposal_id = ${proposalId}::uuid order by d.code`;
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    number: row.number,
    status: row.status,
    reason: row.reason,
    blobId: row.blob_id,
    fileName: row.file_name,
    mediaType: row.media_type,
    size: row.size,
    sha256: row.sha256,
    createdAt: row.created_at.toISOString(),
  }));
}
