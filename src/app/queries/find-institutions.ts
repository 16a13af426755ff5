import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { institutionStatuses, type InstitutionStatus } from '../../domain/institution/life.js';
import { typedText } from '../drafts/draft-fields.js';
import { parseInput } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import { offsetOf, page, pageSize, type Page } from './paging.js';

const request = z.object({
  /** Part of the name or code. */
  q: typedText(200).default(''),
  status: z.enum(institutionStatuses).nullable().default(null),
  page,
  pageSize,
});

export interface InstitutionItem {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly status: InstitutionStatus;
  readonly regencyName: string;
  readonly registrationValidUntil: string | null;
  /** A step waits for the second person. */
  readonly waits: boolean;
}

/** Institutions for officials, what waits for somebody first; a regency's officer those of the region. Errors: WRONG_ROLE, INVALID_INPUT. */
export async function findInstitutions(
  ctx: AppContext,
  actor: Actor,
  input: z.input<typeof request> = {},
): Promise<Page<InstitutionItem>> {
  return ctx.db.withActor(actor, 10_000, async (tx) => {
    if (!['province', 'regency', 'system'].includes(tx.authority.scope)) throw new Refusal(refuse('WRONG_ROLE'));
    const wanted = parseInput(request, input);
    const pattern = `%${wanted.q.replaceAll(/[\\%_]/g, '\\$&')}%`;
    const rows = await tx.sql.$queryRaw<(InstitutionItem & { total: bigint })[]>`
      select i.id, i.code, i.name, i.kind, i.status, coalesce(r.name, i.regency_code) as "regencyName",
             i.registration_valid_until::text as "registrationValidUntil", count(*) over () as total,
             exists (select from institution_change c where c.institution_id = i.id and c.state = 'PROPOSED') as waits
        from institution i left join region r on r.code = i.regency_code
       where (i.name ilike ${pattern} or i.code ilike ${pattern}) and (${wanted.status}::text is null or i.status = ${wanted.status})
       order by waits desc, i.name, i.id limit ${wanted.pageSize} offset ${offsetOf(wanted)}`;
    return {
      items: rows.map(({ id, code, name, kind, status, regencyName, registrationValidUntil, waits }) => ({
        id,
        code,
        name,
        kind,
        status,
        regencyName,
        registrationValidUntil,
        waits,
      })),
      total: Number(rows[0]?.total ?? 0n),
      page: wanted.page,
      pageSize: wanted.pageSize,
    };
  });
}
