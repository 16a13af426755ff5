import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { saveReport, type SaveReport } from '../../src/app/drafts/save-report.js';
import { attachDocument } from '../../src/app/files/attach-document.js';
import { attachInstitutionDocument } from '../../src/app/files/attach-institution-document.js';
import { readBlob } from '../../src/app/files/read-blob.js';
import { MAX_FILE_BYTES, storeBlob } from '../../src/app/files/store-blob.js';
import { getCase } from '../../src/app/queries/get-case.js';
import { listMails } from '../../src/app/queries/list-mails.js';
import { myInstitution } from '../../src/app/queries/my-institution.js';
import type { Actor } from '../../src/domain/actor.js';
import { createAppWorld, SYSTEM, syntheticPdf, type AppWorld } from '../support/app-world.js';
import { aRow, codeOf } from '../support/person-rows.js';
import { decideNow, readyProposal, submitNow, upload, type Home } from '../support/ready-proposal.js';

let world: AppWorld;
let secretariat: Actor;
let home: Home;
beforeAll(async () => {
  world = await createAppWorld();
  secretariat = await world.user(['SECRETARIAT']);
  home = await readyProposal(world, [aRow(1), aRow(2)]);
});
afterAll(async () => world[Symbol.asyncDispose]());

function store(bytes: Uint8Array, over: Partial<Parameters<typeof storeBlob>[2]> = {}, by: Actor = home.operator) {
  return storeBlob(world.ctx, by, {
    fileName: 'a.pdf',
    mediaType: 'application/pdf',
    bytes,
    institutionId: null,
    ...over,
  });
}

describe('a stored file', () => {
  it('is sealed in the record and comes back byte for byte to whoever may see it', async () => {
    const bytes = syntheticPdf('isi surat yang tidak boleh terbaca');
    const { blobId, sha256 } = await store(bytes, {
      fileName: '..\\..\\surat "resmi"\u0000.pdf',
      mediaType: 'text/html',
    });
    expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    const [row] = await world.sql('select * from blob where id = $1', [blobId]);
    expect(row).toMatchObject({
      institution_id: home.institutionId,
      regency_code: '64.72',
      media_type: 'application/pdf',
    });
    expect(Buffer.from(row?.['sealed'] as Uint8Array).includes('terbaca')).toBe(false);
    const back = await readBlob(world.ctx, secretariat, blobId);
    expect(Buffer.from(back.bytes).equals(Buffer.from(bytes))).toBe(true);
    expect(back).toMatchObject({ fileName: 'surat _resmi_.pdf', mediaType: 'application/pdf', sha256 });
    const stranger = await readyProposal(world, [aRow(9)]);
    for (const actor of [stranger.operator, await world.user(['ADMIN']), { kind: 'public' } as const]) {
      expect(await codeOf(readBlob(world.ctx, actor, blobId))).toBe('NOT_FOUND');
    }
  });

  it('is known by its bytes: PDF, JPEG, PNG and WebP, and nothing that could run', async () => {
    const hex = (text: string): Uint8Array => Buffer.from(text, 'hex');
    const kinds = [
      ['ffd8ffe000104a464946', 'image/jpeg'],
      ['89504e470d0a1a0a0000', 'image/png'],
      ['524946462400000057454250565038', 'image/webp'],
    ] as const;
    for (const [start, mediaType] of kinds) {
      const { blobId } = await store(hex(start));
      expect(await readBlob(world.ctx, home.operator, blobId)).toMatchObject({ mediaType });
    }
    for (const bytes of [
      Buffer.from('<html>'),
      Buffer.from('<svg xmlns="x"/>'),
      Buffer.from('MZ'),
      Buffer.from(''),
      hex('52494646240000005741'),
    ]) {
      expect(await codeOf(store(bytes))).toBe('INVALID_INPUT file');
    }
    expect(await codeOf(store(Buffer.concat([syntheticPdf('x'), Buffer.alloc(MAX_FILE_BYTES)])))).toBe(
      'TOO_LARGE file',
    );
  });

  it('is stored only for whom the person may store it', async () => {
    const other = await world.institution();
    expect(await codeOf(store(syntheticPdf('x'), { institutionId: other }))).toBe('NOT_FOUND');
    const { blobId } = await store(syntheticPdf('x'), { institutionId: other }, secretariat);
    expect(await world.sql('select institution_id from blob where id = $1', [blobId])).toEqual([
      { institution_id: other },
    ]);
    const regency = await world.user(['KABKOTA_OFFICER'], { regencyCode: '64.01' });
    expect(await codeOf(store(syntheticPdf('x'), { institutionId: other }, regency))).toBe('NOT_FOUND');
    expect(await codeOf(store(syntheticPdf('x'), {}, regency))).toBe('NOT_FOUND');
    expect(await codeOf(store(syntheticPdf('x'), {}, { kind: 'public' }))).toBe('NOT_SIGNED_IN');
  });
});

