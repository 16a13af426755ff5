import type { Actor } from '../../domain/actor.js';
import { witaDate } from '../../domain/time/wita.js';
import type { CommandOutcome } from '../../../workflows/messages.js';
import type { AppContext, WakePort } from '../ports.js';
import { earlier, type Desk } from './desk.js';
import { furnish, type Furniture } from './furnish.js';
import { afterLastMail } from './last-mails.js';
import { createOffice } from './office.js';
import type { Meter } from './meter.js';
import { calendar, morningOf } from './programme-calendar.js';
import { createProgress } from './progress.js';
import type { House, World } from './read-world.js';
import { nextAlarmInstant, readClock, ringDueAlarms, setClock } from './stepped-clock.js';
import type { Town } from './town.js';

export interface Passing {
  readonly ctx: AppContext;
  readonly wake: WakePort;
  readonly world: World;
  readonly meter: Meter;
  readonly gate: Town['gate'];
  readonly progress: (line: string) => void;
}

/**
 * Time stands still while anybody can act. Then it jumps to the next instant that is due: an alarm of the record or a
 * date in somebody's diary. Ends when there is neither.
 */
export async function letTimePass(passing: Passing): Promise<void> {
  const { ctx, wake, world } = passing;
  const progress = createProgress(passing.progress, world.houses.length);
  let now = (await readClock(ctx)) ?? morningOf(calendar.preparedOn);
  let furniture: Furniture | null = null;
  const town: Town = {
    ...passing,
    now: () => now,
    told: (house: House, outcome: CommandOutcome) => {
      progress.moved(house, outcome);
      for (const desk of furniture?.next(house, outcome) ?? []) office.nudge(desk);
    },
  };
  furniture = furnish(town);
  const { officials, houses } = furniture;
  const office = createOffice([...officials, ...houses.keys()]);
  for (;;) {
    office.begin(now);
    for (const desk of await stirred(ctx, houses)) office.nudge(desk);
    const planned = await office.workUntilQuiet(async () => [...officials, ...(await stirred(ctx, houses))]);
    const next = earlier(planned, await nextAlarmInstant(ctx)) ?? (await afterLastMail(ctx));
    if (next === null) return progress.finish();
    if (next <= now) throw new Error(`somebody still waits for ${next.toISOString()}, which has come`);
    now = await setClock(ctx, next);
    const rung = await ringDueAlarms(ctx, wake);
    progress.jumped(witaDate(now), rung);
  }
}

const READER: Actor = { kind: 'system', purpose: 'simulation' };

/** Institutions to which something has come since they last looked, or whose own date has come. */
async function stirred(ctx: Pick<AppContext, 'db'>, houses: Furniture['houses']): Promise<readonly Desk[]> {
  const versions = await ctx.db.withActor(READER, 10_000, async (tx) => {
    const rows = await tx.sql.$queryRaw<{ institution_id: string; mark: string }[]>`
      select p.institution_id, p.version || '/' || coalesce(string_agg(d.state, ',' order by d.id), '') as mark
        from proposal p left join delivery_drop d on d.proposal_id = p.id group by p.id`;
    return new Map(rows.map((row) => [row.institution_id, row.mark]));
  });
  return [...houses].filter(([, house]) => house.stirs(versions.get(house.institutionId) ?? '')).map(([desk]) => desk);
}
