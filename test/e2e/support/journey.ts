import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { setTimeout as sleep } from 'node:timers/promises';
import { witaDate } from '../../../src/domain/time/wita.js';
import { pdf, photo } from './files.js';
import type { People, Person } from './people.js';

/** Everything that a proposal goes through, by pages alone; every step by its own person. */
export interface Journey {
  readonly people: People;
  /** Path of the case, known once the draft is open. */
  casePath: string;
  decreePath: string;
  batchPath: string;
}

/** Synthetic: numbers of the form that readers accept, people who do not exist. */
const BAD_ROW = 'Rekaan Empat;64110;15/05/1952;P;Ibu Rekaan';
const MENDED_NIK = '6411015505520004';
const csvRows = [
  'Nama lengkap;NIK (16 digit);Tanggal lahir (31/12/2015);Jenis kelamin (L/P);Nama ibu',
  'Rekaan Satu;6411010101500001;01/01/1950;L;Ibu Rekaan',
  'Rekaan Dua;6411015505510002;15/05/1951;P;Ibu Rekaan',
  BAD_ROW,
].join('\n');

export async function lastLine(page: Page): Promise<string> {
  return (await page.locator('p.waiting').first().innerText()).trim();
}

async function expectDone(person: Person, words: RegExp): Promise<void> {
  const { page } = person;
  const text = await page
    .locator('#notice')
    .first()
    .innerText()
    .catch(async () => page.locator('main').innerText());
  expect(text).toMatch(words);
}

export async function writeDraft(journey: Journey, name: string): Promise<void> {
  const lks = await journey.people.as(name);
  const { page } = lks;
  await lks.open('/');
  await lks.press('Mulai usulan baru');
  await page.getByRole('radio').first().check();
  await lks.press('Mulai usulan baru');
  journey.casePath = new URL(page.url()).pathname.replace(/\/edit$/, '');

  await lks.press('Surat permohonan');
  await page.getByLabel('Nomor surat').fill('012/LKS/2026');
  await page.getByLabel('Tanggal surat').fill('2026-11-02');
  await page.getByLabel('Latar belakang').fill('Penghuni panti memerlukan pangan dan sandang.');
  await page.getByLabel('Maksud dan tujuan').fill('Memenuhi kebutuhan dasar selama satu tahun.');
  await lks.press('Simpan');
  await expectDone(lks, /Tersimpan/);

  await addPeople(lks);

  await lks.press('Kebutuhan dan RAB');
  await page.getByLabel('Swadaya LKS', { exact: false }).first().fill('250.000');
  await page.getByLabel('Uraian').first().fill('Ongkos angkut setempat');
  await page.getByLabel('Jumlah', { exact: false }).first().fill('1');
  await page.getByLabel('Satuan', { exact: false }).first().fill('kali');
  await page.getByLabel('Harga satuan', { exact: false }).first().fill('250.000');
  await lks.press('Simpan');
  await expectDone(lks, /Tersimpan/);

  await uploadDocuments(lks);
  await lks.open(`${journey.casePath}/edit`);
}

