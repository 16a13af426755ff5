import { formatRupiah } from '../../../domain/rupiah.js';
import { longDateTime } from '../../../domain/time/long-date.js';
import { TEXT, typedDate } from '../form-parts.js';
import type { Sheet } from '../sheet.js';
import { drawTable } from '../table.js';
import { body, drawLetterHead, orDash, signedByHead } from './paper-parts.js';
import type { FormOf } from './render-paper.js';

export async function drawReturnLetter(sheet: Sheet, form: FormOf<'return_letter'>): Promise<void> {
  const { remarks, dueAt } = form.says;
  drawLetterHead(sheet, form, 'Pengembalian usulan bantuan sosial untuk diperbaiki', '–');
  body(
    sheet,
    `Sehubungan dengan usulan ${form.programmeName} Tahun Anggaran ${form.fiscalYear} dari lembaga Saudara dengan nomor registrasi ${orDash(form.registrationNumber)}, kami sampaikan bahwa setelah diperiksa usulan tersebut masih perlu diperbaiki pada bagian berikut:`,
  );
  await drawTable(sheet, {
    columns: [
      { title: 'No.', share: 0.07, align: 'right' },
      { title: 'Bagian', share: 0.28 },
      { title: 'Yang perlu diperbaiki', share: 0.65 },
    ],
    rows: remarks.map(({ part, words }, index) => [`${index + 1}.`, part, words]),
  });
  sheet.moveTo(sheet.y() + 10);
  if (dueAt !== null) {
    body(
      sheet,
      `Perbaikan kami terima melalui Salur paling lambat ${longDateTime(dueAt, 'id')}. Hanya bagian yang disebut di atas yang perlu diubah; bagian lain dan nomor registrasi tetap berlaku.`,
    );
  }
  body(
    sheet,
    'Bila ada yang kurang jelas, Saudara dapat menghubungi Dinas Sosial kabupaten/kota atau Dinas Sosial Provinsi.',
  );
  body(sheet, 'Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih.');
  signedByHead(sheet, [`Kepala Dinas Sosial ${form.regencyName}`]);
}

export async function drawRejectionLetter(sheet: Sheet, form: FormOf<'rejection_letter'>): Promise<void> {
  const { reason, words, documentNumber, documentDate, appealUntil } = form.says;
  drawLetterHead(sheet, form, 'Penolakan usulan bantuan sosial', '–');
  const source =
    documentNumber === ''
      ? ''
      : ` menurut dokumen nomor ${documentNumber}${documentDate === null ? '' : ` tanggal ${typedDate(documentDate)}`}`;
  body(
    sheet,
    `Sehubungan dengan usulan ${form.programmeName} Tahun Anggaran ${form.fiscalYear} dari lembaga Saudara dengan nomor registrasi ${orDash(form.registrationNumber)}, dengan ini kami beritahukan bahwa usulan tersebut ditolak${source}, dengan alasan:`,
  );
  sheet.paragraph(`${reason}.`, { ...TEXT, bold: true }, { label: '', labelWidth: 22, gapAfter: 3 });
  sheet.paragraph(words, TEXT, { label: '', labelWidth: 22, gapAfter: 10 });
  body(
    sheet,
    appealUntil === null
      ? 'Penolakan ini bersifat final. Lembaga Saudara dapat mengajukan usulan baru pada masa pengusulan berikutnya.'
      : `Lembaga Saudara dapat mengajukan keberatan satu kali melalui Salur, paling lambat ${longDateTime(appealUntil, 'id')}. Keberatan diperiksa oleh pejabat yang tidak ikut memproses usulan ini. Bila tidak ada keberatan sampai waktu tersebut, penolakan menjadi final.`,
  );
  body(sheet, 'Demikian disampaikan, atas perhatian Saudara kami ucapkan terima kasih.');
  signedByHead(sheet, [`Kepala Dinas Sosial ${form.regencyName}`]);
}

const ROMAN = ['I', 'II', 'III'] as const;

export async function drawWarningLetter(sheet: Sheet, form: FormOf<'warning_letter'>): Promise<void> {
  const { letter, reportDate, decreeNumber, decreeDate, decreedRupiah } = form.says;
  const number = ROMAN[letter - 1] ?? String(letter);
  drawLetterHead(sheet, form, `Surat Teguran ${number} atas keterlambatan laporan pertanggungjawaban`, '–');
  const due = reportDate === null ? '' : ` paling lambat tanggal ${typedDate(reportDate)}`;
  body(
    sheet,
    `Berdasarkan Keputusan Gubernur Kalimantan Timur Nomor ${decreeNumber}${decreeDate === null ? '' : ` tanggal ${typedDate(decreeDate)}`}, lembaga Saudara menerima ${form.programmeName} Tahun Anggaran ${form.fiscalYear} senilai ${formatRupiah(decreedRupiah)} dengan nomor registrasi ${form.registrationNumber}, dan wajib menyampaikan laporan pertanggungjawaban penggunaannya${due}.`,
  );
  body(
    sheet,
    `Sampai dengan tanggal surat ini laporan tersebut belum kami terima. Untuk itu kami menyampaikan Teguran ${number} dan meminta Saudara segera menyampaikan laporan melalui Salur.`,
  );
  body(sheet, CONSEQUENCES[Math.min(letter, CONSEQUENCES.length) - 1] ?? '');
  body(sheet, 'Demikian untuk menjadi perhatian dan dilaksanakan.');
  signedByHead(sheet, ['Inspektur Daerah Provinsi Kalimantan Timur', `Kepala Dinas Sosial ${form.regencyName}`]);
}

const CONSEQUENCES = [
  'Bila laporan tidak juga disampaikan, akan diterbitkan teguran berikutnya.',
  'Selama laporan belum disampaikan, lembaga Saudara tidak dapat mengajukan usulan bantuan berupa uang. Bila laporan tidak juga disampaikan, akan diterbitkan Teguran III.',
  'Teguran ini adalah teguran terakhir. Bila laporan tidak juga disampaikan, laporan dinyatakan menunggak, Inspektorat Daerah diberi tahu, dan bantuan yang tidak dipertanggungjawabkan diminta kembali ke Rekening Kas Umum Daerah.',
] as const;
