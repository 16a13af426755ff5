import { createHash, createPublicKey, verify } from 'node:crypto';
import type { CheckpointFile } from '../ports.js';
import { signedText, type Checkpoint } from './checkpoint.js';
import type { Fault } from './fault.js';

/** By stream and number, the hash that a checkpoint saw, and the file that says so. */
export type Witnessed = ReadonlyMap<string, ReadonlyMap<number, { readonly hash: string; readonly file: string }>>;

/** Reads checkpoints that hang together and carry the key's signature; of a broken row the first file is named. */
export function readCheckpoints(files: readonly CheckpointFile[], publicKey: string, faults: Fault[]): Witnessed {
  const witnessed = new Map<string, Map<number, { hash: string; file: string }>>();
  const key = createPublicKey(publicKey);
  let previous = '';
  for (const [index, { name, text }] of files.entries()) {
    const checkpoint = parse(text);
    const signature = Buffer.from(checkpoint?.signature ?? '', 'base64');
    if (checkpoint === null || !verify(null, Buffer.from(signedText(checkpoint)), key, signature)) {
      faults.push({ code: 'CHECKPOINT_FORGED', file: name });
      return witnessed;
    }
    if (checkpoint.number !== index + 1 || checkpoint.previous !== previous) {
      faults.push({ code: 'CHECKPOINT_MISSING', file: name });
      return witnessed;
    }
    previous = createHash('sha256').update(text).digest('hex');
    for (const { stream, seq, hash } of checkpoint.heads) {
      const seen = witnessed.get(stream) ?? new Map<number, { hash: string; file: string }>();
      witnessed.set(stream, seen.set(seq, { hash, file: name }));
    }
  }
  return witnessed;
}

function parse(text: string): Checkpoint | null {
  try {
    return JSON.parse(text) as Checkpoint;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
