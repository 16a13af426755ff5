import { formatRupiah, groupThousands, terbilang } from '../../../domain/rupiah.js';
import {
  drawFacts,
  drawGovernorHead,
  drawLetterhead,
  drawSignatures,
  drawTitle,
  frozenDate,
  SMALL,
  TEXT,
  typedDate,
} from '../form-parts.js';
import type { Sheet } from '../sheet.js';
import { body, drawItems, HEAD_OF_OFFICE, heading, orDash } from './paper-parts.js';
import type { FormOf } from './render-paper.js';

export async function drawReceiptSlip(sheet: Sheet, form: FormOf<'receipt_slip'>): Promise<void> {
  const { says } = form;
  drawLetterhead(sheet);
  drawTitle(sheet, ['TANDA TERIMA PENDAFTARAN USULAN', `NOMOR REGISTRASI ${form.registrationNumber}`]);
  drawFacts(sheet, [
    ['Lembaga', form.institutionName],
    ['Alamat', `${form.institutionAddress}, ${form.regencyName}`],
    ['Program', `${form.programmeName} Tahun Anggaran ${form.fiscalYear}`],
    ['Paket bantuan', form.packageName],
    [
      'Surat permohonan',
      `Nomor ${orDash(says.letterNumber)}${says.letterDate === null ? '' : ` tanggal ${typedDate(says.letterDate)}`}`,
    ],
    ['Nomor agenda', says.agendaNumber],
    ['Disposisi', orDash(says.disposition)],
    ['Calon penerima', `${groupThousands(says.persons)} orang`],
    ['Nilai yang diminta', `${formatRupiah(says.requestedRupiah)} (${terbilang(says.requestedRupiah)} rupiah)`],
    ['Diterima', frozenDate(form.frozenAt)],
  ]);
  sheet.paragraph(`Sidik isi usulan yang didaftarkan (SHA-256): ${says.revisionHash}`, SMALL, { gapAfter: 10 });
  body(
    sheet,
    'Usulan ini telah dicatat dalam agenda dan diteruskan untuk verifikasi administrasi. Tanda terima ini bukan persetujuan. Perkembangannya dapat dilihat di Salur.',
  );
  drawSignatures(sheet, undefined, { above: ['Petugas pendaftaran,'], name: says.official });
}

const CRITERIA = [
  'selektif;',
  'memenuhi persyaratan penerima bantuan;',
  'bersifat sementara dan tidak terus-menerus, kecuali dalam keadaan tertentu;',
  'sesuai dengan tujuan penggunaan.',
] as const;

export async function drawRecommendation(sheet: Sheet, form: FormOf<'recommendation'>): Promise<void> {
  const { says } = form;
  drawLetterhead(sheet);
  drawTitle(sheet, ['REKOMENDASI', `NOMOR ${'.'.repeat(44)}`]);
  body(
    sheet,
    `Berdasarkan hasil verifikasi administrasi dan lapangan atas usulan ${form.programmeName} Tahun Anggaran ${form.fiscalYear}, Kepala Dinas Sosial Provinsi Kalimantan Timur memberikan rekomendasi kepada Gubernur melalui Tim Anggaran Pemerintah Daerah untuk:`,
  );
  drawFacts(sheet, [
    ['Lembaga', form.institutionName],
    ['Alamat', `${form.institutionAddress}, ${form.regencyName}`],
    ['Nomor registrasi', form.registrationNumber],
    ['Paket bantuan', form.packageName],
    ['Nilai yang diminta', formatRupiah(says.requestedRupiah)],
    ['Nilai penilaian', says.points === null ? '–' : `${says.points} dari 100`],
  ]);
  heading(sheet, 'Bantuan yang direkomendasikan');
  await drawItems(sheet, says.items, says.persons, says.recommendedRupiah);
  body(sheet, 'Usulan tersebut memenuhi kriteria pemberian bantuan sosial, yaitu:');
  CRITERIA.forEach((text, index) => sheet.paragraph(text, TEXT, { label: `${index + 1}.`, gapAfter: 2 }));
  if (says.criteriaNote !== '') {
    sheet.moveTo(sheet.y() + 6);
    body(sheet, `Catatan: ${says.criteriaNote}`);
  }
  drawSignatures(sheet, undefined, HEAD_OF_OFFICE);
}

