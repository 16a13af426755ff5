import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { fireAlarms } from '../../src/app/proposal/fire-alarms.js';
import { ringDrafts } from '../../src/app/proposal/ring-drafts.js';
import { getCase } from '../../src/app/queries/get-case.js';
import { checkInvariants } from '../../src/app/record/check-invariants.js';
import { verifyChain } from '../../src/app/record/verify-chain.js';
import { createProgramme } from '../../src/app/seed/create-programme.js';
import type { Policy } from '../../src/domain/policy.js';
import { addDays, endOfDay, witaDate } from '../../src/domain/time/wita.js';
import { createAppWorld, SYSTEM, syntheticProgramme, type AppWorld } from '../support/app-world.js';
import { driveTo } from '../support/histories/record-run.js';
import { openProvince, openScene, type Province, type Scene } from '../support/histories/record-scene.js';
import { submitNow, type Home } from '../support/ready-proposal.js';
import { refusedBy } from '../support/refused.js';
import { deskOf, type SceneDesk } from '../support/scene-desk.js';

const paper = { documentNumber: 'SEKDA/1', documentDate: witaDate(new Date()), signatory: 'Sekda' };
const reason = { words: 'Pagu tahun ini habis' };
const OVER: Partial<Policy> = { yearEnd: '2020-12-31' };

