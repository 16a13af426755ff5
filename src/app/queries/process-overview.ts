import type { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { terminalStates } from '../../domain/proposal/states.js';
import { workflowIds } from '../../../workflows/messages.js';
import { parseInput } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import { toCaseItems, type CaseItem } from './case-item.js';
import { caseFilters, readCases } from './list-cases.js';
import type { Page } from './paging.js';

export interface RunningCase extends CaseItem {
  readonly workflowId: string;
  /** Whole days in the present state. */
  readonly ageDays: number;
}
export interface ProcessOverview extends Page<RunningCase> {
  /** Of all running cases of the programme, not only those filtered. */
  readonly byState: readonly { readonly state: string; readonly cases: number; readonly overdue: number }[];
}
export type ProcessFilters = Omit<z.input<typeof caseFilters>, 'running'>;

const DAY_MS = 86_400_000;

/**
 * Every running case with its step, age, whom it waits for and until when. The technical state of its workflow is not in
 * the record: the page asks for it by `workflowId`. For officials and administrators. Errors: WRONG_ROLE, INVALID_INPUT.
 */
export async function processOverview(
  ctx: AppContext,
  actor: Actor,
  input: ProcessFilters = {},
): Promise<ProcessOverview> {
  return ctx.db.withActor(actor, 10_000, async (tx) => {
    const { scope } = tx.authority;
    if (scope !== 'province' && scope !== 'system') throw new Refusal(refuse('WRONG_ROLE', { needed: ['ADMIN'] }));
    const filters = { ...parseInput(caseFilters, input), running: true };
    const rows = await readCases(tx, filters);
    const items = await toCaseItems(tx, rows);
    const counts = await tx.sql.$queryRaw<{ state: string; cases: bigint; overdue: bigint }[]>`
      select c.state, count(*) as cases, count(*) filter (where c.due_at < ${tx.now}) as overdue from case_list c
       where not (c.state = any(${[...terminalStates]}::text[]))
         and (${filters.programmeId ?? null}::uuid is null or c.programme_id = ${filters.programmeId ?? null}::uuid)
       group by c.state order by c.state`;
    return {
      items: items.map((item) => ({
        ...item,
        workflowId: workflowIds.proposal(item.proposalId),
        ageDays: Math.floor((tx.now.getTime() - new Date(item.stateSince).getTime()) / DAY_MS),
      })),
      total: Number(rows[0]?.total ?? 0n),
      page: filters.page,
      pageSize: filters.pageSize,
      byState: counts.map((row) => ({ state: row.state, cases: Number(row.cases), overdue: Number(row.overdue) })),
    };
  });
}
