import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resendMails } from '../../src/app/mail/resend-mails.js';
import { changeAddress } from '../../src/app/users/change-address.js';
import { openWritableInboxStore } from '../../src/infra/embedded/inbox-store.js';
import { SYSTEM } from '../support/app-world.js';
import { aRow, codeOf } from '../support/person-rows.js';
import { readyProposal, submitNow } from '../support/ready-proposal.js';
import { createWebWorld, formOf, PASSWORD, textOf, type WebBrowser, type WebWorld } from '../support/web-world.js';

let folder: string;
let web: WebWorld;
let admin: WebBrowser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'salur-web-inbox-'));
  const inbox = await openWritableInboxStore(join(folder, 'inbox'));
  const mail = [
    'From: Salur <salur@salur.invalid>',
    'To: ketua@salur.invalid',
    'Subject: Usulan dikembalikan <b>segera</b>',
    'Date: Tue, 24 Nov 2026 08:00:00 +0800',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Buka http://127.0.0.1:3000/cases/1 <script>alert(1)</script>',
  ];
  await inbox.add(Buffer.from(mail.join('\r\n')), { from: 'salur@salur.invalid', to: ['ketua@salur.invalid'] });
  web = await createWebWorld({ inbox });
  await web.person('admin@salur.invalid', ['ADMIN']);
  admin = await web.browser('admin@salur.invalid');
});

