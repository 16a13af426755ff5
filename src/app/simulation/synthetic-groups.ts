import type { Random } from './synthetic-random.js';
import type { AreaCount } from './synthetic-source.js';
import type { InstitutionKind, TargetGroup } from './synthetic-types.js';

export const KIND_OF_GROUP: Record<TargetGroup, InstitutionKind> = {
  CHILD: 'LKSA',
  ELDERLY: 'LKS_LU',
  DISABILITY: 'LKS_PD',
  HOMELESS: 'LKS_TS',
  DISASTER: 'LKS_OTHER',
};

const GROUPS: readonly TargetGroup[] = ['CHILD', 'ELDERLY', 'DISABILITY', 'HOMELESS', 'DISASTER'];
const CITIES = new Set(['64.71', '64.72', '64.74']);

/**
 * The group of every institution, area by area. Homes for children are the most common; homes for street people stand in the cities;
 * the first institution of an area is a children's home, so an area with a single one (Mahakam Ulu) has what an area has first.
 * As soon as there are five institutions, every group occurs.
 */
export function assignGroups(areas: readonly AreaCount[], random: Random): ReadonlyMap<string, readonly TargetGroup[]> {
  const credit = new Map<TargetGroup, number>(GROUPS.map((group) => [group, 0]));
  const assigned = new Map<string, TargetGroup[]>();
  for (const area of areas) {
    const groups: TargetGroup[] = ['CHILD'];
    while (groups.length < area.institutions) groups.push(nextGroup(credit, CITIES.has(area.regencyCode)));
    assigned.set(area.regencyCode, shuffle(groups, random));
  }
  completeGroups(areas, assigned);
  return assigned;
}

/** Error diffusion: each group's credit grows by its weight, the richest is chosen and pays one. Exact shares, no luck involved. */
function nextGroup(credit: Map<TargetGroup, number>, city: boolean): TargetGroup {
  const weights: Record<TargetGroup, number> = {
    CHILD: 0.38,
    ELDERLY: 0.22,
    DISABILITY: 0.19,
    HOMELESS: city ? 0.12 : 0,
    DISASTER: city ? 0.09 : 0.21,
  };
  for (const group of GROUPS) credit.set(group, (credit.get(group) ?? 0) + weights[group]);
  const richest = GROUPS.filter((group) => weights[group] > 0).reduce((best, group) =>
    (credit.get(group) ?? 0) > (credit.get(best) ?? 0) ? group : best,
  );
  credit.set(richest, (credit.get(richest) ?? 0) - 1);
  return richest;
}

/** In a small population a rare group may have got none: it takes over from the children's homes, cities and large areas first. */
function completeGroups(areas: readonly AreaCount[], assigned: Map<string, TargetGroup[]>): void {
  const order = areas.toSorted(
    (left, right) =>
      Number(CITIES.has(right.regencyCode)) - Number(CITIES.has(left.regencyCode)) ||
      right.beneficiaries - left.beneficiaries,
  );
  for (const group of GROUPS) {
    if ([...assigned.values()].some((groups) => groups.includes(group))) continue;
    const area = order.find(({ regencyCode }) => assigned.get(regencyCode)?.includes('CHILD') === true);
    const groups = assigned.get(area?.regencyCode ?? '');
    if (groups !== undefined) groups[groups.indexOf('CHILD')] = group;
  }
}

function shuffle<T>(items: T[], random: Random): T[] {
  for (let last = items.length - 1; last > 0; last -= 1) {
    const other = random.between(0, last);
    const [a, b] = [items[last], items[other]];
    if (a !== undefined && b !== undefined) [items[last], items[other]] = [b, a];
  }
  return items;
}
