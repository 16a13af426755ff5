import { actorText } from '../../domain/actor.js';
import type { CommandMessage, CommandOutcome } from '../../../workflows/messages.js';
import type { ActorTx } from '../ports.js';

/** The outcome of a command that was applied before; `reused` when its id came with another body (architecture 4.2). */
export async function readStoredOutcome(
  tx: ActorTx,
  message: Pick<CommandMessage, 'commandId' | 'requestHash'>,
): Promise<CommandOutcome | 'reused' | null> {
  const [row] = await tx.sql.$queryRaw<{ request_hash: string; outcome: CommandOutcome }[]>`
    select request_hash, outcome from command where id = ${message.commandId}`;
  if (row === undefined) return null;
  return row.request_hash === message.requestHash ? row.outcome : 'reused';
}

export async function storeOutcome(
  tx: ActorTx,
  message: Pick<CommandMessage, 'commandId' | 'requestHash' | 'subjectId' | 'type'>,
  outcome: CommandOutcome,
): Promise<void> {
  await tx.sql.$executeRaw`
    insert into command (id, stream, type, request_hash, actor, outcome, created_at)
    values (${message.commandId}, ${message.subjectId}, ${message.type}, ${message.requestHash}, ${actorText(tx.actor)}, ${JSON.stringify(outcome)}::jsonb, ${tx.now})`;
}
