import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  budget,
  decree,
  deliver,
  fromInbox,
  lastLine,
  pact,
  passAdmin,
  recommend,
  register,
  repair,
  report,
  returnForRepair,
  send,
  visit,
  writeDraft,
  type Journey,
} from './support/journey.js';
import { startWorld, type E2eWorld } from './support/start-world.js';

const BUDGET_LINE = '5.1.06.04.02.0001-BST';
const MINUTES = 60_000;

let world: E2eWorld;

beforeAll(async () => {
  world = await startWorld();
}, 3 * MINUTES);

afterAll(async () => {
  await world[Symbol.asyncDispose]();
}, MINUTES);

describe('one proposal, by pages alone and without JavaScript', () => {
  it(
    'goes from the form of the institution to a closed report, every step by its own person',
    async () => {
      const journey: Journey = { people: world.people, casePath: '', decreePath: '', batchPath: '' };
      await writeDraft(journey, 'lks4');
      await send(journey, 'lks4', 'Kirim usulan');
      await register(journey);
      await returnForRepair(journey);
      await repair(journey, 'lks4');
      await passAdmin(journey);
      await visit(journey);
      await recommend(journey);
      await budget(journey, BUDGET_LINE);
      await decree(journey);
      await pact(journey, 'ketua-lks4');
      await deliver(journey, 'uptd-psaah', 'Panti Sosial Asuhan Anak Harapan', 'lks4');
      await report(journey, 'lks4');

      const lks = await world.people.as('lks4');
      await lks.open(journey.casePath);
      expect(await lastLine(lks.page)).toBe('Selesai');
      const told = await lks.page.locator('#history').innerText();
      expect(told).toContain('mengirim perbaikan (versi 2)');
      expect(told).toContain('menerima LPJ. Usulan selesai.');

      const official = await world.people.as('sekretariat1');
      const admin = await world.people.as('admin');
      expect(await lks.judge('/', journey.casePath)).toEqual([]);
      expect(await official.judge('/inbox?tab=done', journey.casePath, journey.decreePath, journey.batchPath)).toEqual(
        [],
      );
      expect(await admin.judge('/admin/mails', '/admin/inbox', '/admin/processes', journey.casePath)).toEqual([]);
    },
    10 * MINUTES,
  );
});

describe('the mails of a case', () => {
  it('reach everybody concerned, and the administrator reads them in the local inbox', async () => {
    const journey: Journey = { people: world.people, casePath: '', decreePath: '', batchPath: '' };
    await writeDraft(journey, 'lks1');
    await send(journey, 'lks1', 'Kirim usulan');
    expect(await mailsTo('sekretariat1@salur.invalid')).not.toEqual([]);
    const toInstitution = await mailsTo('ketua-lks1@salur.invalid');
    expect(toInstitution).not.toEqual([]);
    const admin = await world.people.as('admin');
    await admin.press(toInstitution[0] ?? '');
    expect(await admin.page.locator('main pre').innerText()).toContain(`${world.url}${journey.casePath}`);
    expect(await admin.judge('/admin/inbox', new URL(admin.page.url()).pathname)).toEqual([]);
  }, 180_000);
});

describe('two people who decide at once', () => {
  it(
    'lets the first decide and tells the second who did what, with what was typed still there',
    async () => {
      const journey: Journey = { people: world.people, casePath: '', decreePath: '', batchPath: '' };
      await writeDraft(journey, 'lks3');
      await send(journey, 'lks3', 'Kirim usulan');
      const first = await fromInbox(journey, 'sekretariat1');
      const second = await fromInbox(journey, 'sekretariat2');
      for (const person of [first, second]) {
        await person.press('Agendakan');
        await person.page.getByLabel('Nomor agenda').fill(`AG-${person.account.name}`);
      }
      await first.press('Agendakan');
      await second.press('Agendakan');
      const answer = await second.page.locator('#notice').innerText();
      expect(answer).toContain('Yang terjadi setelah Anda membuka halaman');
      expect(answer).toContain(`${first.account.name} (Sekretariat Biro Kesra) mengagendakan usulan`);
      expect(await second.page.locator('#history').innerText()).not.toContain(`AG-${second.account.name}`);
      expect(await second.judge(journey.casePath)).toEqual([]);
    },
    5 * MINUTES,
  );
});

/** Subjects of the mails that the administrator sees in the local inbox for one address. */
async function mailsTo(address: string): Promise<readonly string[]> {
  const admin = await world.people.as('admin');
  for (let left = 40; left > 0; left -= 1) {
    await admin.open('/admin/inbox');
    const rows = await admin.page.locator('tbody tr').all();
    const subjects = (
      await Promise.all(
        rows.map(async (row) => ({ text: await row.innerText(), subject: await row.locator('a').innerText() })),
      )
    )
      .filter(({ text }) => text.includes(address))
      .map(({ subject }) => subject);
    if (subjects.length > 0) return subjects;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return [];
}
