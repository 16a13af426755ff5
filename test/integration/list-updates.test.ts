import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { actOnDelivery } from '../../src/app/delivery/act-on-delivery.js';
import { getBatch } from '../../src/app/delivery/get-batch.js';
import { registerClient } from '../../src/app/drafts/register-client.js';
import { fireAlarms } from '../../src/app/proposal/fire-alarms.js';
import { getCase } from '../../src/app/queries/get-case.js';
import { checkInvariants } from '../../src/app/record/check-invariants.js';
import { verifyChain } from '../../src/app/record/verify-chain.js';
import { addDays, witaDate } from '../../src/domain/time/wita.js';
import { deadlineAfter } from '../../src/domain/time/working-days.js';
import { createAppWorld, type AppWorld } from '../support/app-world.js';
import { driveTo } from '../support/histories/record-run.js';
import { openProvince, openScene, type Province, type Scene } from '../support/histories/record-scene.js';
import { aRow } from '../support/person-rows.js';
import type { Home } from '../support/ready-proposal.js';
import { refusedBy } from '../support/refused.js';
import { deskOf, type SceneDesk } from '../support/scene-desk.js';

const today = witaDate(new Date());
type Change = readonly [position: number, cause: string, replacedBy: string | null];

describe('a list of persons that is brought up to date', () => {
  let world: AppWorld;
  let province: Province;
  let scene: Scene;
  let desk: SceneDesk;
  let home: Home;
  let newcomers = 7_000;
  beforeAll(async () => {
    world = await createAppWorld();
    province = await openProvince(world);
  });
  afterAll(async () => world[Symbol.asyncDispose]());
  beforeEach(async () => {
    scene = await openScene(world, province, 100_000_000n);
    desk = deskOf(scene);
    home = desk.home(0);
  });

  const kabid = () => desk.as('KABID');
  async function entrant(row = aRow((newcomers += 1))): Promise<string> {
    const { personId, errors } = await registerClient(world.ctx, home.operator, { proposalId: home.proposalId, row });
    expect(errors).toEqual([]);
    return String(personId);
  }
  async function minutes(changes: readonly Change[], over: Readonly<Record<string, unknown>> = {}): Promise<object> {
    const people = await world.sql(`select id, position from proposal_beneficiary where proposal_id = $1`, [
      home.proposalId,
    ]);
    const [letter] = await world.sql(
      `select blob_id from proposal_document where proposal_id = $1 and code = 'LETTER'`,
      [home.proposalId],
    );
    const verifier = desk.as('FIELD_VERIFIER');
    return {
      documentNumber: 'BA/1',
      documentDate: today,
      scanBlobId: letter?.['blob_id'],
      verifierId: verifier.kind === 'user' ? verifier.userId : '',
      changes: changes.map(([position, cause, replacedBy]) => ({
        beneficiaryId: people.find((person) => person['position'] === position)?.['id'],
        cause,
        leftOn: today,
        replacedBy,
      })),
      ...over,
    };
  }
  const lines = () =>
    world.sql(
      `select b.position, b.status as person, l.need_group as need, l.status, l.reason, l.decreed, l.delivered, g.position as instead_of
         from entitlement_line l join proposal_beneficiary b on b.id = l.beneficiary_id
         left join entitlement_line o on o.id = l.replaces_line_id left join proposal_beneficiary g on g.id = o.beneficiary_id
        where l.proposal_id = $1 and l.need_group = 'FOOD' order by b.position`,
      [home.proposalId],
    );
  const claimants = async () =>
    (
      await world.sql(
        `select b.position from claim k join person n on n.identity_key = k.identity_key
           join proposal_beneficiary b on b.person_id = n.id and b.proposal_id = k.proposal_id
          where k.proposal_id = $1 and k.need_group = 'FOOD' order by b.position`,
        [home.proposalId],
      )
    ).map((row) => row['position']);
  const versions = async () => {
    const { list } = await getCase(world.ctx, home.operator, { proposalId: home.proposalId });
    return list === null ? [] : [list, ...list.earlier].map(({ version, persons }) => [version, persons]);
  };
  async function consistent(): Promise<void> {
    const reports = await checkInvariants(world.ctx);
    expect(reports.filter((report) => report.violations.length > 0)).toEqual([]);
    expect((await verifyChain(world.ctx)).faults).toEqual([]);
  }
  async function handsOver(): Promise<string> {
    const batchId = String(scene.batches.at(-1));
    const { drops } = await getBatch(world.ctx, desk.as('PENGURUS_BARANG'), batchId);
    const dropId = drops.find((drop) => drop.proposalId === home.proposalId)?.id ?? '';
    const said = { dropId, bastNumber: `BAST/${dropId.slice(-6)}`, bastDate: today, scanBlobId: null };
    await actOnDelivery(world.ctx, desk.as('UPTD_OFFICER'), {
      batchId,
      type: 'hand_over',
      payload: said,
      expectedVersion: null,
      key: randomUUID(),
    });
    return dropId;
  }

  it('lets one leave and another take over: lines, claims and versions follow, the goods reach the replacement, the case closes exactly', async () => {
    await driveTo(scene, 0, 'PACT_SIGNED');
    expect([await versions(), await claimants()]).toEqual([[[1, 3]], [1, 2, 3]]);
    const said = await minutes([
      [1, 'DECEASED', await entrant()],
      [2, 'MOVED_OUT', null],
    ]);
    await desk.act(home, home.operator, 'update_list', said);
    // nothing has changed yet, and the officials read whom it concerns
    expect(await versions()).toEqual([[1, 3]]);
    const shown = await getCase(world.ctx, kabid(), { proposalId: home.proposalId });
    expect(shown.pending?.people.map(({ flagged }) => flagged)).toEqual([false, false]);
    expect(shown.proposal.waitsFor.roles).toEqual(['KABID']);

    await desk.act(home, kabid(), 'confirm');
    expect(await versions()).toEqual([
      [2, 2],
      [1, 3],
    ]);
    expect(await claimants()).toEqual([3, 4]);
    const rest = { need: 'FOOD', delivered: null };
    const stays = { ...rest, person: 'ELIGIBLE', status: 'DECREED', reason: null };
    expect(await lines()).toEqual([
      {
        ...rest,
        position: 1,
        person: 'DECEASED',
        status: 'NOT_RECEIVED',
        reason: 'DECEASED',
        decreed: 0,
        instead_of: null,
      },
      {
        ...rest,
        position: 2,
        person: 'MOVED_OUT',
        status: 'NOT_RECEIVED',
        reason: 'MOVED_OUT',
        decreed: 4,
        instead_of: null,
      },
      { ...stays, position: 3, decreed: 4, instead_of: null },
      { ...stays, position: 4, decreed: 4, instead_of: 1 },
    ]);
    expect((await desk.mails(home)).at(-1)).toBe('list_updated');
    await consistent();

    await driveTo(scene, 0, 'CLOSED');
    expect((await lines()).map((line) => [line['position'], line['status'], line['delivered']])).toEqual([
      [1, 'NOT_RECEIVED', null],
      [2, 'NOT_RECEIVED', null],
      [3, 'RECEIVED', 4],
      [4, 'RECEIVED', 4],
    ]);
    const { persons } = await getCase(world.ctx, home.operator, { proposalId: home.proposalId });
    expect(
      persons.entries.map((one) => [one.position, one.leftVersion, one.joinedVersion, one.replacesPosition]),
    ).toEqual([
      [1, 2, null, null],
      [2, 2, null, null],
      [3, null, null, null],
      [4, null, 2, 1],
    ]);
    await consistent();
  });

  it('lets another receive what was left at the institution of somebody who had a part of it, and a replacement be replaced', async () => {
    await driveTo(scene, 0, 'IN_DELIVERY');
    const dropId = await handsOver();
    const own = await world.sql(
      `select l.id, l.need_group from entitlement_line l join proposal_beneficiary b on b.id = l.beneficiary_id where b.proposal_id = $1 and b.position = 1`,
      [home.proposalId],
    );
    const receipt = { dropId, receivedOn: today, signedBy: 'Ketua Peraga' };
    const exceptions = own.map(({ id, need_group: need }) =>
      need === 'FOOD'
        ? { lineId: id, outcome: 'PARTIAL', quantity: 1 }
        : { lineId: id, outcome: 'ABSENT', quantity: 0 },
    );
    await desk.act(home, home.operator, 'confirm_receipt', { ...receipt, exceptions });

    await desk.byTwo(home, home.operator, kabid(), 'update_list', await minutes([[1, 'REPLACED', await entrant()]]));
    await desk.byTwo(home, home.operator, kabid(), 'update_list', await minutes([[4, 'DECEASED', await entrant()]]));
    expect((await lines()).map((line) => [line['position'], line['status'], line['decreed']])).toEqual([
      [1, 'PARTIALLY_RECEIVED', 1],
      [2, 'RECEIVED', 4],
      [3, 'RECEIVED', 4],
      [4, 'NOT_RECEIVED', 0],
      [5, 'DECREED', 3],
    ]);
    await consistent();
    await desk.act(home, home.operator, 'confirm_receipt', { ...receipt, exceptions: [] });
    expect((await lines()).at(-1)).toMatchObject({ status: 'RECEIVED', delivered: 3, instead_of: 4 });
    expect(await claimants()).toEqual([1, 2, 3, 5]);
    await driveTo(scene, 0, 'CLOSED');
    await consistent();
  });

  it('is refused where it would give twice, to whom is not known, or what stands in the annex itself', async () => {
    await driveTo(scene, 1, 'RECOMMENDED');
    await driveTo(scene, 0, 'PACT_SIGNED');
    const refused = async (changes: readonly Change[], over: Readonly<Record<string, unknown>> = {}) => {
      const said = await minutes(changes, over);
      return refusedBy(world, () => desk.act(home, home.operator, 'update_list', said));
    };
    expect(await refused([])).toMatchObject({ code: 'INCOMPLETE', changed: false });
    expect(await refused([[2, 'REPLACED', null]])).toMatchObject({ code: 'INCOMPLETE', changed: false });
    expect(await refused([[2, 'DECEASED', randomUUID()]])).toMatchObject({ code: 'INVALID_INPUT', changed: false });
    const twice: readonly Change[] = [
      [2, 'DECEASED', null],
      [2, 'DECEASED', null],
    ];
    expect(await refused(twice)).toMatchObject({ code: 'INVALID_INPUT', changed: false });
    const late = { documentDate: addDays(today, 1) };
    expect(await refused([[2, 'DECEASED', null]], late)).toMatchObject({ code: 'DATE_ORDER', changed: false });
    const desker = desk.as('ADMIN_VERIFIER');
    const other = { verifierId: desker.kind === 'user' ? desker.userId : '' };
    expect(await refused([[2, 'DECEASED', null]], other)).toMatchObject({ code: 'INVALID_INPUT', changed: false });

    // who is in the register of another institution's case already is entered with a warning, and refused at the approval
    const [taken] = await world.sql(
      `select b.person_id from proposal_beneficiary b where b.proposal_id = $1 and b.position = 3`,
      [desk.home(1).proposalId],
    );
    await world.sql(
      `insert into person select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'institution_id', $2::uuid, 'nik_status', 'NONE',
         'nik_sealed', null, 'no_nik_reason', 'Peraga', 'temporary_id', 'TMP-PERAGA'))).* from person p where p.id = $1`,
      [taken?.['person_id'], home.institutionId],
    );
    const [copy] = await world.sql(`select id from person where temporary_id = 'TMP-PERAGA'`);
    await desk.act(home, home.operator, 'update_list', await minutes([[2, 'DECEASED', String(copy?.['id'])]]));
    const { pending } = await getCase(world.ctx, kabid(), { proposalId: home.proposalId });
    expect(pending?.people.filter(({ flagged }) => flagged)).toHaveLength(1);
    const confirm = () => desk.act(home, kabid(), 'confirm');
    expect(await refusedBy(world, confirm)).toMatchObject({ code: 'ALREADY_CLAIMED', changed: false });
    await desk.act(home, kabid(), 'refuse_pending', {}, 'Sudah menerima di tempat lain');
    expect((await desk.mails(home)).at(-1)).toBe('entry_refused');
    const why = `select distinct params->>'reason' as reason from notification where proposal_id = $1 and template = 'entry_refused'`;
    expect(await world.sql(why, [home.proposalId])).toEqual([{ reason: 'Sudah menerima di tempat lain' }]);
    expect(await versions()).toEqual([[1, 2]]);

    await world.sql(
      `update aid_package set annex_level = 'PERSON' where id = (select package_id from proposal where id = $1)`,
      [home.proposalId],
    );
    expect(await refused([[2, 'DECEASED', null]])).toMatchObject({ code: 'NEEDS_AMENDMENT', changed: false });
    const { availableCommands } = await getCase(world.ctx, home.operator, { proposalId: home.proposalId });
    expect(availableCommands.find(({ type }) => type === 'update_list')?.why?.code).toBe('NEEDS_AMENDMENT');
  });

  it('goes on around lines that are held: they are not received and the batch is not counted before they are let go', async () => {
    await driveTo(scene, 0, 'PACT_SIGNED');
    const [line] = await world.sql(
      `select l.id from entitlement_line l join proposal_beneficiary b on b.id = l.beneficiary_id
        where l.proposal_id = $1 and l.need_group = 'FOOD' and b.position = 2`,
      [home.proposalId],
    );
    const lineIds = [String(line?.['id'])];
    const hold = (words: string) => desk.act(home, kabid(), 'hold_lines', { lineIds, words });
    expect(await refusedBy(world, () => hold(' '))).toMatchObject({ code: 'REASON_REQUIRED', changed: false });
    await hold('Diperiksa');
    expect(await refusedBy(world, () => hold('Lagi'))).toMatchObject({ code: 'INVALID_INPUT', changed: false });
    expect((await desk.mails(home)).at(-1)).toBe('held_lines_changed');
    const said = await minutes([[2, 'DECEASED', null]]);
    const leaves = () => desk.act(home, home.operator, 'update_list', said);
    expect(await refusedBy(world, leaves)).toMatchObject({ code: 'INVALID_INPUT', changed: false });

    await driveTo(scene, 0, 'IN_DELIVERY');
    const dropId = await handsOver();
    const receipt = { dropId, receivedOn: today, signedBy: 'Ketua Peraga', exceptions: [] };
    await desk.act(home, home.operator, 'confirm_receipt', receipt);
    expect((await lines()).map((row) => row['status'])).toEqual(['RECEIVED', 'DECREED', 'RECEIVED']);
    const batchId = String(scene.batches.at(-1));
    const count = () =>
      actOnDelivery(world.ctx, desk.as('PENGURUS_BARANG'), {
        batchId,
        type: 'reconcile',
        payload: {},
        expectedVersion: null,
        key: randomUUID(),
      });
    expect(await refusedBy(world, count)).toMatchObject({ code: 'INCOMPLETE', changed: false });
    await desk.act(home, kabid(), 'resume_lines', { lineIds, words: 'Sudah cocok' });
    await desk.act(home, home.operator, 'confirm_receipt', receipt);
    expect((await lines()).map((row) => row['status'])).toEqual(['RECEIVED', 'RECEIVED', 'RECEIVED']);
    await driveTo(scene, 0, 'CLOSED');
    await consistent();
  });

  it('waits five working days for its approval; then the superior approves as well', async () => {
    await driveTo(scene, 0, 'PACT_SIGNED');
    await desk.act(home, home.operator, 'update_list', await minutes([[1, 'DECEASED', null]]));
    const [waiting] = await world.sql(
      `select a.due_at, (p.case_data->'pending'->>'enteredAt')::timestamptz as entered,
              holidays_between(current_date - 1, current_date + 30)::text[] as holidays
         from alarm a join proposal p on p.id = a.proposal_id where p.id = $1 and a.kind = 'SECOND'`,
      [home.proposalId],
    );
    const holidays = new Set(waiting?.['holidays'] as string[]);
    expect(waiting?.['due_at']).toEqual(deadlineAfter(waiting?.['entered'] as Date, 5, holidays));
    const superior = desk.as('SEKRETARIS_DINAS');
    const confirm = () => desk.act(home, superior, 'confirm');
    expect(await refusedBy(world, confirm)).toMatchObject({ code: 'WRONG_ROLE', changed: false });

    await world.sql(
      `update proposal set case_data = jsonb_set(case_data, '{pending,enteredAt}', to_jsonb('2026-01-05T02:00:00.000Z'::text)) where id = $1`,
      [home.proposalId],
    );
    await fireAlarms(world.ctx, home.proposalId);
    await confirm();
    const [exit] = await world.sql(`select status from proposal_beneficiary where proposal_id = $1 and position = 1`, [
      home.proposalId,
    ]);
    expect(exit).toEqual({ status: 'DECEASED' });
  });
});
