import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { contentHash } from '../../src/app/record/content-hash.js';
import { Refusal, refuse } from '../../src/domain/errors.js';
import { aRow } from '../support/person-rows.js';
import { readyProposal, type Home } from '../support/ready-proposal.js';
import { createWebWorld, formOf, textOf, type WebBrowser, type WebWorld } from '../support/web-world.js';

let web: WebWorld;
let home: Home;
let lks: WebBrowser;
let secretary: WebBrowser;

beforeAll(async () => {
  web = await createWebWorld();
  home = await readyProposal(web.world, [aRow(1), aRow(2), aRow(3)]);
  await web.person('lks@salur.invalid', ['LKS_OPERATOR'], { institutionId: home.institutionId });
  await web.person('secretary@salur.invalid', ['SECRETARIAT']);
  await web.person('second@salur.invalid', ['SECRETARIAT']);
  await web.person('verifier@salur.invalid', ['ADMIN_VERIFIER']);
  lks = await web.browser('lks@salur.invalid');
  secretary = await web.browser('secretary@salur.invalid');
});

afterAll(async () => {
  await web[Symbol.asyncDispose]();
});

const path = (part = ''): string => `/cases/${home.proposalId}${part}`;

async function persons(): Promise<number> {
  const [row] = await web.world.sql('select count(*)::int as n from proposal_beneficiary where proposal_id = $1', [
    home.proposalId,
  ]);
  return Number(row?.['n']);
}

describe('the list of persons', () => {
  const good = 'Rekaan Baru;6472011203120098;12/03/2012;L;Ibu Rekaan';
  const bad = 'Rekaan Salah;123;12/03/2012;L;Ibu Rekaan';

  it('shows the result of every row, judges a mended one alone, and saves nothing before it is accepted', async () => {
    const before = await persons();
    const page = await lks.get(path('/people/import'));
    const sent = await lks.upload(page, path('/people/import'), { pasted: `${good}\n${bad}` }, {});
    expect(sent.statusCode).toBe(303);
    const at = String(sent.headers.location);
    const checked = await lks.get(at);
    expect(textOf(checked.body)).toContain('1 baris dapat disimpan, 1 baris ditolak. Belum ada yang tersimpan.');
    expect(textOf(checked.body)).toContain('NIK harus 16 angka');
    expect(await persons()).toBe(before);
    // the two days are its uploader's alone
    expect((await secretary.get(at)).statusCode).toBe(409);

    await lks.submit(checked, `${at}/accept`, { step: 'append' });
    expect(await persons()).toBe(before + 1);
    const partly = await lks.get(at);
    expect(textOf(partly.body)).toContain(
      '0 baris dapat disimpan, 1 baris ditolak. 1 orang dari berkas ini sudah tersimpan.',
    );
    const row = await lks.get(`${at}/rows/2`);
    expect(row.body).toContain('value="Rekaan Salah"');
    expect(row.body).toContain('id="f-nationalId-error"');
    const typed = { name: 'Rekaan Salah', birthDate: '12/03/2012', sex: 'L', residenceMode: 'IN_PANTI' };
    const still = await lks.submit(row, `${at}/rows/2`, { ...typed, nationalId: '6472011203120098' });
    expect(textOf(still.body)).toContain('Orang ini sudah ada dalam daftar');
    const mended = await lks.submit(row, `${at}/rows/2`, { ...typed, nationalId: '6472011203120097' });
    expect(mended.statusCode).toBe(303);
    await lks.submit(await lks.get(at), `${at}/accept`, { step: 'append' });
    await lks.submit(checked, `${at}/accept`, { step: 'append' });
    expect(await persons()).toBe(before + 2);
  });

  it('reads a file and says where it cannot be read', async () => {
    const page = await lks.get(path('/people/import'));
    const empty = await lks.upload(page, path('/people/import'), { pasted: '' }, {});
    expect(textOf(empty.body)).toContain('Isi paling sedikit satu baris');
    const send = (name: string, bytes: Buffer) =>
      lks.upload(page, path('/people/import'), {}, { sheetFile: { name, bytes } });
    const torn = await send('daftar.csv', Buffer.from('a;"b\nc'));
    expect(torn.statusCode).toBe(422);
    expect(textOf(torn.body)).toContain('Berkas ini rusak di baris 2.');
    const locked = await send('daftar.xlsx', Buffer.from('d0cf11e0a1b11ae1', 'hex'));
    expect(locked.statusCode).toBe(415);
    expect(textOf(locked.body)).toContain('lembar Excel lama');
    const template = await lks.get(path('/people/template.csv'));
    expect(template.headers['content-type']).toContain('text/csv');
    expect(template.body).toContain('NIK (16 digit)');
    const workbook = await lks.get(path('/people/template.xlsx'));
    const unfilled = await send('daftar.xlsx', Buffer.from(workbook.bytes));
    expect(textOf(unfilled.body)).toContain('Isi paling sedikit satu baris');
  });

  it('takes one person by the form, names every wrong field beside it, and forgets nothing that was typed', async () => {
    const page = await lks.get(path('/people/add'));
    const typed = {
      name: 'Rekaan <Tanda> "Kutip"',
      nationalId: '12',
      birthDate: '31/02/2015',
      sex: 'L',
      residenceMode: 'IN_PANTI',
      'item.FOOD': 'on',
    };
    const refused = await lks.submit(page, path('/people/add'), typed);
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('value="Rekaan &lt;Tanda> &quot;Kutip&quot;"');
    expect(refused.body).toContain('id="f-nationalId-error"');
    expect(refused.body).toContain('id="f-birthDate-error"');
    expect(refused.body).toContain('href="#f-birthDate"');
    const wrong = await lks.submit(page, path('/people/add'), { ...typed, familyCardNo: '12', 'item.FOOD': 'on' });
    expect(textOf(wrong.body)).toContain('Nomor KK: Nomor KK harus 16 angka');
  });

  it('takes one person whom somebody has to look at again, and says what about', async () => {
    const page = await lks.get(path('/people/add'));
    await lks.submit(page, path('/people/add'), {
      name: 'Rekaan Lansia',
      noNationalIdReason: 'Belum pernah tercatat',
      birthDate: '01/01/1940',
      sex: 'L',
      residenceMode: 'IN_PANTI',
      'item.FOOD': 'on',
    });
    const done = await lks.get(path('/people'));
    expect(textOf(done.body)).toContain(
      '1 penerima tersimpan. Harap periksa: Tanpa NIK: mendapat nomor sementara; Umur di luar kelompok sasaran.',
    );
    // a cell is no button: it would be painted over the words of the button in it
    expect(done.body).not.toMatch(/<t[dh][^>]* class="button"/);
    expect(done.body).toContain('aria-label="Keluarkan: ');
  });

  it('takes a person out, also when the button is pressed twice', async () => {
    const before = await persons();
    const page = await lks.get(path('/people'));
    const { action, hidden } = formOf(page.body, path('/people/remove'));
    const first = await lks.post(action, hidden);
    const second = await lks.post(action, hidden);
    expect([first.statusCode, second.statusCode]).toEqual([303, 303]);
    expect(await persons()).toBe(before - 1);
  });
});

