import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import { checkPersons, type Checked } from './check-persons.js';
import { editProposal, type EditedProposal } from './edit-proposal.js';
import { requireRoom, TIMEOUT_MS } from './import-persons.js';
import { lockImport, readStagedRows, rejudgeRow } from './staged-rows.js';
import { writePersons } from './write-persons.js';

const request = z.object({ proposalId: z.uuid(), importId: z.uuid(), mode: z.enum(['append', 'replace']) });
export type AcceptStagedPersons = z.input<typeof request>;

export interface AcceptedPersons {
  /** By this list in all, also where it was accepted before. */
  readonly saved: number;
  /** Rows that still wait to be mended. */
  readonly left: number;
}

/**
 * Writes a judged list into the proposal in one transaction: its good rows, or all of them in the place of what stands there.
 * Everything is judged once more, since others may have written meanwhile. A list that was accepted stays so: asked again, it says
 * what it brought. Errors: those of editProposal, NOT_FOUND, TOO_LARGE, INCOMPLETE (replace while a row is refused).
 */
export async function acceptStagedPersons(
  ctx: AppContext,
  actor: Actor,
  input: AcceptStagedPersons,
): Promise<AcceptedPersons> {
  const { proposalId, importId, mode } = parseInput(request, input);
  return editProposal(ctx, actor, { proposalId, timeoutMs: TIMEOUT_MS }, async (tx, proposal) => {
    const held = await lockImport(tx, proposalId, importId);
    if (held.ended) return { saved: held.saved, left: 0 };
    const staged = await readStagedRows(tx, ctx.vault, importId);
    const replacing = mode === 'replace';
    const contents = staged.map((row) => row.content);
    const found = await checkPersons(tx, ctx.vault, proposal, contents, { replacing });
    const refused = found.rows.filter((row) => row.accepted === null).length;
    if (replacing && refused > 0) throw new Refusal(refuse('INCOMPLETE', { rows: refused }));
    const now = await save(tx, ctx, proposal, found, replacing);
    const left = await keepRefused(tx, ctx, importId, staged, found);
    const saved = held.saved + now;
    await tx.sql.$executeRaw`
      update person_import set saved = ${saved}::int, ended_at = case when ${left}::int = 0 then ${tx.now}::timestamptz end where id = ${importId}::uuid`;
    return { saved, left };
  });
}

async function save(
  tx: ActorTx,
  ctx: AppContext,
  proposal: EditedProposal,
  { rows, targetGroup }: Checked,
  replacing: boolean,
): Promise<number> {
  const people = rows.flatMap((row) => row.accepted ?? []);
  if (people.length === 0) return 0;
  if (!replacing) await requireRoom(tx, proposal, people.length);
  await writePersons(tx, ctx.vault, proposal, people, { targetGroup, replacing });
  return people.length;
}

/** What is in the list now needs no second place. */
async function keepRefused(
  tx: ActorTx,
  ctx: AppContext,
  importId: string,
  staged: Awaited<ReturnType<typeof readStagedRows>>,
  { rows }: Checked,
): Promise<number> {
  const refused = rows.flatMap((checked, index) => {
    const row = staged[index];
    return checked.accepted === null && row !== undefined ? [{ row, checked }] : [];
  });
  const kept = refused.map(({ row }) => row.id);
  await tx.sql.$executeRaw`
    delete from person_import_row where import_id = ${importId}::uuid and not (id = any(${kept}::uuid[]))`;
  for (const { row, checked } of refused) await rejudgeRow(tx, ctx.vault, row.id, row.content, checked);
  return refused.length;
}
