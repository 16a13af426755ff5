import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actOnClawback, type ActOnClawback } from '../../src/app/clawback/act-on-clawback.js';
import { ringClawbacks } from '../../src/app/clawback/ring-clawbacks.js';
import { actOnProposal } from '../../src/app/proposal/act-on-proposal.js';
import { fireAlarms } from '../../src/app/proposal/fire-alarms.js';
import { checkInvariants } from '../../src/app/record/check-invariants.js';
import type { AppWorld } from '../support/app-world.js';
import { openOffice, type Office } from '../support/office.js';
import { aRow } from '../support/person-rows.js';
import { readyProposal, submitNow, type Home } from '../support/ready-proposal.js';
import { refusalOf, refusedBy } from '../support/refused.js';
import { textOf } from '../support/web-world.js';

let office: Office;
let world: AppWorld;
beforeAll(async () => {
  office = await openOffice();
  world = office.web.world;
});
afterAll(async () => office[Symbol.asyncDispose]());

const today = new Date().toISOString().slice(0, 10);
const daysAgo = (days: number): string => new Date(new Date().getTime() - days * 86_400_000).toISOString();

/** A case that waits for its report, arranged in the record: what it received, and since when the report is due. */
async function reportDue(days: number): Promise<Home> {
  const home = await office.proposal('recommend');
  await world.sql(
    `update entitlement_line set considered = requested, decreed = requested, delivered = requested, status = 'RECEIVED' where proposal_id = $1`,
    [home.proposalId],
  );
  await world.sql(
    `update proposal set state = 'REPORT_DUE', due_at = $2::timestamptz, considered_amount = recommended_amount, decreed_amount = recommended_amount,
            state_since = $3, case_data = jsonb_set(case_data, '{reportDueAt}', to_jsonb($2::text)) where id = $1`,
    [home.proposalId, daysAgo(days), daysAgo(days + 20)],
  );
  return home;
}
const closing = { words: 'LPJ tidak pernah disampaikan' };

/** One step of the debt by one person. */
const step = (home: Home, name: string, taken: ActOnClawback['step'], said: Partial<ActOnClawback> = {}) =>
  actOnClawback(world.ctx, office.as(name), { proposalId: home.proposalId, step: taken, ...said });
async function billed(home: Home, due: string): Promise<void> {
  await step(home, 'kadis', 'request', { number: 'P/1', dated: due, amount: '4000000', reason: 'LPJ tidak ada' });
  await step(home, 'finance', 'bill', { number: 'T/1', dated: due, due });
}
const stage = async ({ proposalId }: Home): Promise<unknown> =>
  (await world.sql('select state, paid_number, earlier_year from clawback where proposal_id = $1', [proposalId]))[0];