export async function drawConsiderationSheet(sheet: Sheet, form: FormOf<'consideration_sheet'>): Promise<void> {
  const { says } = form;
  drawLetterhead(sheet);
  drawTitle(sheet, ['LEMBAR PERTIMBANGAN', 'TIM ANGGARAN PEMERINTAH DAERAH']);
  drawFacts(sheet, [
    ['Lembaga', form.institutionName],
    ['Alamat', `${form.institutionAddress}, ${form.regencyName}`],
    ['Nomor registrasi', form.registrationNumber],
    ['Program', `${form.programmeName} Tahun Anggaran ${form.fiscalYear}`],
    ['Paket bantuan', form.packageName],
    ['Nilai penilaian', says.points === null ? '–' : `${says.points} dari 100`],
    ['Nilai yang diminta', formatRupiah(says.requestedRupiah)],
    ['Nilai rekomendasi', formatRupiah(says.recommendedRupiah)],
    ['Nilai pertimbangan', `${formatRupiah(says.consideredRupiah)} (${terbilang(says.consideredRupiah)} rupiah)`],
    [
      'Dokumen TAPD',
      `Nomor ${orDash(says.documentNumber)}${says.documentDate === null ? '' : ` tanggal ${typedDate(says.documentDate)}`}`,
    ],
    ['Penanda tangan', orDash(says.signatory)],
    ['Dicatat oleh', says.official],
  ]);
  heading(sheet, 'Bantuan menurut pertimbangan');
  await drawItems(sheet, says.items, says.persons, says.consideredRupiah);
  drawSignatures(sheet, undefined, {
    above: ['Ketua Tim Anggaran', 'Pemerintah Daerah,'],
    name: '',
    below: `NIP ${'.'.repeat(30)}`,
  });
}

export async function drawExcerpt(sheet: Sheet, form: FormOf<'excerpt'>): Promise<void> {
  const { says } = form;
  drawGovernorHead(sheet);
  drawTitle(sheet, ['PETIKAN KEPUTUSAN GUBERNUR KALIMANTAN TIMUR', `NOMOR ${says.decreeNumber}`]);
  sheet.paragraph('TENTANG', { ...TEXT, bold: true }, { align: 'center' });
  sheet.paragraph(says.decreeTitle.toLocaleUpperCase('id'), { ...TEXT, bold: true }, { align: 'center', gapAfter: 16 });
  sheet.paragraph('MEMUTUSKAN:', { ...TEXT, bold: true }, { align: 'center', gapAfter: 10 });
  sheet.paragraph(
    `Penerima ${form.programmeName} Tahun Anggaran ${form.fiscalYear}, di antaranya lembaga berikut, dengan jenis, jumlah, dan nilai bantuan sebagaimana tercantum di bawah ini.`,
    TEXT,
    { label: 'Menetapkan', labelWidth: 80, gapAfter: 10 },
  );
  drawFacts(sheet, [
    ['Lembaga', form.institutionName],
    ['Alamat', `${form.institutionAddress}, ${form.regencyName}`],
    ['Nomor registrasi', form.registrationNumber],
    ['Penerima manfaat', `${groupThousands(says.persons)} orang`],
  ]);
  await drawItems(sheet, says.items, says.persons, says.decreedRupiah);
  body(
    sheet,
    'Petikan ini dibuat dari lampiran Keputusan Gubernur yang telah ditandatangani dan disampaikan kepada lembaga yang bersangkutan untuk dipergunakan sebagaimana mestinya.',
  );
  drawSignatures(
    sheet,
    {
      above: ['Petikan sesuai dengan aslinya', 'Kepala Dinas Sosial', 'Provinsi Kalimantan Timur,'],
      name: '',
      below: `NIP ${'.'.repeat(30)}`,
    },
    {
      above: [
        'Ditetapkan di Samarinda',
        `pada tanggal ${says.decreeDate === null ? '.'.repeat(28) : typedDate(says.decreeDate)}`,
        'GUBERNUR KALIMANTAN TIMUR,',
        'ttd.',
      ],
      name: says.signatory.toLocaleUpperCase('id'),
    },
  );
}
