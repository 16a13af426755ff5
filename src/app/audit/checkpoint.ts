import { createHash } from 'node:crypto';
import { canonical } from '../../domain/canonical.js';
import type { Actor } from '../../domain/actor.js';
import type { AppContext, CheckpointFile, Notary } from '../ports.js';

/** The last event of one stream. */
export interface StreamHead {
  readonly stream: string;
  readonly seq: number;
  readonly hash: string;
}

/** What is signed: the heads that moved since the checkpoint before, on whose text it hangs. */
export interface CheckpointContent {
  readonly format: 'salur/checkpoint/1';
  readonly number: number;
  /** The hour it stands for: one checkpoint each. */
  readonly period: string;
  readonly at: string;
  /** SHA-256 of the file before; empty for the first. */
  readonly previous: string;
  readonly heads: readonly StreamHead[];
}
export interface Checkpoint extends CheckpointContent {
  /** Ed25519 over the canonical text of the content, in base64. */
  readonly signature: string;
}

const NOTARY: Actor = { kind: 'system', purpose: 'checkpoint' };

export function signedText(content: CheckpointContent): string {
  const { format, number, period, at, previous, heads } = content;
  return canonical({ format, number, period, at, previous, heads });
}

/** Signs how far every stream has come; within one hour only the first call does anything. `null`: nothing has moved. */
export async function takeCheckpoint(ctx: Pick<AppContext, 'db'>, notary: Notary): Promise<CheckpointFile | null> {
  const files = await notary.store.list();
  const last = files.at(-1);
  const before = files.flatMap((file) => (JSON.parse(file.text) as Checkpoint).heads);
  const known = new Map(before.map((head) => [head.stream, head.seq]));
  const content = await ctx.db.withActor(NOTARY, 60_000, async (tx): Promise<CheckpointContent> => ({
    format: 'salur/checkpoint/1',
    number: files.length + 1,
    period: tx.now.toISOString().slice(0, 13),
    at: tx.now.toISOString(),
    previous: last === undefined ? '' : createHash('sha256').update(last.text).digest('hex'),
    heads: (
      await tx.sql.$queryRaw<StreamHead[]>`
          select distinct on (stream) stream, seq, hash from event order by stream, seq desc`
    ).filter((head) => head.seq > (known.get(head.stream) ?? 0)),
  }));
  const stands = last === undefined ? null : (JSON.parse(last.text) as Checkpoint);
  if (last !== undefined && stands?.period === content.period) return last;
  if (content.heads.length === 0) return null;
  const signed: Checkpoint = { ...content, signature: notary.signer.sign(signedText(content)) };
  const file = {
    name: `${String(content.number).padStart(8, '0')}.json`,
    text: `${JSON.stringify(signed)}\n`,
  };
  if (await notary.store.add(file)) return file;
  return takeCheckpoint(ctx, notary);
}