describe('what the year leaves behind', () => {
  let world: AppWorld;
  let province: Province;
  let scene: Scene;
  let desk: SceneDesk;
  let home: Home;
  beforeAll(async () => {
    world = await createAppWorld();
    province = await openProvince(world);
  });
  afterAll(async () => world[Symbol.asyncDispose]());
  beforeEach(async () => {
    await world.sql(
      `update programme set window_opens_at = now() - interval '3 days', window_closes_at = now() - interval '2 days' where code like 'NEXT-%'`,
    );
    await open(OVER);
  });

  async function open(policy: Partial<Policy>): Promise<void> {
    scene = await openScene(world, province, 100_000_000n, policy);
    desk = deskOf(scene);
    home = desk.home(0);
  }
  async function nextYear(opensInDays: number): Promise<string> {
    const { programmeId } = await world.ctx.db.withActor(SYSTEM, 10_000, (tx) => {
      const programme = syntheticProgramme(tx.now);
      const windowOpensAt = new Date(tx.now.getTime() + opensInDays * 86_400_000);
      const code = `NEXT-${randomUUID().slice(0, 8)}`;
      return createProgramme(tx, { ...programme, code, fiscalYear: programme.fiscalYear + 1, windowOpensAt });
    });
    return programmeId;
  }
  const planner = () => desk.as('SUBBAG_PERENCANAAN');
  const head = () => desk.as('KABID');
  async function waitsForMoney(number: number): Promise<void> {
    await driveTo(scene, number, 'RECOMMENDED');
    const list = { documentNumber: 'TAPD/1', documentDate: paper.documentDate, signatory: 'TAPD', rank: 1 };
    await desk.byTwo(desk.home(number), planner(), desk.as('SUBBAG_PERENCANAAN', 1), 'waitlist', list);
  }
  async function draftOf({ proposalId }: Home): Promise<Record<string, unknown>> {
    const [draft] = await world.sql(
      `select id, state, programme_id, fiscal_year, person_count, requested_amount::text as requested, purpose, letter_number
         from proposal where carried_from = $1`,
      [proposalId],
    );
    return draft ?? {};
  }
  /** The window closes and the clock looks; the answer is when it closed. */
  async function windowCloses(): Promise<Date> {
    const [row] = await world.sql(
      `update programme set window_closes_at = now() - interval '1 minute' where id = $1 returning window_closes_at`,
      [scene.programme.programmeId],
    );
    await ringDrafts(world.ctx, () => undefined);
    return row?.['window_closes_at'] as Date;
  }
  async function consistent(): Promise<void> {
    const reports = await checkInvariants(world.ctx);
    expect(reports.filter((report) => report.violations.length > 0)).toEqual([]);
    expect((await verifyChain(world.ctx)).faults).toEqual([]);
  }

  it('is carried over into a draft of the next year, whose persons are checked anew', async () => {
    await waitsForMoney(0);
    await world.sql(
      `update proposal_beneficiary set status = 'NOT_FOUND' where id = (
         select id from proposal_beneficiary where proposal_id = $1 order by position desc limit 1)`,
      [home.proposalId],
    );
    const programmeId = await nextYear(2);
    expect(await refusedBy(world, () => desk.act(home, planner(), 'carry_over', reason))).toMatchObject({
      code: 'NO_NEXT_PROGRAMME',
      changed: false,
    });
    await world.sql(`update programme set window_opens_at = now() - interval '1 day' where id = $1`, [programmeId]);
    await desk.byTwo(home, planner(), head(), 'carry_over', reason);

    const draft = await draftOf(home);
    expect(draft).toMatchObject({
      state: 'DRAFT',
      programme_id: programmeId,
      person_count: 2,
      purpose: 'Tujuan',
      letter_number: null,
    });
    expect(await desk.caseOf(home)).toMatchObject({ state: 'EXPIRED', data: { carriedTo: draft['id'] } });
    expect(await desk.mails(home)).toContain('proposal_carried');
    const view = await getCase(world.ctx, home.operator, { proposalId: String(draft['id']) });
    expect(view.proposal).toMatchObject({
      carriedFrom: home.proposalId,
      editable: true,
      linesTotal: draft['requested'],
      costTotal: draft['requested'],
    });
    expect(view.persons.entries.flatMap((person) => person.lines)).toHaveLength(4);

    // the other institution lists the same child for the next year too: flagged there, as any new list is
    await waitsForMoney(1);
    await desk.byTwo(desk.home(1), planner(), head(), 'carry_over', reason);
    const other = await draftOf(desk.home(1));
    const people = await world.sql('select status from proposal_beneficiary where proposal_id = $1 order by position', [
      other['id'],
    ]);
    expect(people.map((person) => person['status'])).toEqual(['FLAGGED_DUPLICATE', 'PROPOSED', 'PROPOSED']);
    await consistent();
  });

  it('expires by two people when nobody carries it over, and gives back what it held', async () => {
    await driveTo(scene, 0, 'BUDGETED');
    await desk.byTwo(home, planner(), head(), 'expire', reason);
    expect(await desk.caseOf(home)).toMatchObject({ state: 'EXPIRED', data: { carriedTo: null } });
    expect([await desk.limit('DPA_LINE'), await desk.claims(home)]).toEqual(['0/0', 0]);
    expect(await desk.mails(home)).toContain('year_ended');
    await consistent();
  });

  it('is given up by nobody before the year is over', async () => {
    await open({ yearEnd: '2099-12-31' });
    await driveTo(scene, 0, 'CONSIDERED');
    for (const type of ['carry_over', 'expire'] as const) {
      expect(await refusedBy(world, () => desk.act(home, planner(), type, reason))).toMatchObject({
        code: 'TOO_EARLY',
        changed: false,
      });
    }
  });

  describe('of decreed aid', () => {
    const keeper = () => desk.as('PENGURUS_BARANG');
    const finance = () => desk.as('SUBBAG_KEUANGAN');
    const stays = { words: 'Barang di gudang', lapsedItems: [] as string[] };
    const consumed = async () => BigInt((await desk.limit('DPA_LINE')).split('/')[1] ?? '0');
    const kinds = async () =>
      (await world.sql('select distinct item_id from entitlement_line where proposal_id = $1', [home.proposalId])).map(
        (row) => String(row['item_id']),
      );

    it('carries what lies in the store, lets lapse what never came, and hands over next year', async () => {
      await driveTo(scene, 0, 'PACT_SIGNED');
      expect(await refusedBy(world, () => desk.act(home, finance(), 'lapse_money', reason))).toMatchObject({
        code: 'NOT_ALLOWED_IN_STATE',
        changed: false,
      });
      const [before, claims, spent] = [await desk.caseOf(home), await desk.claims(home), await consumed()];
      const [never = ''] = await kinds();
      await desk.byTwo(home, keeper(), head(), 'close_year', { ...stays, lapsedItems: [never] });
      const after = await desk.caseOf(home);
      expect(after).toMatchObject({
        state: 'PACT_SIGNED',
        decreedAmount: before.decreedAmount,
        data: { carriedStock: { asOf: '2020-12-31', until: '2021-12-31' }, listVersion: before.data.listVersion + 1 },
      });
      const lapsed = (await desk.lines(home)).filter((line) => line.reason === 'LAPSED');
      expect([lapsed.length, lapsed.every((line) => line.status === 'NOT_RECEIVED')]).toEqual([3, true]);
      expect([(await desk.claims(home)) < claims, (await consumed()) < spent]).toEqual([true, true]);
      await consistent();

      await driveTo(scene, 0, 'REPORT_DUE');
      const [receipt] = await world.sql('select max(received_on)::text as day from receipt where proposal_id = $1', [
        home.proposalId,
      ]);
      const due = endOfDay(addDays(String(receipt?.['day']), 10)).toISOString();
      expect(await desk.caseOf(home)).toMatchObject({ dueAt: due, data: { reportDueAt: due } });
      await driveTo(scene, 0, 'CLOSED');
      await consistent();
    });

    it('lets lapse what lies there a second year, and the case ends as not realised', async () => {
      await driveTo(scene, 0, 'DECREED');
      const spent = await consumed();
      await desk.byTwo(home, keeper(), head(), 'close_year', stays);
      expect([(await desk.caseOf(home)).state, await consumed()]).toEqual(['DECREED', spent]);
      await desk.byTwo(home, keeper(), head(), 'close_year', stays);
      expect((await desk.caseOf(home)).state).toBe('CANCELLED');
      expect([await desk.claims(home), (await desk.mails(home)).at(-1)]).toEqual([0, 'case_cancelled']);
      await consistent();
    });

    it('in money lapses by two people where nothing was paid out', async () => {
      await driveTo(scene, 0, 'DECREED');
      await world.sql(
        `update aid_package set account_code = '5.1.06.04.01.0001' where id = (select package_id from proposal where id = $1)`,
        [home.proposalId],
      );
      expect(await refusedBy(world, () => desk.act(home, keeper(), 'close_year', stays))).toMatchObject({
        code: 'NOT_ALLOWED_IN_STATE',
        changed: false,
      });
      const spent = await consumed();
      await desk.byTwo(home, finance(), head(), 'lapse_money', reason);
      expect([(await desk.caseOf(home)).state, await desk.claims(home)]).toEqual(['CANCELLED', 0]);
      expect(await consumed()).toBeLessThan(spent);
      await consistent();
    });

    it('stays open until the receipts of its year are in', async () => {
      await open({ yearEnd: '2099-12-31' });
      await driveTo(scene, 0, 'DECREED');
      expect(await refusedBy(world, () => desk.act(home, keeper(), 'close_year', stays))).toMatchObject({
        code: 'TOO_EARLY',
        changed: false,
      });
    });
  });

  describe('a draft that was not sent in the window', () => {
    it('waits for the next year where the programme says so', async () => {
      await open({ latePolicy: 'WAITLIST_NEXT_FY' });
      await nextYear(20);
      await windowCloses();
      expect((await desk.caseOf(home)).state).toBe('EXPIRED');
      expect(await draftOf(home)).toMatchObject({ state: 'DRAFT', person_count: 3 });
      expect(await desk.mails(home)).toEqual(['proposal_carried']);
      await consistent();
    });

    it('ends there too while no programme of the next year is announced', async () => {
      await open({ latePolicy: 'WAITLIST_NEXT_FY' });
      await windowCloses();
      expect([(await desk.caseOf(home)).state, await draftOf(home)]).toEqual(['EXPIRED', {}]);
      expect(await desk.mails(home)).toEqual(['draft_ended']);
    });

    it('may come thirty days late with leave, where the programme says so', async () => {
      await open({ latePolicy: 'EXCEPTION' });
      const [leave, second] = [desk.as('SECRETARIAT', 0), desk.as('SECRETARIAT', 1)];
      const early = await refusedBy(world, () => desk.act(home, leave, 'allow_late', paper));
      expect(early).toMatchObject({ code: 'NOT_ALLOWED_IN_STATE', changed: false });
      const until = endOfDay(addDays(witaDate(await windowCloses()), 30)).toISOString();
      expect(await desk.caseOf(home)).toMatchObject({ state: 'DRAFT', version: 0, dueAt: until });
      expect(await desk.mails(home)).toEqual(['late_window']);

      const submits = () => submitNow(world, home);
      await expect(submits()).rejects.toThrow('WINDOW_CLOSED');
      await desk.byTwo(home, leave, second, 'allow_late', paper);
      expect((await desk.mails(home)).at(-1)).toBe('late_allowed');
      await submits();
      expect((await desk.caseOf(home)).state).toBe('SUBMITTED');

      // nobody gave leave for the other one: it ends with its days
      const other = desk.home(1);
      await world.sql(`update proposal set due_at = now() - interval '1 minute' where id = $1`, [other.proposalId]);
      await fireAlarms(world.ctx, other.proposalId);
      expect((await desk.caseOf(other)).state).toBe('EXPIRED');
    });
  });
});
