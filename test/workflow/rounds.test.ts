import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Checkpoint } from '../../src/app/audit/checkpoint.js';
import { withDatabaseSource } from '../../src/app/audit/database-source.js';
import { verifyRecord } from '../../src/app/audit/verify-record.js';
import { openBreach } from '../../src/app/breach/open-breach.js';
import { sendDueMails } from '../../src/app/mail/deliver-notifications.js';
import { createMailQueue } from '../../src/app/mail/mail-queue.js';
import type { Database } from '../../src/app/ports.js';
import { createMailTransport } from '../../src/infra/mail/create-mail-transport.js';
import { startSchedules } from '../../src/infra/temporal/start-schedules.js';
import type { RunningWorker } from '../../src/main/run-worker.js';
import { renderMail } from '../../src/ui/mail/render-mail.js';
import { startMailServer } from '../support/mail-server.js';
import { until } from '../support/until.js';
import { createWorld, type World } from '../support/world.js';

describe('a Schedule of the deployment', () => {
  let world: World;
  let workers: RunningWorker;
  /** As a worker that is killed twice among its digests: what it had written stays written. */
  let digests = 0;
  const deaths: readonly number[] = [7, 11];
  beforeAll(async () => {
    world = await createWorld();
    const { db } = world.ctx;
    const dying: Database['withActor'] = async (actor, timeoutMs, run, kind) => {
      const before = digests;
      const done = await db.withActor(actor, timeoutMs, run, kind);
      if (actor.kind === 'system' && actor.purpose === 'digest') digests += 1;
      if (digests !== before && deaths.includes(digests)) throw new Error('the worker was killed here');
      return done;
    };
    workers = await world.startWorker({ db: { ...db, withActor: dying } });
    await Promise.all([1, 2].map(() => startSchedules(world.ctx.client)));
  });
  afterAll(async () => {
    workers.shutdown();
    await workers.finished;
    await world[Symbol.asyncDispose]();
  });
  const schedule = (kind: string) => world.ctx.client.schedule.getHandle(`round/${kind}`);

  it('reminds of a breach whose letters have not gone out', async () => {
    await openBreach(world.ctx, world.as('ADMIN'), {
      foundAt: new Date(new Date().getTime() - 73 * 3_600_000).toISOString(),
      what: 'Sebuah laptop hilang',
      handling: '',
      dataKinds: ['FILES'],
      subjects: ['CLIENTS'],
      affected: 72,
      key: randomUUID(),
    });
    await schedule('breaches').trigger();
    const reminders = (): Promise<Record<string, unknown>[]> =>
      world.sql(
        `select template, count(*)::int as mails from notification where template = 'breach_overdue' group by 1`,
      );
    await until('the reminder is written', async () => (await reminders()).length > 0);
    await schedule('breaches').trigger();
    expect((await schedule('breaches').describe()).spec.intervals).toHaveLength(1);
    expect(await world.sql('select reminded_hours from breach')).toEqual([{ reminded_hours: 72 }]);
  });

  it('tells everybody at 07.30 WITA of a working day what waits, since when and what is late, once, and nobody who has nothing', async () => {
    const { proposalId } = await world.draft();
    await world.draft();
    await world.sql(
      `update proposal set state = 'SUBMITTED', registration_number = '0001/LKS', state_since = '2026-01-02T03:00:00Z', due_at = '2026-01-06T15:59:59Z' where id = $1`,
      [proposalId],
    );
    await world.sql(`update user_account set locale = 'en' where id = $1`, [world.userId('SECRETARIAT', 1)]);
    await world.sql(`insert into holiday (date, kind, name) values ('2026-01-07', 'national', 'Libur peraga')`);
    // a whole week, Monday to Sunday, as its Schedule would have begun it
    const week = { start: new Date('2026-01-04T16:00:00Z'), end: new Date('2026-01-11T15:59:00Z') };
    await schedule('digest').backfill({ ...week, overlap: 'ALLOW_ALL' });
    const written = (): Promise<Record<string, unknown>[]> =>
      world.sql(
        `select u.name, u.locale, string_agg(substr(message_id, 9, 11), ' ' order by message_id) as days
           from notification n join user_account u on u.id = n.recipient_user_id where template = 'digest' group by u.id order by 1, 2`,
      );
    const days = ['2026-01-05.', '2026-01-06.', '2026-01-08.', '2026-01-09.'].join(' ');
    // of the two institutions one has its proposal to finish; nothing waits for anybody else
    const expected = [
      { name: 'Peraga LKS_OPERATOR', locale: 'id', days },
      { name: 'Peraga SECRETARIAT', locale: 'en', days },
      { name: 'Peraga SECRETARIAT', locale: 'id', days },
    ];
    await until('every digest is written', async () => {
      const all = await written();
      return all.length === expected.length && all.every((row) => row['days'] === days);
    });
    expect(await written()).toEqual(expected);
    expect(digests).toBeGreaterThan(Math.max(...deaths));

    await using server = await startMailServer();
    const transport = createMailTransport(server.url, { from: 'Salur <salur@salur.invalid>' });
    const render = (template: string, locale: 'id' | 'en', params: unknown) =>
      renderMail(template, locale, params, 'https://salur.example.go.id');
    await sendDueMails({ queue: createMailQueue(world.ctx.db), clock: world.ctx.clock, transport, render }, 200);
    transport.close();
    const mornings = server.inbox.filter(({ messageId }) => messageId?.startsWith('<digest.2026-01-06.') === true);
    const texts = mornings.map(({ subject, text }) => `${subject}\n${text}`);
    expect(texts.filter((text) => text.startsWith('Tugas Anda pagi ini: 1 usulan, 1 lewat batas waktu\n'))).toEqual([
      expect.stringContaining(
        '- LKSA Peraga (0001/LKS) · Diajukan · sejak 2 Januari 2026 · LEWAT batas waktu 6 Januari 2026\n',
      ),
    ]);
    expect(texts.filter((text) => text.startsWith('Your tasks this morning: 1 proposal, 1 overdue\n'))).toEqual([
      expect.stringContaining('· since 2 January 2026 · OVERDUE since 6 January 2026\n'),
    ]);
    expect(texts.join('')).toContain('https://salur.example.go.id/inbox');
  });

  it('signs every hour how far the record has come, outside the database, and the verifier holds it to that', async () => {
    await schedule('checkpoint').trigger();
    await until('the checkpoint is there', async () => (await world.notary.store.list()).length > 0);
    await schedule('checkpoint').trigger();
    const files = await world.notary.store.list();
    const [first] = files.map(({ text }) => JSON.parse(text) as Checkpoint);
    expect(first?.heads.length).toBeGreaterThan(0);
    const judge = () =>
      withDatabaseSource(world.ctx, (source) =>
        verifyRecord(source, { checkpoints: files, publicKey: world.notary.signer.publicKey }),
      );
    const codes = async () => new Set((await judge()).faults.map(({ code }) => code));
    expect(await codes()).not.toContain('CHECKPOINT_DISAGREES');
    const breach = first?.heads.find(({ stream }) => stream.startsWith('breach/'))?.stream;
    await world.sql(`alter table event disable trigger user`);
    await world.sql(`update event set hash = repeat('0', 64) where stream = $1`, [breach]);
    expect(await codes()).toContain('CHECKPOINT_DISAGREES');
  });
});
