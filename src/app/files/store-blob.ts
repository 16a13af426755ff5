import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { actorText, type Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { hasBidiControl, withoutControls } from '../../domain/typed-text.js';
import { parseId, parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { nothingKnown, readCamera } from './read-camera.js';
import { sniffMediaType } from './sniff-media-type.js';

export const MAX_FILE_BYTES = 10 * 1024 * 1024;

const request = z.object({
  fileName: z.string().max(1_000).transform(cleanName),
  institutionId: field.id.nullable(),
});

export interface StoreBlob {
  readonly fileName: string;
  /** What the browser claims; the bytes decide. */
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** Whose file it is; an institution's people can only store for it. null: of the province alone. */
  readonly institutionId: string | null;
}

/**
 * Keeps one file of at most 10 MB, sealed as a whole: PDF, JPEG, PNG or WebP by its first bytes.
 * Errors: NOT_SIGNED_IN, WRONG_ROLE, NOT_FOUND (institution), TOO_LARGE, INVALID_INPUT (field `file`).
 */
export async function storeBlob(
  ctx: AppContext,
  actor: Actor,
  input: StoreBlob,
): Promise<{ readonly blobId: string; readonly sha256: string }> {
  if (actor.kind === 'public') throw new Refusal(refuse('NOT_SIGNED_IN'));
  return ctx.db.withActor(actor, 30_000, async (tx) => {
    const owner = await ownerOf(tx, input.institutionId);
    const { fileName } = parseInput(request, input);
    const { bytes } = input;
    if (bytes.byteLength > MAX_FILE_BYTES) {
      throw new Refusal(refuse('TOO_LARGE', { fields: ['file'], limit: MAX_FILE_BYTES }));
    }
    const mediaType = sniffMediaType(bytes);
    if (mediaType === null) throw new Refusal(refuse('INVALID_INPUT', { fields: ['file'], reason: 'media type' }));
    const blobId = uuid();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const sealed = await ctx.vault.sealBytes('file', blobPlace(blobId), bytes);
    const taken = mediaType.startsWith('image/') ? readCamera(bytes) : nothingKnown;
    await tx.sql.$executeRaw`
      insert into blob (id, sha256, size, media_type, file_name, sealed, institution_id, regency_code, created_by, created_at,
                        taken_at, taken_latitude, taken_longitude)
      values (${blobId}::uuid, ${sha256}, ${bytes.byteLength}, ${mediaType}, ${fileName}, ${sealed}, ${owner.institutionId}::uuid,
              ${owner.regencyCode}, ${actorText(actor)}, ${tx.now}, ${taken.at}, ${taken.latitude}, ${taken.longitude})`;
    return { blobId, sha256 };
  });
}

export function blobPlace(blobId: string): string {
  return `blob|sealed|${blobId}`;
}

interface Owner {
  readonly institutionId: string | null;
  readonly regencyCode: string | null;
}

async function ownerOf(tx: ActorTx, asked: string | null): Promise<Owner> {
  const { scope, institutionId: own } = tx.authority;
  if (scope === 'public') throw new Refusal(refuse('WRONG_ROLE', { needed: [] }));
  const wanted = scope === 'institution' ? own : asked;
  if (scope === 'institution' && asked !== null && asked !== own) {
    throw new Refusal(refuse('NOT_FOUND', { what: 'institution' }));
  }
  if (wanted === null) {
    if (scope === 'regency') throw new Refusal(refuse('NOT_FOUND', { what: 'institution' }));
    return { institutionId: null, regencyCode: null };
  }
  const institutionId = parseId('institutionId', wanted);
  const [row] = await tx.sql.$queryRaw<{ regency_code: string }[]>`
    select regency_code from institution where id = ${institutionId}::uuid`;
  if (row === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'institution' }));
  return { institutionId, regencyCode: row.regency_code };
}

/** The name without folders and anything a header or a screen could mistake; the bytes are what counts. */
function cleanName(name: string): string {
  const last = withoutControls(name).split(/[\\/]/).at(-1) ?? '';
  const plain = hasBidiControl(last) ? '' : last.replaceAll(/["<>|:*?\n\t]/g, '_').trim();
  return plain === '' ? 'file' : plain.slice(-150);
}
