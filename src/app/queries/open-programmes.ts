import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import type { AppContext } from '../ports.js';
import type { PackageView, ProgrammeView } from './case-view.js';
import { readPackages, readProgramme } from './read-case-head.js';

export interface OpenProgramme extends ProgrammeView {
  /** Drafts may be written before it opens and are sent when it has. */
  readonly open: boolean;
  readonly packages: readonly OpenPackage[];
}
export interface OpenPackage extends PackageView {
  /** Made for the group that the acting person's institution cares for. */
  readonly fits: boolean;
}

/** Programmes whose window has not closed, with their packages; what fits the institution first. */
export async function openProgrammes(ctx: AppContext, actor: Actor): Promise<readonly OpenProgramme[]> {
  if (actor.kind !== 'user') throw new Refusal(refuse('NOT_SIGNED_IN'));
  return ctx.db.withActor(actor, 10_000, async (tx) => {
    const ids = await tx.sql.$queryRaw<{ id: string }[]>`
      select id from programme where window_closes_at >= ${tx.now} order by window_closes_at, code`;
    const [own] = await tx.sql.$queryRaw<{ target_group: string }[]>`
      select target_group from institution where id = ${tx.authority.institutionId}::uuid`;
    const programmes: OpenProgramme[] = [];
    for (const { id } of ids) {
      const programme = await readProgramme(tx, id);
      const packages = (await readPackages(tx, { programmeId: id })).map((pack) => ({
        ...pack,
        fits: pack.targetGroup === own?.target_group,
      }));
      programmes.push({
        ...programme,
        open: new Date(programme.windowOpensAt) <= tx.now,
        packages: packages.toSorted((a, b) => Number(b.fits) - Number(a.fits)),
      });
    }
    return programmes;
  });
}
