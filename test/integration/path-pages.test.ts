import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { importPersons } from '../../src/app/drafts/import-persons.js';
import { createProgramme } from '../../src/app/seed/create-programme.js';
import { ringDrafts } from '../../src/app/proposal/ring-drafts.js';
import type { Role } from '../../src/domain/roles.js';
import { witaDate } from '../../src/domain/time/wita.js';
import { SYSTEM, syntheticPdf, syntheticProgramme } from '../support/app-world.js';
import { driveTo } from '../support/histories/record-run.js';
import { openProvince, openScene, type Scene } from '../support/histories/record-scene.js';
import { aNik, aRow } from '../support/person-rows.js';
import { deskOf, type SceneDesk } from '../support/scene-desk.js';
import { createWebWorld, textOf, type WebAnswer, type WebBrowser, type WebWorld } from '../support/web-world.js';

/** The forms of the side paths as a person fills them in, from the page of a case to the record. */
describe('the pages of the side paths', () => {
  let web: WebWorld;
  let scene: Scene;
  let desk: SceneDesk;
  const browsers = new Map<string, WebBrowser>();
  const users = new Map<WebBrowser, string>();
  beforeAll(async () => {
    web = await createWebWorld();
    const province = await openProvince(web.world);
    // drafts of this programme may come late; its year is over while its budget is not
    const policy = { latePolicy: 'EXCEPTION', yearEnd: '2020-12-31', considerationDue: '2099-08-31' } as const;
    scene = await openScene(web.world, province, 100_000_000n, policy);
    desk = deskOf(scene);
    await web.world.ctx.db.withActor(SYSTEM, 10_000, (tx) => {
      const programme = syntheticProgramme(tx.now);
      return createProgramme(tx, { ...programme, code: 'BST-NEXT', fiscalYear: programme.fiscalYear + 1 });
    });
  });
  afterAll(async () => web[Symbol.asyncDispose]());

  /** Somebody of this office at a browser; the second of an office is another person. */
  async function at(role: Role, institutionId: string | null = null, number = 0): Promise<WebBrowser> {
    const email = `${role.toLowerCase()}${number}-${(institutionId ?? 'province').slice(-6)}@salur.invalid`;
    const known = browsers.get(email);
    if (known !== undefined) return known;
    const userId = await web.person(email, [role], { institutionId });
    const browser = await web.browser(email);
    users.set(browser, userId);
    browsers.set(email, browser);
    return browser;
  }
  const path = (home: number | string, rest = ''): string =>
    `/cases/${typeof home === 'string' ? home : desk.home(home).proposalId}${rest}`;

  /** Opens the form from the page of the case, fills it in, and is led back with what was done. */
  async function says(
    browser: WebBrowser,
    home: number | string,
    command: string,
    fields: Readonly<Record<string, string>>,
  ): Promise<WebAnswer> {
    const address = path(home, `/do/${command}`);
    expect((await browser.get(path(home))).body).toContain(`href="${address}"`);
    return landed(browser, await browser.submit(await browser.get(address), address, fields));
  }
  async function landed(browser: WebBrowser, answer: WebAnswer): Promise<WebAnswer> {
    expect([answer.statusCode, textOf(answer.body)]).toEqual([303, expect.any(String)]);
    return browser.get(answer.headers['location'] ?? '/');
  }
  async function confirms(browser: WebBrowser, home: number | string): Promise<WebAnswer> {
    const page = await browser.get(path(home));
    return landed(browser, await browser.submit(page, path(home, '/do/confirm'), {}));
  }
  const stateOf = async (home: number): Promise<string> => (await desk.caseOf(desk.home(home))).state;
  const paper = { documentNumber: 'TAPD/1', documentDate: witaDate(new Date()), signatory: 'Ketua' };

  it('lead onto the waiting list, past a cut, to a refusal by the assembly, an appeal and its judge', async () => {
    await driveTo(scene, 0, 'CONSIDERED');
    const [planner, colleague] = [await at('SUBBAG_PERENCANAAN'), await at('SUBBAG_PERENCANAAN', null, 1)];
    const [line] = await desk.lines(desk.home(0));
    const cut = await says(planner, 0, 'cut', {
      words: 'Pagu turun',
      to: 'CONSIDERED',
      [`cut.${line?.id ?? ''}`]: '0',
      cutReason: 'pagu turun',
    });
    expect(textOf(cut.body)).toContain('Pengurangan tersimpan');
    await confirms(await at('KABID'), 0);
    expect(await desk.claims(desk.home(0))).toBe(5);

    const address = path(0, '/do/waitlist');
    const form = await planner.get(address);
    const scan = { scan: { name: 'daftar-tunggu.pdf', bytes: syntheticPdf('daftar tunggu') } };
    await landed(planner, await planner.upload(form, address, { ...paper, rank: '12' }, scan));
    await confirms(colleague, 0);
    expect(await desk.caseOf(desk.home(0))).toMatchObject({ state: 'WAITLISTED', data: { waitingRank: 12 } });
    const { body } = await planner.get(path(0));
    expect(textOf(body)).toContain('urutan 12');
    const file = /<a href="([^"]+)">Pindaian dokumen/.exec(body)?.[1] ?? '';
    expect((await planner.get(file)).statusCode).toBe(200);

    // the place was typed wrong: the form begins with the entry as it stands, the checker sees both
    const repair = path(0, '/do/correct_record');
    const entry = await planner.get(repair);
    expect(textOf(entry.body)).toContain('Catatan yang dikoreksi: daftar tunggu TAPD Nomor TAPD/1');
    expect(entry.body).toMatch(/name="documentNumber"[^>]*value="TAPD\/1"/);
    const same = await planner.submit(entry, repair, { ...paper, rank: '12', words: 'Salah ketik' });
    expect([same.statusCode, textOf(same.body)]).toEqual([422, expect.stringContaining('Tidak ada yang berubah')]);
    await landed(planner, await planner.submit(entry, repair, { ...paper, rank: '21', words: 'Salah ketik' }));
    expect(textOf((await colleague.get(path(0))).body)).toMatch(/urutan\s*12\s*21/);
    const corrected = await confirms(colleague, 0);
    expect(textOf(corrected.body)).toContain('mengoreksi catatan daftar tunggu: urutan 12 menjadi 21');

    await says(planner, 0, 'consider', paper);
    await confirms(colleague, 0);
    const refusal = { body: 'DPRD', reasonCode: 'NO_BUDGET', words: 'Tidak disetujui', ...paper };
    await says(planner, 0, 'reject', refusal);
    await confirms(colleague, 0);
    expect(textOf((await planner.get(path(0))).body)).toContain('Diputuskan oleh DPRD menurut dokumen TAPD/1');

    const lks = await at('LKS_CHAIR', desk.home(0).institutionId);
    const appealed = await says(lks, 0, 'appeal', { words: 'Anak-anak ini tidak menerima bantuan lain' });
    expect(textOf(appealed.body)).toContain('Menunggu penunjukan peninjau keberatan');
    const reviewer = await at('APPEAL_REVIEWER');
    const secretary = await at('SEKRETARIS_DINAS');
    const naming = await secretary.get(path(0, '/do/name_reviewer'));
    const chosen = /<option value="([0-9a-f-]{36})"[^>]*>[^<]*appeal_reviewer0/.exec(naming.body)?.[1] ?? '';
    await says(secretary, 0, 'name_reviewer', { userId: chosen });
    await says(reviewer, 0, 'grant', { words: 'Beralasan' });
    expect(await stateOf(0)).toBe('RECOMMENDED');
  });

  it('lead from a death to a replacement from the register, approved by the head of division', async () => {
    await driveTo(scene, 1, 'PACT_SIGNED');
    const lks = await at('LKS_OPERATOR', desk.home(1).institutionId);
    const address = path(1, '/do/update_list');
    expect(textOf((await lks.get(address)).body)).toContain('Daftarkan pengganti');
    const client = {
      name: 'Budi Pengganti',
      birthDate: '2015-03-15',
      sex: 'P',
      motherName: 'Ibu',
      residenceMode: 'IN_PANTI',
    };
    const register = path(1, '/clients/add');
    const unnamed = await lks.submit(await lks.get(register), register, { ...client, nationalId: '12' });
    expect(unnamed.statusCode).toBe(422);
    await landed(lks, await lks.submit(await lks.get(register), register, { ...client, nationalId: aNik(8_800) }));

    await at('FIELD_VERIFIER');
    const form = await lks.get(address);
    const entrant = /<option value="([0-9a-f-]{36})"[^>]*>[^<]*Budi Pengganti/.exec(form.body)?.[1] ?? '';
    const gone = /name="left\.([0-9a-f-]{36})"/.exec(form.body)?.[1] ?? '';
    const verifier = /name="verifierId"[^>]*value="([0-9a-f-]{36})"/.exec(form.body)?.[1] ?? '';
    const today = witaDate(new Date());
    const said = { documentNumber: 'BA/7', documentDate: today, verifierId: verifier, [`left.${gone}`]: 'REPLACED' };
    const scan = { scan: { name: 'ba.pdf', bytes: syntheticPdf('berita acara') } };
    const alone = await lks.upload(form, address, { ...said, [`leftOn.${gone}`]: today }, scan);
    expect([alone.statusCode, textOf(alone.body)]).toEqual([422, expect.stringContaining('Pilih penggantinya')]);
    const whole = { ...said, [`leftOn.${gone}`]: today, [`replacedBy.${gone}`]: entrant };
    await landed(lks, await lks.upload(form, address, whole, scan));

    const kabid = await at('KABID');
    expect(textOf((await kabid.get(path(1))).body)).toContain('Pengganti: Budi Pengganti');
    const page = textOf((await confirms(kabid, 1)).body);
    expect(page).toContain(
      'memutakhirkan Daftar Penerima Manfaat, versi 2: 1 orang keluar, 1 pengganti masuk, menurut BA BA/7',
    );
    expect(page).toContain('menggantikan No.');
    expect(page).toContain('Versi daftar');
  });

  it('lead from a decree to its amendment, and nowhere when the amount differs', async () => {
    const lines = await desk.lines(desk.home(1));
    const zero = Object.fromEntries(lines.map(({ id }) => [`cut.${id}`, '0']));
    await says(await at('HEAD_DINSOS'), 1, 'draft_amendment', {
      ...zero,
      words: 'Dibatalkan',
      cutReason: 'dibatalkan',
    });
    const [secretary, second] = [await at('SECRETARIAT'), await at('SECRETARIAT', null, 1)];
    const address = path(1, '/do/amend');
    const scan = { scan: { name: 'perubahan.pdf', bytes: syntheticPdf('perubahan') } };
    const form = await secretary.get(address);
    expect(textOf(form.body)).toContain('Menunggu perubahan Keputusan Gubernur');
    const wrong = await secretary.upload(form, address, { ...paper, amount: '1.000.000' }, scan);
    expect([wrong.statusCode, await stateOf(1)]).toEqual([409, 'PACT_SIGNED']);
    await landed(secretary, await secretary.upload(form, address, { ...paper, amount: '0' }, scan));
    await confirms(second, 1);
    expect(await stateOf(1)).toBe('CANCELLED');
  });

  it('lead over the end of the year, and past the end of a window with leave', async () => {
    const planner = await at('SUBBAG_PERENCANAAN');
    await says(planner, 0, 'waitlist', { ...paper, rank: '1' });
    await confirms(await at('SUBBAG_PERENCANAAN', null, 1), 0);
    await says(planner, 0, 'carry_over', { words: 'Pagu habis' });
    const carried = await confirms(await at('KABID'), 0);
    expect(textOf(carried.body)).toContain('Dialihkan ke usulan tahun berikutnya');
    const { carriedTo } = (await desk.caseOf(desk.home(0))).data;
    expect(carried.body).toContain(`href="/cases/${carriedTo ?? ''}"`);

    await web.world.sql(`update programme set window_closes_at = now() - interval '1 minute' where id = $1`, [
      scene.programme.programmeId,
    ]);
    await ringDrafts(web.world.ctx, () => undefined);
    expect(await stateOf(2)).toBe('DRAFT');
    await says(await at('SECRETARIAT'), 2, 'allow_late', paper);
    await confirms(await at('SECRETARIAT', null, 1), 2);
    expect((await desk.caseOf(desk.home(2))).data.lateAllowed).toBe(true);
  });

  it('lead from a disaster within hours to the approval, and the papers follow', async () => {
    const { world } = web;
    const programme = await world.ctx.db.withActor(SYSTEM, 10_000, (tx) =>
      createProgramme(tx, {
        ...syntheticProgramme(tx.now),
        code: 'BTT',
        nameId: 'Bantuan mendesak',
        track: 'UNPLANNED',
        ceilings: { programme: 0n, areas: {}, budgetLine: 0n, urgentAccount: 9_000_000n },
      }),
    );
    const institutionId = await world.institution();
    const lks = await at('LKS_OPERATOR', institutionId);
    const start = await lks.get('/cases/new');
    expect(textOf(start.body)).toContain('Bantuan mendesak: bantuan mendesak bagi korban bencana');
    const packageId = `${programme.programmeId} ${programme.packages[0]?.id ?? ''}`;
    const unnamed = await lks.submit(start, '/cases/new', { packageId });
    expect([unnamed.statusCode, textOf(unnamed.body)]).toEqual([422, expect.stringContaining('Nama bencana')]);
    const disaster = { disasterName: 'Banjir Samarinda', disasterOn: '2026-01-31' };
    const opened = await lks.submit(unnamed, '/cases/new', { packageId, ...disaster });
    const id = /cases.([0-9a-f-]{36})/.exec(opened.headers['location'] ?? '')?.[1] ?? '';

    const [secretary, kabid, head] = [await at('SECRETARIAT'), await at('KABID'), await at('HEAD_DINSOS')];
    const letter = { letterNumber: '01/LKSA', letterDate: '2026-01-31', background: 'Banjir', purpose: 'Pangan' };
    await landed(lks, await lks.submit(await lks.get(path(id, '/letter')), path(id, '/letter'), letter));
    const person = { proposalId: id, rows: [aRow(90)], mode: 'append' } as const;
    await importPersons(world.ctx, { kind: 'user', userId: users.get(lks) ?? '' }, person);
    const upload = async (code: string): Promise<WebAnswer> => {
      const file = { [`file.${code}`]: { name: `${code}.pdf`, bytes: syntheticPdf(code) } };
      const page = await lks.get(path(id, '/documents'));
      return landed(lks, await lks.upload(page, path(id, '/documents'), { code }, file));
    };
    await upload('URGENT_NEED_LETTER');
    const sending = await lks.get(path(id, '/edit'));
    const sent = await landed(lks, await lks.submit(sending, path(id, '/edit'), { statement: 'on' }));
    expect(textOf(sent.body)).toMatch(/Menunggu diagendakan sekretariat, sampai .* \(tersisa 1 jam 59 menit\)/);
    expect(textOf(sent.body)).toContain('Jalur mendesak: Banjir Samarinda');

    await says(secretary, id, 'register', { agendaNumber: '9', disposition: 'Dinsos' });
    await says(kabid, id, 'pass_urgent', { words: 'Jalan ke lokasi putus' });
    const met = { selective: 'on', eligible: 'on', temporary: 'on', purposeful: 'on' };
    const criteria = Object.entries(met).map(([name, on]) => [`criteria.${name}`, on] as const);
    await says(head, id, 'recommend', { ...Object.fromEntries<string>(criteria), criteriaNote: '', cutReason: '' });
    await says(secretary, id, 'approve_urgent', { ...paper, documentNumber: '360/1' });
    const approved = await confirms(await at('SECRETARIAT', null, 1), id);
    expect(textOf(approved.body)).toContain('Menunggu barang diberangkatkan');

    expect(textOf((await lks.get('/')).body)).toContain('kelengkapan dipenuhi sampai');
    const asked = textOf((await lks.get(path(id))).body);
    expect(asked).toContain('Kelengkapan bantuan mendesak');
    const paperName = 'Surat pernyataan tanggung jawab bermeterai';
    expect(asked.split(paperName)).toHaveLength(2);
    await upload('SPTJ');
    expect(textOf((await lks.get(path(id))).body)).toContain(`${paperName} · diunggah`);
  });
});
