import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { examineRecord } from '../../src/app/doctor/examine-record.js';
import { sendDueMails, type DeliveryResult, type Mailer } from '../../src/app/mail/deliver-notifications.js';
import { createMailQueue, type MailQueue } from '../../src/app/mail/mail-queue.js';
import type { Clock } from '../../src/app/ports.js';
import type { MailTransport } from '../../src/domain/mail-delivery.js';
import { openDatabase, type OpenDatabase } from '../../src/infra/db/database.js';
import { createMailTransport } from '../../src/infra/mail/create-mail-transport.js';
import { renderMail } from '../../src/ui/mail/render-mail.js';
import { startMailServer, type MailServer } from '../support/mail-server.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const START = new Date('2025-03-03T01:00:00Z');

let database: TestDatabase;
let db: OpenDatabase;
let owner: pg.Pool;
let queue: MailQueue;
let now: Date;
let open: { close(): void }[] = [];
const clock: Clock = { kind: 'test', now: () => Promise.resolve(now) };

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.appUrl, { connections: 4, allowSteppedClock: true });
  owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  queue = createMailQueue(db);
});
afterAll(async () => {
  await db[Symbol.asyncDispose]();
  await owner.end();
  await database[Symbol.asyncDispose]();
});
beforeEach(async () => {
  now = START;
  await owner.query('truncate notification');
});
afterEach(() => {
  for (const transport of open) transport.close();
  open = [];
});

interface Row {
  readonly state: string;
  readonly attempts: number;
  readonly last_error: string | null;
  readonly sent_at: Date | null;
  readonly next_attempt_at: Date;
}

async function enqueue(to: string, template = 'task_assigned', locale = 'id'): Promise<string> {
  const id = randomUUID();
  await owner.query(
    `insert into notification (id, message_id, to_address, locale, template, params, state, attempts, next_attempt_at, created_at)
     values ($1, $2, $3, $4, $5, $6, 'QUEUED', 0, $7, $7)`,
    [
      id,
      `<${id}@salur.invalid>`,
      to,
      locale,
      template,
      { proposalId: id, institutionName: 'LKSA Contoh', programmeName: 'BST', state: 'SUBMITTED', dueAt: null },
      now,
    ],
  );
  return id;
}
async function rowOf(id: string): Promise<Row> {
  const { rows } = await owner.query<Row>('select * from notification where id = $1', [id]);
  if (rows[0] === undefined) throw new Error('no such row');
  return rows[0];
}
async function states(): Promise<Record<string, number>> {
  const { rows } = await owner.query<{ state: string; n: number }>(
    'select state, count(*)::int as n from notification group by state',
  );
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}
function mailer(url: string, change: (transport: MailTransport) => MailTransport = (same) => same): Mailer {
  const transport = createMailTransport(url, { from: 'Salur <salur@salur.invalid>' });
  open.push(transport);
  return {
    queue,
    clock,
    transport: change(transport),
    render: (template, locale, params) => renderMail(template, locale, params, 'https://salur.example.go.id'),
  };
}
function pass(minutes: number): void {
  now = new Date(now.getTime() + minutes * 60_000);
}
const idsIn = (server: MailServer): (string | undefined)[] => server.inbox.map(({ messageId }) => messageId);

