import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { parseId } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import { maySeePersons } from '../queries/may-see-persons.js';
import { noteRefusal } from '../record/note-refusal.js';
import { blobPlace } from './store-blob.js';

export interface BlobContent {
  readonly fileName: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** Opens one file for whoever row security lets see it, papers of an institution not for an administrator alone. Errors: NOT_FOUND. */
export async function readBlob(ctx: AppContext, actor: Actor, blobId: string): Promise<BlobContent> {
  const id = parseId('blobId', blobId);
  const [row] = await ctx.db.withActor(
    actor,
    30_000,
    (tx) =>
      tx.sql.$queryRaw<{ file_name: string; media_type: string; sha256: string; sealed: Uint8Array }[]>`
        select file_name, media_type, sha256, sealed from blob
         where id = ${id}::uuid and (institution_id is null or ${maySeePersons(tx.authority)}::boolean)`,
  );
  if (row === undefined) {
    const error = refuse('NOT_FOUND', { what: 'file' });
    await noteRefusal(ctx, actor, `blob/${id}`, 'read', error);
    throw new Refusal(error);
  }
  const bytes = await ctx.vault.openBytes('file', blobPlace(id), row.sealed);
  return { fileName: row.file_name, mediaType: row.media_type, sha256: row.sha256, bytes };
}
