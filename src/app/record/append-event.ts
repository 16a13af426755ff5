import { canonical } from '../../domain/canonical.js';
import { actorText } from '../../domain/actor.js';
import type { ActorTx } from '../ports.js';
import { createHash } from 'node:crypto';

export interface EventEntry {
  readonly stream: string;
  readonly type: string;
  readonly commandId: string | null;
  readonly institutionId: string | null;
  readonly regencyCode: string | null;
  /** Ids, hashes and small facts; never personal data of beneficiaries (I13). */
  readonly data: Readonly<Record<string, unknown>>;
}

const DOMAIN = 'salur/event/1';

/** hash = SHA-256(domain ‖ previous ‖ canonical text) per stream (architecture 8). */
export function eventHash(previous: string, body: Readonly<Record<string, unknown>>): string {
  return createHash('sha256')
    .update(`${DOMAIN}\n${previous}\n${canonical(body)}`)
    .digest('hex');
}

/**
 * Appends to the stream's chain. The stream's advisory lock is taken in a statement of its own before the last hash is
 * read, so that the read sees what the holder before us committed; it is the last lock of every transaction. Returns the
 * number of each entry in its stream.
 */
export async function appendEvents(tx: ActorTx, entries: readonly EventEntry[]): Promise<readonly number[]> {
  const numbers: number[] = [];
  for (const entry of [...entries, ...usesOfEmergency(tx, entries)]) {
    await tx.sql.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${entry.stream}, 7))`;
    const [last] = await tx.sql.$queryRaw<{ seq: number; hash: string }[]>`
      select seq, hash from event where stream = ${entry.stream} order by seq desc limit 1`;
    const seq = (last?.seq ?? 0) + 1;
    numbers.push(seq);
    const previous = last?.hash ?? '';
    const at = tx.now.toISOString();
    const body = {
      stream: entry.stream,
      seq,
      type: entry.type,
      actor: actorText(tx.actor),
      roles: [...tx.authority.roles],
      commandId: entry.commandId,
      at,
      data: entry.data,
    };
    await tx.sql.$executeRaw`
      insert into event (stream, seq, type, actor, actor_name, roles, institution_id, regency_code, command_id, at, data, prev_hash, hash)
      values (${entry.stream}, ${seq}, ${entry.type}, ${body.actor}, ${tx.authority.name}, ${body.roles}, ${entry.institutionId}::uuid,
              ${entry.regencyCode}, ${entry.commandId}, ${tx.now}, ${JSON.stringify(entry.data)}::jsonb, ${previous}, ${eventHash(previous, body)})`;
  }
  return numbers.slice(0, entries.length);
}

/** Whatever somebody writes while an emergency gives him an office stands in the security stream too, with both names. */
function usesOfEmergency({ authority }: ActorTx, entries: readonly EventEntry[]): readonly EventEntry[] {
  return entries
    .filter((entry) => entry.stream !== 'security')
    .flatMap(({ stream, type }) =>
      authority.emergency.map(({ id, role, requestedBy, confirmedBy }) => ({
        stream: 'security',
        type: 'emergency_used',
        commandId: null,
        institutionId: null,
        regencyCode: null,
        data: { emergencyId: id, role, requestedBy, confirmedBy, stream, type },
      })),
    );
}
