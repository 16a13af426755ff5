import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import type { PersonRow } from '../../domain/person-row.js';
import { parseId, parseInput } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import { checkPersons, type CheckedRow } from './check-persons.js';
import { editProposal } from './edit-proposal.js';
import { noteLookUp, personRow } from './import-persons.js';
import { lockImport, readStagedRows, rejudgeRow } from './staged-rows.js';

export interface MendStagedRow {
  readonly proposalId: string;
  readonly importId: string;
  /** As the list counts, from 1. */
  readonly number: number;
  readonly row: PersonRow;
}

/** Judges one mended row of a list that waits, and that row alone. Errors: those of editProposal, NOT_FOUND, INVALID_INPUT, TOO_LARGE. */
export async function mendStagedRow(
  ctx: AppContext,
  actor: Actor,
  input: MendStagedRow,
): Promise<Pick<CheckedRow, 'errors' | 'warnings'>> {
  const proposalId = parseId('proposalId', input.proposalId);
  const importId = parseId('importId', input.importId);
  const { checked, only } = await editProposal(ctx, actor, { proposalId }, async (tx, proposal) => {
    const content = parseInput(personRow, input.row);
    await lockImport(tx, proposalId, importId);
    const [row] = await readStagedRows(tx, ctx.vault, importId, input.number);
    if (row === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'row' }));
    const others = await tx.sql.$queryRaw<{ identity: string }[]>`
      select encode(identity_key, 'hex') as identity from person_import_row
       where import_id = ${importId}::uuid and id <> ${row.id}::uuid and identity_key is not null`;
    const besides = new Set(others.map(({ identity }) => identity));
    const found = await checkPersons(tx, ctx.vault, proposal, [content], { replacing: false, besides });
    const [judged] = found.rows;
    if (judged === undefined) throw new Error('one row was judged and none came back');
    await rejudgeRow(tx, ctx.vault, row.id, content, judged);
    return { checked: found, only: judged };
  });
  await noteLookUp(ctx, actor, proposalId, checked);
  return { errors: only.errors, warnings: only.warnings };
}
