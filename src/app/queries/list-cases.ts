import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { terminalStates, isProposalState } from '../../domain/proposal/states.js';
import { typedText } from '../drafts/draft-fields.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import { toCaseItems, type CaseItem, type CaseListRow } from './case-item.js';
import { offsetOf, page, pageSize, type Page } from './paging.js';

export const caseFilters = z.object({
  state: z.string().refine(isProposalState, { message: 'state' }).nullish(),
  regencyCode: z.string().max(10).nullish(),
  targetGroup: z.string().max(20).nullish(),
  programmeId: z.uuid().nullish(),
  fiscalYear: z.int().min(2000).max(2200).nullish(),
  /** Only cases past their deadline. */
  overdue: z.boolean().default(false),
  /** Only cases that have not ended. */
  running: z.boolean().default(false),
  /** Part of the registration number or of the institution's name. */
  q: typedText(200).default(''),
  sort: z.enum(['due', 'newest', 'oldest', 'institution', 'amount', 'state']).default('due'),
  page,
  pageSize,
});
export type ListCases = z.input<typeof caseFilters>;

/** Every case that row security shows to this person, filtered and sorted. Errors: NOT_SIGNED_IN, INVALID_INPUT. */
export async function listCases(ctx: AppContext, actor: Actor, input: ListCases = {}): Promise<Page<CaseItem>> {
  if (actor.kind === 'public') throw new Refusal(refuse('NOT_SIGNED_IN'));
  return ctx.db.withActor(actor, 10_000, async (tx) => {
    const filters = parseInput(caseFilters, input);
    const rows = await readCases(tx, filters);
    return {
      items: await toCaseItems(tx, rows),
      total: Number(rows[0]?.total ?? 0n),
      page: filters.page,
      pageSize: filters.pageSize,
    };
  });
}

export async function readCases(tx: ActorTx, filters: z.infer<typeof caseFilters>): Promise<CaseListRow[]> {
  const { sort } = filters;
  const pattern = `%${filters.q.replaceAll(/[\\%_]/g, '\\$&')}%`;
  // narrow rows are sorted; only those of the page are read whole
  return tx.sql.$queryRaw<CaseListRow[]>`
    with picked as (
    select c.id, count(*) over () as total, row_number() over (
             order by case when ${sort}::text = 'due' then c.due_at end nulls last, case when ${sort}::text = 'newest' then c.created_at end desc,
                      case when ${sort}::text = 'oldest' then c.created_at end, case when ${sort}::text = 'institution' then c.institution_name end,
                      case when ${sort}::text = 'amount' then c.requested_amount end desc, case when ${sort}::text = 'state' then c.state end,
                      c.created_at desc, c.id) as place
      from case_list c
     where (${filters.state ?? null}::text is null or c.state = ${filters.state ?? null})
       and (${filters.regencyCode ?? null}::text is null or c.regency_code = ${filters.regencyCode ?? null})
       and (${filters.targetGroup ?? null}::text is null or c.target_group = ${filters.targetGroup ?? null})
       and (${filters.programmeId ?? null}::uuid is null or c.programme_id = ${filters.programmeId ?? null}::uuid)
       and (${filters.fiscalYear ?? null}::int is null or c.fiscal_year = ${filters.fiscalYear ?? null}::int)
       and (not ${filters.overdue}::boolean or (c.due_at < ${tx.now} and not (c.state = any(${terminalStates}::text[]))))
       and (not ${filters.running}::boolean or not (c.state = any(${terminalStates}::text[])))
       and (${pattern} = '%%' or c.registration_number ilike ${pattern} or c.institution_name ilike ${pattern} or c.institution_code ilike ${pattern})
     order by place limit ${filters.pageSize} offset ${offsetOf(filters)})
    select c.*, k.total from picked k join case_list c on c.id = k.id order by k.place`;
}
