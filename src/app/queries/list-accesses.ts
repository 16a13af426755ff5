import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { accessPurposes } from '../../domain/privacy.js';
import { parseInput } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { offsetOf, page, pageSize, type Page } from './paging.js';

const request = z.object({
  purpose: z.enum(accessPurposes).nullish(),
  userId: field.id.nullish(),
  subjectId: field.id.nullish(),
  institutionId: field.id.nullish(),
  /** Days in WITA, both included. */
  from: field.localDate.nullish(),
  until: field.localDate.nullish(),
  page,
  pageSize,
});
export type ListAccesses = z.input<typeof request>;

export interface AccessItem {
  readonly id: string;
  readonly at: string;
  readonly userId: string;
  readonly userName: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly fields: readonly string[];
  readonly purpose: string;
  readonly proposalId: string | null;
  readonly institutionName: string | null;
}

interface Row {
  id: string;
  at: Date;
  user_id: string;
  user_name: string | null;
  subject_kind: string;
  subject_id: string;
  fields: string[];
  purpose: string;
  proposal_id: string | null;
  institution_name: string | null;
  total: bigint;
}

/**
 * Who opened personal data, the newest first: all of it for the data protection officer, what concerns its people for an
 * institution. Errors: WRONG_ROLE, INVALID_INPUT.
 */
export async function listAccesses(ctx: AppContext, actor: Actor, input: ListAccesses = {}): Promise<Page<AccessItem>> {
  const wanted = parseInput(request, input);
  return ctx.db.withActor(actor, 10_000, async (tx) => {
    const { scope, roles } = tx.authority;
    if (scope !== 'institution' && scope !== 'system' && !roles.includes('DPO'))
      throw new Refusal(refuse('WRONG_ROLE', { needed: ['DPO'] }));
    const rows = await tx.sql.$queryRaw<Row[]>`
      select a.id, a.at, a.user_id, c.name as user_name, a.subject_kind, a.subject_id, a.fields, a.purpose, a.proposal_id,
             i.name as institution_name, count(*) over () as total
        from access_log a left join institution i on i.id = a.institution_id
             left join lateral user_contact(array[a.user_id]) c on true
       where (${wanted.purpose ?? null}::text is null or a.purpose = ${wanted.purpose ?? null})
         and (${wanted.userId ?? null}::uuid is null or a.user_id = ${wanted.userId ?? null}::uuid)
         and (${wanted.subjectId ?? null}::uuid is null or a.subject_id = ${wanted.subjectId ?? null}::uuid)
         and (${wanted.institutionId ?? null}::uuid is null or a.institution_id = ${wanted.institutionId ?? null}::uuid)
         and (${wanted.from ?? null}::date is null or a.at >= ${wanted.from ?? null}::date::timestamp at time zone 'Asia/Makassar')
         and (${wanted.until ?? null}::date is null or a.at < (${wanted.until ?? null}::date + 1)::timestamp at time zone 'Asia/Makassar')
       order by a.at desc, a.id desc limit ${wanted.pageSize} offset ${offsetOf(wanted)}`;
    return {
      items: rows.map((row) => ({
        id: row.id,
        at: row.at.toISOString(),
        userId: row.user_id,
        userName: row.user_name ?? '',
        subjectKind: row.subject_kind,
        subjectId: row.subject_id,
        fields: row.fields,
        purpose: row.purpose,
        proposalId: row.proposal_id,
        institutionName: row.institution_name,
      })),
      total: Number(rows[0]?.total ?? 0n),
      page: wanted.page,
      pageSize: wanted.pageSize,
    };
  });
}
