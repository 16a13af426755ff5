import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aRow } from '../support/person-rows.js';
import { readyProposal, type Home } from '../support/ready-proposal.js';
import { createWebWorld, formOf, PASSWORD, textOf, type WebWorld } from '../support/web-world.js';

let web: WebWorld;
let home: Home;

beforeAll(async () => {
  web = await createWebWorld();
  home = await readyProposal(web.world, [aRow(1), aRow(2)]);
  await web.person('lks@salur.invalid', ['LKS_OPERATOR'], { institutionId: home.institutionId });
  await web.person('stranger@salur.invalid', ['LKS_OPERATOR'], { institutionId: await web.world.institution() });
  await web.person('secretary@salur.invalid', ['SECRETARIAT']);
  await web.person('admin@salur.invalid', ['ADMIN']);
});

afterAll(async () => {
  await web[Symbol.asyncDispose]();
});

describe('every answer', () => {
  it('carries strict headers and names no software', async () => {
    const { headers } = await (await web.browser()).get('/sign-in');
    expect(headers['content-security-policy']).toBe(
      "default-src 'none';style-src 'self';img-src 'self' data:;form-action 'self';base-uri 'none';frame-ancestors 'none'",
    );
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('same-origin');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['server']).toBeUndefined();
  });

  it('says in words that there is no such page', async () => {
    const browser = await web.browser('lks@salur.invalid');
    const answer = await browser.get('/no-such-page');
    expect(answer.statusCode).toBe(404);
    expect(textOf(answer.body)).toContain('Halaman tidak ditemukan');
    const noCase = await browser.get('/cases/no-id');
    expect(noCase.statusCode).toBe(404);
    expect(textOf(noCase.body)).not.toContain('proposalId');
  });

  it('tells the probes whether it can serve', async () => {
    const browser = await web.browser();
    expect(JSON.parse((await browser.get('/health/live')).body)).toEqual({ status: 'live' });
    expect((await browser.get('/health/ready')).statusCode).toBe(200);
    const failing = await createWebWorld({ ready: false });
    try {
      const answer = await (await failing.browser()).get('/health/ready');
      expect(answer.statusCode).toBe(503);
      expect(JSON.parse(answer.body)).toEqual({ status: 'not ready', checks: { database: false } });
    } finally {
      await failing[Symbol.asyncDispose]();
    }
  });
});

describe('a form', () => {
  it('is refused without the token of its page, and with that of another person', async () => {
    const lks = await web.browser('lks@salur.invalid');
    const page = await lks.get(`/cases/${home.proposalId}/letter`);
    const { action, hidden } = formOf(page.body, `/cases/${home.proposalId}/letter`);
    const letter = { letterNumber: 'X/1', letterDate: '2026-01-31', background: 'x', purpose: 'x' };
    const stranger = await web.browser('stranger@salur.invalid');
    const foreign = formOf((await stranger.get('/')).body, '/sign-out').hidden['_csrf'] ?? '';
    for (const token of ['', 'made-up', foreign]) {
      const answer = await lks.post(action, { ...hidden, ...letter, _csrf: token });
      expect(answer.statusCode).toBe(403);
      expect(textOf(answer.body)).toContain('Tidak ada yang berubah');
    }
    expect(await web.world.sql('select letter_number from proposal where id = $1', [home.proposalId])).toEqual([
      { letter_number: '01/LKSA' },
    ]);
  });

  it('that comes after the session has ended is kept over the sign-in and sent by one press', async () => {
    const lks = await web.browser('lks@salur.invalid');
    const path = `/cases/${home.proposalId}/letter`;
    const page = await lks.get(path);
    for (const name of lks.cookies.keys()) if (name.includes('session')) lks.cookies.delete(name);
    const typed = {
      letterNumber: '77/KEPT',
      letterDate: '2026-02-01',
      background: 'Diketik <b>lama</b> & panjang',
      purpose: 'Tujuan',
    };
    const asked = await lks.submit(page, path, typed, { origin: web.publicUrl });
    expect(asked.statusCode).toBe(401);
    expect(textOf(asked.body)).toContain('Isian Anda masih ada');
    const resumed = await lks.submit(asked, '/sign-in', { email: 'lks@salur.invalid', password: PASSWORD });
    expect(resumed.statusCode).toBe(200);
    expect((await web.world.sql('select letter_number from proposal where id = $1', [home.proposalId]))[0]).toEqual({
      letter_number: '01/LKSA',
    });
    const sent = await lks.submit(resumed, path, {});
    expect(sent.statusCode).toBe(303);
    expect(
      (await web.world.sql('select letter_number, background from proposal where id = $1', [home.proposalId]))[0],
    ).toEqual({
      letter_number: '77/KEPT',
      background: typed.background,
    });
  });

  it('of another site keeps nothing: nobody else can put words into it', async () => {
    const browser = await web.browser();
    const answer = await browser.post(
      `/cases/${home.proposalId}/letter`,
      { letterNumber: 'EVIL' },
      { origin: 'https://elsewhere.invalid' },
    );
    expect(answer.statusCode).toBe(303);
    expect(answer.headers['location']).toContain('/sign-in');
    expect(answer.body).not.toContain('EVIL');
  });
});

describe('what is another’s', () => {
  it('does not exist: cases, their parts and files', async () => {
    const stranger = await web.browser('stranger@salur.invalid');
    const [{ blob_id: blobId } = {}] = await web.world.sql(
      'select blob_id from proposal_document where proposal_id = $1 limit 1',
      [home.proposalId],
    );
    for (const path of [`/cases/${home.proposalId}`, `/cases/${home.proposalId}/edit`, `/files/${String(blobId)}`]) {
      const answer = await stranger.get(path);
      expect(answer.statusCode).toBe(404);
      expect(answer.body).not.toContain('LKSA Peraga Harapan</h1>');
    }
  });

  it('is not the administrator’s: no names of people, no files, no decision', async () => {
    const admin = await web.browser('admin@salur.invalid');
    const page = await admin.get(`/cases/${home.proposalId}`);
    expect(page.statusCode).toBe(200);
    const [{ name } = {}] = await web.world.sql('select name from person limit 1');
    expect(page.body).not.toContain(String(name));
    expect(page.body).not.toMatch(/\/do\//);
    expect(textOf(page.body)).toContain('Surat permohonan');
    // nor a link that would be refused
    expect(page.body).not.toContain('/files/');
  });

  it('is not the institution’s: the pages of the administrator', async () => {
    const lks = await web.browser('lks@salur.invalid');
    for (const path of ['/admin/processes', '/admin/waiting', '/admin/mails', '/admin/users', '/admin/users/new']) {
      const answer = await lks.get(path);
      expect(answer.statusCode).toBe(403);
      expect(textOf(answer.body)).toContain('Bukan wewenang Anda');
    }
  });

  it('stays in its sandbox when it is a file', async () => {
    const lks = await web.browser('lks@salur.invalid');
    const [{ blob_id: blobId } = {}] = await web.world.sql(
      'select blob_id from proposal_document where proposal_id = $1 limit 1',
      [home.proposalId],
    );
    const file = await lks.get(`/files/${String(blobId)}`);
    expect(file.statusCode).toBe(200);
    expect(file.headers['content-type']).toBe('application/pdf');
    expect(file.headers['content-disposition']).toMatch(/^attachment/);
    expect(file.headers['content-security-policy']).toBe("default-src 'none'; sandbox");
    expect(Buffer.from(file.bytes.subarray(0, 5)).toString()).toBe('%PDF-');
  });
});
