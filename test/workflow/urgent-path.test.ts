import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createProposal } from '../../src/app/drafts/create-proposal.js';
import { listDisasters, type NamedDisaster } from '../../src/app/drafts/disasters.js';
import { importPersons } from '../../src/app/drafts/import-persons.js';
import { saveLetter } from '../../src/app/drafts/save-letter.js';
import { attachDocument } from '../../src/app/files/attach-document.js';
import { attachInstitutionDocument } from '../../src/app/files/attach-institution-document.js';
import { storeBlob } from '../../src/app/files/store-blob.js';
import { getCase } from '../../src/app/queries/get-case.js';
import { listInbox } from '../../src/app/queries/list-inbox.js';
import { checkInvariants } from '../../src/app/record/check-invariants.js';
import { verifyChain } from '../../src/app/record/verify-chain.js';
import { createProgramme, type CreatedProgramme } from '../../src/app/seed/create-programme.js';
import type { Actor } from '../../src/domain/actor.js';
import type { PersonRow } from '../../src/domain/person-row.js';
import type { CommandType } from '../../src/domain/proposal/transitions.js';
import { addDays } from '../../src/domain/time/wita.js';
import type { RunningWorker } from '../../src/main/run-worker.js';
import { syntheticPdf, syntheticProgramme } from '../support/app-world.js';
import { receive, report } from '../support/close-proposal.js';
import { codeOf, today } from '../support/decree-steps.js';
import { dispatch, plan, provincialUnit } from '../support/delivery-steps.js';
import { aRow } from '../support/person-rows.js';
import { until } from '../support/until.js';
import { act, contentHashOf, walkTo } from '../support/walk-proposal.js';
import { createWorld, type Draft, type World } from '../support/world.js';

const SYSTEM: Actor = { kind: 'system', purpose: 'test' };
const FLOOD = 'Banjir Samarinda 24 Nov 2026';

let world: World;
let workers: RunningWorker;
let programme: CreatedProgramme;
beforeAll(async () => {
  world = await createWorld();
  workers = await world.startWorker();
  programme = await world.ctx.db.withActor(SYSTEM, 10_000, (tx) =>
    createProgramme(tx, {
      ...syntheticProgramme(tx.now),
      code: 'BTT',
      track: 'UNPLANNED',
      // its window is over: urgent needs have none
      windowOpensAt: new Date('2025-01-01T00:00:00Z'),
      windowClosesAt: new Date('2025-01-31T00:00:00Z'),
      policy: { mandatoryInstitutionDocuments: ['DEED'] },
      ceilings: { programme: 0n, areas: {}, budgetLine: 0n, urgentAccount: 9_000_000n },
    }),
  );
});
afterAll(async () => {
  workers.shutdown();
  await workers.finished;
  await world[Symbol.asyncDispose]();
});

/** Nobody has a card any more: each gets a number of the time being. */
function victim(n: number): PersonRow {
  const name = ['Wahyu Tandi', 'Dian Alang', 'Rina Lung', 'Eko Jalung', 'Sari Nyuk'][n % 5] ?? '';
  const without = { nationalId: '', noNationalIdReason: 'dokumen hilang karena banjir' };
  return aRow(n, { ...without, name, birthDate: `${10 + n}/03/2015`, motherName: '' });
}
const create = (operator: Actor, disaster?: NamedDisaster): Promise<{ proposalId: string }> =>
  createProposal(world.ctx, operator, {
    programmeId: programme.programmeId,
    packageId: programme.packages[0]?.id ?? '',
    ...(disaster === undefined ? {} : { disaster }),
    key: randomUUID(),
  });
async function file(operator: Actor, name: string): Promise<string> {
  const bytes = syntheticPdf(`${name} ${randomUUID()}`);
  const stored = { fileName: `${name}.pdf`, mediaType: 'application/pdf', bytes, institutionId: null };
  return (await storeBlob(world.ctx, operator, stored)).blobId;
}
async function attach({ operator, proposalId }: Draft, code: string): Promise<void> {
  await attachDocument(world.ctx, operator, { proposalId, code, number: null, blobId: await file(operator, code) });
}
/** A draft of urgent aid, complete but for the letter of need. */
async function urgentDraft(people: readonly PersonRow[], disaster: NamedDisaster): Promise<Draft & { planned: Draft }> {
  const planned = await world.draft();
  const { institutionId, operator } = planned;
  const { proposalId } = await create(operator, disaster);
  const letter = { letterNumber: '01/LKSA', letterDate: today(), background: 'Rumah terendam', purpose: 'Pangan' };
  await saveLetter(world.ctx, operator, { proposalId, ...letter });
  await importPersons(world.ctx, operator, { proposalId, rows: people, mode: 'replace' });
  await world.sql(
    `insert into proposal_document (id, proposal_id, institution_id, regency_code, code, blob_id, status, created_at)
     select gen_random_uuid(), $1, institution_id, regency_code, code, blob_id, status, created_at
       from proposal_document where proposal_id = $2 and code = 'VISIT_PHOTO'`,
    [proposalId, planned.proposalId],
  );
  return { proposalId, institutionId, operator, planned };
}
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
const recommendation = {
  criteria: { selective: true, eligible: true, temporary: true, purposeful: true },
  criteriaNote: '',
  cuts: [],
};
const approval = { documentNumber: '360/1', documentDate: today(), signatory: 'Gubernur Peraga' };

describe('urgent aid on the real stack', () => {
  it('goes within hours from the disaster to the goods, and closes when the papers have followed', async () => {
    const { operator } = await world.draft();
    expect(await codeOf(create(operator))).toBe('INCOMPLETE');
    const later = { name: FLOOD, happenedOn: addDays(today(), 2) };
    expect(await codeOf(create(operator, later))).toBe('DATE_ORDER');
    const draft = await urgentDraft([1, 2, 3].map(victim), { name: FLOOD, happenedOn: today() });
    const does = (actor: Actor, type: CommandType, payload: unknown = {}): Promise<unknown> =>
      act(world, actor, draft.proposalId, type, payload);
    const [secretary, other] = [world.as('SECRETARIAT', 0), world.as('SECRETARIAT', 1)];
    const [kabid, head] = [world.as('KABID'), world.as('HEAD_DINSOS')];

    expect(await codeOf(submit(draft))).toBe('INCOMPLETE');
    await attach(draft, 'URGENT_NEED_LETTER');
    await submit(draft);
    expect(await rowOf(draft)).toMatchObject({ state: 'SUBMITTED', track: 'UNPLANNED', hours: 2 });
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
    const again = await urgentDraft([victim(3)], { name: `  banjir   SAMARINDA 24 Nov 2026`, happenedOn: today() });
    expect((await rowOf(again))['disaster_id']).toBe(known?.id);
    const elsewhere = await urgentDraft([victim(3)], { name: 'Longsor Samarinda', happenedOn: today() });
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

  it('leaves a record that contradicts itself nowhere', async () => {
    const reports = await checkInvariants(world.ctx);
    expect(reports.filter((found) => found.violations.length > 0)).toEqual([]);
    expect((await verifyChain(world.ctx)).faults).toEqual([]);
  });
});