afterAll(async () => {
  await web[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

describe('the administrator', () => {
  it('sees every running case with its step, age, whom it waits for and until when', async () => {
    await readyProposal(web.world, [aRow(11)]);
    const page = textOf((await admin.get('/admin/processes')).body);
    expect(page).toContain('Menunggu dilengkapi dan dikirim oleh LKS');
    expect(page).toContain('Operator LKS');
    expect(page).toContain('hari ini');
    expect(page).toContain('menunggu keputusan');
  });

  it('gives a person the right address and lets the refused mail go there', async () => {
    const userId = await web.person('salah@lks.invalid', ['SECRETARIAT']);
    const mailId = randomUUID();
    await web.world.sql(
      `insert into notification (id, message_id, recipient_user_id, to_address, locale, template, params, state, attempts, last_error, next_attempt_at, created_at)
       values ($1::uuid, $1::text, $2, 'salah@lks.invalid', 'id', 'task_assigned', '{}', 'REFUSED', 1, '550 no such user', now(), now())`,
      [mailId, userId],
    );
    const change = { email: 'salah@lks.invalid', newEmail: 'benar@lks.invalid', reason: 'Salah ketik' };
    await changeAddress(web.world.ctx, SYSTEM, change, web.accounts);
    const taken = { ...change, email: 'benar@lks.invalid', newEmail: 'admin@salur.invalid' };
    expect(await codeOf(changeAddress(web.world.ctx, SYSTEM, taken, web.accounts))).toBe('INVALID_INPUT newEmail');
    expect((await (await web.browser('benar@lks.invalid')).get('/inbox')).statusCode).toBe(200);

    const page = await admin.get('/admin/mails');
    expect(textOf(page.body)).toContain('550 no such user');
    expect((await admin.submit(page, `/admin/mails/${mailId}/resend`, {})).statusCode).toBe(303);
    const mail = (): Promise<unknown> =>
      web.world.sql('select state, to_address, attempts from notification where id = $1', [mailId]);
    expect(await mail()).toEqual([{ state: 'QUEUED', to_address: 'benar@lks.invalid', attempts: 0 }]);
    await web.world.sql(`update notification set state = 'SENT' where id = $1`, [mailId]);
    const again = resendMails(web.world.ctx, SYSTEM, { mailIds: [mailId] });
    expect(await codeOf(again)).toBe('NOT_FOUND');
  });

  it('leaves in the record who let a waiting attempt begin anew; nobody else may', async () => {
    const { proposalId } = await readyProposal(web.world, [aRow(12)]);
    const retries = (): Promise<unknown> =>
      web.world.sql(
        `select type, data from event where stream = 'operations' and data->>'proposalId' = '${proposalId}'`,
      );
    const retry = async (browser: WebBrowser, id: string): Promise<number> => {
      const [, token] = /name="_csrf" value="([^"]+)"/.exec((await browser.get('/inbox')).body) ?? [];
      if (token === undefined) throw new Error('the page has no form');
      return (await browser.post(`/admin/processes/${id}/retry`, { _csrf: token })).statusCode;
    };
    await web.person('sekretariat@salur.invalid', ['SECRETARIAT']);
    const secretariat = await web.browser('sekretariat@salur.invalid');
    expect(await retry(secretariat, proposalId)).toBe(403);
    expect(await retry(admin, randomUUID())).toBe(404);
    expect(await retries()).toEqual([]);
    expect(await retry(admin, proposalId)).toBe(303);
    expect(await retries()).toEqual([{ type: 'retried', data: { proposalId } }]);
  });

  it('makes an account that can be used at once', async () => {
    const page = await admin.get('/admin/users/new');
    const made = await admin.submit(page, '/admin/users/new', {
      name: 'Peraga Baru',
      email: 'baru@salur.invalid',
      password: PASSWORD,
      'role.SECRETARIAT': 'on',
      locale: 'en',
    });
    expect(made.statusCode).toBe(303);
    expect(textOf((await admin.get('/admin/users?q=baru')).body)).toContain('Peraga Baru');
    const person = await web.browser('baru@salur.invalid');
    // a person's own language, where nothing else was chosen
    expect(textOf((await person.get('/inbox')).body)).toContain('My tasks');
  });

  it('is told what is wrong with an account, and never sees the password again', async () => {
    const page = await admin.get('/admin/users/new');
    const mixed = await admin.submit(page, '/admin/users/new', {
      name: 'Peraga Campur',
      email: 'campur@salur.invalid',
      password: PASSWORD,
      'role.SECRETARIAT': 'on',
      'role.LKS_CHAIR': 'on',
      locale: 'id',
    });
    expect(mixed.statusCode).toBe(422);
    expect(mixed.body).toContain('id="f-roles-error"');
    expect(mixed.body).toContain('value="Peraga Campur"');
    expect(mixed.body).not.toContain(PASSWORD);
    const empty = await admin.submit(mixed, '/admin/users/new', {
      name: '',
      email: '',
      password: PASSWORD,
      locale: 'id',
    });
    expect(textOf(empty.body)).toContain('Alamat surel: Wajib diisi');
    const taken = await admin.submit(mixed, '/admin/users/new', {
      name: 'Peraga Ganda',
      email: 'ADMIN@salur.invalid',
      password: PASSWORD,
      'role.SECRETARIAT': 'on',
      locale: 'id',
    });
    expect(textOf(taken.body)).toContain('Alamat ini sudah dipakai');
    expect(
      await web.world.sql(
        `select count(*)::int as n from user_account where name like 'Peraga Campur' or name like 'Peraga Ganda'`,
      ),
    ).toEqual([{ n: 0 }]);
  });

  it('reads the mails of the local inbox as text, with addresses to follow', async () => {
    const list = await admin.get('/admin/inbox');
    expect(textOf(list.body)).toContain('Usulan dikembalikan <b>segera</b>');
    const mail = await admin.get('/admin/inbox/00000001');
    expect(mail.body).toContain('<a href="http://127.0.0.1:3000/cases/1">');
    expect(mail.body).not.toContain('<script');
    for (const id of ['00000009', '..%2F..%2Fetc', 'x']) {
      expect((await admin.get(`/admin/inbox/${id}`)).statusCode).toBe(404);
    }
  });

  it('has no local inbox where mails go to a real server', async () => {
    const real = await createWebWorld();
    try {
      await real.person('admin@salur.invalid', ['ADMIN']);
      const browser = await real.browser('admin@salur.invalid');
      expect((await browser.get('/admin/inbox')).statusCode).toBe(404);
      expect((await browser.get('/admin/mails')).body).not.toContain('/admin/inbox');
    } finally {
      await real[Symbol.asyncDispose]();
    }
  });
});

describe('the banner', () => {
  it('is on every page while demonstration data is there, and only then', async () => {
    const stranger = await web.browser();
    expect(textOf((await stranger.get('/sign-in')).body)).toContain('Data peragaan');
    const clean = await createWebWorld();
    try {
      await clean.world.sql('update programme set demo = false');
      await clean.world.sql('update user_account set demo = false');
      expect(textOf((await (await clean.browser()).get('/sign-in')).body)).not.toContain('Data peragaan');
    } finally {
      await clean[Symbol.asyncDispose]();
    }
  });
});

describe('work that waits', () => {
  it('is shown with its error, chosen, and begun anew with a result for each; nobody else sees it', async () => {
    const waiting = { type: 'prepareForm', attempt: 4, lastFailure: 'no <paper>', nextRetryAt: '2026-11-24T01:00:00Z' };
    await using office = await createWebWorld({
      workflowAdmin: {
        describe: () => Promise.resolve({ status: 'RUNNING', pendingActivities: [waiting], workflowTaskFailure: null }),
        retryNow: () => Promise.resolve(1),
      },
    });
    const home = await readyProposal(office.world, [aRow(13)]);
    await submitNow(office.world, home);
    await office.person('admin@salur.invalid', ['ADMIN']);
    await office.person('sekretariat@salur.invalid', ['SECRETARIAT']);
    const browser = await office.browser('admin@salur.invalid');
    const page = await browser.get('/admin/waiting');
    expect(textOf(page.body)).toContain('no <paper>');
    const { action, hidden } = formOf(page.body, '/admin/waiting');
    const answer = await browser.post(action, { ...hidden, subject: `proposal/${home.proposalId}` });
    expect(textOf(answer.body)).toContain(`proposal/${home.proposalId}: 1 percobaan dimulai lagi`);
    const noted = await office.world.sql(`select data from event where stream = 'operations' and type = 'retried'`);
    expect(noted.map((row) => row['data'])).toEqual([{ proposalId: home.proposalId }]);
    const secretariat = await office.browser('sekretariat@salur.invalid');
    expect((await secretariat.get('/admin/waiting')).statusCode).toBe(403);
  });
});
