import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { openBreach } from '../../src/app/breach/open-breach.js';
import { startSchedules } from '../../src/infra/temporal/start-schedules.js';
import { until } from '../support/until.js';
import { createWorld } from '../support/world.js';

it('a Schedule of the deployment reminds of a breach whose letters have not gone out', async () => {
  await using world = await createWorld();
  const workers = await world.startWorker();
  try {
    await openBreach(world.ctx, world.as('ADMIN'), {
      foundAt: new Date(new Date().getTime() - 73 * 3_600_000).toISOString(),
      what: 'Sebuah laptop hilang',
      handling: '',
      dataKinds: ['FILES'],
      subjects: ['CLIENTS'],
      affected: 72,
      key: randomUUID(),
    });
    await Promise.all([1, 2].map(() => startSchedules(world.ctx.client)));
    const schedule = world.ctx.client.schedule.getHandle('round/breaches');
    await schedule.trigger();
    const reminders = (): Promise<Record<string, unknown>[]> =>
      world.sql(
        `select template, count(*)::int as mails from notification where template = 'breach_overdue' group by 1`,
      );
    await until('the reminder is written', async () => (await reminders()).length > 0);
    await schedule.trigger();
    expect((await schedule.describe()).spec.intervals).toHaveLength(1);
    expect(await world.sql('select reminded_hours from breach')).toEqual([{ reminded_hours: 72 }]);
  } finally {
    workers.shutdown();
    await workers.finished;
  }
});
