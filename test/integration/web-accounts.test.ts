import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import pg from 'pg';
import { readSecurity } from '../../src/app/audit/read-security.js';
import { libraryOptions } from '../../src/infra/accounts/library-options.js';
import { openAccounts } from '../../src/infra/accounts/open-accounts.js';
import { createWebWorld, formOf, PASSWORD, textOf, WebBrowser, type WebWorld } from '../support/web-world.js';

let web: WebWorld;

beforeAll(async () => {
  web = await createWebWorld();
  await web.person('secretary@salur.invalid', ['SECRETARIAT']);
});

afterAll(async () => {
  await web[Symbol.asyncDispose]();
});

describe('the tables of the accounts library', () => {
  it('are those that the library itself would make', async () => {
    const pool = new pg.Pool({ connectionString: web.world.authUrl, max: 1 });
    try {
      const options = libraryOptions({
        pool,
        secret: 'x'.repeat(40),
        publicUrl: web.publicUrl,
        log: web.world.ctx.log,
      });
      const { toBeCreated, toBeAdded } = await getMigrations(options);
      expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] });
    } finally {
      await pool.end();
    }
  });

  it('take nobody from outside: only an administrator or the command line makes accounts', async () => {
    const pool = new pg.Pool({ connectionString: web.world.authUrl, max: 1 });
    try {
      const auth = betterAuth(
        libraryOptions({ pool, secret: 'x'.repeat(40), publicUrl: web.publicUrl, log: web.world.ctx.log }),
      );
      await expect(
        auth.api.signUpEmail({ body: { email: 'stranger@salur.invalid', name: 'Stranger', password: PASSWORD } }),
      ).rejects.toThrow();
    } finally {
      await pool.end();
    }
    const answer = await (await web.browser()).post('/api/auth/sign-up/email', { email: 'stranger@salur.invalid' });
    expect(answer.statusCode).not.toBe(200);
    expect(
      await web.world.sql(`select count(*)::int as n from auth."user" where email = 'stranger@salur.invalid'`),
    ).toEqual([{ n: 0 }]);
  });

  it('are closed to the role of the application', async () => {
    await expect(
      web.world.ctx.db.withActor(
        { kind: 'system', purpose: 'test' },
        5_000,
        (tx) => tx.sql.$queryRaw`select * from auth.account`,
      ),
    ).rejects.toThrow(/permission denied/);
  });
});

