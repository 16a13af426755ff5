import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { withDatabaseSource } from '../../src/app/audit/database-source.js';
import { verifyRecord } from '../../src/app/audit/verify-record.js';
import { createAssisted } from '../../src/app/drafts/create-assisted.js';
import { importPersons } from '../../src/app/drafts/import-persons.js';
import { saveLetter } from '../../src/app/drafts/save-letter.js';
import { attachDocument } from '../../src/app/files/attach-document.js';
import { attachInstitutionDocument } from '../../src/app/files/attach-institution-document.js';
import { storeBlob } from '../../src/app/files/store-blob.js';
import { getCase } from '../../src/app/queries/get-case.js';
import { listInbox } from '../../src/app/queries/list-inbox.js';
import type { Actor } from '../../src/domain/actor.js';
import { defaultPolicy } from '../../src/domain/policy.js';
import { syntheticPdf, type AppWorld } from '../support/app-world.js';
import { offered, openOffice, type Office } from '../support/office.js';
import { aRow } from '../support/person-rows.js';
import { decideNow, upload, type Home } from '../support/ready-proposal.js';
import { refusedBy } from '../support/refused.js';
import { textOf } from '../support/web-world.js';

describe('a proposal that an officer enters from the chair’s paper', () => {
  let office: Office;
  let world: AppWorld;
  let chair: Actor;
  let officer: Actor;
  let institutionId: string;
  let home: Home;
  beforeAll(async () => {
    office = await openOffice();
    ({ world } = office.web);
    institutionId = await world.institution();
    chair = await world.user(['LKS_CHAIR'], { institutionId });
    officer = office.as('regency');
    for (const code of defaultPolicy(2026).mandatoryInstitutionDocuments) {
      const blobId = await upload(world, chair, `${code}.pdf`);
      await attachInstitutionDocument(world.ctx, chair, {
        institutionId,
        code,
        number: null,
        validUntil: '2099-12-31',
        blobId,
      });
    }
  });
  afterAll(async () => office[Symbol.asyncDispose]());

  const today = new Date().toISOString().slice(0, 10);
  async function scan(by: Actor, of = institutionId): Promise<string> {
    const file = { fileName: 'surat.pdf', mediaType: 'application/pdf', bytes: syntheticPdf(randomUUID()) };
    return (await storeBlob(world.ctx, by, { ...file, institutionId: of })).blobId;
  }
  function opening(scanBlobId: string, of = institutionId): Parameters<typeof createAssisted>[2] {
    const { programmeId } = world.programme;
    const paper = { documentNumber: 'K/1', documentDate: today, scanBlobId };
    return { institutionId: of, programmeId, packageId: world.packageOf('CHILD'), ...paper, key: randomUUID() };
  }
  const open = (by: Actor, input: Parameters<typeof createAssisted>[2]) => () => createAssisted(world.ctx, by, input);
  const mine = async (actor: Actor): Promise<boolean> =>
    (await listInbox(world.ctx, actor)).items.some((item) => item.proposalId === home.proposalId);

  it('is opened by those offices alone, with a scan of the paper, a regency’s officer for the own region', async () => {
    const paper = await scan(officer);
    expect((await refusedBy(world, open(office.as('kabid'), opening(paper)))).code).toBe('WRONG_ROLE');
    expect((await refusedBy(world, open(chair, opening(paper)))).code).toBe('WRONG_ROLE');
    expect(await refusedBy(world, open(officer, opening(randomUUID())))).toMatchObject({
      code: 'INVALID_INPUT',
      changed: false,
    });
    expect((await refusedBy(world, open(officer, { ...opening(paper), documentDate: '2199-01-01' }))).code).toBe(
      'DATE_ORDER',
    );
    const elsewhere = await world.institution({ regencyCode: '64.11' });
    const theirs = await scan(office.as('secretariat'), elsewhere);
    // row security hides the file, and with it the institution
    expect((await refusedBy(world, open(officer, opening(theirs, elsewhere)))).code).toBe('INVALID_INPUT');
    const { proposalId } = await createAssisted(world.ctx, officer, opening(paper));
    home = { institutionId, operator: chair, proposalId };
  });

  it('is written and sent by her, and by no other officer', async () => {
    const { ctx } = world;
    const { proposalId } = home;
    const letter = { proposalId, letterNumber: '01/K', letterDate: today, background: 'Latar', purpose: 'Tujuan' };
    expect(await refusedBy(world, () => saveLetter(ctx, office.as('secretariat'), letter))).toMatchObject({
      code: 'WRONG_ROLE',
      changed: false,
    });
    await saveLetter(ctx, officer, letter);
    await importPersons(ctx, officer, { proposalId, rows: [aRow(1), aRow(2)], mode: 'replace' });
    for (const code of defaultPolicy(2026).mandatoryProposalDocuments)
      await attachDocument(ctx, officer, { proposalId, code, number: null, blobId: await scan(officer) });
    expect(await mine(officer)).toBe(true);
    const { proposal } = await getCase(ctx, officer, { proposalId });
    expect(proposal.editable).toBe(true);
    await office.act(home, 'regency', 'submit', { contentHash: proposal.contentHash });
    expect(await office.mails(home, 'intake_to_confirm')).toContain('secretariat');
    const duties = await world.sql('select duty from involvement where proposal_id = $1', [proposalId]);
    expect(duties).toEqual([{ duty: 'ASSISTED_INTAKE' }]);
    // the events alone, the opening among them, make the case again
    const { faults } = await withDatabaseSource(world.ctx, (source) => verifyRecord(source));
    expect(faults).toEqual([]);
  });

  it('is hers no further: neither judged by her, nor entered on without another paper', async () => {
    const said = { channel: 'PHONE', reached: true, words: 'x' };
    expect((await refusedBy(world, () => office.act(home, 'regency', 'log_contact', said))).code).toBe(
      'FORBIDDEN_PAIR',
    );
    expect((await refusedBy(world, () => office.act(home, 'regency', 'confirm_intake', { words: '' }))).code).toBe(
      'SAME_PERSON',
    );
    expect((await refusedBy(world, () => office.act(home, 'regency', 'withdraw', { words: 'x' }))).code).toBe(
      'PAPER_REQUIRED',
    );
    expect([await mine(officer), await mine(chair), await mine(office.as('secretariat'))]).toEqual([false, true, true]);
    await expect(
      world.sql(
        `insert into involvement (proposal_id, user_id, duty, institution_id, regency_code, at)
         select proposal_id, user_id, 'OFFICIAL', institution_id, regency_code, at from involvement where duty = 'ASSISTED_INTAKE' limit 1`,
      ),
    ).rejects.toThrow('assisted_intake_apart');
  });

  it('passes the check only when the chair or a second officer has compared it, which whoever acted on it cannot', async () => {
    await office.act(home, 'secretariat', 'register', { agendaNumber: '1', disposition: '' });
    expect((await refusedBy(world, () => office.act(home, 'secretariat', 'confirm_intake', { words: '' }))).code).toBe(
      'FORBIDDEN_PAIR',
    );
    await office.act(home, 'verifier', 'start_admin');
    const checks = ['LETTER', 'PROPOSAL', 'SP_NO_DUP', 'SPTJ'].map((code) => ({ code, valid: true, reason: '' }));
    const pass = () => office.act(home, 'verifier', 'pass_admin', { checks, notes: '' });
    expect(await refusedBy(world, pass)).toMatchObject({ code: 'INTAKE_NOT_CONFIRMED', changed: false });
    expect(await offered(office, home, 'verifier')).not.toContain('pass_admin');
    await world.sql(
      `update proposal set case_data = jsonb_set(case_data, '{assisted,since}', '"2026-01-05T02:00:00.000Z"') where id = $1`,
      [home.proposalId],
    );
    await office.missDeadline(home);
    expect(await office.mails(home, 'intake_overdue')).toEqual(['regency', 'secretariat']);
    const { availableCommands } = await getCase(world.ctx, chair, { proposalId: home.proposalId });
    expect(availableCommands.filter(({ allowed }) => allowed).map(({ type }) => type)).toContain('confirm_intake');
    await decideNow(world, chair, home.proposalId, 'confirm_intake', { words: 'Sesuai' });
    await pass();
    expect(await office.row(home)).toMatchObject({ state: 'ADMIN_VERIFIED' });
  });

  it('says everywhere who entered it, by which paper, and who compared it', async () => {
    const verifier = await office.browser('verifier');
    const page = textOf((await verifier.get(`/cases/${home.proposalId}`)).body);
    expect(page).toMatch(
      /Dimasukkan oleh petugas.*Peraga regency.*menurut surat ketua K\/1.*dicocokkan oleh Peraga LKS_CHAIR/s,
    );
    expect(page).toMatch(/Peraga regency.*mengirim usulan untuk 2 orang\. Menurut surat ketua LKS nomor K\/1 tanggal/s);
    const regency = await office.browser('regency');
    const form = await regency.get('/cases/assisted?lang=en');
    expect([form.statusCode, textOf(form.body)]).toEqual([
      200,
      expect.stringContaining('Enter a proposal for an institution'),
    ]);
  });
});
