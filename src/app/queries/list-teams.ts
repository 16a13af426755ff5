import type { Actor } from '../../domain/actor.js';
import { tripReaders } from '../../domain/field/trip.js';
import type { LocalDate } from '../../domain/time/wita.js';
import { requireRole, requireSignedIn } from '../forward/require-role.js';
import type { AppContext } from '../ports.js';

interface Named {
  readonly userId: string;
  readonly name: string;
}
export interface TeamItem {
  readonly id: string;
  readonly name: string;
  readonly decreeNumber: string;
  readonly decreeDate: LocalDate;
  readonly validFrom: LocalDate;
  readonly validUntil: LocalDate;
  readonly members: readonly Named[];
}
export interface LinkItem {
  readonly id: string;
  readonly userId: string;
  readonly officer: string;
  readonly institution: string;
  readonly kind: string;
  readonly words: string;
}
export interface Teams {
  readonly teams: readonly TeamItem[];
  /** Declarations that hold. */
  readonly links: readonly LinkItem[];
  /** Holders of the office today: who may be named. */
  readonly verifiers: readonly Named[];
  readonly institutions: readonly { readonly id: string; readonly name: string }[];
}

/** Verification teams, the newest first, and who is bound to which institution. Errors: NOT_SIGNED_IN, WRONG_ROLE. */
export async function listTeams(ctx: AppContext, actor: Actor): Promise<Teams> {
  requireSignedIn(actor);
  return ctx.db.withActor(actor, 5_000, async (tx) => {
    requireRole(tx, tripReaders);
    const teams = await tx.sql.$queryRaw<
      {
        id: string;
        name: string;
        decree_number: string;
        decree_date: string;
        valid_from: string;
        valid_until: string;
        members: Named[];
      }[]
    >`
      select t.id, t.name, t.decree_number, t.decree_date::text, t.valid_from::text, t.valid_until::text,
             (select json_agg(json_build_object('userId', u.id, 'name', u.name) order by u.name, u.id)
                from verification_team_member m join user_account u on u.id = m.user_id where m.team_id = t.id) as members
        from verification_team t order by t.valid_from desc, t.name`;
    const links = await tx.sql.$queryRaw<LinkItem[]>`
      select l.id, l.user_id as "userId", u.name as officer, i.name as institution, l.kind, l.words
        from link_declaration l join user_account u on u.id = l.user_id join institution i on i.id = l.institution_id
       where l.ended_at is null order by u.name, i.name, l.kind`;
    const verifiers = await tx.sql.$queryRaw<Named[]>`
      select distinct u.id as "userId", u.name from membership m join user_account u on u.id = m.user_id
       where m.role = 'FIELD_VERIFIER' and m.valid_from <= ${tx.now} and (m.valid_to is null or m.valid_to > ${tx.now}) and u.active order by u.name, u.id`;
    const institutions = await tx.sql.$queryRaw<
      Teams['institutions']
    >`select id, name from institution order by name, id`;
    return {
      teams: teams.map((team) => ({
        id: team.id,
        name: team.name,
        decreeNumber: team.decree_number,
        decreeDate: team.decree_date,
        validFrom: team.valid_from,
        validUntil: team.valid_until,
        members: team.members,
      })),
      links,
      verifiers,
      institutions,
    };
  });
}
