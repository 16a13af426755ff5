import { isPaperKind, type PaperKind } from '../../domain/papers.js';
import type { ActorTx } from '../ports.js';

export interface PaperView {
  readonly id: string;
  readonly kind: PaperKind;
  readonly code: string;
  readonly number: string | null;
  readonly dated: string;
  /** Null until it is rendered. */
  readonly blobId: string | null;
  readonly sha256: string | null;
}

/** The papers of a case that the reader may see, the oldest first; row security leaves out those among officials. */
export async function readPapers(tx: ActorTx, proposalId: string): Promise<readonly PaperView[]> {
  const rows = await tx.sql.$queryRaw<
    (Omit<PaperView, 'kind' | 'blobId'> & { kind: string; blob_id: string | null })[]
  >`
    select id, kind, code, number, dated::text, blob_id, sha256 from paper where proposal_id = ${proposalId}::uuid
     order by ordered_at, ordinal, kind`;
  return rows.flatMap(({ kind, blob_id: blobId, ...row }) => (isPaperKind(kind) ? [{ ...row, kind, blobId }] : []));
}
