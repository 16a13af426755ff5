import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import type { SubstitutionKind } from '../../domain/substitution.js';
import type { AppContext } from '../ports.js';
import { substitutionMakers } from '../users/set-substitution.js';

export interface SubstitutionItem {
  readonly id: string;
  readonly kind: SubstitutionKind;
  readonly role: string;
  readonly holder: string;
  readonly substitute: string;
  readonly letterNumber: string;
  readonly decreeNumber: string | null;
  /** ISO instants; the second one is the first instant after it. */
  readonly from: string;
  readonly to: string;
  readonly state: 'COMING' | 'RUNNING' | 'ENDED';
}
export interface Substitutions {
  readonly items: readonly SubstitutionItem[];
  /** Officials of the province, among whom the two are chosen. */
  readonly people: readonly {
    readonly email: string;
    readonly name: string;
    readonly roles: readonly string[];
    readonly self: boolean;
  }[];
  /** Whether this person arranges substitutions of others too. */
  readonly ofOthers: boolean;
}
const SHOWN = 200;

/** Substitutions, newest first: all to who arranges them, else those that concern the person. Errors: WRONG_ROLE. */
export async function listSubstitutions(ctx: AppContext, actor: Actor): Promise<Substitutions> {
  return ctx.db.withActor(actor, 10_000, async (tx) => {
    const { scope, roles, userId } = tx.authority;
    if (scope !== 'province' && scope !== 'system')
      throw new Refusal(refuse('WRONG_ROLE', { needed: substitutionMakers }));
    const ofOthers = scope === 'system' || substitutionMakers.some((role) => roles.includes(role));
    const items = await tx.sql.$queryRaw<
      (Omit<SubstitutionItem, 'from' | 'to'> & { readonly from: Date; readonly to: Date })[]
    >`
      select s.id, s.kind, s.role, h.name as holder, b.name as substitute, s.letter_number as "letterNumber", s.decree_number as "decreeNumber",
             least(s.valid_from, coalesce(s.ended_at, s.valid_from)) as "from", coalesce(s.ended_at, s.valid_to) as "to",
             case when coalesce(s.ended_at, s.valid_to) <= ${tx.now} then 'ENDED' when s.valid_from > ${tx.now} then 'COMING' else 'RUNNING' end as state
        from substitution s join user_account h on h.id = s.holder_id join user_account b on b.id = s.substitute_id
       where ${ofOthers} or s.holder_id = ${userId}::uuid or s.substitute_id = ${userId}::uuid
       order by s.valid_from desc, s.id desc limit ${SHOWN}`;
    const people = await tx.sql.$queryRaw<Substitutions['people']>`
      select u.email, u.name, array_agg(distinct m.role order by m.role) as roles, coalesce(u.id = ${userId}::uuid, false) as self
        from user_account u join membership m on m.user_id = u.id
       where u.active and m.institution_id is null and m.regency_code is null and m.valid_from <= ${tx.now}
         and (m.valid_to is null or m.valid_to > ${tx.now})
         and m.role not in ('ADMIN', 'INSPECTORATE', 'BPK_AUDITOR', 'DPO')
       group by u.id order by u.name, u.id`;
    return {
      items: items.map((item) => ({ ...item, from: item.from.toISOString(), to: item.to.toISOString() })),
      people,
      ofOthers,
    };
  });
}