describe('a proposal', () => {
  it('that is begun already is offered to whoever begins another', async () => {
    const page = await lks.get('/cases/new');
    expect(page.body).toContain(`href="${path('/edit')}"`);
    const [programme] = await web.world.sql('select id from programme');
    const empty = await secretary.submit(await secretary.get('/decrees/new'), '/decrees/new', {
      programmeId: String(programme?.['id']),
      title: '',
    });
    expect(textOf(empty.body)).toContain('Belum lengkap: Judul. Lengkapi lalu kirim lagi.');
    const silent = await lks.submit(await lks.get(path('/do/withdraw')), path('/do/withdraw'), { words: '' });
    expect(textOf(silent.body)).toContain('Alasan wajib diisi. Tulis alasannya');
  });
});

describe('a file', () => {
  it('of another kind is refused beside its field', async () => {
    const page = await lks.get(path('/documents'));
    const answer = await lks.upload(
      page,
      path('/documents'),
      { code: 'LETTER' },
      { 'file.LETTER': { name: 'surat.pdf', bytes: Buffer.from('MZ not a pdf') } },
    );
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('id="f-file-LETTER-error"');
    const shown = textOf(answer.body);
    expect(shown).toContain('Berkas: Surat permohonan: Isian ini tidak benar');
    expect(shown).not.toContain('file.LETTER');
  });

  it('of more than 10 MB is refused in words', async () => {
    const page = await lks.get(path('/documents'));
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(10 * 1024 * 1024)]);
    const answer = await lks.upload(
      page,
      path('/documents'),
      { code: 'LETTER' },
      { 'file.LETTER': { name: 'surat.pdf', bytes } },
    );
    expect(answer.statusCode).toBe(413);
    expect(textOf(answer.body)).toContain('Satu berkas paling besar 10 MB');
  });

  it('of the institution is kept with its number and validity', async () => {
    const page = await lks.get('/institution');
    const answer = await lks.upload(
      page,
      '/institution',
      { code: 'ACCRED', 'number.ACCRED': 'A/77', 'validUntil.ACCRED': '2030-05-31' },
      { 'file.ACCRED': { name: 'akreditasi.pdf', bytes: Buffer.from('%PDF-1.7\nsynthetic') } },
    );
    expect(answer.statusCode).toBe(303);
    const shown = await lks.get('/institution');
    expect(textOf(shown.body)).toContain('31 Mei 2030');
  });
});

