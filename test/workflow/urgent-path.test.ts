import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAssisted, type CreateAssisted } from '../../src/app/drafts/create-assisted.js';
import { createFromLetter } from '../../src/app/drafts/create-from-letter.js';
import { listDisasters, type NamedDisaster } from '../../src/app/drafts/disasters.js';
import { importPersons } from '../../src/app/drafts/import-persons.js';
import { attachInstitutionDocument } from '../../src/app/files/attach-institution-document.js';
import { getCase } from '../../src/app/queries/get-case.js';
import { listInbox } from '../../src/app/queries/list-inbox.js';
import { checkInvariants } from '../../src/app/record/check-invariants.js';
import { verifyChain } from '../../src/app/record/verify-chain.js';
import { type CreatedProgramme } from '../../src/app/seed/create-programme.js';
import type { Actor } from '../../src/domain/actor.js';
import type { PersonRow } from '../../src/domain/person-row.js';
import type { CommandType } from '../../src/domain/proposal/transitions.js';
import { addDays } from '../../src/domain/time/wita.js';
import type { RunningWorker } from '../../src/main/run-worker.js';
import { receive, report } from '../support/close-proposal.js';
import { codeOf, today } from '../support/decree-steps.js';
import { dispatch, plan, provincialUnit } from '../support/delivery-steps.js';
import { until } from '../support/until.js';
import {
  attachPaper,
  createUrgent,
  urgentApproval,
  urgentDraft,
  urgentFile,
  urgentProgramme,
  urgentRecommendation,
  victim,
} from '../support/urgent-draft.js';
import { act, contentHashOf, walkTo } from '../support/walk-proposal.js';
import { createWorld, type Draft, type World } from '../support/world.js';

const FLOOD = 'Banjir Samarinda 24 Nov 2026';

let world: World;
let workers: RunningWorker;
let programme: CreatedProgramme;
beforeAll(async () => {
  world = await createWorld();
  workers = await world.startWorker();
  programme = await urgentProgramme(world);
});
afterAll(async () => {
  workers.shutdown();
  await workers.finished;
  await world[Symbol.asyncDispose]();
});

const create = (operator: Actor, disaster?: NamedDisaster): Promise<{ proposalId: string }> =>
  createUrgent(world, programme, operator, disaster);
const file = (by: Actor, name: string): Promise<string> => urgentFile(world, by, name);
const attach = (draft: Draft, code: string): Promise<void> => attachPaper(world, draft, code);
const draftFor = (people: readonly PersonRow[], disaster: NamedDisaster): Promise<Draft & { planned: Draft }> =>
  urgentDraft(world, programme, people, disaster);
async function rowOf({ proposalId }: Draft): Promise<Record<string, unknown>> {
  const [row] = await world.sql(
    `select *, round(extract(epoch from due_at - state_since) / 3600)::int as hours from proposal where id = $1`,
    [proposalId],
  );
  return row ?? {};
}
const submit = async (draft: Draft): Promise<unknown> =>
  act(world, draft.operator, draft.proposalId, 'submit', { contentHash: await contentHashOf(world, draft) });
const waitsForMe = async (actor: Actor, draft: Draft): Promise<boolean> =>
  (await listInbox(world.ctx, actor, { tab: 'mine', pageSize: 100 })).items.some(
    (item) => item.proposalId === draft.proposalId,
  );
const recommendation = urgentRecommendation;
const approval = urgentApproval();

