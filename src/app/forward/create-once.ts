import { actorText } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import type { ActorTx } from '../ports.js';
import { commandId, contentHash } from '../record/content-hash.js';
import { readStoredOutcome, storeOutcome } from '../record/stored-outcome.js';

export interface Creation {
  readonly operation: string;
  readonly key: string;
  /** What was asked for; the same key with another body is refused by it. */
  readonly body: unknown;
  readonly state: string;
}

/**
 * Makes a new subject once for each key of a person: asked again, it is the same subject. `make` writes it and its first
 * event and returns its id.
 */
export async function createOnce(
  tx: ActorTx,
  { operation, key, body, state }: Creation,
  make: (commandId: string) => Promise<string>,
): Promise<string> {
  const id = commandId(actorText(tx.actor), operation, key);
  // two requests with one key, one after the other: the second finds what the first has made
  await tx.sql.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${id}, 9))`;
  const message = { commandId: id, requestHash: contentHash(body) };
  const stored = await readStoredOutcome(tx, message);
  if (stored === 'reused') throw new Refusal(refuse('COMMAND_REUSED'));
  if (stored !== null) return stored.summary.subjectId;
  const subjectId = await make(id);
  const summary = { subjectId, state, version: 0, ended: false };
  await storeOutcome(tx, { ...message, subjectId, type: operation }, { summary, eventTypes: ['created'] });
  return subjectId;
}
