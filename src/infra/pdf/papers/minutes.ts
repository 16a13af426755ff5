import { groupThousands } from '../../../domain/rupiah.js';
import { drawFacts, drawLetterhead, drawSignatures, drawTitle, frozenDate, typedDate } from '../form-parts.js';
import type { Sheet } from '../sheet.js';
import { drawTable } from '../table.js';
import { body, heading, orDash } from './paper-parts.js';
import type { FormOf } from './render-paper.js';

const NUMBER = `NOMOR ${'.'.repeat(44)}`;
const OFFICE = ['Petugas verifikasi,'];

export async function drawAdminMinutes(sheet: Sheet, form: FormOf<'admin_minutes'>): Promise<void> {
  const { documents, notes, official } = form.says;
  drawLetterhead(sheet);
  drawTitle(sheet, ['BERITA ACARA VERIFIKASI ADMINISTRASI', NUMBER]);
  body(
    sheet,
    `Pada hari ini, ${frozenDate(form.frozenAt)}, telah dilakukan verifikasi administrasi atas usulan ${form.programmeName} Tahun Anggaran ${form.fiscalYear} berikut:`,
  );
  drawFacts(sheet, [
    ['Lembaga', form.institutionName],
    ['Alamat', `${form.institutionAddress}, ${form.regencyName}`],
    ['Nomor registrasi', form.registrationNumber],
    ['Paket bantuan', form.packageName],
  ]);
  heading(sheet, 'Dokumen yang diperiksa dan dinyatakan sah');
  await drawTable(sheet, {
    columns: [
      { title: 'No.', share: 0.07, align: 'right' },
      { title: 'Dokumen', share: 0.36 },
      { title: 'Nomor', share: 0.23 },
      { title: 'Sidik berkas (SHA-256, awal)', share: 0.34 },
    ],
    rows: documents.map(({ name, number, sha256 }, index) => [
      `${index + 1}.`,
      name,
      orDash(number),
      sha256.slice(0, 24),
    ]),
  });
  sheet.moveTo(sheet.y() + 10);
  if (notes !== '') {
    heading(sheet, 'Catatan');
    body(sheet, notes);
  }
  body(
    sheet,
    'Berdasarkan pemeriksaan tersebut, usulan dinyatakan LOLOS verifikasi administrasi dan diteruskan ke verifikasi lapangan.',
  );
  drawSignatures(sheet, undefined, { above: OFFICE, name: official });
}

export async function drawFieldMinutes(sheet: Sheet, form: FormOf<'field_minutes'>): Promise<void> {
  const { says } = form;
  drawLetterhead(sheet);
  drawTitle(sheet, ['BERITA ACARA VERIFIKASI LAPANGAN', NUMBER]);
  body(
    sheet,
    `Berdasarkan Surat Tugas Nomor ${says.orderNumber} tanggal ${typedDate(says.orderDate)}, pada tanggal ${typedDate(says.visitedOn)} tim ${says.teamName} telah melakukan verifikasi lapangan atas usulan ${form.programmeName} Tahun Anggaran ${form.fiscalYear}:`,
  );
  drawFacts(sheet, [
    ['Lembaga', form.institutionName],
    ['Alamat', `${form.institutionAddress}, ${form.regencyName}`],
    ['Nomor registrasi', form.registrationNumber],
    ['Petugas', says.officers.join('; ')],
    ['Titik kunjungan', orDash(says.place)],
    ['Tempat tidur', groupThousands(says.beds)],
    ['Foto kunjungan', `${says.photos} berkas, tersimpan dengan sidiknya`],
  ]);
  heading(sheet, 'Calon penerima manfaat');
  const all = says.presence.reduce((sum, { persons }) => sum + persons, 0);
  await drawTable(sheet, {
    columns: [
      { title: 'Keadaan saat kunjungan', share: 0.7 },
      { title: 'Orang', share: 0.3, align: 'right' },
    ],
    rows: says.presence.map(({ name, persons }) => [name, groupThousands(persons)]),
    total: ['Jumlah', groupThousands(all)],
  });
  sheet.moveTo(sheet.y() + 10);
  if (says.notes !== '') {
    heading(sheet, 'Catatan');
    body(sheet, says.notes);
  }
  body(
    sheet,
    says.signed
      ? 'Berita acara ini dibacakan kepada dan ditandatangani oleh pengurus lembaga.'
      : `Pengurus lembaga tidak bersedia menandatangani berita acara ini, dengan alasan: ${says.signatureNote}`,
  );
  drawSignatures(
    sheet,
    { above: ['Ketua lembaga,'], name: says.signed ? form.chairName : '' },
    { above: OFFICE, name: says.officers[0] ?? '' },
  );
  for (const officer of says.officers.slice(1)) drawSignatures(sheet, undefined, { above: OFFICE, name: officer });
}

export async function drawListUpdateMinutes(sheet: Sheet, form: FormOf<'list_update_minutes'>): Promise<void> {
  const { version, documentNumber, documentDate, verifier, left, joined } = form.says;
  drawLetterhead(sheet);
  drawTitle(sheet, [
    'BERITA ACARA PEMUTAKHIRAN DAFTAR PENERIMA MANFAAT',
    `NOMOR ${documentNumber === '' ? '.'.repeat(44) : documentNumber}`,
  ]);
  body(
    sheet,
    `Daftar Penerima Manfaat ${form.programmeName} Tahun Anggaran ${form.fiscalYear} dimutakhirkan${documentDate === null ? '' : ` menurut berita acara tanggal ${typedDate(documentDate)}`} menjadi versi ${version}:`,
  );
  drawFacts(sheet, [
    ['Lembaga', form.institutionName],
    ['Alamat', `${form.institutionAddress}, ${form.regencyName}`],
    ['Nomor registrasi', form.registrationNumber],
    ['Keluar dari daftar', `${left.length} orang`],
    ['Masuk sebagai pengganti', `${joined.length} orang`],
  ]);
  heading(sheet, 'Yang keluar dari daftar, menurut nomor urutnya');
  await drawTable(sheet, {
    columns: [
      { title: 'Nomor urut', share: 0.2, align: 'right' },
      { title: 'Sebab', share: 0.45 },
      { title: 'Tanggal', share: 0.35 },
    ],
    rows: left.map(({ position, cause, on }) => [String(position), cause, typedDate(on)]),
  });
  sheet.moveTo(sheet.y() + 10);
  if (joined.length > 0) body(sheet, `Pengganti masuk dengan nomor urut ${joined.join(', ')}.`);
  body(
    sheet,
    `Nama dan identitas tercantum dalam Daftar Penerima Manfaat versi ${version}, yang bersifat terbatas. Jumlah yang ditetapkan dengan Keputusan Gubernur tidak dilampaui.`,
  );
  drawSignatures(
    sheet,
    { above: ['Ketua lembaga,'], name: form.chairName },
    { above: ['Petugas verifikasi lapangan,'], name: verifier },
  );
}
