import { witaDate } from '../../domain/time/wita.js';
import type { ActorTx, DecreeForm, PaperSeal } from '../ports.js';
import { readFrozenDecree, type FrozenDecree } from './read-frozen-decree.js';
import { readDecreePeople } from './read-decree-people.js';
import { issuePaper, verifyAddress } from './issue-paper.js';
import type { FormContext } from './prepare-form.js';
import { PAPERS, storeForm } from './store-form.js';

/** The decree with its annex as frozen; its hash is in the chain before anybody signs. */
export async function prepareDecreeForm(ctx: FormContext, decreeId: string): Promise<void> {
  const form = await readDecreeForm(ctx, decreeId);
  if (form === null) return;
  const bytes = await ctx.documents.render(form);
  await storeForm(
    ctx,
    {
      stream: `decree/${decreeId}`,
      form: 'decree',
      paperId: form.paperId,
      contentHash: form.rootHash,
      fileName: `keputusan-${form.fiscalYear}-${form.rootHash.slice(0, 8)}.pdf`,
      bytes,
      owner: null,
    },
    async (tx) => {
      const [row] = await tx.sql.$queryRaw<{ lacks: boolean }[]>`
        select annex_blob_id is null and root_hash = ${form.rootHash} as lacks from decree where id = ${decreeId}::uuid for no key update`;
      return row?.lacks === true;
    },
    async (tx, blobId) => {
      await tx.sql.$executeRaw`update decree set annex_blob_id = ${blobId}::uuid where id = ${decreeId}::uuid`;
    },
  );
}

/** The freeze that it shows is which decree paper it is: an annex that was opened and frozen again is another. */
async function sealOf(
  ctx: FormContext,
  tx: ActorTx,
  decreeId: string,
  frozen: FrozenDecree,
): Promise<{ readonly paperId: string; readonly seal: PaperSeal }> {
  const [freeze] = await tx.sql.$queryRaw<{ seq: number }[]>`
    select seq from event where stream = ${`decree/${decreeId}`} and type = 'freeze' order by seq desc limit 1`;
  const { id, ...seal } = await issuePaper(tx, {
    kind: 'decree',
    proposalId: null,
    decreeId,
    ordinal: freeze?.seq ?? 0,
    owner: null,
    about: frozen.title,
    number: null,
    dated: witaDate(frozen.frozenAt),
  });
  return { paperId: id, seal: { ...seal, verifyUrl: verifyAddress(ctx.publicUrl, seal.code) } };
}

async function readDecreeForm(
  ctx: FormContext,
  decreeId: string,
): Promise<(DecreeForm & { readonly paperId: string }) | null> {
  return ctx.db.withActor(PAPERS, 60_000, async (tx) => {
    const frozen = await readFrozenDecree(tx, decreeId);
    if (frozen === null || frozen.rendered) return null;
    return {
      kind: 'decree',
      ...(await sealOf(ctx, tx, decreeId, frozen)),
      title: frozen.title,
      programmeName: frozen.programmeName,
      fiscalYear: frozen.fiscalYear,
      frozenAt: frozen.frozenAt,
      rootHash: frozen.rootHash,
      legalBasis: frozen.legalBasis,
      entries: frozen.entries,
      people: await readDecreePeople(ctx.vault, tx, decreeId),
    };
  });
}
