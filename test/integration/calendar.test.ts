import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ringCalendar } from '../../src/app/calendar/ring-calendar.js';
import { setHolidays, type SetHolidays } from '../../src/app/calendar/set-holidays.js';
import { examineRecord } from '../../src/app/doctor/examine-record.js';
import { readCaseFacts } from '../../src/app/proposal/decision-facts.js';
import { readCase } from '../../src/app/proposal/case-row.js';
import { seedReference } from '../../src/app/seed/seed-reference.js';
import { addDays, witaDate } from '../../src/domain/time/wita.js';
import { fromPackageRoot } from '../../src/config/package-root.js';
import { openOffice, type Office } from '../support/office.js';
import { codeOf } from '../support/person-rows.js';
import { textOf } from '../support/web-world.js';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(async () => office[Symbol.asyncDispose]());

const today = witaDate(new Date());
const day = addDays(today, 40);
function holidays(over: Partial<SetHolidays> = {}): SetHolidays {
  return { kind: 'regional', days: [{ date: day, name: 'HUT Kaltim' }], reason: 'SK Gubernur 1', ...over };
}

describe('the calendar of working days', () => {
  it('is changed on its page by who keeps it, counts from then on, and is not undone by the next start', async () => {
    const { world } = office.web;
    const home = await office.proposal();
    const counted = async (): Promise<boolean> =>
      world.ctx.db.withActor(office.as('kabid'), 5_000, async (tx) => {
        const c = await readCase(tx, home.proposalId);
        return c !== null && (await readCaseFacts(tx, c)).holidays.has(day);
      });
    const { due_at: due } = await office.row(home);
    const browser = await office.browser('admin');
    const address = `/calendar?year=${day.slice(0, 4)}&lang=en`;
    const page = await browser.get(address);
    const typed = { holidayKind: 'regional', days: `${day} HUT Kaltim`, reason: 'SK Gubernur 1' };
    const wrong = await browser.submit(page, `/calendar?year=${day.slice(0, 4)}`, { ...typed, days: 'besok: libur' });
    expect([wrong.statusCode, textOf(wrong.body)]).toEqual([422, expect.stringContaining('besok: libur')]);
    expect((await browser.submit(page, `/calendar?year=${day.slice(0, 4)}`, typed)).statusCode).toBe(303);
    expect(textOf((await browser.get(address)).body)).toContain('HUT Kaltim');
    expect(await counted()).toBe(true);
    expect((await office.row(home))['due_at']).toEqual(due);

    await world.sql(`update holiday set name = 'another' where date = $1`, [day]);
    await seedReference(world.ctx, fromPackageRoot('data'));
    const cancel = { holidayDate: day, cancelReason: 'SK dicabut' };
    const back = await browser.submit(await browser.get(address), `/calendar/cancel?year=${day.slice(0, 4)}`, cancel);
    expect(back.statusCode).toBe(303);
    await seedReference(world.ctx, fromPackageRoot('data'));
    expect(await counted()).toBe(false);
    expect(textOf((await browser.get(address)).body)).toContain('taken away: SK dicabut');
    const reader = await office.browser('verifier');
    expect(textOf((await reader.get(address)).body)).not.toContain('Take a holiday away');
  });

  it('is changed by nobody else, and not where days are over', async () => {
    const { world } = office.web;
    const attempt = (who: string, over: Partial<SetHolidays> = {}): Promise<string> =>
      codeOf(setHolidays(world.ctx, office.as(who), holidays(over)));
    expect(await attempt('kabid')).toBe('WRONG_ROLE');
    expect(await attempt('admin', { days: [{ date: addDays(today, -1), name: 'Kemarin' }] })).toBe('TOO_EARLY');
    expect(await attempt('admin', { reason: ' ' })).toBe('INVALID_INPUT reason');
    const twice = [1, 2].map((n) => ({ date: day, name: `Libur ${n}` }));
    expect(await attempt('admin', { days: twice })).toBe('INVALID_INPUT days');
  });

  it('warns the administrators once a month of a year that has none, and the doctor says so', async () => {
    const { world } = office.web;
    const asOf = new Date('2031-03-05T00:00:00.000Z');
    await ringCalendar(world.ctx, asOf);
    await ringCalendar(world.ctx, asOf);
    const mails = await world.sql(
      `select u.name, n.params->>'calendarYear' as year from notification n join user_account u on u.id = n.recipient_user_id where template = 'calendar_missing'`,
    );
    expect(mails).toEqual([{ name: 'Peraga admin', year: '2031' }]);
    const year = Number(today.slice(0, 4));
    await world.sql(
      `update holiday set changed_by = 'test', changed_at = now(), reason = 'test', cancelled_at = now() where extract(year from date) = $1`,
      [year],
    );
    expect((await examineRecord(world.ctx)).yearsWithoutCalendar).toContain(year);
  });
});
