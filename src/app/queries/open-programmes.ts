import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { trackOfAccount, URGENT_ACCOUNT } from '../../domain/proposal/track.js';
import { witaYear } from '../../domain/time/wita.js';
import type { AppContext } from '../ports.js';
import type { PackageView, ProgrammeView } from './case-view.js';
import { readPackages, readProgramme } from './read-case-head.js';

export interface OpenProgramme extends ProgrammeView {
  /** Of urgent aid: its packages know no window. */
  readonly urgent: boolean;
  /** Drafts may be written before it opens and are sent when it has. */
  readonly open: boolean;
  readonly packages: readonly OpenPackage[];
}
export interface OpenPackage extends PackageView {
  /** Made for the group that the acting person's institution cares for. */
  readonly fits: boolean;
}

/**
 * Programmes whose window has not closed, and those of urgent aid of this year, with their packages; what fits the
 * institution first.
 */
export async function openProgrammes(ctx: AppContext, actor: Actor): Promise<readonly OpenProgramme[]> {
  if (actor.kind !== 'user') throw new Refusal(refuse('NOT_SIGNED_IN'));
  return ctx.db.withActor(actor, 10_000, async (tx) => {
    const ids = await tx.sql.$queryRaw<{ id: string }[]>`
      select g.id from programme g
       where g.window_closes_at >= ${tx.now} or (g.fiscal_year = ${witaYear(tx.now)}::int and ${URGENT_ACCOUNT} = any(
               select split_part(a.account_code, '.', 1) || '.' || split_part(a.account_code, '.', 2) from aid_package a where a.programme_id = g.id))
       order by g.window_closes_at, g.code`;
    const [own] = await tx.sql.$queryRaw<{ target_group: string }[]>`
      select target_group from institution where id = ${tx.authority.institutionId}::uuid`;
    const programmes: OpenProgramme[] = [];
    for (const { id } of ids) {
      const programme = await readProgramme(tx, id);
      const packages = (await readPackages(tx, { programmeId: id })).map((pack) => ({
        ...pack,
        fits: pack.targetGroup === own?.target_group,
      }));
      const urgent = packages.length > 0 && packages.every((pack) => trackOfAccount(pack.accountCode) === 'UNPLANNED');
      programmes.push({
        ...programme,
        urgent,
        open: urgent || new Date(programme.windowOpensAt) <= tx.now,
        packages: packages.toSorted((a, b) => Number(b.fits) - Number(a.fits)),
      });
    }
    return programmes;
  });
}
