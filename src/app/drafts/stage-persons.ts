import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import type { PersonRow } from '../../domain/person-row.js';
import { parseId, parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import { checkPersons } from './check-persons.js';
import { editProposal, type EditedProposal } from './edit-proposal.js';
import { noteLookUp, personRow, TIMEOUT_MS } from './import-persons.js';
import { MAX_ROWS } from './read-person-rows.js';
import { writeStagedRows } from './staged-rows.js';

const KEPT_MS = 48 * 3_600_000;
const request = z.object({ rows: z.array(personRow).min(1).max(MAX_ROWS) });

export interface StagePersons {
  readonly proposalId: string;
  readonly rows: readonly PersonRow[];
}

/**
 * Judges a list and keeps it, with what was found in each row, for two days; nothing of it is in the proposal. Whoever brings
 * another one throws this away. Errors: those of editProposal, INVALID_INPUT, TOO_LARGE (5,000 persons).
 */
export async function stagePersons(
  ctx: AppContext,
  actor: Actor,
  input: StagePersons,
): Promise<{ readonly importId: string }> {
  const proposalId = parseId('proposalId', input.proposalId);
  const { checked, importId } = await editProposal(
    ctx,
    actor,
    { proposalId, timeoutMs: TIMEOUT_MS },
    async (tx, proposal) => {
      const { rows } = parseInput(request, input);
      const found = await checkPersons(tx, ctx.vault, proposal, rows, { replacing: false });
      const id = await openImport(tx, proposal);
      const judged = found.rows.map((row) => ({ content: rows[row.row - 1] ?? noRow(), checked: row }));
      await writeStagedRows(tx, ctx.vault, proposal, id, judged);
      return { checked: found, importId: id };
    },
  );
  await noteLookUp(ctx, actor, proposalId, checked);
  return { importId };
}

function noRow(): never {
  throw new Error('a row was judged that nobody brought');
}

async function openImport(tx: ActorTx, proposal: EditedProposal): Promise<string> {
  const id = uuid();
  await tx.sql.$executeRaw`
    delete from person_import where proposal_id = ${proposal.id}::uuid and created_by = ${tx.authority.userId}::uuid`;
  await tx.sql.$executeRaw`
    insert into person_import (id, proposal_id, institution_id, regency_code, created_by, created_at, expires_at)
    values (${id}::uuid, ${proposal.id}::uuid, ${proposal.institutionId}::uuid, ${proposal.regencyCode}, ${tx.authority.userId}::uuid, ${tx.now},
            ${new Date(tx.now.getTime() + KEPT_MS)})`;
  return id;
}

/** Deletes what nobody accepted in its time. */
export async function dropStagedPersons(ctx: Pick<AppContext, 'db'>, asOf: Date): Promise<number> {
  return ctx.db.withActor(
    { kind: 'system', purpose: 'purge' },
    30_000,
    (tx) => tx.sql.$executeRaw`delete from person_import where expires_at <= ${asOf}::timestamptz`,
  );
}