describe('a report that does not come', () => {
  it('has its letters drafted one after the other, each once, and shows them', async () => {
    const home = await reportDue(9);
    await fireAlarms(world.ctx, home.proposalId);
    await fireAlarms(world.ctx, home.proposalId);
    const { state, case_data: data } = await office.row(home);
    expect([state, (data as { letters: { number: number }[] }).letters.map((letter) => letter.number)]).toEqual([
      'REPORT_DUE',
      [1, 2],
    ]);
    expect(await office.mails(home, 'letter_drafted')).toEqual(['kadis', 'reviewer']);
    expect((await office.mails(home, 'report_late')).length).toBeGreaterThan(0);
    const browser = await office.browser('reviewer');
    expect(textOf((await browser.get(`/cases/${home.proposalId}?lang=en`)).body)).toContain(
      'Letter II about the missing',
    );
    const letter = await browser.get(`/cases/${home.proposalId}/letters/2?lang=en`);
    expect(textOf(letter.body)).toContain('Kepada Yth. Pengurus LKSA Peraga Harapan');
    expect((await browser.get(`/cases/${home.proposalId}/letters/3`)).statusCode).toBe(404);
  });

  it('after sixty days is in default, of which the head of the office hears; the report may still come', async () => {
    const home = await reportDue(70);
    await fireAlarms(world.ctx, home.proposalId);
    expect(await office.row(home)).toMatchObject({ state: 'DEFAULTED' });
    expect(await office.mails(home, 'inform_inspectorate')).toEqual(['kadis']);
    expect(await office.mine(home, 'kadis')).toBe(true);
    // nothing was written: the refusal is about the content, not about the state
    const payload = { reportId: home.proposalId, contentHash: 'a'.repeat(64) };
    const late = {
      proposalId: home.proposalId,
      type: 'submit_report',
      payload,
      expectedVersion: null,
      key: 'late-report',
    } as const;
    const refusal = await refusalOf(() => actOnProposal(world.ctx, home.operator, late));
    expect(refusal.code).not.toBe('NOT_ALLOWED_IN_STATE');
  });

  it('while it is under audit still becomes a default: the days of the law do not stop', async () => {
    const home = await reportDue(30);
    await office.act(home, 'inspector', 'audit_on', { words: 'Pemeriksaan' });
    await world.sql(
      `update proposal set case_data = jsonb_set(case_data, '{reportDueAt}', to_jsonb($2::text)) where id = $1`,
      [home.proposalId, daysAgo(70)],
    );
    await fireAlarms(world.ctx, home.proposalId);
    expect(await office.row(home)).toMatchObject({ state: 'DEFAULTED' });
    const refused = await refusedBy(world, () => office.act(home, 'kadis', 'close_default', closing));
    expect(refused).toMatchObject({ code: 'HELD', changed: false });
  });

  it('ends by the way of law, confirmed by the finance section; the institution is blocked until it has paid', async () => {
    const home = await reportDue(70);
    await fireAlarms(world.ctx, home.proposalId);
    const close = () => office.act(home, 'kadis', 'close_default', closing);
    expect(await refusedBy(world, close)).toMatchObject({ code: 'CLAWBACK_STAGE', changed: false });
    const yesterday = daysAgo(1).slice(0, 10);
    await billed(home, yesterday);
    expect(await refusedBy(world, close)).toMatchObject({ code: 'CLAWBACK_STAGE', changed: false });
    expect((await refusalOf(() => step(home, 'kadis', 'legal', { number: 'L/1', dated: today }))).code).toBe(
      'CLAWBACK_STAGE',
    );
    // the day of the bill itself is not late, in WITA
    expect(await ringClawbacks(world.ctx, new Date(`${yesterday}T15:59:59Z`))).toBe(0);
    expect(await ringClawbacks(world.ctx, new Date(`${yesterday}T16:00:00Z`))).toBe(1);
    expect(await ringClawbacks(world.ctx, new Date(`${yesterday}T16:00:00Z`))).toBe(0);
    expect(await office.mails(home, 'clawback_overdue')).toEqual(expect.arrayContaining(['finance']));
    const toInstitution = await world.sql(
      `select 1 from notification n join membership m on m.user_id = n.recipient_user_id
        where n.proposal_id = $1 and n.template = 'clawback_overdue' and m.institution_id = $2`,
      [home.proposalId, home.institutionId],
    );
    expect(toInstitution.length).toBeGreaterThan(0);
    await step(home, 'kadis', 'legal', { number: 'LEGAL/1', dated: today });
    await close();
    expect(await office.row(home)).toMatchObject({ state: 'DEFAULTED' });
    await office.act(home, 'finance', 'confirm');
    expect(await office.row(home)).toMatchObject({ state: 'CLOSED' });
    const reports = await checkInvariants(world.ctx);
    expect(reports.find((report) => report.id === 'I1b')?.violations).toEqual([]);

    const next = await readyProposal(world, [aRow(901)]);
    await world.sql(`update clawback set institution_id = $1 where proposal_id = $2`, [
      next.institutionId,
      home.proposalId,
    ]);
    const again = async (): Promise<void> => submitNow(world, next);
    await expect(again()).rejects.toThrow(/CLAWBACK_UNPAID.*P\/1/);
    // it pays after all: recorded on the page by one person, verified by another
    const browser = await office.browser('finance');
    const address = `/cases/${home.proposalId}/clawback`;
    const page = await browser.get(`/cases/${home.proposalId}?lang=en`);
    expect(textOf(page.body)).toContain('The institution cannot propose until it has paid.');
    expect(textOf(page.body)).toContain('recorded the bill as overdue');
    const paper = { number: 'STS/9', dated: today, amount: '4.000.000' };
    expect((await browser.submit(page, address, paper)).statusCode).toBe(303);
    expect((await refusalOf(() => step(home, 'finance', 'verify'))).code).toBe('SAME_PERSON');
    await expect(again()).rejects.toThrow(/CLAWBACK_UNPAID/);
    await step(home, 'kadis', 'refuse', { reason: 'Belum ada di rekening koran' });
    expect(await stage(home)).toMatchObject({ state: 'LEGAL', paid_number: null });
    await step(home, 'finance', 'deposit', { ...paper, amount: '4000000' });
    await step(home, 'kadis', 'verify');
    expect(await stage(home)).toMatchObject({ state: 'VERIFIED', paid_number: 'STS/9' });
    await again();
    const list = textOf((await browser.get('/clawbacks?lang=en')).body);
    expect(list).toContain('Paid: the deposit is verified');
    await expect(world.sql(`update clawback set state = 'BILLED' where state = 'VERIFIED'`)).rejects.toThrow(
      /does not go from VERIFIED/,
    );
  });

  it('that is paid back and checked blocks nobody; one number of deposit pays one debt', async () => {
    const home = await reportDue(70);
    await fireAlarms(world.ctx, home.proposalId);
    await billed(home, today);
    const deposit = (number: string) => step(home, 'finance', 'deposit', { number, dated: today, amount: '4000000' });
    expect((await refusalOf(() => deposit('STS/9'))).code).toBe('DUPLICATE_NUMBER');
    await deposit('STS/10');
    await step(home, 'kadis', 'verify');
    await office.act(home, 'kadis', 'close_default', closing);
    await office.act(home, 'finance', 'confirm');
    expect(await office.row(home)).toMatchObject({ state: 'CLOSED' });
    expect(await stage(home)).toMatchObject({ state: 'VERIFIED', paid_number: 'STS/10' });
    const events = await world.sql(
      `select type from event where stream like 'clawback/%' and data->>'proposalId' = $1 order by seq`,
      [home.proposalId],
    );
    expect(events.map(({ type }) => type)).toEqual([
      'clawback_request',
      'clawback_bill',
      'clawback_deposit',
      'clawback_verify',
    ]);
  });
});