async function addPeople(lks: Person): Promise<void> {
  const { page } = lks;
  await lks.press('Daftar penerima (BNBA)');
  await lks.press('Tambah satu orang');
  await page.getByLabel('Nama', { exact: true }).fill('Rekaan Tiga');
  await page.getByLabel('NIK', { exact: false }).first().fill('6411014101480003');
  await page.getByLabel('Tanggal lahir').fill('01/01/1948');
  await page.getByLabel('Perempuan').check();
  await lks.press('Simpan');
  await expectDone(lks, /1 penerima tersimpan/);

  await lks.press('Tempel atau unggah daftar');
  await page
    .getByLabel('Berkas XLSX atau CSV')
    .setInputFiles({ name: 'daftar.csv', mimeType: 'text/csv', buffer: Buffer.from(csvRows) });
  await lks.press('Periksa daftar');
  expect(await page.locator('main').innerText()).toContain('2 baris dapat disimpan, 1 baris ditolak');
  expect(await page.locator('main').innerText()).toContain('NIK harus 16 angka');
  await page.getByRole('link', { name: /^Perbaiki: 3\./ }).click();
  await page.getByLabel('NIK', { exact: false }).first().fill(MENDED_NIK);
  await lks.press('Simpan dan periksa baris ini');
  await expectDone(lks, /Baris 3 benar sekarang/);
  expect(await page.locator('main').innerText()).toContain('3 baris dapat disimpan, 0 baris ditolak');
  await lks.press('Tambahkan ke daftar');
  await expectDone(lks, /3 penerima tersimpan/);
  expect(await page.locator('main').innerText()).toContain('4 penerima dalam daftar');
  await lks.press('Bagian usulan');
}

async function uploadDocuments(lks: Person): Promise<void> {
  const { page } = lks;
  await lks.press('Dokumen');
  for (const name of [
    'Surat permohonan',
    'Proposal',
    'Surat pernyataan tidak menerima bantuan ganda',
    'Surat pernyataan tanggung jawab bermeterai',
  ]) {
    const form = page.getByRole('region', { name });
    await form
      .getByLabel('Berkas:', { exact: false })
      .first()
      .setInputFiles(pdf(`${name}.pdf`));
    await Promise.all([page.waitForEvent('load'), form.locator('button').click()]);
    await expectDone(lks, /tersimpan/);
  }
}

export async function send(journey: Journey, name: string, button: string): Promise<void> {
  const lks = await journey.people.as(name);
  await lks.open(`${journey.casePath}/edit`);
  await lks.page.getByLabel('Saya mengirim usulan ini', { exact: false }).check();
  await lks.press(button);
  await expectDone(lks, /terkirim/);
}

/** Opens the case from the person's own list of tasks, so that the list is proven with it. */
export async function fromInbox(journey: Journey, name: string): Promise<Person> {
  const person = await journey.people.as(name);
  await person.open('/inbox');
  await Promise.all([
    person.page.waitForEvent('load'),
    person.page.locator(`a[href="${journey.casePath}"]`).first().click(),
  ]);
  return person;
}

export async function register(journey: Journey): Promise<void> {
  const person = await fromInbox(journey, 'sekretariat1');
  await person.press('Agendakan');
  await person.page.getByLabel('Nomor agenda').fill('AG-77');
  await person.press('Agendakan');
  await expectDone(person, /nomor registrasi/);
}

export async function returnForRepair(journey: Journey): Promise<void> {
  const person = await fromInbox(journey, 'verifikator');
  await person.press('Mulai verifikasi administrasi');
  await person.press('Mulai verifikasi administrasi');
  await expectDone(person, /dimulai/);
  await person.press('Kembalikan untuk perbaikan');
  await person.page.getByLabel('Catatan untuk seluruh usulan').fill('Mohon lengkapi latar belakang.');
  await person.page.getByText('Catatan pada bagian tertentu').click();
  await person.page.getByLabel('Catatan untuk surat permohonan').first().fill('Sebutkan jumlah penghuni.');
  await person.press('Kembalikan untuk perbaikan');
  await expectDone(person, /dikembalikan/);
}

export async function repair(journey: Journey, name: string): Promise<void> {
  const lks = await journey.people.as(name);
  await lks.open('/');
  expect(await lks.page.locator('main').innerText()).toContain('Menunggu perbaikan oleh LKS');
  await lks.open(journey.casePath);
  await lks.press('Perbaiki usulan');
  await lks.press('Surat permohonan');
  expect(await lks.page.locator('main').innerText()).toContain('Sebutkan jumlah penghuni.');
  await lks.page.getByLabel('Latar belakang').fill('Empat penghuni panti memerlukan pangan dan sandang.');
  await lks.press('Simpan');
  await send(journey, name, 'Kirim perbaikan');
}

