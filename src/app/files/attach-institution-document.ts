import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { isInstitutionDocument } from '../../domain/document-codes.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { institutionRoles } from '../../domain/roles.js';
import { line } from '../drafts/draft-fields.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { appendEvents } from '../record/append-event.js';
import { noteRefusal } from '../record/note-refusal.js';

const request = z.object({
  institutionId: field.id,
  code: z.string().refine(isInstitutionDocument, { message: 'code' }),
  number: line.nullable(),
  validUntil: field.optionalDate,
  blobId: field.id,
});
export interface AttachInstitutionDocument {
  readonly institutionId: string;
  readonly code: string;
  readonly number: string | null;
  /** WITA date printed on it; null where it does not expire. */
  readonly validUntil: string | null;
  readonly blobId: string;
}

/**
 * Adds the next version of one document of the institution's file, by its own people or the secretariat. The registration
 * itself (number, validity) follows a tanda daftar only when the secretariat enters it.
 * Errors: NOT_SIGNED_IN, WRONG_ROLE, NOT_FOUND, INVALID_INPUT.
 */
export async function attachInstitutionDocument(
  ctx: AppContext,
  actor: Actor,
  input: AttachInstitutionDocument,
): Promise<{ readonly documentId: string; readonly version: number }> {
  if (actor.kind === 'public') throw new Refusal(refuse('NOT_SIGNED_IN'));
  try {
    return await ctx.db.withActor(actor, 10_000, async (tx) => {
      requireKeeper(tx);
      return attach(tx, parseInput(request, input));
    });
  } catch (error) {
    if (error instanceof Refusal) {
      await noteRefusal(ctx, actor, `institution/${input.institutionId}`, 'attach_document', error.error);
    }
    throw error;
  }
}

function requireKeeper({ authority: { scope, roles } }: ActorTx): void {
  const own = scope === 'institution' && institutionRoles.some((role) => roles.includes(role));
  const secretariat = scope === 'system' || (scope === 'province' && roles.includes('SECRETARIAT'));
  if (!own && !secretariat) throw new Refusal(refuse('WRONG_ROLE', { needed: [...institutionRoles, 'SECRETARIAT'] }));
}

async function attach(
  tx: ActorTx,
  { institutionId, code, number, validUntil, blobId }: z.infer<typeof request>,
): Promise<{ documentId: string; version: number }> {
  // one version after the other: the row of the institution is the lock
  const [institution] = await tx.sql.$queryRaw<{ regency_code: string }[]>`
    select regency_code from institution where id = ${institutionId}::uuid for update`;
  if (institution === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'institution' }));
  const documentId = uuid();
  const [added] = await tx.sql.$queryRaw<{ version: number; sha256: string }[]>`
    with added as (
      insert into institution_document (id, institution_id, regency_code, code, number, valid_until, version, blob_id, status, created_at)
      select ${documentId}::uuid, ${institutionId}::uuid, ${institution.regency_code}, ${code}, nullif(${number}, ''), ${validUntil}::date,
             1 + coalesce((select max(d.version) from institution_document d where d.institution_id = ${institutionId}::uuid and d.code = ${code}), 0),
             b.id, 'UPLOADED', ${tx.now}
        from blob b where b.id = ${blobId}::uuid and b.institution_id = ${institutionId}::uuid
      returning version, blob_id)
    select a.version, b.sha256 from added a join blob b on b.id = a.blob_id`;
  if (added === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'file' }));
  if (code === 'LKS_REG' && tx.authority.scope !== 'institution') {
    await tx.sql.$executeRaw`
      update institution set registration_number = coalesce(nullif(${number}, ''), registration_number), registration_valid_until = ${validUntil}::date
       where id = ${institutionId}::uuid`;
  }
  await appendEvents(tx, [
    {
      stream: `institution/${institutionId}`,
      type: 'document_attached',
      commandId: null,
      institutionId,
      regencyCode: institution.regency_code,
      data: {
        code,
        version: added.version,
        validUntil,
        sha256: added.sha256,
        note: { code, version: added.version },
      },
    },
  ]);
  return { documentId, version: added.version };
}
