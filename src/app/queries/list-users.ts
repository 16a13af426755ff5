import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { typedText } from '../drafts/draft-fields.js';
import { parseInput } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import { requireAdministrator } from '../users/require-administrator.js';
import { offsetOf, page, pageSize, type Page } from './paging.js';

const request = z.object({
  /** Part of the name or address. */
  q: typedText(200).default(''),
  page,
  pageSize,
});

export interface UserItem {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly active: boolean;
  readonly demo: boolean;
  readonly roles: readonly string[];
  /** Names of the institution, regency or unit the person belongs to. */
  readonly belongsTo: readonly string[];
}

/** People with their offices as they are now; for administrators. Errors: WRONG_ROLE, INVALID_INPUT. */
export async function listUsers(
  ctx: AppContext,
  actor: Actor,
  input: z.input<typeof request> = {},
): Promise<Page<UserItem>> {
  return ctx.db.withActor(actor, 10_000, async (tx) => {
    requireAdministrator(tx);
    const wanted = parseInput(request, input);
    const pattern = `%${wanted.q.replaceAll(/[\\%_]/g, '\\$&')}%`;
    const rows = await tx.sql.$queryRaw<
      {
        id: string;
        name: string;
        email: string;
        active: boolean;
        demo: boolean;
        roles: string[];
        belongs: string[];
        total: bigint;
      }[]
    >`
      select u.id, u.name, u.email, u.active, u.demo, count(*) over () as total,
             coalesce((select array_agg(distinct m.role order by m.role) from membership m
                        where m.user_id = u.id and m.valid_from <= ${tx.now} and (m.valid_to is null or m.valid_to > ${tx.now})), '{}') as roles,
             coalesce((select array_agg(distinct coalesce(i.name, r.name, o.name)) from membership m
                         left join institution i on i.id = m.institution_id left join region r on r.code = m.regency_code
                         left join org_unit o on o.id = m.org_unit_id
                        where m.user_id = u.id and coalesce(i.name, r.name, o.name) is not null), '{}') as belongs
        from user_account u where u.name ilike ${pattern} or u.email ilike ${pattern}
       order by u.name, u.id limit ${wanted.pageSize} offset ${offsetOf(wanted)}`;
    return {
      items: rows.map((row) => ({
        userId: row.id,
        name: row.name,
        email: row.email,
        active: row.active,
        demo: row.demo,
        roles: row.roles,
        belongsTo: row.belongs,
      })),
      total: Number(rows[0]?.total ?? 0n),
      page: wanted.page,
      pageSize: wanted.pageSize,
    };
  });
}