export async function passAdmin(journey: Journey): Promise<void> {
  const person = await fromInbox(journey, 'verifikator');
  await person.press('Lolos administrasi');
  for (const valid of await person.page.getByLabel('Sah', { exact: true }).all()) await valid.check();
  await person.press('Lolos administrasi');
  await expectDone(person, /lolos/);
}

export async function visit(journey: Journey): Promise<void> {
  const kabid = await fromInbox(journey, 'kabid');
  await kabid.press('Tugaskan tim lapangan');
  for (const officer of await kabid.page.getByRole('checkbox').all()) await officer.check();
  await kabid.page.getByLabel('Nama tim').fill('Tim Peraga');
  await kabid.page.getByLabel('Nomor surat tugas').fill('ST/12');
  await kabid.page.getByLabel('Rute perjalanan').fill('Jalan darat dan sungai');
  await kabid.page.getByLabel('Tanggal rencana').fill(today());
  await kabid.press('Tugaskan tim lapangan');
  await expectDone(kabid, /ditugaskan/);

  const first = await fromInbox(journey, 'lapangan1');
  expect(await lastLine(first.page)).toMatch(
    /^Menunggu verifikasi lapangan, sampai (Senin|Selasa|Rabu|Kamis|Jumat) \d+ \S+ \d{4}$/,
  );
  await first.press('Kirim hasil kunjungan');
  await first.page.getByLabel('Lintang').fill('0,5022');
  await first.page.getByLabel('Bujur').fill('115,2108');
  await first.page.getByLabel('Foto').setInputFiles(pdf('foto.pdf'));
  await first.page.getByLabel('Ditandatangani LKS').check();
  await first.page.getByLabel('Kehadiran Rekaan Dua').selectOption('ABSENT_WITH_PROOF');
  await first.page.getByLabel('Jumlah penghuni').fill('2');
  await first.page.locator('.choosing', { hasText: 'Rekaan Dua' }).locator('summary').click();
  await first.page.getByLabel('Tempat Rekaan Dua berada').selectOption('SCHOOL');
  await first.page.getByLabel('Bukti bahwa Rekaan Dua berada').fill('Surat keterangan sekolah');
  await first.press('Kirim hasil kunjungan');
  expect(await first.page.locator('#notice').innerText()).toContain('Foto: Isian ini tidak benar');
  await first.page.getByLabel('Foto').setInputFiles([photo('depan.png'), photo('dalam.png')]);
  await first.press('Kirim hasil kunjungan');
  await expectDone(first, /petugas kedua/);

  const second = await fromInbox(journey, 'lapangan2');
  expect(await second.page.locator('main').innerText()).toContain('0,5022');
  await second.press('Sahkan entri ini');
  await expectDone(second, /disahkan/);
}

export async function recommend(journey: Journey): Promise<void> {
  for (const name of ['ketua-tim', 'kabid', 'sekretaris']) {
    const person = await fromInbox(journey, name);
    await person.press('Paraf');
    await person.press('Paraf');
    await expectDone(person, /Paraf tersimpan/);
  }
  const head = await fromInbox(journey, 'kepala-dinas');
  await head.press('Rekomendasikan');
  for (const criterion of await head.page.getByRole('checkbox').all()) await criterion.check();
  // one line is cut without a reason: refused, with everything that was typed still there
  const cut = head.page.getByLabel(/untuk Rekaan Satu$/).first();
  await cut.fill('1');
  await head.press('Rekomendasikan');
  expect(await head.page.locator('#notice').innerText()).toContain('Tulis alasan pengurangan ini');
  expect(await cut.inputValue()).toBe('1');
  await head.page.getByLabel('Alasan untuk semua pengurangan', { exact: false }).fill('Sudah mempunyai perlengkapan.');
  await head.press('Rekomendasikan');
  await expectDone(head, /direkomendasikan/);
}

