import { Refusal, refuse } from '../../domain/errors.js';
import { witaDate } from '../../domain/time/wita.js';
import type { ActorTx } from '../ports.js';
import type { InstitutionDocumentView, InstitutionView } from './case-view.js';

interface InstitutionRow {
  id: string;
  code: string;
  name: string;
  kind: string;
  status: string;
  target_group: string;
  regency_code: string;
  regency_name: string | null;
  address: string;
  capacity: number;
  chair_name: string;
  registration_number: string;
  valid_until: string | null;
}

/** The institution with the newest version of each of its documents. */
export async function readInstitution(tx: ActorTx, institutionId: string): Promise<InstitutionView> {
  const [row] = await tx.sql.$queryRaw<InstitutionRow[]>`
    select i.id, i.code, i.name, i.kind, i.status, i.target_group, i.regency_code, r.name as regency_name, i.address, i.capacity, i.chair_name,
           i.registration_number, i.registration_valid_until::text as valid_until
      from institution i left join region r on r.code = i.regency_code where i.id = ${institutionId}::uuid`;
  if (row === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'institution' }));
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    kind: row.kind,
    status: row.status,
    targetGroup: row.target_group,
    regencyCode: row.regency_code,
    regencyName: row.regency_name ?? row.regency_code,
    address: row.address,
    capacity: row.capacity,
    chairName: row.chair_name,
    registrationNumber: row.registration_number,
    registrationValidUntil: row.valid_until,
    documents: await readInstitutionDocuments(tx, institutionId),
  };
}

async function readInstitutionDocuments(tx: ActorTx, institutionId: string): Promise<InstitutionDocumentView[]> {
  const rows = await tx.sql.$queryRaw<
    {
      id: string;
      code: string;
      number: string | null;
      valid_until: string | null;
      version: number;
      status: string;
      check_reason: string | null;
      blob_id: string;
      file_name: string;
      sha256: string;
      created_at: Date;
    }[]
  >`
    select distinct on (d.code) d.id, d.code, d.number, d.valid_until::text, d.version, d.status, d.check_reason, d.blob_id, b.file_name, b.sha256, d.created_at
      from institution_document d join blob b on b.id = d.blob_id
     where d.institution_id = ${institutionId}::uuid order by d.code, d.version desc`;
  const today = witaDate(tx.now);
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    number: row.number,
    validUntil: row.valid_until,
    expired: row.valid_until !== null && row.valid_until < today,
    version: row.version,
    status: row.status,
    checkReason: row.check_reason,
    blobId: row.blob_id,
    fileName: row.file_name,
    sha256: row.sha256,
    createdAt: row.created_at.toISOString(),
  }));
}
