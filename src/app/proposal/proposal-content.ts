import type { ActorTx } from '../ports.js';
import { contentHash } from '../record/content-hash.js';

export interface ProposalContent {
  readonly contentHash: string;
  readonly linesHash: string;
  readonly persons: number;
  readonly linesTotal: bigint;
  readonly costTotal: bigint;
  readonly requestedAmount: bigint;
  readonly ownShare: bigint;
  readonly letterComplete: boolean;
  /** WITA date, as typed. */
  readonly letterDate: string | null;
  readonly documents: readonly { readonly code: string; readonly sha256: string }[];
  /** What a revision keeps: no names, no numbers of persons. */
  readonly snapshot: Readonly<Record<string, unknown>>;
}

interface Head {
  letter_number: string | null;
  letter_date: Date | null;
  background: string | null;
  purpose: string | null;
  requested_amount: bigint;
  own_share: bigint;
}

/** The working copy as a whole; its hash binds a submission to exactly what the page showed. */
export async function readContent(tx: ActorTx, proposalId: string): Promise<ProposalContent> {
  const [head] = await tx.sql.$queryRaw<Head[]>`
    select letter_number, letter_date, background, purpose, requested_amount, own_share from proposal where id = ${proposalId}::uuid`;
  if (head === undefined) throw new Error(`proposal ${proposalId} is not visible`);
  const costLines = await tx.sql.$queryRaw<
    { position: number; description: string; volume: number; unit: string; unit_price: bigint; amount: bigint }[]
  >`
    select position, description, volume, unit, unit_price, amount from cost_line where proposal_id = ${proposalId}::uuid order by position`;
  const lines = await tx.sql.$queryRaw<
    { id: string; person_id: string; item_id: string; requested: number; unit_price: bigint }[]
  >`
    select id, person_id, item_id, requested, unit_price from entitlement_line
     where proposal_id = ${proposalId}::uuid and status <> 'DROPPED' order by id`;
  const documents = await tx.sql.$queryRaw<{ code: string; sha256: string }[]>`
    select d.code, b.sha256 from proposal_document d join blob b on b.id = d.blob_id where d.proposal_id = ${proposalId}::uuid order by d.code`;
  const letter = {
    number: head.letter_number ?? '',
    date: head.letter_date?.toISOString().slice(0, 10) ?? '',
    background: head.background ?? '',
    purpose: head.purpose ?? '',
  };
  const linesDigest = contentHash(lines.map((line) => [line.id, line.person_id, line.item_id, line.requested]));
  const snapshot = {
    letter,
    requested: head.requested_amount.toString(),
    ownShare: head.own_share.toString(),
    costLines: costLines.map((line) => ({
      ...line,
      unit_price: line.unit_price.toString(),
      amount: line.amount.toString(),
    })),
    documents,
    linesHash: linesDigest,
  };
  return {
    contentHash: contentHash(snapshot),
    linesHash: linesDigest,
    persons: new Set(lines.map((line) => line.person_id)).size,
    linesTotal: lines.reduce((sum, line) => sum + line.unit_price * BigInt(line.requested), 0n),
    costTotal: costLines.reduce((sum, line) => sum + line.amount, 0n),
    requestedAmount: head.requested_amount,
    ownShare: head.own_share,
    letterComplete: Object.values(letter).every((text) => text.trim() !== ''),
    letterDate: letter.date === '' ? null : letter.date,
    documents,
    snapshot,
  };
}