export async function budget(journey: Journey, budgetLine: string): Promise<void> {
  const recorder = await fromInbox(journey, 'perencanaan1');
  await recorder.press('Catat pertimbangan TAPD');
  await recorder.page.getByLabel('Nomor dokumen').fill('TAPD/5/2026');
  await recorder.page.getByLabel('Pejabat penanda tangan').fill('Ketua TAPD');
  await recorder.page.getByLabel('Pindaian dokumen').setInputFiles(pdf('lembar-pertimbangan.pdf'));
  await recorder.press('Catat pertimbangan TAPD');
  await expectDone(recorder, /pemeriksa kedua/);
  const checker = await fromInbox(journey, 'perencanaan2');
  expect(await checker.page.locator('main').innerText()).toContain('TAPD/5/2026');
  await checker.press('Sahkan entri ini');
  await expectDone(checker, /disahkan/);
  const linker = await fromInbox(journey, 'perencanaan1');
  await linker.press('Kaitkan dengan DPA');
  await linker.page.getByLabel('Baris DPA').selectOption(budgetLine);
  await linker.press('Kaitkan dengan DPA');
  await expectDone(linker, /tercantum dalam DPA/);
}

export async function decree(journey: Journey): Promise<void> {
  const secretary = await journey.people.as('sekretariat1');
  const { page } = secretary;
  await secretary.open('/decrees');
  await secretary.press('Susun keputusan baru');
  await page.getByLabel('Judul').fill('Penetapan penerima BST peragaan');
  await secretary.press('Simpan');
  journey.decreePath = new URL(page.url()).pathname;
  await page.getByRole('checkbox').first().check();
  await secretary.press('Masukkan yang dipilih');
  await expectDone(secretary, /dimasukkan/);
  await secretary.press('Bekukan lampiran');
  await expectDone(secretary, /dibekukan/);
  await reloadUntil(secretary, 'Unduh lampiran keputusan (PDF)');
  const totals = /Lampiran beku: (\d+) orang, Rp([\d.]+)\./.exec(await page.locator('main').innerText());
  await page.getByLabel('Nomor', { exact: true }).fill('400.9/K.77/2026');
  await page.getByLabel('Tanggal ditandatangani').fill(today());
  await page.getByLabel('Pejabat penanda tangan').fill('Gubernur');
  await page.getByLabel('Jumlah orang').fill(totals?.[1] ?? '');
  await page.getByLabel('Jumlah seluruhnya (Rp)').fill(totals?.[2] ?? '');
  await page.getByLabel('Pindaian bertanda tangan').setInputFiles(pdf('keputusan.pdf'));
  await secretary.press('Catat keputusan yang sudah ditandatangani');
  await expectDone(secretary, /pemeriksa kedua/);
  const second = await journey.people.as('sekretariat2');
  await second.open(journey.decreePath);
  await second.page.getByLabel('Nomor', { exact: true }).fill('400.9/K.77/2026');
  await second.page.getByLabel('Tanggal ditandatangani').fill(today());
  await second.page.getByLabel('Jumlah lembaga').fill('1');
  await second.page.getByLabel('Jumlah orang').fill(totals?.[1] ?? '');
  await second.page.getByLabel('Jumlah seluruhnya (Rp)').fill(totals?.[2] ?? '');
  await second.press('Sahkan entri ini');
  await expectDone(second, /disahkan/);
}

export async function pact(journey: Journey, chair: string): Promise<void> {
  const head = await fromInbox(journey, 'kepala-dinas');
  await head.press('Tetapkan Daftar Penerima Manfaat');
  await head.press('Tetapkan Daftar Penerima Manfaat');
  await expectDone(head, /ditetapkan/);
  const lks = await journey.people.as(chair);
  await lks.open(journey.casePath);
  await lks.press('Kirim pakta bertanda tangan');
  await reloadUntil(lks, 'Unduh formulir pakta integritas (PDF)');
  await lks.page.getByLabel('Pindaian bertanda tangan').setInputFiles(pdf('pakta.pdf'));
  await lks.press('Kirim pakta bertanda tangan');
  await expectDone(lks, /menunggu pemeriksaan sekretariat/);
  const secretary = await fromInbox(journey, 'sekretariat1');
  await secretary.press('Sahkan entri ini');
  await expectDone(secretary, /disahkan/);
}

