import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { accessPurposes, bundleRoles, type AccessPurpose } from '../../domain/privacy.js';
import { readBlob } from '../files/read-blob.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import { openNumbers, type SealedNumbers } from '../privacy/identity-numbers.js';
import { logNumbers } from '../privacy/log-access.js';
import * as field from '../proposal/fields.js';
import { openView, readView, refuseUnseen, type SealedView } from '../queries/get-case.js';
import type { CaseView } from '../queries/case-view.js';
import { noteRefusal } from '../record/note-refusal.js';
import { jsonFile, personFiles, textFile, type FullNumbers } from './person-files.js';
import { readBundle, type BundleContent, type BundledBlob } from './read-bundle.js';
import { zipStream, type BundleFile } from './zip-stream.js';

const request = z.object({
  proposalId: field.id,
  /** null: numbers stay masked, and files with personal data are left out and named. */
  purpose: z.enum(accessPurposes).nullable(),
});
export type BundleCase = z.input<typeof request>;

interface Read {
  readonly view: CaseView;
  readonly content: BundleContent;
  readonly numbers: FullNumbers;
}

/**
 * One case as a ZIP for whoever audits it: page, revisions, events with their hashes, papers, persons, lines and receipts, and
 * a manifest with the SHA-256 of each. Equal cases give equal bytes. The stream begins after everything was read that may be
 * refused; papers are opened one after the other. Errors: WRONG_ROLE, NOT_FOUND, INVALID_INPUT.
 */
export async function bundleCase(
  ctx: AppContext,
  actor: Actor,
  input: BundleCase,
  summarise: (view: CaseView) => string,
): Promise<AsyncIterable<Uint8Array>> {
  if (actor.kind === 'public') throw new Refusal(refuse('NOT_SIGNED_IN'));
  const { proposalId, purpose } = parseInput(request, input);
  // one instant: an event that is not on the page yet, or the other way round, would look like a lie
  const read = await ctx.db.withActor(
    actor,
    60_000,
    async (tx) => {
      if (!bundleRoles.some((role) => tx.authority.roles.includes(role))) return 'refused';
      const sealed = await readView(tx, { proposalId, personsPageSize: 100 });
      if (sealed === null) return null;
      const rows = purpose === null ? null : await readNumbers(tx, sealed);
      return { sealed, rows, content: await readBundle(tx, proposalId) };
    },
    'snapshot',
  );
  if (read === null) return refuseUnseen(ctx, actor, proposalId);
  if (read === 'refused') {
    const error = refuse('WRONG_ROLE', { needed: [...bundleRoles] });
    await noteRefusal(ctx, actor, `proposal/${proposalId}`, 'bundle', error);
    throw new Refusal(error);
  }
  const { content, rows } = read;
  const view = await openView(ctx, read.sealed);
  const numbers =
    rows === null || purpose === null ? null : await openLogged(ctx, actor, { proposalId, purpose, rows });
  const summary = textFile('summary.html', summarise(view));
  const open = (blob: BundledBlob) => openPaper(ctx, actor, blob, purpose);
  return zipStream(withManifest({ view, content, numbers }, summary, open));
}

async function* withManifest(
  { view, content, numbers }: Read,
  summary: BundleFile,
  open: (blob: BundledBlob) => Promise<Uint8Array | null>,
): AsyncGenerator<BundleFile> {
  const files: { name: string; sha256: string; size: number }[] = [];
  const withheld: { blobId: string; label: string; sha256: string }[] = [];
  const listed = (file: BundleFile): BundleFile => {
    const sha256 = createHash('sha256').update(file.bytes).digest('hex');
    files.push({ name: file.name, sha256, size: file.bytes.length });
    return file;
  };
  yield listed(summary);
  for (const { revision, content: frozen } of content.revisions)
    yield listed(jsonFile(`revisions/${revision}.json`, frozen));
  yield listed(jsonFile('events.json', content.events));
  yield listed(jsonFile('verification.json', content.verdicts));
  for (const file of personFiles(view, numbers)) yield listed(file);
  for (const blob of content.blobs) {
    const bytes = await open(blob);
    if (bytes === null) withheld.push({ blobId: blob.id, label: blob.label, sha256: blob.sha256 });
    else yield listed({ name: `documents/${blob.label}-${blob.id}.${extensionOf(blob.mediaType)}`, bytes });
  }
  const { id, registrationNumber, state, version, purgedOn } = view.proposal;
  yield jsonFile('manifest.json', {
    format: 'salur/case-bundle/1',
    proposalId: id,
    registrationNumber,
    state,
    version,
    numbers: numbers === null ? 'masked' : 'full',
    streams: content.verdicts,
    // personal data was blanked then, and files with it: what is withheld is gone
    purgedOn,
    withheld,
    files,
  });
}

function extensionOf(mediaType: string): string {
  return /^[a-z]+\/([a-z0-9]+)$/.exec(mediaType)?.[1] ?? 'bin';
}

/** A paper with personal data needs a purpose, and is logged by its reader; without one it is left out. */
async function openPaper(
  ctx: AppContext,
  actor: Actor,
  blob: BundledBlob,
  purpose: string | null,
): Promise<Uint8Array | null> {
  try {
    return (await readBlob(ctx, actor, blob.id, purpose)).bytes;
  } catch (error) {
    if (error instanceof Refusal && (error.error.code === 'PURPOSE_REQUIRED' || error.error.code === 'PURGED'))
      return null;
    throw error;
  }
}

type SealedRow = SealedNumbers & { readonly person_id: string };

async function readNumbers(tx: ActorTx, { sealedPersons }: SealedView): Promise<readonly SealedRow[]> {
  const personIds = sealedPersons.rows.map(({ view }) => view.personId);
  return tx.sql.$queryRaw<SealedRow[]>`
    select id as person_id, nik_sealed, family_card_sealed from person where id = any(${personIds}::uuid[])`;
}

/** Opened only after it is committed whose numbers go out, to whom and why. */
async function openLogged(
  ctx: AppContext,
  actor: Actor,
  { proposalId, purpose, rows }: { proposalId: string; purpose: AccessPurpose; rows: readonly SealedRow[] },
): Promise<FullNumbers> {
  const personIds = rows.map((row) => row.person_id);
  await ctx.db.withActor(actor, 30_000, (tx) => logNumbers(tx, { personIds, purpose, proposalId }));
  const entries = rows.map(async (row) => [row.person_id, await openNumbers(ctx, row.person_id, row)] as const);
  return new Map(await Promise.all(entries));
}
