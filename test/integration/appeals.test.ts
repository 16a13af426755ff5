import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createProposal } from '../../src/app/drafts/create-proposal.js';
import { fireAlarms } from '../../src/app/proposal/fire-alarms.js';
import { getCase } from '../../src/app/queries/get-case.js';
import { listAppealReviewers } from '../../src/app/queries/list-appeal-reviewers.js';
import { listInbox } from '../../src/app/queries/list-inbox.js';
import { checkInvariants } from '../../src/app/record/check-invariants.js';
import type { Actor } from '../../src/domain/actor.js';
import { witaDate } from '../../src/domain/time/wita.js';
import { waitingFor } from '../../src/ui/i18n/waiting-words.js';
import { wordsOf } from '../../src/ui/i18n/words.js';
import { createAppWorld, packageOf, type AppWorld } from '../support/app-world.js';
import { driveTo } from '../support/histories/record-run.js';
import { openProvince, openScene, type Province, type Scene } from '../support/histories/record-scene.js';
import type { Home } from '../support/ready-proposal.js';
import { refusedBy } from '../support/refused.js';
import { deskOf, type SceneDesk } from '../support/scene-desk.js';

const words = { words: 'Bukan ganda: anak lain dengan nama yang sama' };
const rejection = { reasonCode: 'DOUBLE', words: 'Ganda', documentNumber: '', documentDate: null };

