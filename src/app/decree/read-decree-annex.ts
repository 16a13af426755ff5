import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { openBlob } from '../documents/blob-store.js';
import { isOfficial, requireSignedIn } from '../forward/require-role.js';
import * as field from '../proposal/fields.js';
import type { AppContext } from '../ports.js';

/** The frozen form of a decree; NOT_FOUND until it is rendered. It names every institution, so only officials read it. */
export async function readDecreeAnnex(
  ctx: AppContext,
  actor: Actor,
  decreeId: string,
): Promise<{ readonly fileName: string; readonly mediaType: string; readonly bytes: Uint8Array }> {
  requireSignedIn(actor);
  return ctx.db.withActor(actor, 15_000, async (tx) => {
    if (!isOfficial(tx) || !field.id.safeParse(decreeId).success)
      throw new Refusal(refuse('NOT_FOUND', { what: 'decree' }));
    const [row] = await tx.sql.$queryRaw<{ annex_blob_id: string | null }[]>`
      select annex_blob_id from decree where id = ${decreeId}::uuid`;
    const annex =
      row?.annex_blob_id === undefined || row.annex_blob_id === null
        ? null
        : await openBlob(tx, ctx.vault, row.annex_blob_id);
    if (annex === null) throw new Refusal(refuse('NOT_FOUND', { what: 'annex' }));
    return annex;
  });
}