describe('the cost plan', () => {
  it('names the line that is not complete and keeps the others', async () => {
    const page = await lks.get(path('/needs'));
    const refused = await lks.submit(page, path('/needs'), {
      ownShare: '250.000',
      'own.0.description': 'Angkutan',
      'own.0.volume': 'dua',
      'own.0.unit': '',
      'own.0.unitPrice': '-5',
    });
    expect(refused.statusCode).toBe(422);
    for (const field of ['volume', 'unit', 'unitPrice']) expect(refused.body).toContain(`id="f-own-0-${field}-error"`);
    expect(refused.body).toContain('value="Angkutan"');
    const saved = await lks.submit(refused, path('/needs'), {
      ownShare: '500.000',
      'own.0.description': 'Angkutan',
      'own.0.volume': '2',
      'own.0.unit': 'kali',
      'own.0.unitPrice': '250.000',
    });
    expect(saved.statusCode).toBe(303);
    const [row] = await web.world.sql('select own_share::text from proposal where id = $1', [home.proposalId]);
    expect(row).toEqual({ own_share: '500000' });
  });
});

describe('a decision', () => {
  it('sent twice is one decision', async () => {
    const page = await lks.get(path('/edit'));
    const { action, hidden } = formOf(page.body, path('/edit'));
    const unsigned = await lks.post(action, hidden);
    expect(unsigned.statusCode).toBe(422);
    const answers = [
      await lks.post(action, { ...hidden, statement: 'on' }),
      await lks.post(action, { ...hidden, statement: 'on' }),
    ];
    expect(answers.map((answer) => answer.statusCode)).toEqual([303, 303]);
    expect(await web.world.sql(`select state, version from proposal where id = $1`, [home.proposalId])).toEqual([
      { state: 'SUBMITTED', version: 1 },
    ]);
    const shown = await lks.get(path());
    expect(textOf(shown.body)).toMatch(
      /Menunggu diagendakan sekretariat, sampai (Senin|Selasa|Rabu|Kamis|Jumat) \d+ \S+ \d{4}/,
    );
  });

  it('is shown only to those who may take it, and refused to others in words', async () => {
    const verifier = await web.browser('verifier@salur.invalid');
    expect((await verifier.get(path())).body).not.toContain('/do/register');
    const refused = await verifier.get(path('/do/register'));
    expect(refused.statusCode).toBe(403);
    expect(textOf(refused.body)).toContain('Langkah ini wewenang Sekretariat Biro Kesra');
  });

  it('of a page that is old shows who decided, when and what, and changes nothing', async () => {
    const second = await web.browser('second@salur.invalid');
    const old = await second.get(path('/do/register'));
    const page = await secretary.get(path('/do/register'));
    const done = await secretary.submit(page, path('/do/register'), { agendaNumber: 'AG-1', disposition: '' });
    expect(done.statusCode).toBe(303);
    const late = await second.submit(old, path('/do/register'), { agendaNumber: 'AG-2', disposition: '' });
    expect(late.statusCode).toBe(409);
    expect(textOf(late.body)).toContain('Yang terjadi setelah Anda membuka halaman');
    expect(textOf(late.body)).toContain('Peraga secretary (Sekretariat Biro Kesra) mengagendakan usulan');
    expect(await web.world.sql('select agenda_number from proposal where id = $1', [home.proposalId])).toEqual([
      { agenda_number: 'AG-1' },
    ]);
  });

  it('of which nobody can tell yet whether it is taken says so, although the case has moved on meanwhile', async () => {
    const verifier = await web.browser('verifier@salur.invalid');
    const page = await verifier.get(path('/do/start_admin'));
    const { workflows } = web.world.ctx;
    const send = workflows.send.bind(workflows);
    const away = jest.spyOn(workflows, 'send').mockImplementationOnce(async (kind, message) => {
      await send(kind, { ...message, commandId: contentHash('another window of the same person') });
      throw new Refusal(refuse('UNAVAILABLE'));
    });
    const answer = await verifier.submit(page, path('/do/start_admin'), {});
    away.mockRestore();
    expect(answer.statusCode).toBe(503);
    expect(textOf(answer.body)).toContain('Peraga verifier (Verifikator Administrasi) memulai verifikasi administrasi');
  });

  it('needs an answer for every document and a reason where one is not valid', async () => {
    const verifier = await web.browser('verifier@salur.invalid');
    const page = await verifier.get(path('/do/pass_admin'));
    const checks = { 'check.LETTER': 'yes', 'check.PROPOSAL': 'yes', 'check.SP_NO_DUP': 'no' };
    const refused = await verifier.submit(page, path('/do/pass_admin'), checks);
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('id="f-check-SPTJ-error"');
    expect(refused.body).toContain('id="f-reason-SP-NO-DUP-error"');
    expect(refused.body).toMatch(/name="check.LETTER" value="yes" checked/);
    // a mandatory document that is not valid keeps the proposal here
    const judged = await verifier.submit(refused, path('/do/pass_admin'), {
      ...checks,
      'check.SPTJ': 'yes',
      'reason.SP_NO_DUP': 'Tidak bermeterai',
    });
    expect(judged.statusCode).toBe(422);
    expect(textOf(judged.body)).toContain('Belum lengkap: Surat pernyataan tidak menerima bantuan ganda');
  });

  it('to return names parts, whose remarks stand beside the fields of the institution', async () => {
    // the institution reads on its first page who has it in hand, and until when
    expect(textOf((await lks.get('/')).body)).toMatch(
      /Menunggu hasil verifikasi administrasi dari verifikator, sampai \S+ \d/,
    );
    const verifier = await web.browser('verifier@salur.invalid');
    const page = await verifier.get(path('/do/return'));
    const refused = await verifier.submit(page, path('/do/return'), {
      words: ' ',
      'remark.letter': 'Sebutkan jumlah penghuni.',
    });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('Sebutkan jumlah penghuni.');
    const done = await verifier.submit(refused, path('/do/return'), {
      words: 'Mohon dilengkapi.',
      'remark.letter': 'Sebutkan jumlah penghuni.',
    });
    expect(done.statusCode).toBe(303);
    expect(textOf((await lks.get('/')).body)).toContain('Menunggu perbaikan oleh LKS');
    expect(textOf((await lks.get(path('/letter'))).body)).toContain('Sebutkan jumlah penghuni.');
    expect(textOf((await lks.get(path('/needs'))).body)).not.toContain('Sebutkan jumlah penghuni.');
  });
});

