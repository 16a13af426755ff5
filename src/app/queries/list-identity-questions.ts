import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { identityJudges } from '../../domain/identity-question.js';
import { maskNationalId } from '../../domain/national-id.js';
import { requireRole } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import { offsetOf, page, type Page } from './paging.js';

const PAGE_SIZE = 20;
const request = z.object({ decided: z.boolean().default(false), page });

/** One entry of a person, as an institution wrote it. */
export interface IdentitySide {
  readonly personId: string;
  readonly name: string;
  readonly birthDate: string;
  readonly sex: string;
  readonly motherName: string | null;
  readonly maskedNationalId: string | null;
  readonly temporaryId: string | null;
  readonly institutionName: string;
  readonly regencyName: string;
  readonly needs: readonly string[];
  readonly proposals: readonly { readonly id: string; readonly number: string | null; readonly state: string }[];
}
export interface IdentityQuestion {
  readonly id: string;
  /** 0 to 100. */
  readonly likeness: number;
  readonly foundAt: string;
  readonly fiscalYear: number;
  readonly verdict: string | null;
  readonly ground: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly low: readonly IdentitySide[];
  readonly high: readonly IdentitySide[];
}

interface QuestionRow {
  id: string;
  likeness: number;
  found_at: Date;
  fiscal_year: number;
  verdict: string | null;
  ground: string | null;
  decided_by: string | null;
  decided_at: Date | null;
  total: bigint;
}
interface SideRow {
  question_id: string;
  low: boolean;
  id: string;
  name: string;
  birth_date: string;
  sex: string;
  mother_name: string | null;
  nik_sealed: Uint8Array | null;
  temporary_id: string | null;
  institution_name: string;
  regency_name: string | null;
  needs: string[] | null;
  proposals: { id: string; number: string | null; state: string }[] | null;
}

/** Entries that may be one person, the likest first; or those that were decided, the newest first. Errors: WRONG_ROLE, INVALID_INPUT. */
export async function listIdentityQuestions(
  ctx: AppContext,
  actor: Actor,
  input: z.input<typeof request> = {},
): Promise<Page<IdentityQuestion>> {
  const filters = parseInput(request, input);
  const { rows, sides } = await ctx.db.withActor(actor, 10_000, async (tx) => {
    requireRole(tx, identityJudges);
    const found = await tx.sql.$queryRaw<QuestionRow[]>`
      select q.id, q.likeness, q.found_at, q.fiscal_year, q.verdict, q.ground, u.name as decided_by, q.decided_at, count(*) over () as total
        from identity_question q left join user_account u on u.id = q.decided_by
       where (q.verdict is not null) = ${filters.decided}::boolean
       order by q.decided_at desc nulls last, q.likeness desc, q.id
       limit ${PAGE_SIZE} offset ${offsetOf({ page: filters.page, pageSize: PAGE_SIZE })}`;
    const people = await tx.sql.$queryRaw<SideRow[]>`
      select q.id as question_id, k.low, p.id, p.name, p.birth_date::text, p.sex, p.mother_name, p.nik_sealed, p.temporary_id, i.name as institution_name, r.name as regency_name,
             (select array_agg(distinct l.need_group) from entitlement_line l join proposal c on c.id = l.proposal_id
               where l.person_id = p.id and c.fiscal_year = q.fiscal_year and l.status not in ('DROPPED','NOT_RECEIVED')) as needs,
             (select jsonb_agg(jsonb_build_object('id', c.id, 'number', c.registration_number, 'state', c.state) order by c.created_at)
                from proposal_beneficiary b join proposal c on c.id = b.proposal_id where b.person_id = p.id and c.fiscal_year = q.fiscal_year) as proposals
        from identity_question q cross join lateral (values (true, q.low_key), (false, q.high_key)) as k(low, identity)
        join person p on p.id in (select n.id from person n where n.identity_key = k.identity
                                  union select n.id from identity_alias a join person n on n.identity_key = a.identity_key where a.alias_key = k.identity)
        join institution i on i.id = p.institution_id left join region r on r.code = p.regency_code
       where q.id = any(${found.map((row) => row.id)}::uuid[]) order by q.id, k.low desc, p.created_at`;
    return { rows: found, sides: people };
  });
  const opened = await Promise.all(
    sides.map(async (side) => ({ questionId: side.question_id, low: side.low, view: await openSide(ctx, side) })),
  );
  return {
    items: rows.map((row) => {
      const own = opened.filter((side) => side.questionId === row.id);
      // whoever was found to be one is shown once
      const seen =
        row.verdict === 'SAME'
          ? own.filter((side, index) => own.findIndex(({ view }) => view.personId === side.view.personId) === index)
          : own;
      return {
        id: row.id,
        likeness: row.likeness,
        foundAt: row.found_at.toISOString(),
        fiscalYear: row.fiscal_year,
        verdict: row.verdict,
        ground: row.ground,
        decidedBy: row.decided_by,
        decidedAt: row.decided_at?.toISOString() ?? null,
        low: seen.filter((side) => side.low).map((side) => side.view),
        high: seen.filter((side) => !side.low).map((side) => side.view),
      };
    }),
    total: Number(rows[0]?.total ?? 0n),
    page: filters.page,
    pageSize: PAGE_SIZE,
  };
}

async function openSide({ vault }: AppContext, side: SideRow): Promise<IdentitySide> {
  return {
    personId: side.id,
    name: side.name,
    birthDate: side.birth_date,
    sex: side.sex,
    motherName: side.mother_name,
    maskedNationalId:
      side.nik_sealed === null
        ? null
        : maskNationalId(await vault.open('identity', `person|nik|${side.id}`, side.nik_sealed)),
    temporaryId: side.temporary_id,
    institutionName: side.institution_name,
    regencyName: side.regency_name ?? '',
    needs: side.needs ?? [],
    proposals: side.proposals ?? [],
  };
}