describe('documents', () => {
  it('of a proposal are replaced under their code and must be checked anew; another’s file is not found', async () => {
    const { operator, proposalId } = home;
    await world.sql(`update proposal_document set status = 'VALID' where proposal_id = $1`, [proposalId]);
    const attach = (code: string, blobId: string): Promise<void> =>
      attachDocument(world.ctx, operator, { proposalId, code, number: 'No. 1', blobId });
    await attach('LETTER', await upload(world, operator, 'baru.pdf'));
    const { documents } = await getCase(world.ctx, operator, { proposalId });
    expect(documents.map((document) => [document.code, document.status])).toEqual([
      ['LETTER', 'UPLOADED'],
      ['PROPOSAL', 'VALID'],
      ['SPTJ', 'VALID'],
      ['SP_NO_DUP', 'VALID'],
    ]);
    expect(documents[0]).toMatchObject({ number: 'No. 1', fileName: 'baru.pdf' });
    const foreign = await store(syntheticPdf('x'), { institutionId: await world.institution() }, secretariat);
    expect(await codeOf(attach('LETTER', foreign.blobId))).toBe('NOT_FOUND');
    expect(await codeOf(attach('SECRET_CODE', foreign.blobId))).toBe('INVALID_INPUT code');
    expect(await codeOf(attach('REPORT_PHOTO_1', foreign.blobId))).toBe('NOT_ALLOWED_IN_STATE');
  });

  it('of an institution get a version each and an event; the registration follows only the secretariat', async () => {
    const { institutionId, operator } = home;
    const attach = async (by: Actor, code: string, validUntil: string | null): Promise<number> => {
      const { blobId } = await store(syntheticPdf(randomUUID()), { institutionId }, by);
      const made = await attachInstitutionDocument(world.ctx, by, {
        institutionId,
        code,
        number: '9/REG',
        validUntil,
        blobId,
      });
      return made.version;
    };
    expect(
      await Promise.all([attach(operator, 'LKS_REG', '2020-01-01'), attach(operator, 'LKS_REG', '2020-01-01')]),
    ).toEqual(expect.arrayContaining([2, 3]));
    const own = await myInstitution(world.ctx, operator);
    expect(own.documents.find((document) => document.code === 'LKS_REG')).toMatchObject({ version: 3, expired: true });
    expect(own.registrationValidUntil).toBe('2099-12-31');
    expect(await attach(secretariat, 'LKS_REG', '2030-06-30')).toBe(4);
    expect(await myInstitution(world.ctx, operator)).toMatchObject({
      registrationNumber: '9/REG',
      registrationValidUntil: '2030-06-30',
    });
    const events = await world.sql(`select type, data->>'code' as code from event where stream = $1 order by seq`, [
      `institution/${institutionId}`,
    ]);
    expect(events[0]).toEqual({ type: 'institution_created', code: expect.stringMatching(/^LKS-/) });
    expect(events.filter((event) => event['code'] === 'LKS_REG')).toHaveLength(4);
    expect(await codeOf(attach(await world.user(['KABID']), 'NPWP', null))).toBe('WRONG_ROLE');
    expect(await codeOf(attach(operator, 'NPWP', '2026-13-01'))).toBe('INVALID_INPUT validUntil');
  });
});

