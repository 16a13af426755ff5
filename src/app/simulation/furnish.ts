import type { CommandOutcome } from '../../../workflows/messages.js';
import { isRole, institutionRoles, type Role } from '../../domain/roles.js';
import { isProposalState } from '../../domain/proposal/states.js';
import { transitionsFrom } from '../../domain/proposal/transitions.js';
import type { Desk } from './desk.js';
import { createHouseDesk, type HouseDesk } from './house-desk.js';
import { createOfficialDesk } from './official-desk.js';
import type { House } from './read-world.js';
import { decreeDesk } from './routines/decree.js';
import { lookAfterStandingCases } from './routines/endings.js';
import { handOver, keepGoods } from './routines/delivery.js';
import { responsible } from './responsible.js';
import { staff } from './staff.js';
import type { Town } from './town.js';

export interface Furniture {
  readonly officials: readonly Desk[];
  readonly houses: ReadonlyMap<Desk, HouseDesk>;
  /** The desks to which a decision in this case brings something. */
  next(house: House, outcome: CommandOutcome): readonly Desk[];
}

/** A desk for everybody who acts. */
export function furnish(town: Town): Furniture {
  const byRole = new Map<Role, readonly Desk[]>();
  for (const [role, count] of Object.entries(staff)) {
    if (!isRole(role)) continue;
    const desks = Array.from({ length: count }, (_, index) =>
      createOfficialDesk(town, role, index, ownWork(town, role, index)),
    );
    byRole.set(role, desks);
  }
  byRole.set(
    'UPTD_OFFICER',
    town.world.units.map((unit) => ({ name: unit.code, look: () => handOver(town, unit) })),
  );
  const houses = new Map<Desk, HouseDesk>();
  const deskOf = new Map<House, Desk>();
  for (const house of town.world.houses) {
    const desk = createHouseDesk(town, house);
    houses.set(desk, desk);
    deskOf.set(house, desk);
  }
  return {
    officials: [...byRole.values()].flat(),
    houses,
    next(house, { summary }) {
      if (!isProposalState(summary.state)) return [];
      const rows = transitionsFrom({ state: summary.state, track: 'PLANNED' }).filter(
        (row) => row.tone === 'go' && row.roles !== 'SYSTEM',
      );
      const roles = new Set(
        rows.flatMap((row) => [...(row.roles === 'SYSTEM' ? [] : row.roles), ...(row.second ?? [])]),
      );
      const own = deskOf.get(house);
      return [...roles].flatMap((role) => {
        if (institutionRoles.includes(role)) return own === undefined ? [] : [own];
        const desks = byRole.get(role) ?? [];
        return desks.filter((_, index) => role === 'UPTD_OFFICER' || responsible(role, index, house));
      });
    },
  };
}

/** What a person does besides the cases in the inbox: decrees and batches have lists of their own. */
function ownWork(town: Town, role: Role, index: number): readonly (() => ReturnType<Desk['look']>)[] {
  if (role === 'SECRETARIAT') return [() => decreeDesk(town, index)];
  if (role === 'PENGURUS_BARANG' && index === 0) return [() => keepGoods(town)];
  if (role === 'KABID') return [() => lookAfterStandingCases(town, town.world.holder('KABID', index), index)];
  return [];
}
