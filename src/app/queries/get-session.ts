import type { Actor } from '../../domain/actor.js';
import { isLocale, type Locale } from '../../domain/locale.js';
import type { AppContext, Authority } from '../ports.js';

export interface Session {
  readonly userId: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly scope: Authority['scope'];
  readonly institutionId: string | null;
  readonly institutionName: string | null;
  readonly regencyCode: string | null;
  readonly orgUnitIds: readonly string[];
  readonly locale: Locale;
}

/** Who this person is at this instant; null for an account that is closed or holds no office. */
export async function getSession(ctx: AppContext, actor: Actor): Promise<Session | null> {
  if (actor.kind !== 'user') return null;
  return ctx.db.withActor(actor, 5_000, async ({ sql, authority }) => {
    if (authority.scope === 'public' || authority.roles.length === 0) return null;
    const [row] = await sql.$queryRaw<{ locale: string; institution_name: string | null }[]>`
      select u.locale, (select i.name from institution i where i.id = ${authority.institutionId}::uuid) as institution_name
        from user_account u where u.id = ${actor.userId}::uuid`;
    if (row === undefined) return null;
    return {
      userId: actor.userId,
      name: authority.name,
      roles: authority.roles,
      scope: authority.scope,
      institutionId: authority.institutionId,
      institutionName: row.institution_name,
      regencyCode: authority.regencyCode,
      orgUnitIds: authority.orgUnitIds,
      locale: isLocale(row.locale) ? row.locale : 'id',
    };
  });
}
