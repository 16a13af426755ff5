import { read, utils } from '@e965/xlsx';
import { strFromU8, unzipSync } from 'fflate';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportAnnex } from '../../src/app/decree/export-decree.js';
import { lackingPapers } from '../../src/app/documents/lacking-papers.js';
import { prepareForm } from '../../src/app/documents/prepare-form.js';
import { readBlob } from '../../src/app/files/read-blob.js';
import { createDocumentRenderer } from '../../src/infra/pdf/create-document-renderer.js';
import { getCase } from '../../src/app/queries/get-case.js';
import { witaDate } from '../../src/domain/time/wita.js';
import { groupCode } from '../../src/domain/papers.js';
import { SYSTEM } from '../support/app-world.js';
import { driveHome } from '../support/histories/record-run.js';
import { openProvince, openScene, type Scene } from '../support/histories/record-scene.js';
import { createWebWorld, textOf, type WebWorld } from '../support/web-world.js';
import { readPdfText } from '../unit/pdf/read-pdf-text.js';

describe('the papers of a case from its registration to its closing', () => {
  let web: WebWorld;
  let scene: Scene;
  let proposalId: string;
  const ctx = () => ({ ...web.world.ctx, documents: createDocumentRenderer() });

  const lacking = (): ReturnType<typeof lackingPapers> =>
    web.world.ctx.db.withActor(SYSTEM, 10_000, (tx) => lackingPapers(tx, proposalId));
  const textOfPaper = async (kind: string): Promise<string> => {
    const [row] = await web.world.sql('select blob_id from paper where proposal_id = $1 and kind = $2', [
      proposalId,
      kind,
    ]);
    const { bytes } = await readBlob(ctx(), SYSTEM, String(row?.['blob_id']));
    return readPdfText(bytes).join('\n').replaceAll(/\s+/g, ' ');
  };

  beforeAll(async () => {
    web = await createWebWorld();
    scene = await openScene(web.world, await openProvince(web.world), 100_000_000n);
    proposalId = scene.homes[0]?.proposalId ?? '';
    await driveHome(scene);
    // what the workflows would have rendered one by one
    for (const followUp of await lacking()) await prepareForm(ctx(), followUp);
    const [decree] = await web.world.sql('select id from decree limit 1');
    await prepareForm(ctx(), { kind: 'render_decree', subjectId: String(decree?.['id']) });
  });
  afterAll(async () => web[Symbol.asyncDispose]());

  it('are one for each step that makes one, each once, with its hash in the chain', async () => {
    expect(await lacking()).toEqual([]);
    const rows = await web.world.sql(
      `select p.kind, p.sha256, b.sha256 as stored, (select count(*)::int from event e where e.type = 'form_prepared' and e.data->>'sha256' = p.sha256) as told
         from paper p left join blob b on b.id = p.blob_id where p.proposal_id = $1 or p.decree_id is not null order by p.kind`,
      [proposalId],
    );
    expect(rows.map((row) => row['kind'])).toEqual([
      'admin_minutes',
      'beneficiary_list',
      'consideration_sheet',
      'decree',
      'excerpt',
      'field_minutes',
      'integrity_pact',
      'receipt_slip',
      'recommendation',
    ]);
    for (const row of rows) expect(row).toMatchObject({ sha256: row['stored'], told: 1 });
    // begun again, nothing is made twice
    const [before] = await web.world.sql('select count(*)::int as blobs from blob');
    const papers = await web.world.sql('select id from paper where proposal_id = $1', [proposalId]);
    for (const { id } of papers) await prepareForm(ctx(), { kind: 'render_paper', subjectId: String(id) });
    expect(await web.world.sql('select count(*)::int as blobs from blob')).toEqual([before]);
  });

  it('say what was decided', async () => {
    const [row] = await web.world.sql(
      'select p.registration_number, d.number from proposal p join decree d on d.id = p.decree_id where p.id = $1',
      [proposalId],
    );
    expect(await textOfPaper('receipt_slip')).toContain(`NOMOR REGISTRASI ${String(row?.['registration_number'])}`);
    expect(await textOfPaper('excerpt')).toContain(`NOMOR ${String(row?.['number'])}`);
    expect(await textOfPaper('consideration_sheet')).toContain('Nilai pertimbangan');
    expect(await textOfPaper('admin_minutes')).toContain('Surat permohonan');
    expect(await textOfPaper('field_minutes')).toMatch(/Hadir \d+/);
  });

  it('among officials are hidden from the institution, its own it opens', async () => {
    const operator = scene.homes[0]!.operator;
    const { papers } = await getCase(web.world.ctx, operator, { proposalId });
    expect(papers.map(({ kind }) => kind).toSorted()).toEqual([
      'admin_minutes',
      'beneficiary_list',
      'excerpt',
      'field_minutes',
      'integrity_pact',
      'receipt_slip',
    ]);
    const [hidden] = await web.world.sql(
      `select blob_id from paper where proposal_id = $1 and kind = 'recommendation'`,
      [proposalId],
    );
    await expect(readBlob(ctx(), operator, String(hidden?.['blob_id']))).rejects.toMatchObject({
      error: { code: 'NOT_FOUND' },
    });
  });

  it('are verified by anybody with their code, without a person’s name, and compared by file and by hash', async () => {
    const [paper] = await web.world.sql(
      `select p.code, p.blob_id, p.sha256, i.name, i.chair_name from paper p join proposal x on x.id = p.proposal_id
         join institution i on i.id = x.institution_id where p.proposal_id = $1 and p.kind = 'field_minutes'`,
      [proposalId],
    );
    const code = groupCode(String(paper?.['code']));
    const address = `${web.address}/verify/${code}`;
    const answer = await fetch(address);
    const page = textOf(await answer.text());
    expect(answer.status).toBe(200);
    expect(page).toContain('Berita acara verifikasi lapangan');
    expect(page).toContain(String(paper?.['name']));
    expect(page).toContain(String(paper?.['sha256']));
    expect(page).not.toContain(String(paper?.['chair_name']));

    const send = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> => {
      const form = new FormData();
      form.set('file', new Blob([bytes], { type: 'application/pdf' }), 'berkas.pdf');
      return textOf(await (await fetch(address, { method: 'POST', body: form })).text());
    };
    const { bytes } = await readBlob(ctx(), SYSTEM, String(paper?.['blob_id']));
    expect(await send(new Uint8Array(bytes))).toContain('sama persis');
    const changed = new Uint8Array(bytes);
    changed[changed.length - 20]! ^= 1;
    expect(await send(changed)).toContain('TIDAK sama');
    const typed = createHash('sha256').update(bytes).digest('hex').toUpperCase();
    expect(textOf(await (await fetch(`${address}?sha256=${typed}`)).text())).toContain('sama persis');
  });

  it('of whom nobody knows are refused, and whoever tries codes is slowed down', async () => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 40; attempt += 1) {
      statuses.push((await fetch(`${web.address}/verify/0000-0000-0000-${String(1000 + attempt)}`)).status);
    }
    expect(statuses[0]).toBe(404);
    expect(statuses.at(-1)).toBe(429);
    expect(new Set(statuses)).toEqual(new Set([404, 429]));
  });

  it('of a decree go out as text and as sheets, those with names for a purpose that is logged', async () => {
    await web.person('secretary@salur.invalid', ['SECRETARIAT']);
    const secretary = await web.browser('secretary@salur.invalid');
    const [decree] = await web.world.sql('select id, root_hash from decree limit 1');
    const path = `/decrees/${String(decree?.['id'])}`;
    const docx = unzipSync((await secretary.get(`${path}/text.docx`)).bytes);
    const text = strFromU8(docx['word/document.xml']!);
    for (const words of ['Menimbang:', 'MEMUTUSKAN:', 'KEDUA', 'terbilang', String(decree?.['root_hash'])]) {
      expect(text.toLowerCase()).toContain(words.toLowerCase());
    }
    const sheetOf = (bytes: Uint8Array): string =>
      JSON.stringify(utils.sheet_to_json(Object.values(read(bytes).Sheets)[0]!, { header: 1 }));
    const [home] = await web.world.sql(
      'select i.name from proposal p join institution i on i.id = p.institution_id where p.id = $1',
      [proposalId],
    );
    expect(sheetOf((await secretary.get(`${path}/annex.xlsx`)).bytes)).toContain(String(home?.['name']));

    const asked = await secretary.get(`${path}/persons.xlsx`);
    const silent = await secretary.submit(asked, `${path}/persons.xlsx`, { accessPurpose: '' });
    expect(silent.statusCode).toBe(422);
    expect(await web.world.sql(`select 1 from access_log where subject_kind = 'INSTITUTION'`)).toEqual([]);
    const given = await secretary.submit(asked, `${path}/persons.xlsx`, { accessPurpose: 'AUDIT' });
    const sheet = sheetOf(given.bytes);
    expect(sheet).toContain('diunduh Peraga secretary');
    const [person] = await web.world.sql(
      'select n.name from proposal_beneficiary b join person n on n.id = b.person_id where b.proposal_id = $1 limit 1',
      [proposalId],
    );
    expect(sheet).toContain(String(person?.['name']));
    const logged = await web.world.sql(
      `select purpose, count(*)::int as entries from access_log where subject_kind = 'INSTITUTION' group by purpose`,
    );
    expect(logged).toEqual([{ purpose: 'AUDIT', entries: scene.homes.length }]);
    await expect(exportAnnex(ctx(), scene.homes[0]!.operator, path.slice('/decrees/'.length))).rejects.toMatchObject({
      error: { code: 'NOT_FOUND' },
    });
  });

  it('of a frozen decree lie with somebody, which the secretariat records and list and inbox say', async () => {
    const secretary = await web.browser('secretary@salur.invalid');
    const [decree] = await web.world.sql(
      `insert into decree (id, programme_id, title, state, version, fiscal_year, root_hash, frozen_at, created_by, created_at)
       select gen_random_uuid(), g.id, 'Keputusan berjalan', 'FROZEN', 1, g.fiscal_year, repeat('a', 64), now() - interval '9 days', u.id, now()
         from programme g, (select id from user_account limit 1) u limit 1 returning id`,
    );
    const path = `/decrees/${String(decree?.['id'])}`;
    const day = (ago: number): string => witaDate(new Date(new Date().getTime() - ago * 86_400_000));
    const page = await secretary.get(path);
    const early = await secretary.submit(page, `${path}/way`, { stopAt: 'BIRO_HUKUM', arrivedOn: day(20), note: '' });
    expect(early.statusCode).toBe(422);
    for (const [stopAt, ago] of [
      ['NOTA_DINAS', 8],
      ['BIRO_HUKUM', 5],
    ] as const) {
      const answer = await secretary.submit(await secretary.get(path), `${path}/way`, {
        stopAt,
        arrivedOn: day(ago),
        note: 'ND/7',
      });
      expect(answer.statusCode).toBe(303);
    }
    const shown = textOf((await secretary.get(path)).body);
    expect(shown).toContain('3 hari');
    expect(shown).toContain('sudah 5 hari');
    expect(textOf((await secretary.get('/decrees')).body)).toContain('Naskah di Biro Hukum');
    expect(textOf((await secretary.get('/inbox')).body)).toContain('Naskah di Biro Hukum');

    // the signed paper comes back: one records it, another types it from the scan without seeing what was typed
    const paper = { number: '100.3.3.1/K.9', signedOn: day(0), persons: '0', amount: '0' };
    const scan = { name: 'keputusan.pdf', bytes: Buffer.from('%PDF-1.7\nsynthetic') };
    const fields = { ...paper, signatory: 'Gubernur Peraga' };
    const recorded = await secretary.upload(await secretary.get(path), `${path}/do/record`, fields, {
      signedScan: scan,
    });
    expect(recorded.statusCode).toBe(303);
    await web.person('checker@salur.invalid', ['SECRETARIAT']);
    const checker = await web.browser('checker@salur.invalid');
    const pending = await checker.get(path);
    expect(pending.body).toContain('name="institutions"');
    const checking = { ...paper, institutions: '0' };
    const wrong = await checker.submit(pending, `${path}/do/confirm`, {
      ...checking,
      number: '100.3.3.1/K.8',
      persons: '1',
    });
    expect(wrong.statusCode).toBe(409);
    expect(textOf(wrong.body)).toContain('Yang diketik tidak sama: Nomor; Jumlah orang.');
    expect((await checker.submit(wrong, `${path}/do/confirm`, checking)).statusCode).toBe(303);
    expect(textOf((await checker.get(path)).body)).toContain(paper.number);
  });

  it('are stored once, whatever the program does', async () => {
    await expect(
      web.world.ctx.db.withActor(
        SYSTEM,
        5_000,
        (tx) => tx.sql.$executeRaw`update paper set sha256 = repeat('0', 64) where blob_id is not null`,
      ),
    ).rejects.toThrow(/paper_rendered_once|rendered already/);
    await expect(
      web.world.ctx.db.withActor(SYSTEM, 5_000, (tx) => tx.sql.$executeRaw`update paper set about = 'Lembaga lain'`),
    ).rejects.toThrow(/permission denied/);
  });
});
