import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { actorText } from '../../domain/actor.js';
import { blobPlace } from '../files/store-blob.js';
import type { ActorTx, Vault } from '../ports.js';

export interface NewBlob {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** Whose case it belongs to; null for papers of the province. */
  readonly owner: { readonly institutionId: string; readonly regencyCode: string } | null;
}
export interface StoredBlob {
  readonly blobId: string;
  readonly sha256: string;
}

/** Files stand encrypted in the record, so that a decision and its papers commit together. */
export async function writeBlob(tx: ActorTx, vault: Vault, blob: NewBlob): Promise<StoredBlob> {
  const blobId = uuid();
  const sha256 = createHash('sha256').update(blob.bytes).digest('hex');
  const sealed = await vault.sealBytes('file', blobPlace(blobId), blob.bytes);
  await tx.sql.$executeRaw`
    insert into blob (id, sha256, size, media_type, file_name, sealed, institution_id, regency_code, created_by, created_at)
    values (${blobId}::uuid, ${sha256}, ${blob.bytes.length}, ${blob.mediaType}, ${blob.fileName}, ${sealed},
            ${blob.owner?.institutionId ?? null}::uuid, ${blob.owner?.regencyCode ?? null}, ${actorText(tx.actor)}, ${tx.now})`;
  return { blobId, sha256 };
}
