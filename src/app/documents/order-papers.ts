import { randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import type { FollowUp } from '../../../workflows/messages.js';
import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import type { ProposalEvent } from '../../domain/proposal/events.js';
import { paperCode, paperKinds, paperOfEvent } from '../../domain/papers.js';
import { witaDate } from '../../domain/time/wita.js';
import type { ActorTx } from '../ports.js';

/**
 * Orders the paper of each step in the transaction that decides it, so that no step is without its paper, whatever dies
 * afterwards. `numbers` are those of the events in the case's stream.
 */
export async function orderPapers(
  tx: ActorTx,
  c: ProposalCase,
  events: readonly ProposalEvent[],
  numbers: readonly number[],
): Promise<readonly FollowUp[]> {
  const ordered: FollowUp[] = [];
  for (const [index, event] of events.entries()) {
    const kind = paperOfEvent[event.type];
    if (kind === undefined) continue;
    const id = uuid();
    const { template, internal } = paperKinds[kind];
    await tx.sql.$executeRaw`
      insert into paper (id, code, kind, template, proposal_id, ordinal, institution_id, regency_code, about, number, dated, ordered_at)
      select ${id}::uuid, ${paperCode(randomBytes(16))}, ${kind}, ${template}, p.id, ${numbers[index] ?? 0}::int,
             case when ${internal}::boolean then null else p.institution_id end,
             case when ${internal}::boolean then null else p.regency_code end,
             i.name, coalesce(${numberIn(event)}::text, case when ${kind} = 'receipt_slip' then p.registration_number end),
             ${witaDate(new Date(event.at))}::date, ${tx.now}
        from proposal p join institution i on i.id = p.institution_id where p.id = ${c.id}::uuid`;
    ordered.push({ kind: 'render_paper', subjectId: id });
  }
  return ordered;
}

/** The number of the paper from outside that the step goes by. */
function numberIn({ note }: ProposalEvent): string | null {
  const number = note['documentNumber'] ?? note['number'];
  return typeof number === 'string' && number !== '' ? number : null;
}
