import { createHash } from 'node:crypto';
import { canonical } from '../../domain/canonical.js';

/** SHA-256 over the canonical text, in hex. */
export function contentHash(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex');
}

/** Command id = hash(actor, operation, key) (architecture 4.2); the key comes from the page's form or Idempotency-Key. */
export function commandId(actor: string, operation: string, key: string): string {
  return contentHash({ actor, operation, key });
}