export async function deliver(journey: Journey, unit: string, unitName: string, lks: string): Promise<void> {
  const keeper = await journey.people.as('barang');
  await keeper.open('/deliveries');
  await Promise.all([
    keeper.page.waitForEvent('load'),
    keeper.page.getByRole('link', { name: '400.9/K.77/2026' }).first().click(),
  ]);
  await keeper.page.getByLabel('Unit penyalur').selectOption({ label: unitName });
  for (const pick of await keeper.page.getByRole('checkbox').all()) await pick.check();
  await keeper.press('Rencanakan penyaluran');
  journey.batchPath = new URL(keeper.page.url()).pathname;
  await keeper.page.getByLabel('Nomor surat jalan').fill('SJ-9');
  await keeper.press('Berangkatkan barang');
  await expectDone(keeper, /berangkat/);

  const driver = await journey.people.as(unit);
  await driver.open(journey.batchPath);
  await driver.page.getByLabel('Nomor BAST').fill('BAST/9');
  await driver.page.getByLabel('Pindaian BAST').setInputFiles(pdf('bast.pdf'));
  await driver.press('Serah terima');
  await expectDone(driver, /tercatat/);

  const receiver = await journey.people.as(lks);
  await receiver.open(journey.casePath);
  await receiver.press('Konfirmasi penerimaan');
  await receiver.page.getByText('Tandai pengecualian').click();
  await receiver.page
    .getByLabel(/untuk Rekaan Dua$/)
    .first()
    .selectOption('REFUSED');
  await receiver.press('Konfirmasi penerimaan');
  await expectDone(receiver, /dikonfirmasi/);

  await keeper.open(journey.batchPath);
  await keeper.press('Cocokkan');
  await expectDone(keeper, /dicocokkan/);
}

export async function report(journey: Journey, name: string): Promise<void> {
  const lks = await journey.people.as(name);
  await reloadUntilOpen(lks, journey.casePath, 'Isi dan kirim LPJ');
  await lks.press('Isi dan kirim LPJ');
  await lks.page.getByLabel('Uraian penggunaan bantuan').fill('Bantuan dibagikan dan digunakan seluruhnya.');
  for (const label of ['Foto pertama', 'Foto kedua', 'Foto ketiga']) {
    await lks.page.getByLabel(label).setInputFiles(photo(`${label}.png`));
  }
  await lks.press('Simpan LPJ');
  await expectDone(lks, /Tersimpan/);
  await lks.press('Kirim LPJ');
  await expectDone(lks, /LPJ terkirim/);
  const reviewer = await fromInbox(journey, 'lpj');
  await reviewer.press('Terima LPJ');
  await reviewer.press('Terima LPJ');
  await expectDone(reviewer, /selesai/);
}

/** Forms are rendered beside the decision: the page says so until they are there. */
async function reloadUntil(person: Person, link: string): Promise<void> {
  await reloadUntilOpen(person, new URL(person.page.url()).pathname, link);
}
async function reloadUntilOpen(person: Person, path: string, words: string): Promise<void> {
  for (let left = 60; left > 0; left -= 1) {
    await person.open(path);
    if ((await person.page.getByText(words, { exact: true }).count()) > 0) return;
    await sleep(500);
  }
  throw new Error(`${path} does not offer “${words}”: ${await person.page.locator('main').innerText()}`);
}

/** Today in WITA as a date field wants it. */
function today(): string {
  return witaDate(new Date());
}
