import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { movementsAfter, type MovementKind } from '../../domain/institution/register.js';
import { witaDate } from '../../domain/time/wita.js';
import { typedText } from '../drafts/draft-fields.js';
import { requireInstitution } from '../drafts/edit-proposal.js';
import { parseInput } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import { offsetOf, page, pageSize, type Page } from './paging.js';

const request = z.object({
  /** Part of the name. */
  q: typedText(200).default(''),
  page,
  pageSize,
});

export interface ClientItem {
  readonly personId: string;
  readonly name: string;
  readonly birthDate: string;
  readonly residenceMode: string;
  readonly leftOn: string | null;
  readonly leftHow: string | null;
  /** What may be written down next. */
  readonly next: readonly MovementKind[];
}
export interface ClientRegister extends Page<ClientItem> {
  readonly present: number;
  /** The first day of this month, and whether the institution has confirmed it. */
  readonly month: string;
  readonly confirmed: boolean;
}

/** The client register of the person's own institution, who is there first. Errors: WRONG_ROLE, INVALID_INPUT. */
export async function listClients(
  ctx: AppContext,
  actor: Actor,
  input: z.input<typeof request> = {},
): Promise<ClientRegister> {
  return ctx.db.withActor(actor, 10_000, async (tx) => {
    const institutionId = requireInstitution(tx);
    const wanted = parseInput(request, input);
    const pattern = `%${wanted.q.replaceAll(/[\\%_]/g, '\\$&')}%`;
    const month = `${witaDate(tx.now).slice(0, 7)}-01`;
    const rows = await tx.sql.$queryRaw<(Omit<ClientItem, 'next'> & { total: bigint })[]>`
      select p.id as "personId", p.name, p.birth_date::text as "birthDate", p.residence_mode as "residenceMode", p.left_on::text as "leftOn",
             p.left_how as "leftHow", count(*) over () as total
        from person p where p.institution_id = ${institutionId}::uuid and p.purged_at is null and p.name ilike ${pattern}
       order by p.left_on is not null, p.name, p.id limit ${wanted.pageSize} offset ${offsetOf(wanted)}`;
    const [sums] = await tx.sql.$queryRaw<{ present: number; confirmed: boolean }[]>`
      select (select count(*) from person p where p.institution_id = ${institutionId}::uuid and p.purged_at is null and p.left_on is null)::int as present,
             exists (select from register_month m where m.institution_id = ${institutionId}::uuid and m.month = ${month}::date) as confirmed`;
    return {
      items: rows.map(({ personId, name, birthDate, residenceMode, leftOn, leftHow }) => ({
        personId,
        name,
        birthDate,
        residenceMode,
        leftOn,
        leftHow,
        next: movementsAfter(leftHow),
      })),
      total: Number(rows[0]?.total ?? 0n),
      page: wanted.page,
      pageSize: wanted.pageSize,
      present: sums?.present ?? 0,
      month,
      confirmed: sums?.confirmed ?? false,
    };
  });
}
