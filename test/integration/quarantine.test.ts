import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getCase } from '../../src/app/queries/get-case.js';
import { listInbox } from '../../src/app/queries/list-inbox.js';
import { checkInvariants } from '../../src/app/record/check-invariants.js';
import { verifyChain } from '../../src/app/record/verify-chain.js';
import type { Actor } from '../../src/domain/actor.js';
import { addDays, witaDate } from '../../src/domain/time/wita.js';
import { createAppWorld, type AppWorld } from '../support/app-world.js';
import { driveTo, tryRecordMove, type RecordMove } from '../support/histories/record-run.js';
import { openProvince, openScene, type Province, type Scene } from '../support/histories/record-scene.js';
import type { Home } from '../support/ready-proposal.js';
import { refusedBy } from '../support/refused.js';
import { deskOf, type SceneDesk } from '../support/scene-desk.js';

const today = witaDate(new Date());

describe('a receipt captured inside a freeze', () => {
  let world: AppWorld;
  let province: Province;
  let scene: Scene;
  let desk: SceneDesk;
  let home: Home;
  beforeAll(async () => {
    world = await createAppWorld();
    province = await openProvince(world);
    scene = await openScene(world, province, 100_000_000n);
    desk = deskOf(scene);
    home = desk.home(0);
  });
  afterAll(async () => world[Symbol.asyncDispose]());

  const head = (): Actor => desk.as('HEAD_DINSOS');
  const view = (actor: Actor) => getCase(world.ctx, actor, { proposalId: home.proposalId });
  async function inbox(actor: Actor): Promise<boolean> {
    const { items } = await listInbox(world.ctx, actor, { tab: 'mine', pageSize: 100 });
    return items.some((item) => item.proposalId === home.proposalId);
  }
  const mailsOf = async (template: string) => {
    const rows = await world.sql(
      `select u.name, n.params->>'reason' as reason from notification n join user_account u on u.id = n.recipient_user_id
        where n.proposal_id = $1 and n.template = $2`,
      [home.proposalId, template],
    );
    return rows.map(({ name, reason }) => [String(name).replace('Peraga ', ''), reason]);
  };
  const received = () =>
    world.sql('select line_id, outcome, signed_by from receipt where proposal_id = $1', [home.proposalId]);
  /** Everything up to the hand-over lay before the freeze; the institution received today. */
  async function freezes(): Promise<void> {
    for (const date of [
      'decree.signed_on',
      'pact.signed_on',
      'delivery_batch.dispatched_on',
      'delivery_drop.bast_date',
    ]) {
      const [table, column] = date.split('.');
      await world.sql(`update ${table} set ${column} = ${column} - 1`);
    }
    await world.sql(
      `insert into delivery_freeze (id, from_on, until_on, reason, letter_number, letter_date, set_by, set_at, set_on)
       select gen_random_uuid(), $1::date, $2::date, 'Pilkada', 'SE/7', $3::date, id, now(), $3::date from user_account limit 1`,
      [today, addDays(today, 5), addDays(today, -1)],
    );
  }
  async function captures(): Promise<string> {
    const { drops } = await view(home.operator);
    const drop = drops.find(({ state }) => state === 'HANDED_OVER');
    const exceptions = [{ lineId: (await desk.lines(home))[0]?.id, outcome: 'ABSENT', quantity: 0 }];
    const receipt = { dropId: drop?.id, receivedOn: today, signedBy: 'Ketua Peraga', exceptions };
    await desk.act(home, home.operator, 'confirm_receipt', receipt);
    const { quarantine } = await view(home.operator);
    return quarantine.find(({ state }) => state === 'WAITING')?.id ?? '';
  }
  async function consistent(): Promise<void> {
    const reports = await checkInvariants(world.ctx);
    expect(reports.filter((report) => report.violations.length > 0)).toEqual([]);
    expect((await verifyChain(world.ctx)).faults).toEqual([]);
  }

  it('waits for the head of the office and counts for nothing; refused, all is as it was; accepted, it counts and is reported', async () => {
    await driveTo(scene, 0, 'IN_DELIVERY');
    for (let n = 0; !(await inbox(home.operator)); n += 1) await driveOn(n);
    await freezes();
    const before = await desk.lines(home);
    const first = await captures();
    expect([await desk.lines(home), await received()]).toEqual([before, []]);
    expect([await inbox(head()), await inbox(home.operator)]).toEqual([true, false]);
    expect((await mailsOf('receipt_quarantined')).length).toBeGreaterThan(0);
    expect((await view(head())).proposal.waitsFor.roles).toEqual(['HEAD_DINSOS']);
    expect((await view(home.operator)).quarantine).toMatchObject([
      { state: 'WAITING', letterNumber: 'SE/7', receivedOn: today, exceptions: 1 },
    ]);
    // the same drop again waits, and so does the end of the delivery
    expect(await refusedBy(world, captures)).toMatchObject({ code: 'NOT_ALLOWED_IN_STATE', changed: false });
    await driveOn(1);
    expect((await desk.caseOf(home)).state).toBe('IN_DELIVERY');
    const judge = (actor: Actor, quarantineId: string, accepted: boolean, words = 'Surat diterima kemudian') =>
      desk.act(home, actor, 'judge_receipt', { quarantineId, accepted, words });
    const tries = (...said: Parameters<typeof judge>) => refusedBy(world, () => judge(...said));
    expect(await tries(desk.as('KABID'), first, true)).toMatchObject({ code: 'WRONG_ROLE' });
    expect(await tries(head(), first, true, ' ')).toMatchObject({ code: 'REASON_REQUIRED', changed: false });
    expect(await tries(head(), home.proposalId, true)).toMatchObject({ code: 'INVALID_INPUT', changed: false });
    await consistent();

    await judge(head(), first, false, 'Tanggal keliru');
    expect([await desk.lines(home), await received()]).toEqual([before, []]);
    expect([await inbox(head()), await inbox(home.operator)]).toEqual([false, true]);
    expect(await mailsOf('receipt_refused')).toEqual([[expect.anything(), 'Tanggal keliru']]);

    const second = await captures();
    // whatever the program does: nothing of a frozen day counts that nobody accepted
    const [line] = before;
    await expect(
      world.sql(
        `insert into receipt select $1, 1, d.proposal_id, d.institution_id, d.regency_code, d.id, 1, 'RECEIVED', $3::date, 'x', d.handed_over_by, now()
           from delivery_drop d where d.proposal_id = $2 and d.state = 'HANDED_OVER'`,
        [line?.id, home.proposalId, today],
      ),
    ).rejects.toThrow(/received inside a freeze/);
    await judge(head(), second, true);
    expect(await received()).toHaveLength(before.length);
    expect(
      (await desk.lines(home))
        .map(({ status }) => status)
        .toSorted()
        .slice(0, 2),
    ).toEqual(['NOT_RECEIVED', 'RECEIVED']);
    expect((await mailsOf('receipt_accepted_in_freeze')).map(([name]) => name)).toEqual(
      expect.arrayContaining(['KABID', 'INSPECTORATE']),
    );
    const kept = await world.sql(
      'select state, signed_by, reason from quarantined_receipt where proposal_id = $1 order by captured_at',
      [home.proposalId],
    );
    expect(kept).toEqual([
      { state: 'REFUSED', signed_by: '–', reason: 'Tanggal keliru' },
      { state: 'ACCEPTED', signed_by: '–', reason: 'Surat diterima kemudian' },
    ]);
    await expect(world.sql(`update quarantined_receipt set state = 'WAITING'`)).rejects.toThrow(/judged already/);
    await consistent();
    await driveTo(scene, 0, 'CLOSED');
    await consistent();
  });

  /** The batch goes on as far as it can. */
  async function driveOn(number: number): Promise<void> {
    await tryRecordMove(scene, { ...HOUSE, command: number, person: number });
  }
});

const HOUSE: RecordMove = {
  home: 0,
  part: 'house',
  intent: 'onward',
  command: 0,
  person: 0,
  version: 'none',
  again: 'no',
  dice: [4, 7, 7],
};
