import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Manifest } from './manifest.js';

/** One hash over the last event of every stream: who keeps it elsewhere sees later whether a restored record is that one. */
export async function readChainHeads(client: pg.Client): Promise<Manifest['chain']> {
  const { rows } = await client.query<{ stream: string; seq: number; hash: string }>(
    'select distinct on (stream) stream, seq, hash from event order by stream, seq desc',
  );
  const digest = createHash('sha256');
  let events = 0;
  for (const { stream, seq, hash } of rows) {
    events += seq;
    digest.update(`${stream}\t${seq}\t${hash}\n`);
  }
  return { streams: rows.length, events, heads: digest.digest('hex') };
}
