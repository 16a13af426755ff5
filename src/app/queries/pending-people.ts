import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import type { ActorTx } from '../ports.js';
import { readNames } from './case-item.js';
import type { PendingView } from './case-view.js';
import { maySeePersons } from './may-see-persons.js';

/** Names behind the ids of a pending update of the list, and who of the newcomers is already proposed for the same need. */
export async function readPendingPeople(
  tx: ActorTx,
  c: ProposalCase,
  payload: Readonly<Record<string, unknown>>,
): Promise<PendingView['people']> {
  const { verifierId, changes } = payload as { readonly verifierId?: unknown; readonly changes?: unknown };
  if (typeof verifierId !== 'string' || !Array.isArray(changes)) return [];
  const officers = await readNames(tx, [verifierId]);
  const entrants = (changes as { readonly replacedBy: string | null }[]).flatMap(({ replacedBy }) => replacedBy ?? []);
  const people = maySeePersons(tx.authority)
    ? await tx.sql.$queryRaw<{ id: string; name: string; flagged: boolean }[]>`
        select n.id, n.name, exists (
                 select from already_proposed(array[n.identity_key], ${c.fiscalYear}::int, ${c.id}::uuid) a
                  where a.need_group in (select need_group from entitlement_line where proposal_id = ${c.id}::uuid)) as flagged
          from person n where n.id = any(${entrants}::uuid[])`
    : [];
  return [...[...officers].map(([id, name]) => ({ id, name, flagged: false })), ...people];
}
