import { randomUUID } from 'node:crypto';
import { contentHash } from '../../src/app/record/content-hash.js';
import type { Actor } from '../../src/domain/actor.js';
import type { CommandMessage } from '../../workflows/messages.js';

/** A command as a use-case sends it, without the use-case. */
export function commandOf(
  actor: Actor,
  subjectId: string,
  type: string,
  payload: CommandMessage['payload'] = {},
): CommandMessage {
  const request = { commandId: randomUUID(), requestHash: contentHash({ type, payload }) };
  return { ...request, subjectId, type, actor, payload, expectedVersion: null, heavy: false };
}