describe('languages', () => {
  it('switch by a link that keeps page and filters, and stay', async () => {
    const page = await secretary.get('/cases?state=SUBMITTED&q=peraga');
    expect(page.body).toContain('href="/cases?state=SUBMITTED&amp;q=peraga&amp;lang=en"');
    const english = await secretary.get('/cases?state=SUBMITTED&q=peraga&lang=en');
    expect(english.body).toContain('<html lang="en">');
    expect(textOf((await secretary.get('/inbox')).body)).toContain('My tasks');
    await secretary.get('/inbox?lang=id');
    expect((await secretary.get('/inbox')).body).toContain('<html lang="id">');
  });

  it('say every refusal in the language of the page', async () => {
    const verifier = await web.browser('verifier@salur.invalid');
    const answer = await verifier.get(path('/do/register?lang=en'));
    expect(textOf(answer.body)).toContain('This step');
  });
});

describe('absurd input', () => {
  it('is refused in words and changes nothing', async () => {
    const bidi = '\u202Egnorw\u202C';
    const page = await lks.get(path('/letter'));
    for (const letterNumber of [bidi, 'x'.repeat(5_000)]) {
      const answer = await lks.submit(page, path('/letter'), {
        letterNumber,
        letterDate: '9999-99-99',
        background: '😀',
        purpose: 'x',
      });
      expect([413, 422]).toContain(answer.statusCode);
      expect(answer.body).toContain('id="notice"');
    }
    const huge = await lks.submit(page, path('/letter'), { background: 'x'.repeat(3 * 1024 * 1024) });
    expect(huge.statusCode).toBe(413);
    for (const id of ['1', randomUUID(), "' or 1=1 --", '%00']) {
      const answer = await lks.get(`/cases/${encodeURIComponent(id)}`);
      expect([404, 422]).toContain(answer.statusCode);
    }
  });
});
