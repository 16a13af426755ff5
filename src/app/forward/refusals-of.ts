import { z } from 'zod';
import { isErrorCode, type DomainError } from '../../domain/errors.js';
import type { RefusedProposal } from '../../domain/proposal-task.js';
import type { CommandOutcome, SubjectSummary } from '../../../workflows/messages.js';
import type { ActorTx } from '../ports.js';

const details = z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]));
const answered = z.object({
  refusals: z.array(
    z.object({
      proposalId: z.string(),
      error: z.object({ code: z.string().refine(isErrorCode), details }),
    }),
  ),
});

/** The proposals that refused what one command of a decree or batch told them, from the chain. */
export async function refusalsOf(tx: ActorTx, stream: string, commandId: string): Promise<readonly RefusedProposal[]> {
  const rows = await tx.sql.$queryRaw<{ data: unknown }[]>`
    select data from event where stream = ${stream} and command_id = ${commandId} and type = 'proposals_answered' order by seq`;
  return rows.flatMap((row) =>
    answered
      .parse(row.data)
      .refusals.map(({ proposalId, error }): RefusedProposal => ({ proposalId, error: error satisfies DomainError })),
  );
}

/** The stored outcome of an earlier command as it looks today: with what the proposals have answered since. */
export async function outcomeToday(
  tx: ActorTx,
  stream: string,
  stored: CommandOutcome,
  commandId: string,
  summary: SubjectSummary,
): Promise<CommandOutcome> {
  const refused = [...(stored.refused ?? []), ...(await refusalsOf(tx, stream, commandId))];
  return { ...stored, summary, ...(refused.length === 0 ? {} : { refused }) };
}
