import type { Actor } from '../../domain/actor.js';
import type { Role } from '../../domain/roles.js';
import { addDays } from '../../domain/time/wita.js';
import { setSubstitution } from '../users/set-substitution.js';
import type { AppContext } from '../ports.js';
import { calendar } from './programme-calendar.js';
import { type staff, staffEmail } from './staff.js';
import { today, type Town } from './town.js';

/** One of the heads is away when the decrees come back signed: the secretary of the office acts (Plt.) and sets the lists. */
export const leave = {
  role: 'HEAD_DINSOS',
  index: 0,
  substitute: { role: 'SEKRETARIS_DINAS', index: 0 },
  startsOn: calendar.decreeSigned,
  endsOn: addDays(calendar.decreeSigned, 7),
} as const;

export async function announceLeave(ctx: AppContext, actor: Actor): Promise<void> {
  const { role, index, substitute, startsOn, endsOn } = leave;
  await setSubstitution(ctx, actor, {
    holder: staffEmail(role, index),
    substitute: staffEmail(substitute.role, substitute.index),
    role,
    kind: 'PLT',
    letterNumber: '800.1.3.1/1/2023',
    letterDate: calendar.preparedOn,
    decreeNumber: '821.2/1/2023',
    decreeDate: calendar.preparedOn,
    startsOn,
    endsOn,
  });
}

/** Who sits at a desk today. */
export function personAt(town: Town, role: Role, index: number): Actor {
  const day = today(town);
  const away = role === leave.role && index === leave.index && day >= leave.startsOn && day <= leave.endsOn;
  const { substitute } = leave;
  return away
    ? town.world.holder(substitute.role, substitute.index)
    : town.world.holder(role as keyof typeof staff, index);
}
