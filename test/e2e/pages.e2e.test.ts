import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page, Response } from 'playwright-core';
import {
  fromInbox,
  passAdmin,
  send,
  visit,
  writeDraft,
  register,
  returnForRepair,
  repair,
  type Journey,
} from './support/journey.js';
import { addDays, witaDate } from '../../src/domain/time/wita.js';
import { pdf } from './support/files.js';
import type { Person } from './support/people.js';
import { lastLine, runSalur } from '../support/run-salur.js';
import { startWorld, type E2eWorld } from './support/start-world.js';

const MINUTES = 60_000;
const FIRST_VISIT_BYTES = 60 * 1024;
const REPEATED_VISIT_BYTES = 15 * 1024;
const REQUESTS = 6;

let world: E2eWorld;

beforeAll(async () => {
  world = await startWorld();
}, 3 * MINUTES);

afterAll(async () => {
  await world[Symbol.asyncDispose]();
}, MINUTES);

describe('the pages', () => {
  it('are light: the first visit, and every one after it', async () => {
    const account = world.accounts.find((entry) => entry.email.startsWith('lks1@'));
    const context = await world.browser.newContext({ baseURL: world.url });
    const page = await context.newPage();
    const first = await weigh(page, async () => {
      await page.goto('/sign-in');
    });
    expect(first.bytes).toBeLessThanOrEqual(FIRST_VISIT_BYTES);
    expect(first.requests).toBeLessThanOrEqual(REQUESTS);
    await page.getByLabel('Alamat surel').fill(account?.email ?? '');
    await page.getByLabel('Kata sandi').fill(account?.password ?? '');
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Masuk' }).click()]);
    const again = await weigh(page, async () => {
      await page.goto('/');
    });
    expect(again.bytes).toBeLessThanOrEqual(REPEATED_VISIT_BYTES);
    await context.close();
  });

  it('are dressed before anybody has signed in', async () => {
    const context = await world.browser.newContext({ baseURL: world.url });
    const page = await context.newPage();
    for (const path of ['/sign-in', '/nowhere']) {
      await page.goto(path);
      expect(await page.evaluate('document.styleSheets[0].cssRules.length')).toBeGreaterThan(100);
    }
    await context.close();
  });

  it('have no script of their own and obey a strict policy', async () => {
    const lks = await world.people.as('lks1');
    const response = await lks.page.goto('/');
    const policy = response?.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(await response?.text()).not.toMatch(/<script|\son\w+=|style=/);
  });

  it('keep the page when the language is switched, and remember it', async () => {
    const lks = await world.people.as('lks1');
    await lks.open('/institution');
    await lks.press('English');
    expect(new URL(lks.page.url()).pathname).toBe('/institution');
    expect(await lks.page.locator('h1').innerText()).toBe('Institution file');
    await lks.open('/');
    expect(await lks.page.locator('html').getAttribute('lang')).toBe('en');
    await lks.press('Bahasa Indonesia');
    expect(await lks.page.locator('html').getAttribute('lang')).toBe('id');
  });

  it('mark demonstration data everywhere', async () => {
    const context = await world.browser.newContext({ baseURL: world.url });
    const page = await context.newPage();
    await page.goto('/sign-in');
    expect(await page.locator('header').innerText()).toContain('Data peragaan');
    await context.close();
  });

  it('can be used from the keyboard alone: the way to the content and to every error', async () => {
    const context = await world.browser.newContext({ baseURL: world.url });
    const page = await context.newPage();
    await page.goto('/sign-in');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    await page.keyboard.press('Enter');
    await page.locator('#content:focus').waitFor();
    await page.getByLabel('Alamat surel').fill('nobody@salur.invalid');
    await page.getByLabel('Kata sandi').fill('not the password');
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    await page.locator('#notice:focus').waitFor();
    expect(await page.getByLabel('Alamat surel').inputValue()).toBe('nobody@salur.invalid');
    await context.close();
  });

  it(
    'are accessible and valid in both languages, on a telephone and a desk',
    async () => {
      const lks = await world.people.as('lks2');
      const official = await world.people.as('sekretariat1');
      const admin = await world.people.as('admin');
      expect(await lks.judge('/', '/institution', '/cases/new', '/privacy/log')).toEqual([]);
      expect(await official.judge('/inbox', '/cases', '/decrees', '/decrees/new', '/deliveries', '/nowhere')).toEqual(
        [],
      );
      expect(
        await admin.judge('/admin/processes', '/admin/waiting', '/admin/mails', '/admin/users', '/admin/users/new'),
      ).toEqual([]);
    },
    5 * MINUTES,
  );

  it(
    'are accessible and valid at every form of the way',
    async () => {
      const journey: Journey = { people: world.people, casePath: '', decreePath: '', batchPath: '' };
      await writeDraft(journey, 'lks2');
      const lks = await world.people.as('lks2');
      const parts = ['edit', 'letter', 'needs', 'people', 'people/add', 'people/import', 'documents', 'do/withdraw'];
      expect(await lks.judge(...parts.map((part) => `${journey.casePath}/${part}`))).toEqual([]);
      await send(journey, 'lks2', 'Kirim usulan');
      expect(await (await fromInbox(journey, 'sekretariat1')).judge(`${journey.casePath}/do/register`)).toEqual([]);
      await register(journey);
      await returnForRepair(journey);
      expect(await lks.judge(`${journey.casePath}/edit`, `${journey.casePath}/letter`)).toEqual([]);
      await repair(journey, 'lks2');
      const verifier = await fromInbox(journey, 'verifikator');
      expect(
        await verifier.judge(
          ...['pass_admin', 'return', 'reject'].map((command) => `${journey.casePath}/do/${command}`),
        ),
      ).toEqual([]);
      await passAdmin(journey);
      expect(await (await fromInbox(journey, 'kabid')).judge(`${journey.casePath}/do/assign_field`)).toEqual([]);
      await visit(journey);
      const team = await fromInbox(journey, 'ketua-tim');
      expect(await team.judge(`${journey.casePath}/do/endorse`, journey.casePath)).toEqual([]);
    },
    8 * MINUTES,
  );
});

