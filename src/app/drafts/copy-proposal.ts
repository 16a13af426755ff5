import { Refusal, refuse } from '../../domain/errors.js';
import { copyContent } from '../proposal/carry-over.js';
import type { ActorTx } from '../ports.js';

/**
 * Fills a new draft with what the institution wrote before for the same package: purpose, own share, and everybody who has
 * not left, checked against the proposals of the new year (process.md 2.1). Papers are not copied: they are of their year.
 */
export async function copyIntoDraft(tx: ActorTx, draftId: string, sourceId: string): Promise<void> {
  const [row] = await tx.sql.$queryRaw<
    { institution_id: string; regency_code: string; package_id: string; fiscal_year: number }[]
  >`
    select d.institution_id, d.regency_code, d.package_id, d.fiscal_year
      from proposal d join aid_package a on a.id = d.package_id, proposal s join aid_package b on b.id = s.package_id
     where d.id = ${draftId}::uuid and s.id = ${sourceId}::uuid and s.id <> d.id and s.institution_id = d.institution_id
       and d.track = 'PLANNED' and a.code = b.code and a.target_group = b.target_group`;
  if (row === undefined) throw new Refusal(refuse('INVALID_INPUT', { fields: ['copyFrom'] }));
  await tx.sql.$executeRaw`
    update proposal d set background = s.background, purpose = s.purpose, own_share = s.own_share
      from proposal s where d.id = ${draftId}::uuid and s.id = ${sourceId}::uuid`;
  const source = { id: sourceId, institutionId: row.institution_id, regencyCode: row.regency_code };
  await copyContent(tx, source, { draftId, packageId: row.package_id, fiscalYear: row.fiscal_year });
}
