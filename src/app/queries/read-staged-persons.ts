import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { readStagedPage, readStagedRows, type StagedRow } from '../drafts/staged-rows.js';
import { parseId, parseInput } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import { offsetOf, page as pageNumber, type Page } from './paging.js';

const PAGE_SIZE = 50;

export type StagedRowView = StagedRow;

export interface StagedPersons {
  readonly importId: string;
  readonly expiresAt: string;
  readonly ended: boolean;
  readonly saved: number;
  readonly good: number;
  /** Wrong in something that somebody has to mend. */
  readonly refused: number;
  /** In the list already, and otherwise in order: the whole list may be replaced. */
  readonly listed: number;
  readonly rows: Page<StagedRow>;
}

/** A judged list that waits to be saved, as its uploader sees it: rows to be looked at first. Errors: NOT_FOUND, INVALID_INPUT. */
export async function readStagedPersons(
  ctx: AppContext,
  actor: Actor,
  input: { readonly proposalId: string; readonly importId: string; readonly page?: number },
): Promise<StagedPersons> {
  const importId = parseId('importId', input.importId);
  const page = parseInput(pageNumber, input.page);
  return ctx.db.withActor(actor, 10_000, async (tx) => {
    const [head] = await tx.sql.$queryRaw<{ expires_at: Date; saved: number; ended: boolean }[]>`
      select expires_at, saved, ended_at is not null as ended from person_import
       where id = ${importId}::uuid and proposal_id = ${parseId('proposalId', input.proposalId)}::uuid and expires_at > ${tx.now}::timestamptz`;
    if (head === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'import' }));
    const [count] = await tx.sql.$queryRaw<{ total: number; good: number; listed: number }[]>`
      select count(*)::int as total, count(*) filter (where errors = '[]')::int as good,
             count(*) filter (where errors = '[{"code":"ALREADY_LISTED","field":"nationalId"}]')::int as listed
        from person_import_row where import_id = ${importId}::uuid`;
    const { total, good, listed } = count ?? { total: 0, good: 0, listed: 0 };
    const range = { limit: PAGE_SIZE, offset: offsetOf({ page, pageSize: PAGE_SIZE }) };
    const items = await readStagedPage(tx, ctx.vault, importId, range);
    return {
      importId,
      expiresAt: head.expires_at.toISOString(),
      ended: head.ended,
      saved: head.saved,
      good,
      refused: total - good - listed,
      listed,
      rows: { items, total, page, pageSize: PAGE_SIZE },
    };
  });
}

/** One row of such a list. Errors: NOT_FOUND, INVALID_INPUT. */
export async function readStagedRow(
  ctx: AppContext,
  actor: Actor,
  input: { readonly importId: string; readonly number: number },
): Promise<StagedRow> {
  const importId = parseId('importId', input.importId);
  const [row] = await ctx.db.withActor(actor, 10_000, (tx) => readStagedRows(tx, ctx.vault, importId, input.number));
  if (row === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'row' }));
  return row;
}