describe('urgent aid on the real stack', () => {
  it('goes within hours from the disaster to the goods, and closes when the papers have followed', async () => {
    const { operator } = await world.draft();
    expect(await codeOf(create(operator))).toBe('INCOMPLETE');
    const later = { name: FLOOD, happenedOn: addDays(today(), 2) };
    expect(await codeOf(create(operator, later))).toBe('DATE_ORDER');
    const draft = await draftFor([1, 2, 3].map(victim), { name: FLOOD, happenedOn: today() });
    const does = (actor: Actor, type: CommandType, payload: unknown = {}): Promise<unknown> =>
      act(world, actor, draft.proposalId, type, payload);
    const [secretary, other] = [world.as('SECRETARIAT', 0), world.as('SECRETARIAT', 1)];
    const [kabid, head] = [world.as('KABID'), world.as('HEAD_DINSOS')];

    expect(await codeOf(submit(draft))).toBe('INCOMPLETE');
    await attach(draft, 'URGENT_NEED_LETTER');
    await submit(draft);
    expect(await rowOf(draft)).toMatchObject({ state: 'SUBMITTED', track: 'UNPLANNED', hours: 2 });
    const longer = (payload: Record<string, number>): Promise<unknown> =>
      does(kabid, 'extend', { ...payload, words: 'Jalan putus' });
    expect(await codeOf(longer({ workingDays: 3 }))).toBe('INVALID_INPUT');
    expect(await codeOf(longer({ moreHours: 13 }))).toBe('INVALID_INPUT');
    await longer({ moreHours: 3 });
    expect(await rowOf(draft)).toMatchObject({ state: 'SUBMITTED', hours: 5 });
    await does(secretary, 'register', { agendaNumber: '7', disposition: 'Dinsos' });
    expect(await rowOf(draft)).toMatchObject({ state: 'REGISTERED', hours: 2 });
    await does(world.as('ADMIN_VERIFIER'), 'start_admin');
    expect(await rowOf(draft)).toMatchObject({ state: 'ADMIN_REVIEW', hours: 4 });
    expect(await codeOf(does(world.as('ADMIN_VERIFIER'), 'pass_urgent', { words: 'x' }))).toBe('WRONG_ROLE');
    await does(kabid, 'pass_urgent', { words: 'Jalan ke lokasi putus' });
    expect(await rowOf(draft)).toMatchObject({ state: 'FIELD_VERIFIED', hours: 4 });

    await does(head, 'recommend', recommendation);
    const { requested_amount: amount } = await rowOf(draft);
    expect(await rowOf(draft)).toMatchObject({ state: 'RECOMMENDED', considered_amount: amount, hours: 4 });
    const limit = () =>
      world.sql(`select reserved, consumed from ceiling where programme_id = $1 and scope = 'ACCOUNT'`, [
        programme.programmeId,
      ]);
    expect(await limit()).toEqual([{ reserved: amount, consumed: '0' }]);
    expect(await codeOf(does(world.as('SUBBAG_PERENCANAAN'), 'consider', { ...approval, cuts: [] }))).toBe(
      'NOT_ALLOWED_IN_STATE',
    );
    expect(await waitsForMe(secretary, draft)).toBe(true);
    await does(head, 'recall', { words: 'Keliru' });
    expect(await limit()).toEqual([{ reserved: '0', consumed: '0' }]);
    await does(head, 'recommend', recommendation);

    await does(secretary, 'approve_urgent', approval);
    expect(await codeOf(does(secretary, 'confirm'))).toBe('SAME_PERSON');
    await does(other, 'confirm');
    const approved = await rowOf(draft);
    expect(approved).toMatchObject({ state: 'DECREED', decreed_amount: amount, hours: 4 });
    expect(await limit()).toEqual([{ reserved: '0', consumed: amount }]);
    expect(await waitsForMe(world.as('PENGURUS_BARANG'), draft)).toBe(true);
    expect(await waitsForMe(draft.operator, draft)).toBe(true);
    const view = await getCase(world.ctx, draft.operator, { proposalId: draft.proposalId });
    expect(view.proposal).toMatchObject({ track: 'UNPLANNED', disasterName: FLOOD });
    expect(view.proposal.completeness?.missing).toEqual(['LETTER', 'PROPOSAL', 'SP_NO_DUP', 'SPTJ', 'DEED', 'PACT']);

    const unit = await provincialUnit(world);
    const batchId = await plan(world, String(approved['decree_id']), unit, [draft]);
    expect((await dispatch(world, batchId)).refused).toBeUndefined();
    expect(await rowOf(draft)).toMatchObject({ state: 'IN_DELIVERY' });
    await receive(world, unit, batchId, [draft]);
    expect(await codeOf(report(world, draft))).toBe('INCOMPLETE');
    expect(await rowOf(draft)).toMatchObject({ state: 'REPORT_REVIEW' });

    expect(await codeOf(does(draft.operator, 'complete_papers'))).toBe('INCOMPLETE');
    for (const code of ['LETTER', 'PROPOSAL', 'SP_NO_DUP', 'SPTJ']) await attach(draft, code);
    await attachInstitutionDocument(world.ctx, draft.operator, {
      institutionId: draft.institutionId,
      code: 'DEED',
      number: null,
      validUntil: null,
      blobId: await file(draft.operator, 'DEED'),
    });
    const signedBlobId = await file(draft.operator, 'pakta');
    await does(draft.operator, 'sign_pact', { signedBlobId, signedOn: today() });
    await does(secretary, 'confirm');
    await does(draft.operator, 'complete_papers');
    expect(await codeOf(attach(draft, 'LETTER'))).toBe('NOT_ALLOWED_IN_STATE');
    await does(world.as('LPJ_REVIEWER'), 'accept_report', { note: '' });
    expect(await rowOf(draft)).toMatchObject({ state: 'CLOSED' });
    const unprinted = 'select 1 from pact where proposal_id = $1 and form_blob_id is null';
    const printed = async (): Promise<boolean> => (await world.sql(unprinted, [draft.proposalId])).length === 0;
    await until('the pact is printed', printed);
    const mails = await world.sql('select distinct template from notification where proposal_id = $1', [
      draft.proposalId,
    ]);
    expect(mails.map((mail) => mail['template'])).toEqual(expect.arrayContaining(['urgent_approved', 'case_closed']));
  });

  it('is claimed once for one disaster; what was planned for the same person is only flagged', async () => {
    const [known] = await listDisasters(world.ctx, world.as('SECRETARIAT'));
    const again = await draftFor([victim(3)], { name: `  banjir   SAMARINDA 24 Nov 2026`, happenedOn: today() });
    expect((await rowOf(again))['disaster_id']).toBe(known?.id);
    const elsewhere = await draftFor([victim(3)], { name: 'Longsor Samarinda', happenedOn: today() });
    for (const draft of [again, elsewhere]) {
      await attach(draft, 'URGENT_NEED_LETTER');
      await submit(draft);
      await act(world, world.as('SECRETARIAT'), draft.proposalId, 'register', { agendaNumber: '8', disposition: '' });
      await act(world, world.as('KABID'), draft.proposalId, 'pass_urgent', { words: 'Mendesak' });
    }
    const recommend = (draft: Draft): Promise<unknown> =>
      act(world, world.as('HEAD_DINSOS'), draft.proposalId, 'recommend', recommendation);
    expect(await codeOf(recommend(again))).toBe('ALREADY_CLAIMED');
    expect(await codeOf(recommend(elsewhere))).toBe('accepted');

    const { planned } = again;
    const people = { proposalId: planned.proposalId, rows: [victim(3)], mode: 'replace' } as const;
    const { rows } = await importPersons(world.ctx, planned.operator, people);
    expect(rows[0]?.warnings).toContainEqual({ field: 'nationalId', code: 'ALREADY_PROPOSED' });
    await walkTo(world, planned, 'recommend');
    expect(await rowOf(planned)).toMatchObject({ state: 'RECOMMENDED' });
  });

  it('is opened by an officer too, from a chair’s paper or an outside letter, for a disaster that is named', async () => {
    const { institutionId, operator } = await world.draft();
    const secretary = world.as('SECRETARIAT');
    const of = { institutionId, programmeId: programme.programmeId, packageId: programme.packages[0]?.id ?? '' };
    const scan = await urgentFile(world, operator, 'surat', institutionId);
    const paper = { ...of, documentNumber: 'K/1', documentDate: today(), scanBlobId: scan };
    const letter = { ...of, source: 'SKPD', documentNumber: 'BPBD/1', documentDate: today(), blobId: scan };
    const assist = (named: Partial<CreateAssisted>) =>
      createAssisted(world.ctx, secretary, { ...paper, ...named, key: randomUUID() });
    expect(await codeOf(assist({}))).toBe('INCOMPLETE');
    const disaster = { name: 'Kebakaran Melak', happenedOn: today() };
    const opened = [
      await assist({ disaster }),
      await createFromLetter(world.ctx, secretary, { ...letter, disaster, key: randomUUID() }),
    ];
    for (const { proposalId } of opened) {
      const { proposal } = await getCase(world.ctx, operator, { proposalId });
      expect(proposal).toMatchObject({ state: 'DRAFT', track: 'UNPLANNED', disasterName: disaster.name });
    }
  });

  it('leaves a record that contradicts itself nowhere', async () => {
    const reports = await checkInvariants(world.ctx);
    expect(reports.filter((found) => found.violations.length > 0)).toEqual([]);
    expect((await verifyChain(world.ctx)).faults).toEqual([]);
  });
});