describe('an appeal', () => {
  let world: AppWorld;
  let province: Province;
  let scene: Scene;
  let desk: SceneDesk;
  let home: Home;
  let reviewer: Actor;
  beforeAll(async () => {
    world = await createAppWorld();
    province = await openProvince(world);
  });
  afterAll(async () => world[Symbol.asyncDispose]());
  beforeEach(async () => open('2099-08-31'));

  async function open(considerationDue: string): Promise<void> {
    scene = await openScene(world, province, 100_000_000n, { considerationDue });
    desk = deskOf(scene);
    home = desk.home(0);
    reviewer = desk.as('APPEAL_REVIEWER');
  }
  const idOf = (actor: Actor): string => (actor.kind === 'user' ? actor.userId : '');

  /** Rejected at the desk by the verifier who did the work, and by the head of division. */
  async function rejectedAtDesk(): Promise<void> {
    await driveTo(scene, 0, 'REGISTERED');
    await desk.act(home, desk.as('ADMIN_VERIFIER'), 'start_admin');
    await desk.byTwo(home, desk.as('ADMIN_VERIFIER'), desk.as('KABID'), 'reject', rejection);
  }
  async function rejectedByBody(): Promise<void> {
    const paper = { documentNumber: 'TAPD/2', documentDate: witaDate(new Date()) };
    const [first, second] = [desk.as('SUBBAG_PERENCANAAN', 0), desk.as('SUBBAG_PERENCANAAN', 1)];
    await desk.byTwo(home, first, second, 'reject', { ...rejection, ...paper });
  }
  async function appealed(): Promise<void> {
    await desk.act(home, home.operator, 'appeal', words);
    await desk.act(home, desk.as('SEKRETARIS_DINAS'), 'name_reviewer', { userId: idOf(reviewer) });
  }
  async function inbox(actor: Actor): Promise<boolean> {
    const { items } = await listInbox(world.ctx, actor, { tab: 'mine', pageSize: 100 });
    return items.some((item) => item.proposalId === home.proposalId);
  }
  /** The deadline passes, and the clock looks. */
  async function late(): Promise<void> {
    await world.sql(`update proposal set due_at = now() - interval '1 minute' where id = $1`, [home.proposalId]);
    await fireAlarms(world.ctx, home.proposalId);
  }
  async function consistent(): Promise<void> {
    const reports = await checkInvariants(world.ctx);
    expect(reports.filter((report) => report.violations.length > 0)).toEqual([]);
  }

  it('is judged by somebody who took no part, and brings the case back to where it was rejected', async () => {
    await rejectedAtDesk();
    const rejected = await desk.caseOf(home);
    expect([rejected.state, rejected.dueAt === null]).toEqual(['REJECTED', false]);
    expect([await inbox(home.operator), await desk.mails(home)]).toEqual([
      true,
      expect.arrayContaining(['proposal_rejected']),
    ]);

    await desk.act(home, home.operator, 'appeal', words);
    const secretary = desk.as('SEKRETARIS_DINAS');
    expect([await inbox(secretary), await inbox(reviewer)]).toEqual([true, false]);
    const offered = await listAppealReviewers(world.ctx, secretary, home);
    expect(offered.map(({ userId }) => userId)).toContain(idOf(reviewer));
    const named = (actor: Actor) => desk.act(home, secretary, 'name_reviewer', { userId: idOf(actor) });
    expect(await refusedBy(world, () => named(desk.as('KETUA_TIM')))).toMatchObject({
      code: 'WRONG_ROLE',
      changed: false,
    });
    expect(await refusedBy(world, () => desk.act(home, reviewer, 'grant', words))).toMatchObject({
      code: 'WRONG_ROLE',
      changed: false,
    });
    await named(reviewer);
    expect([await inbox(secretary), await inbox(reviewer)]).toEqual([false, true]);

    await desk.act(home, reviewer, 'grant', words);
    expect(await desk.caseOf(home)).toMatchObject({ state: 'ADMIN_REVIEW', data: { rejection: null } });
    expect(await inbox(desk.as('ADMIN_VERIFIER'))).toBe(true);
    expect(await desk.mails(home)).toContain('appeal_granted');

    // once is once: the second rejection is final, and the reviewer may do nothing else here
    await desk.byTwo(home, desk.as('ADMIN_VERIFIER'), desk.as('KABID'), 'reject', rejection);
    expect((await desk.caseOf(home)).state).toBe('REJECTED_FINAL');
    expect(await desk.mails(home)).toContain('rejection_final');
    await consistent();
  });

  it('is not judged by whoever took part, whatever office they hold', async () => {
    const both = await world.user(['ADMIN_VERIFIER', 'APPEAL_REVIEWER']);
    await driveTo(scene, 0, 'REGISTERED');
    await desk.act(home, both, 'start_admin');
    await desk.byTwo(home, both, desk.as('KABID'), 'reject', rejection);
    await desk.act(home, home.operator, 'appeal', words);
    const name = { userId: both.userId };
    expect(
      await refusedBy(world, () => desk.act(home, desk.as('SEKRETARIS_DINAS'), 'name_reviewer', name)),
    ).toMatchObject({ code: 'FORBIDDEN_PAIR', changed: false });
  });

  it('takes the claims again, and drops with the reason whom another proposal claimed meanwhile', async () => {
    await driveTo(scene, 0, 'CONSIDERED');
    const before = await desk.caseOf(home);
    await rejectedByBody();
    expect([await desk.claims(home), await desk.limit('PROGRAMME')]).toEqual([0, '0/0']);
    await driveTo(scene, 1, 'RECOMMENDED');
    await appealed();
    await desk.act(home, reviewer, 'grant', words);

    const after = await desk.caseOf(home);
    expect(after).toMatchObject({ state: 'RECOMMENDED', consideredAmount: null });
    expect(BigInt(after.recommendedAmount ?? '0')).toBeLessThan(BigInt(before.recommendedAmount ?? '0'));
    expect([await desk.claims(home), await desk.claims(desk.home(1))]).toEqual([4, 6]);
    const lines = await desk.lines(home);
    expect(lines.slice(0, 2).map(({ status, quantities }) => [status, quantities[1]])).toEqual([
      ['DROPPED', 0],
      ['DROPPED', 0],
    ]);
    expect(lines[0]?.reason).toMatch(/selama keberatan/);
    await consistent();
    await driveTo(scene, 0, 'BUDGETED');
    await consistent();
  });

  it('that is granted after the budget is fixed leads onto the waiting list', async () => {
    await open('2020-08-31');
    await driveTo(scene, 0, 'BUDGETED');
    const paper = { documentNumber: 'GUB/2', documentDate: witaDate(new Date()) };
    const [first, second] = [desk.as('SECRETARIAT', 0), desk.as('SECRETARIAT', 1)];
    await desk.byTwo(home, first, second, 'reject', { ...rejection, ...paper });
    await appealed();
    await desk.act(home, reviewer, 'grant', words);
    expect(await desk.caseOf(home)).toMatchObject({ state: 'WAITLISTED', budgetLine: null, consideredAmount: null });
    expect([await desk.claims(home), await desk.limit('DPA_LINE')]).toEqual([0, '0/0']);
    await consistent();
  });

  it('comes in time or not at all', async () => {
    await rejectedAtDesk();
    await world.sql(`update proposal set due_at = now() - interval '1 minute' where id = $1`, [home.proposalId]);
    expect(await refusedBy(world, () => desk.act(home, home.operator, 'appeal', words))).toMatchObject({
      code: 'CASE_ENDED',
      changed: false,
    });
    await fireAlarms(world.ctx, home.proposalId);
    expect((await desk.caseOf(home)).state).toBe('REJECTED_FINAL');
    expect((await desk.mails(home)).at(-1)).toBe('rejection_final');
    // looked at twice it is no worse
    await fireAlarms(world.ctx, home.proposalId);
    await consistent();
  });

  it('is refused while the institution has another proposal for the same package', async () => {
    await rejectedAtDesk();
    const { programmeId } = scene.programme;
    const packageId = packageOf(scene.programme, 'CHILD');
    const other = await createProposal(world.ctx, home.operator, { programmeId, packageId, key: randomUUID() });
    await world.sql(`update proposal set state = 'SUBMITTED' where id = $1`, [other.proposalId]);
    expect(await refusedBy(world, () => desk.act(home, home.operator, 'appeal', words))).toMatchObject({
      code: 'ANOTHER_OPEN_PROPOSAL',
      changed: false,
    });
  });

  it('that nobody judges in time is deemed granted in words alone, and the superior may act', async () => {
    await rejectedAtDesk();
    await appealed();
    await late();
    const view = await getCase(world.ctx, home.operator, { proposalId: home.proposalId });
    const waiting = { ...view.proposal, pendingCommand: null };
    expect([view.proposal.state, waitingFor(waiting, wordsOf('id'), 'id')]).toEqual([
      'APPEAL_REVIEW',
      expect.stringContaining('dianggap dikabulkan'),
    ]);
    const head = desk.as('HEAD_DINSOS');
    expect(await inbox(head)).toBe(true);
    await desk.act(home, head, 'grant', words);
    expect((await desk.caseOf(home)).state).toBe('ADMIN_REVIEW');
    const [granted] = await world.sql(
      `select data->'note'->>'inPlaceOf' as office from event where stream = $1 and type = 'grant'`,
      [`proposal/${home.proposalId}`],
    );
    expect(granted).toEqual({ office: 'APPEAL_REVIEWER' });
    await consistent();
  });

  it('is not judged by a superior who confirmed the rejection', async () => {
    await driveTo(scene, 0, 'SUBMITTED');
    await desk.byTwo(home, desk.as('KABID'), desk.as('HEAD_DINSOS'), 'reject', rejection);
    await appealed();
    await late();
    expect(await refusedBy(world, () => desk.act(home, desk.as('HEAD_DINSOS'), 'grant', words))).toMatchObject({
      code: 'FORBIDDEN_PAIR',
      changed: false,
    });
  });

  it.each([
    ['denied', () => desk.act(home, reviewer, 'deny', words)],
    ['withdrawn', () => desk.act(home, home.operator, 'withdraw', words)],
  ])('that is %s makes the rejection final', async (_how, end) => {
    await rejectedAtDesk();
    await appealed();
    await end();
    expect((await desk.caseOf(home)).state).toBe('REJECTED_FINAL');
    expect((await desk.mails(home)).at(-1)).toBe('rejection_final');
    await consistent();
  });
});
