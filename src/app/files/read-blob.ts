import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { parseId } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import { logAccess } from '../privacy/log-access.js';
import { maySeePersons } from '../queries/may-see-persons.js';
import { noteRefusal } from '../record/note-refusal.js';
import { blobPlace } from './store-blob.js';

export interface BlobContent {
  readonly fileName: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
  /** Kept nowhere on its way. */
  readonly personal: boolean;
}

interface Row {
  file_name: string;
  media_type: string;
  sha256: string;
  sealed: Uint8Array;
  purged: boolean;
  institution_id: string | null;
  regency_code: string | null;
  /** A list of persons, or an identity card. */
  personal: boolean;
}

/**
 * Opens one file for whoever row security lets see it, papers of an institution not for an administrator alone; a list of
 * persons and an identity card for a purpose only, which is logged. Errors: NOT_FOUND, PURPOSE_REQUIRED, PURGED.
 */
export async function readBlob(
  ctx: AppContext,
  actor: Actor,
  blobId: string,
  purpose: string | null = null,
): Promise<BlobContent> {
  const id = parseId('blobId', blobId);
  const row = await ctx.db.withActor(actor, 30_000, async (tx) => {
    const [found] = await tx.sql.$queryRaw<Row[]>`
      select file_name, media_type, sha256, sealed, purged_at is not null as purged, institution_id, regency_code,
             exists (select from beneficiary_list l where l.blob_id = b.id)
               or exists (select from decree c join decree_entry e on e.decree_id = c.id join proposal p on p.id = e.proposal_id
                            join aid_package a on a.id = p.package_id where c.annex_blob_id = b.id and a.annex_level = 'PERSON')
               or exists (select from institution_document d where d.blob_id = b.id and d.code like 'KTP%') as personal
        from blob b where id = ${id}::uuid and (institution_id is null or ${maySeePersons(tx.authority)}::boolean)`;
    if (found?.personal === true && !found.purged && actor.kind === 'user') {
      const { institution_id: institutionId, regency_code: regencyCode } = found;
      await logAccess(tx, {
        kind: 'FILE',
        id,
        fields: ['FILE'],
        purpose,
        proposalId: null,
        institutionId,
        regencyCode,
      });
    }
    return found;
  });
  if (row === undefined) {
    const error = refuse('NOT_FOUND', { what: 'file' });
    await noteRefusal(ctx, actor, `blob/${id}`, 'read', error);
    throw new Refusal(error);
  }
  if (row.purged) throw new Refusal(refuse('PURGED'));
  const bytes = await ctx.vault.openBytes('file', blobPlace(id), row.sealed);
  return { fileName: row.file_name, mediaType: row.media_type, sha256: row.sha256, bytes, personal: row.personal };
}