describe('what is kept beside the cases', () => {
  it(
    'is kept by pages alone: calendar, freeze, a letter from outside, a policy with amounts, the own password',
    async () => {
      const admin = await world.people.as('admin');
      const kabid = await world.people.as('kabid');
      const head = await world.people.as('kepala-dinas');
      const secretariat = await world.people.as('sekretariat2');
      const fill = async ({ page }: Person, action: string, fields: Readonly<Record<string, string>>) => {
        for (const [name, value] of Object.entries(fields))
          await page.locator(`form[action^="${action}"] [name="${name}"]`).fill(value);
      };
      const notice = async ({ page }: Person): Promise<string> => page.locator('#notice').innerText();
      const day = (days: number): string => addDays(witaDate(new Date()), days);

      await admin.open(`/calendar?year=${day(60).slice(0, 4)}`);
      await fill(admin, '/calendar', { days: `${day(60)} Hari Peraga`, reason: 'SK Gubernur 12' });
      await admin.page.locator('[name="holidayKind"]').selectOption('regional');
      await admin.press('Simpan hari libur');
      expect(await notice(admin)).toContain('1 hari libur disimpan');
      expect(await admin.page.locator('main').innerText()).toContain('Hari Peraga');

      await kabid.open('/freezes');
      const letter = { documentNumber: 'SE/77', documentDate: day(0), reason: 'Pemilihan kepala daerah' };
      await fill(kabid, '/freezes', { fromOn: day(0), untilOn: day(100), ...letter });
      await kabid.press('Bekukan penyaluran');
      expect(await notice(kabid)).toContain('Paling awal');
      await fill(kabid, '/freezes', { fromOn: day(90) });
      await kabid.page.getByLabel('Anak telantar', { exact: true }).check();
      await kabid.press('Bekukan penyaluran');
      expect(await notice(kabid)).toContain('Pembekuan dicatat');
      await fill(kabid, '/freezes/end', { endReason: 'Surat dicabut' });
      await kabid.page.locator('[name="freezeId"]').selectOption({ label: 'SE/77' });
      await kabid.press('Akhiri hari ini');
      expect(await kabid.page.locator('main').innerText()).toContain('Surat dicabut');

      await secretariat.open('/cases/outside');
      await secretariat.page.getByLabel('Pokok pikiran DPRD', { exact: true }).check();
      await fill(secretariat, '/cases/outside', { documentNumber: '12/DPRD/2026', documentDate: day(0) });
      await secretariat.page.locator('input[type="file"]').setInputFiles(pdf('surat.pdf'));
      await secretariat.page.locator('[name="institutionId"]').selectOption({ index: 3 });
      await secretariat.page.locator('[name="packageId"]').first().check();
      await secretariat.press('Buka draf untuk LKS');
      expect(await secretariat.page.locator('main').innerText()).toContain('12/DPRD/2026');

      await head.open('/programmes');
      const rules = (await head.page.locator('main a[href$="/policy"]').first().getAttribute('href')) ?? '';
      await head.open(rules);
      await fill(head, rules, { 'endorsementsFrom.SUBBAG_KEUANGAN': '250.000.000', reason: 'Rapat 3 November' });
      await head.press('Simpan versi baru');
      const changed = await head.page.locator('main').innerText();
      expect(changed).toMatch(/250\.000\.000/);

      const { password } = kabid.account;
      await kabid.open('/password');
      const change = { currentPassword: password, newPassword: `${password}-2`, againPassword: `${password}-2` };
      await fill(kabid, '/password', change);
      await kabid.press('Ganti kata sandi');
      expect(await notice(kabid)).toContain('sudah diganti');

      expect(await admin.judge('/calendar', '/password')).toEqual([]);
      expect(await kabid.judge('/freezes')).toEqual([]);
      expect(await secretariat.judge('/cases/outside')).toEqual([]);
      expect(await head.judge(rules)).toEqual([]);
    },
    4 * MINUTES,
  );
});

describe('the doctor', () => {
  it('finds nothing wrong in what npm start has brought up', async () => {
    const { out } = await runSalur(['doctor', '--json'], { env: { SALUR_HOME: world.home } });
    const { findings } = JSON.parse(lastLine(out)) as { readonly findings: readonly { readonly level: string }[] };
    expect(findings.filter(({ level }) => level === 'wrong')).toEqual([]);
  }, 60_000);
});

/** What went over the wire while `run` ran. */
async function weigh(
  page: Page,
  run: () => Promise<void>,
): Promise<{ readonly bytes: number; readonly requests: number }> {
  const responses: Response[] = [];
  const listen = (response: Response): void => {
    responses.push(response);
  };
  page.on('response', listen);
  await run();
  await page.waitForLoadState('networkidle');
  page.off('response', listen);
  const sizes = await Promise.all(
    responses
      .filter((response) => !response.fromServiceWorker())
      .map(async (response) => {
        const { responseBodySize, responseHeadersSize } = await response.request().sizes();
        return Math.max(0, responseBodySize) + Math.max(0, responseHeadersSize);
      }),
  );
  return { bytes: sizes.reduce((sum, size) => sum + size, 0), requests: responses.length };
}