describe('the accountability report', () => {
  it('is written while it is due, filled from what was delivered, and its hash follows every change', async () => {
    const due = await readyProposal(world, [aRow(20), aRow(21)]);
    const { operator, proposalId } = due;
    const items = (await getCase(world.ctx, operator, { proposalId })).package.items;
    const [food, clothing] = [
      items.find((item) => item.code === 'FOOD'),
      items.find((item) => item.code === 'CLOTHING'),
    ];
    const lineOf = (
      itemId: string | undefined,
      over: Partial<SaveReport['lines'][number]> = {},
    ): SaveReport['lines'][number] => ({
      itemId: itemId ?? '',
      received: 4,
      used: 3,
      returned: 1,
      lost: 0,
      note: '',
      ...over,
    });
    const save = (lines: SaveReport['lines'], narrative = 'Dipakai seluruhnya'): ReturnType<typeof saveReport> =>
      saveReport(world.ctx, operator, { proposalId, narrative, lines });
    expect(await codeOf(save([]))).toBe('NOT_ALLOWED_IN_STATE');
    await world.sql(
      `update entitlement_line set recommended = requested, considered = requested, decreed = requested, delivered = requested - 1, status = 'PARTIALLY_RECEIVED'
        where proposal_id = $1`,
      [proposalId],
    );
    await world.sql(`update proposal set state = 'REPORT_DUE' where id = $1`, [proposalId]);
    const empty = (await getCase(world.ctx, operator, { proposalId })).report;
    expect(empty).toMatchObject({ id: null, revision: 1 });
    expect(empty?.lines.map((line) => [line.code, line.decreed, line.delivered, line.received])).toEqual([
      ['FOOD', 8, 6, null],
      ['CLOTHING', 4, 2, null],
    ]);

    const first = await save([lineOf(food?.id), lineOf(clothing?.id)]);
    const again = await save([lineOf(food?.id), lineOf(clothing?.id)]);
    expect(again).toEqual(first);
    const changed = await save([lineOf(food?.id, { note: 'sisa satu karung' }), lineOf(clothing?.id)]);
    expect(changed.reportId).toBe(first.reportId);
    expect(changed.contentHash).not.toBe(first.contentHash);
    const attach = async (fileName: string): Promise<void> => {
      const blobId = await upload(world, operator, fileName);
      await attachDocument(world.ctx, operator, { proposalId, code: 'REPORT_PHOTO_1', number: null, blobId });
    };
    expect(await codeOf(attach('laporan.pdf'))).toBe('INVALID_INPUT file');
    await attach('foto.jpg');
    const { report } = await getCase(world.ctx, operator, { proposalId });
    expect(report?.contentHash).not.toBe(changed.contentHash);
    expect(report).toMatchObject({
      id: first.reportId,
      state: 'DRAFT',
      lines: [{ used: 3, note: 'sisa satu karung' }, { lost: 0 }],
    });

    expect(await codeOf(save([lineOf(food?.id, { used: 5 })]))).toBe('INVALID_INPUT lines.0');
    expect(await codeOf(save([lineOf(food?.id), lineOf(food?.id)]))).toBe('INVALID_INPUT lines');
    expect(await codeOf(save([lineOf(randomUUID())]))).toBe('INVALID_INPUT lines');
    expect(await codeOf(save([], 'x'.repeat(20_001)))).toBe('TOO_LARGE narrative');
  });
});

describe('mails', () => {
  it('are shown to administrators, not to others', async () => {
    await submitNow(world, home);
    await decideNow(world, secretariat, home.proposalId, 'register', { agendaNumber: '1', disposition: '' });
    const { items, total } = await listMails(world.ctx, await world.user(['ADMIN']), { state: 'QUEUED', pageSize: 1 });
    expect(total).toBeGreaterThan(1);
    expect(items).toMatchObject([{ state: 'QUEUED', attempts: 0, proposalId: home.proposalId }]);
    expect(await codeOf(listMails(world.ctx, secretariat))).toBe('WRONG_ROLE');
    expect((await listMails(world.ctx, SYSTEM, { state: 'SENT' })).total).toBe(0);
  });
});
