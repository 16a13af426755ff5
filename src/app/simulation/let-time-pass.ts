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
  const stirred = async (): Promise<readonly Desk[]> => {
    const standing = await readStanding(ctx);
    for (const [institutionId, { state }] of standing) progress.stands(institutionId, state);
    return [...houses]
      .filter(([, house]) => house.stirs(standing.get(house.institutionId)?.mark ?? ''))
      .map(([desk]) => desk);
  };
  for (;;) {
    office.begin(now);
    for (const desk of await stirred()) office.nudge(desk);
    const planned = await office.workUntilQuiet(async () => [...officials, ...(await stirred())]);
    const next = earlier(planned, await nextAlarmInstant(ctx)) ?? (await afterLastMail(ctx));
    if (next === null) return progress.finish();
    if (next <= now) throw new Error(`somebody still waits for ${next.toISOString()}, which has come`);
    now = await setClock(ctx, next);
    const rung = await ringDueAlarms(ctx, wake);
    progress.jumped(witaDate(now), rung);
  }
}

const READER: Actor = { kind: 'system', purpose: 'simulation' };

/** Where the case of each institution stands, and a mark that changes whenever something has come to it. */
async function readStanding(
  ctx: Pick<AppContext, 'db'>,
): Promise<ReadonlyMap<string, { readonly state: string; readonly mark: string }>> {
  return ctx.db.withActor(READER, 10_000, async (tx) => {
    const rows = await tx.sql.$queryRaw<{ institution_id: string; state: string; mark: string }[]>`
      select p.institution_id, p.state, p.version || '/' || coalesce(string_agg(d.state, ',' order by d.id), '') as mark
        from proposal p left join delivery_drop d on d.proposal_id = p.id group by p.id`;
    return new Map(rows.map(({ institution_id: id, state, mark }) => [id, { state, mark }]));
  });
}
