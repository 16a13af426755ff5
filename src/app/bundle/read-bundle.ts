import { isId } from '../parse-input.js';
import type { ActorTx } from '../ports.js';
import { linkFault, type ChainedEvent, type LinkFault } from '../record/event-link.js';

export interface BundledBlob {
  readonly id: string;
  readonly label: string;
  readonly mediaType: string;
  readonly sha256: string;
}
export interface StreamVerdict {
  readonly stream: string;
  readonly events: number;
  readonly lastHash: string;
  readonly firstFault: { readonly seq: number; readonly fault: LinkFault } | null;
}
export interface BundleContent {
  readonly revisions: readonly { readonly revision: number; readonly content: unknown }[];
  readonly events: readonly ChainedEvent[];
  readonly verdicts: readonly StreamVerdict[];
  readonly blobs: readonly BundledBlob[];
}

/** What stands of a case beside its page: frozen revisions, the chains of its events and of its decree, every file. */
export async function readBundle(tx: ActorTx, proposalId: string): Promise<BundleContent> {
  const revisions = await tx.sql.$queryRaw<{ revision: number; content: unknown }[]>`
    select revision, to_jsonb(r) as content from proposal_revision r where proposal_id = ${proposalId}::uuid order by revision`;
  const events = await tx.sql.$queryRaw<ChainedEvent[]>`
    select stream, seq, type, actor, roles, command_id, at, data, prev_hash, hash from event
     where stream in (select 'proposal/' || ${proposalId}
                union select 'decree/' || decree_id from decree_entry where proposal_id = ${proposalId}::uuid
                union select 'delivery/' || batch_id from delivery_drop where proposal_id = ${proposalId}::uuid)
     order by stream collate "C" desc, seq`;
  const named = events
    .filter((event) => event.stream === `proposal/${proposalId}`)
    .flatMap((event) => blobIdsIn(event.data));
  return { revisions, events, verdicts: verdictsOf(events), blobs: await readBlobs(tx, proposalId, named) };
}

function verdictsOf(events: readonly ChainedEvent[]): readonly StreamVerdict[] {
  const streams = [...new Set(events.map((event) => event.stream))];
  return streams.map((stream) => {
    const chain = events.filter((event) => event.stream === stream);
    const faults = chain.map((event, index) => ({ seq: event.seq, fault: linkFault(chain[index - 1] ?? null, event) }));
    const broken = faults.find(({ fault }) => fault !== null);
    return {
      stream,
      events: chain.length,
      lastHash: chain.at(-1)?.hash ?? '',
      firstFault: broken === undefined || broken.fault === null ? null : { seq: broken.seq, fault: broken.fault },
    };
  });
}

/** Papers that only an event names, like the scan of a consideration or of a letter from outside. */
function blobIdsIn(value: unknown, name = ''): readonly string[] {
  if (typeof value === 'string') return /(BlobIds?|^scan)$/.test(name) && isId(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  const entries = Array.isArray(value) ? value.map((entry: unknown) => [name, entry] as const) : Object.entries(value);
  return entries.flatMap(([key, entry]) => blobIdsIn(entry, key));
}

async function readBlobs(tx: ActorTx, proposalId: string, named: readonly string[]): Promise<readonly BundledBlob[]> {
  return tx.sql.$queryRaw<BundledBlob[]>`
    with named (id, label) as (
      select blob_id, code from proposal_document where proposal_id = ${proposalId}::uuid
      union all select d.blob_id, d.code || '-v' || d.version from institution_document d
        join proposal p on p.institution_id = d.institution_id where p.id = ${proposalId}::uuid
      union all select minutes_blob_id, 'VISIT_MINUTES' from visit where proposal_id = ${proposalId}::uuid
      union all select proof_blob_id, 'VISIT_PROOF' from visit_person where proposal_id = ${proposalId}::uuid
      union all select unnest(photo_blob_ids), 'VISIT_PHOTO' from visit where proposal_id = ${proposalId}::uuid
      union all select blob_id, 'LIST-v' || version from beneficiary_list where proposal_id = ${proposalId}::uuid
      union all select blob_id, upper(kind) from paper where proposal_id = ${proposalId}::uuid
      union all select form_blob_id, 'PACT' from pact where proposal_id = ${proposalId}::uuid
      union all select signed_blob_id, 'PACT_SIGNED' from pact where proposal_id = ${proposalId}::uuid
      union all select d.annex_blob_id, 'DECREE_ANNEX' from decree d join decree_entry e on e.decree_id = d.id where e.proposal_id = ${proposalId}::uuid
      union all select d.signed_blob_id, 'DECREE_SIGNED' from decree d join decree_entry e on e.decree_id = d.id where e.proposal_id = ${proposalId}::uuid
      union all select scan_blob_id, 'AMENDMENT' from decree_amendment where proposal_id = ${proposalId}::uuid
      union all select bast_blob_id, 'BAST' from delivery_drop where proposal_id = ${proposalId}::uuid
      union all select unnest(${[...named]}::uuid[]), 'PAPER')
    select distinct on (b.id) b.id, n.label, b.media_type as "mediaType", b.sha256
      from named n join blob b on b.id = n.id order by b.id, n.label = 'PAPER', n.label collate "C"`;
}
