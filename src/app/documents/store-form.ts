import type { Actor } from '../../domain/actor.js';
import type { PaperKind } from '../../domain/papers.js';
import type { ActorTx } from '../ports.js';
import { appendEvents } from '../record/append-event.js';
import { writeBlob, type NewBlob } from './write-blob.js';
import type { FormContext } from './prepare-form.js';

/** The paper's own actor: it decides nothing. */
export const PAPERS: Actor = { kind: 'system', purpose: 'documents' };
const TIMEOUT_MS = 20_000;

export interface RenderedForm extends Omit<NewBlob, 'mediaType'> {
  /** The decree's own chain; for a proposal's papers one beside its chain, which holds decisions alone. */
  readonly stream: string;
  readonly form: PaperKind;
  readonly paperId: string;
  /** The hash of the frozen content that the paper shows. */
  readonly contentHash: string;
}

/**
 * Keeps the paper and its sha256 in the chain. `claim` locks the row that the paper belongs to and says whether it still
 * lacks one of this content; `keep` writes the file's id there.
 */
export async function storeForm(
  ctx: FormContext,
  rendered: RenderedForm,
  claim: (tx: ActorTx) => Promise<boolean>,
  keep: (tx: ActorTx, blobId: string) => Promise<void> = async () => {},
): Promise<void> {
  await ctx.db.withActor(PAPERS, TIMEOUT_MS, async (tx) => {
    if (!(await claim(tx))) return;
    const { blobId, sha256 } = await writeBlob(tx, ctx.vault, { ...rendered, mediaType: 'application/pdf' });
    await keep(tx, blobId);
    await tx.sql.$executeRaw`
      update paper set blob_id = ${blobId}::uuid, sha256 = ${sha256}, content_hash = ${rendered.contentHash} where id = ${rendered.paperId}::uuid`;
    await appendEvents(tx, [
      {
        stream: rendered.stream,
        type: 'form_prepared',
        commandId: null,
        institutionId: rendered.owner?.institutionId ?? null,
        regencyCode: rendered.owner?.regencyCode ?? null,
        data: { form: rendered.form, paperId: rendered.paperId, blobId, sha256, contentHash: rendered.contentHash },
      },
    ]);
  });
}