describe('due notifications', () => {
  it('arrive in both languages with text and HTML, once, and are marked sent', async () => {
    await using server = await startMailServer();
    const indonesian = await enqueue('a@lks.invalid');
    const english = await enqueue('b@lks.invalid', 'pact_due', 'en');
    const run = mailer(server.url);

    expect(await sendDueMails(run, 100)).toEqual({ sent: 2, refused: 0, deferred: 0, nextDueAt: null });
    expect(await sendDueMails(run, 100)).toMatchObject({ sent: 0 });

    const [first, second] = [indonesian, english].map((id) =>
      server.inbox.find(({ messageId }) => messageId?.includes(id)),
    );
    expect(first).toMatchObject({
      messageId: `<${indonesian}@salur.invalid>`,
      subject: 'Perlu tindakan Anda: LKSA Contoh',
    });
    expect(first?.date).toEqual(START);
    expect(first?.text).toContain(`https://salur.example.go.id/cases/${indonesian}`);
    expect(first?.html).toContain('<html lang="id">');
    expect(first?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(second).toMatchObject({ subject: 'Integrity pact to be signed: LKSA Contoh' });
    expect(await rowOf(indonesian)).toMatchObject({ state: 'SENT', attempts: 1, sent_at: START, last_error: null });
  });

  it('are sent up to the limit, oldest first, and the rest is due at once', async () => {
    await using server = await startMailServer();
    for (let index = 0; index < 45; index += 1) await enqueue(`p${index}@lks.invalid`);
    const progress: number[] = [];
    const run = mailer(server.url);
    expect(await sendDueMails(run, 30, { onProgress: (done) => progress.push(done) })).toEqual({
      sent: 30,
      refused: 0,
      deferred: 0,
      nextDueAt: START,
    });
    expect(progress).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    expect(await sendDueMails(run, 100)).toMatchObject({ sent: 15, nextDueAt: null });
    expect(new Set(idsIn(server)).size).toBe(45);
    expect(server.inbox).toHaveLength(45);
  });

  it('are shared by two mailers at once without one going out twice', async () => {
    await using server = await startMailServer();
    for (let index = 0; index < 60; index += 1) await enqueue(`p${index}@lks.invalid`);
    const results: DeliveryResult[] = await Promise.all([
      sendDueMails(mailer(server.url), 100),
      sendDueMails(mailer(server.url), 100),
    ]);
    expect(results.reduce((sum, { sent }) => sum + sent, 0)).toBe(60);
    expect(server.inbox).toHaveLength(60);
    expect(await states()).toEqual({ SENT: 60 });
  });

  it('that nobody can write wait with their error and hold up nobody else', async () => {
    await using server = await startMailServer();
    const broken = await enqueue('a@lks.invalid', 'a_template_of_tomorrow');
    await enqueue('b@lks.invalid');
    expect(await sendDueMails(mailer(server.url), 100)).toMatchObject({ sent: 1, deferred: 1 });
    expect(await rowOf(broken)).toMatchObject({
      state: 'QUEUED',
      last_error: 'cannot be written: There is no mail template a_template_of_tomorrow.',
    });
  });

  it('are given back untried when the mailer is told to stop', async () => {
    await using server = await startMailServer();
    for (let index = 0; index < 10; index += 1) await enqueue(`p${index}@lks.invalid`);
    const stop = new AbortController();
    const result = await sendDueMails(mailer(server.url), 100, {
      signal: stop.signal,
      onProgress: (done) => (done === 3 ? stop.abort() : undefined),
    });
    expect(result).toEqual({ sent: 3, refused: 0, deferred: 0, nextDueAt: START });
    const { rows } = await owner.query("select attempts from notification where state = 'QUEUED'");
    expect(rows).toEqual(Array.from({ length: 7 }, () => ({ attempts: 0 })));
  });
});

describe('a server that greylists', () => {
  it('gets the mail a minute later under the same Message-ID', async () => {
    await using server = await startMailServer({ recipient: (_, asking) => (asking === 1 ? 451 : undefined) });
    const id = await enqueue('a@lks.invalid');
    const run = mailer(server.url);

    const first = await sendDueMails(run, 100);
    expect(first).toEqual({ sent: 0, refused: 0, deferred: 1, nextDueAt: new Date('2025-03-03T01:01:00Z') });
    expect(await rowOf(id)).toMatchObject({ state: 'QUEUED', attempts: 1, last_error: '451 said with 451' });

    pass(0.5);
    await sendDueMails(run, 100);
    expect(server.asked).toHaveLength(1);

    pass(0.5);
    expect(await sendDueMails(run, 100)).toMatchObject({ sent: 1, nextDueAt: null });
    expect(idsIn(server)).toEqual([`<${id}@salur.invalid>`]);
    expect(await rowOf(id)).toMatchObject({ state: 'SENT', attempts: 2, last_error: null });
  });

  it('for one recipient lets the others through', async () => {
    await using server = await startMailServer({ recipient: (to) => (to === 'slow@lks.invalid' ? 450 : undefined) });
    await enqueue('slow@lks.invalid');
    await enqueue('quick@lks.invalid');
    expect(await sendDueMails(mailer(server.url), 100)).toMatchObject({ sent: 1, deferred: 1 });
  });
});

describe('a refused recipient', () => {
  it.each([
    [
      'at the address',
      { recipient: (to: string) => (to === 'gone@lks.invalid' ? 550 : undefined) },
      '550 said with 550',
    ],
    ['after the data', { afterData: () => 554 }, '554 said with 554'],
  ])('%s is shown with the words of the server and never tried again', async (_, rules, words) => {
    await using server = await startMailServer(rules);
    const id = await enqueue('gone@lks.invalid');
    const run = mailer(server.url);
    expect(await sendDueMails(run, 100)).toEqual({ sent: 0, refused: 1, deferred: 0, nextDueAt: null });
    expect(await rowOf(id)).toMatchObject({ state: 'REFUSED', last_error: words, sent_at: null });
    pass(600);
    expect(await sendDueMails(run, 100)).toMatchObject({ sent: 0, refused: 0 });
    expect(server.asked).toHaveLength(1);
  });

  it('of an address that is none does not stop the others', async () => {
    await using server = await startMailServer();
    const id = await enqueue('no address at all');
    await enqueue('b@lks.invalid');
    expect(await sendDueMails(mailer(server.url), 100)).toMatchObject({ sent: 1 });
    expect((await rowOf(id)).state).toBe('REFUSED');
  });
});

describe('a server that is down for an hour', () => {
  it('delays every mail, loses none and sends each once', async () => {
    const before = await startMailServer();
    const { url } = before;
    await before[Symbol.asyncDispose]();
    const ids = [];
    for (let index = 0; index < 25; index += 1) ids.push(await enqueue(`p${index}@lks.invalid`));
    const run = mailer(url);

    const waits: number[] = [];
    while (now.getTime() < START.getTime() + 3_600_000) {
      const { sent, deferred, nextDueAt } = await sendDueMails(run, 100);
      expect({ sent, deferred }).toEqual({ sent: 0, deferred: 1 });
      if (nextDueAt === null) throw new Error('nothing waits any more');
      waits.push(nextDueAt.getTime() - now.getTime());
      now = nextDueAt;
    }
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(60_000);
    expect(await states()).toEqual({ QUEUED: 25 });
    const { rows } = await owner.query('select last_error from notification where last_error is not null limit 1');
    expect(rows).toEqual([{ last_error: expect.stringContaining('ECONNREFUSED') }]);

    await using server = await startMailServer({ port: Number(new URL(url).port) });
    let sent = 0;
    while (sent < 25) {
      const result = await sendDueMails(run, 100);
      sent += result.sent;
      now = result.nextDueAt ?? now;
    }
    expect(server.inbox).toHaveLength(25);
    expect(new Set(idsIn(server))).toEqual(new Set(ids.map((id) => `<${id}@salur.invalid>`)));
    expect(now.getTime() - START.getTime()).toBeLessThanOrEqual(2 * 3_600_000 + 60_000);
    expect(await states()).toEqual({ SENT: 25 });
  });
});

describe('a mailer that dies between acceptance and the record', () => {
  it('sends the mail again under the same Message-ID once its claim has run out', async () => {
    await using server = await startMailServer();
    const id = await enqueue('a@lks.invalid');
    const dying = mailer(server.url, (transport) => ({
      ...transport,
      send: async (mail) => {
        await transport.send(mail);
        throw new Error('killed');
      },
    }));
    await expect(sendDueMails(dying, 100)).rejects.toThrow('killed');
    expect(server.inbox).toHaveLength(1);
    expect(await rowOf(id)).toMatchObject({ state: 'QUEUED', attempts: 1, sent_at: null });

    const next = mailer(server.url);
    const { sent, nextDueAt } = await sendDueMails(next, 100);
    expect(sent).toBe(0);
    now = nextDueAt ?? now;
    expect(await sendDueMails(next, 100)).toMatchObject({ sent: 1, nextDueAt: null });
    expect(idsIn(server)).toEqual([`<${id}@salur.invalid>`, `<${id}@salur.invalid>`]);
    expect(await rowOf(id)).toMatchObject({ state: 'SENT', attempts: 2 });
  });

  it('and comes back late cannot undo what its successor has recorded', async () => {
    await enqueue('a@lks.invalid');
    const [stale] = await queue.claim(now, new Date(now.getTime() + 60_000), 1);
    pass(2);
    const [fresh] = await queue.claim(now, new Date(now.getTime() + 60_000), 1);
    await queue.settle(stale!, { state: 'REFUSED', lastError: 'late' }, now);
    expect(await rowOf(stale!.id)).toMatchObject({ state: 'QUEUED', attempts: 2, last_error: null });
    await queue.settle(fresh!, { state: 'SENT' }, now);
    await queue.settle(stale!, { state: 'QUEUED', lastError: 'late', nextAttemptAt: now }, now);
    expect(await rowOf(stale!.id)).toMatchObject({ state: 'SENT', last_error: null });
  });
});

describe('mails that nobody takes', () => {
  it('are known to the doctor by the time at which they were due, until they are sent', async () => {
    await using server = await startMailServer();
    const heartbeat = async (): Promise<unknown> => (await examineRecord({ db })).mails;
    expect(await heartbeat()).toMatchObject({ queued: 0, unsentSince: null });
    await enqueue('a@salur.invalid');
    expect(await heartbeat()).toMatchObject({ queued: 1, unsentSince: START });
    await sendDueMails(mailer(server.url), 10);
    expect(await heartbeat()).toMatchObject({ queued: 0, unsentSince: null });
  });
});
