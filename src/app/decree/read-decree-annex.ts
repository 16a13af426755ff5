import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { readBlob, type BlobContent } from '../files/read-blob.js';
import { isOfficial, requireSignedIn } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';

/** The frozen form of a decree; NOT_FOUND until it is rendered. It names every institution, so only officials read it. */
export async function readDecreeAnnex(ctx: AppContext, actor: Actor, decreeId: string): Promise<BlobContent> {
  requireSignedIn(actor);
  const id = parseInput(field.id, decreeId);
  const blobId = await ctx.db.withActor(actor, 5_000, async (tx) => {
    if (!isOfficial(tx)) return null;
    const [row] = await tx.sql.$queryRaw<{ annex_blob_id: string | null }[]>`
      select annex_blob_id from decree where id = ${id}::uuid`;
    return row?.annex_blob_id ?? null;
  });
  if (blobId === null) throw new Refusal(refuse('NOT_FOUND', { what: 'annex' }));
  return readBlob(ctx, actor, blobId);
}
