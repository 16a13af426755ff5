import type { DecreeCase } from '../../domain/decree/decree-case.js';
import type { CommandOutcome, SubjectSummary } from '../../../workflows/messages.js';
import { refusalsOf } from '../forward/refusals-of.js';
import type { ActorTx } from '../ports.js';

export function decreeSummary(d: DecreeCase): SubjectSummary {
  return { subjectId: d.id, state: d.state, version: d.version, ended: d.state === 'REGISTERED' };
}

/** The stored outcome of an earlier command as it looks today: with what the proposals have answered since. */
export async function outcomeNow(
  tx: ActorTx,
  d: DecreeCase,
  stored: CommandOutcome,
  commandId: string,
): Promise<CommandOutcome> {
  const refused = [...(stored.refused ?? []), ...(await refusalsOf(tx, `decree/${d.id}`, commandId))];
  return { ...stored, summary: decreeSummary(d), ...(refused.length === 0 ? {} : { refused }) };
}
