import { createHash } from 'node:crypto';
import type { Fault } from './fault.js';
import type { Seal } from './record-source.js';
import type { ClosingEvent } from './verify-events.js';

/** By table and key, what the program wrote last. */
export type LatestSeals = ReadonlyMap<string, ReadonlyMap<string, Pick<Seal, 'id' | 'hash'>>>;

/** Compares the seals of each transaction with the root hash in its event, and finds the last seal of each row. */
export async function verifySeals(
  source: AsyncIterable<Seal>,
  closed: ReadonlyMap<number, ClosingEvent>,
  faults: Fault[],
): Promise<{ readonly latest: LatestSeals; readonly seals: number }> {
  const latest = new Map<string, Map<string, Pick<Seal, 'id' | 'hash'>>>();
  const open = new Map(closed);
  let seals = 0;
  let group: Seal[] = [];
  const close = (): void => {
    const [first] = group;
    if (first === undefined) return;
    const event = open.get(first.seal);
    open.delete(first.seal);
    if (event === undefined) {
      faults.push({ code: 'SEALS_WITHOUT_EVENT', seal: first.seal, table: first.table, key: first.key });
    } else if (event.count !== group.length || event.root !== rootOf(group)) {
      faults.push({ code: 'SEALS_CHANGED', seal: first.seal, stream: event.stream, seq: event.seq });
    }
    group = [];
  };
  for await (const seal of source) {
    if (group[0]?.seal !== seal.seal) close();
    group.push(seal);
    seals += 1;
    const rows = latest.get(seal.table) ?? new Map<string, Pick<Seal, 'id' | 'hash'>>();
    latest.set(seal.table, rows);
    if ((rows.get(seal.key)?.id ?? -1) < seal.id) rows.set(seal.key, { id: seal.id, hash: seal.hash });
  }
  close();
  for (const [seal, { stream, seq }] of open) faults.push({ code: 'SEALS_MISSING', seal, stream, seq });
  return { latest, seals };
}

function rootOf(seals: readonly Seal[]): string {
  const lines = seals.map(({ id, table, key, hash }) => `${id}|${table}|${key}|${hash ?? 'deleted'}`);
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