describe('signing in', () => {
  it('opens the page that was asked for', async () => {
    const browser = await web.browser();
    const refused = await browser.get('/decrees');
    expect(refused.statusCode).toBe(303);
    expect(refused.headers['location']).toBe('/sign-in?next=%2Fdecrees');
    const page = await browser.get('/sign-in?next=%2Fdecrees');
    const entered = await browser.submit(page, '/sign-in', { email: 'Secretary@salur.invalid', password: PASSWORD });
    expect(entered.headers['location']).toBe('/decrees');
    expect((await browser.get('/decrees')).statusCode).toBe(200);
  });

  it('answers a wrong password and an unknown address alike, and keeps the address', async () => {
    const browser = await web.browser();
    const wrong = await browser.signIn('secretary@salur.invalid', 'wrong password');
    const unknown = await browser.signIn('nobody-here@salur.invalid', 'wrong password');
    expect([wrong.statusCode, unknown.statusCode]).toEqual([401, 401]);
    expect(textOf(wrong.body)).toBe(textOf(unknown.body));
    expect(wrong.body).toContain('value="secretary@salur.invalid"');
    expect(wrong.body).not.toContain('wrong password');
  });

  it('keeps in the security stream who came in and at whose account somebody failed, but nothing that was typed', async () => {
    const browser = await web.browser();
    await browser.signIn('secretary@salur.invalid', 'wrong password');
    await browser.signIn('a password typed into the wrong field', PASSWORD);
    await browser.signIn('secretary@salur.invalid');
    const entries = await readSecurity(web.world.ctx, 3);
    const [account] = await web.world.sql(`select id from user_account where email = 'secretary@salur.invalid'`);
    expect(entries.map(({ type, data }) => [type, data])).toEqual([
      ['signed_in', { userId: account?.['id'], by: 'pages' }],
      ['sign_in_refused', { userId: null, by: 'pages' }],
      ['sign_in_refused', { userId: account?.['id'], by: 'pages' }],
    ]);
  });

  it('goes only to pages of this site', async () => {
    for (const next of [
      'https://elsewhere.invalid/',
      '//elsewhere.invalid',
      String.raw`/\elsewhere.invalid`,
      'javascript:alert(1)',
    ]) {
      const browser = await web.browser();
      const page = await browser.get(`/sign-in?next=${encodeURIComponent(next)}`);
      const entered = await browser.submit(page, '/sign-in', {
        email: 'secretary@salur.invalid',
        password: PASSWORD,
        next,
      });
      expect(new URL(entered.headers['location'] ?? '', web.publicUrl).origin).toBe(web.publicUrl);
    }
  });

  it('is refused for a minute after ten attempts on one account, and only on that one', async () => {
    await web.person('patient@salur.invalid', ['SECRETARIAT']);
    const browser = await web.browser();
    const codes: number[] = [];
    for (let attempt = 0; attempt < 11; attempt += 1)
      codes.push((await browser.signIn('patient@salur.invalid', `wrong ${attempt}`)).statusCode);
    expect(codes).toEqual([...Array<number>(10).fill(401), 429]);
    expect((await browser.signIn('patient@salur.invalid')).statusCode).toBe(429);
    expect((await browser.signIn('secretary@salur.invalid')).statusCode).toBe(303);
  });

  it('ends with the session: signed out, nothing opens', async () => {
    const browser = await web.browser('secretary@salur.invalid');
    const page = await browser.get('/inbox');
    const cookies = new Map(browser.cookies);
    await browser.submit(page, '/sign-out', {});
    expect((await browser.get('/inbox')).headers['location']).toContain('/sign-in');
    // the cookie of the ended session is worth nothing to whoever kept it
    const thief = new WebBrowser(web.address);
    for (const [name, value] of cookies) thief.cookies.set(name, value);
    expect((await thief.get('/inbox')).headers['location']).toContain('/sign-in');
  });

  it('gives an account that is no longer active nothing', async () => {
    const userId = await web.person('former@salur.invalid', ['SECRETARIAT']);
    const browser = await web.browser('former@salur.invalid');
    expect((await browser.get('/inbox')).statusCode).toBe(200);
    await web.world.sql('update user_account set active = false where id = $1', [userId]);
    expect((await browser.get('/inbox')).headers['location']).toContain('/sign-in');
  });

  it('marks cookies as secure where the site is', async () => {
    const secure = await createWebWorld({ publicUrl: 'https://salur.invalid' });
    try {
      await secure.person('secretary@salur.invalid', ['SECRETARIAT']);
      const browser = await secure.browser();
      const page = await browser.get('/sign-in');
      const { hidden } = formOf(page.body, '/sign-in');
      const entered = await browser.post('/sign-in', {
        ...hidden,
        email: 'secretary@salur.invalid',
        password: PASSWORD,
      });
      const cookies = [page, entered].flatMap((response) => response.cookies);
      expect(cookies.length).toBeGreaterThan(1);
      for (const { attributes } of cookies) {
        expect(attributes).toEqual(expect.arrayContaining(['secure', 'httponly', 'samesite=lax', 'path=/']));
      }
    } finally {
      await secure[Symbol.asyncDispose]();
    }
  });

  it('replaces the password of an account that is made a second time', async () => {
    const userId = await web.person('forgetful@salur.invalid', ['SECRETARIAT']);
    const accounts = openAccounts({
      authUrl: web.world.authUrl,
      connections: 1,
      secret: 'x'.repeat(40),
      publicUrl: web.publicUrl,
      log: web.world.ctx.log,
    });
    try {
      await accounts.create(userId, 'forgetful@salur.invalid', 'Forgetful', 'another password');
    } finally {
      await accounts[Symbol.asyncDispose]();
    }
    const browser = await web.browser();
    expect((await browser.signIn('forgetful@salur.invalid', PASSWORD)).statusCode).toBe(401);
    expect((await browser.signIn('forgetful@salur.invalid', 'another password')).statusCode).toBe(303);
  });
});
