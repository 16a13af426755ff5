import type { PactForm } from '../../app/ports.js';
import { formatRupiah, groupThousands, terbilang } from '../../domain/rupiah.js';
import type { Fonts } from './fonts.js';
import { drawFacts, drawLetterhead, drawSignatures, drawTitle, footerLines, TEXT, typedDate } from './form-parts.js';
import { openSheet } from './sheet.js';

const PROMISES = [
  'Data dan dokumen yang kami sampaikan benar, dan setiap penerima manfaat yang tercantum dalam daftar benar-benar berada dalam pelayanan lembaga kami.',
  'Kami menggunakan bantuan hanya untuk penerima manfaat dan peruntukan yang ditetapkan, serta menyerahkannya secara utuh, tanpa potongan atau pungutan dalam bentuk apa pun.',
  'Kami tidak menerima bantuan lain untuk kebutuhan, penerima manfaat, dan tahun anggaran yang sama.',
  'Kami tidak memberi, meminta, atau menerima imbalan apa pun sehubungan dengan bantuan ini, dan tidak melakukan korupsi, kolusi, atau nepotisme.',
  'Kami menyampaikan laporan penggunaan bantuan dan surat pernyataan tanggung jawab tepat waktu, serta menyimpan bukti penerimaan dan pengeluaran yang lengkap dan sah untuk diperiksa.',
  'Kami mengembalikan bantuan yang tidak digunakan, yaitu sisa uang ke Rekening Kas Umum Daerah dan sisa barang kepada Dinas Sosial.',
  'Kami bersedia diperiksa oleh pejabat yang berwenang. Kami memahami bahwa penyalahgunaan bantuan sosial dapat dikenai sanksi administratif, tuntutan ganti rugi, dan pidana sesuai dengan ketentuan peraturan perundang-undangan.',
] as const;

export async function renderIntegrityPactForm(form: PactForm, fonts: Fonts): Promise<Uint8Array<ArrayBuffer>> {
  const sheet = openSheet(
    {
      paper: 'A4',
      title: `Pakta Integritas ${form.institutionName}`,
      frozenAt: form.frozenAt,
      seal: form.seal,
      footer: footerLines('Pakta Integritas', form.frozenAt, form.contentHash),
    },
    fonts,
  );
  drawLetterhead(sheet);
  drawTitle(sheet, ['PAKTA INTEGRITAS', `TAHUN ANGGARAN ${form.fiscalYear}`]);
  sheet.paragraph('Yang bertanda tangan di bawah ini:', TEXT);
  drawFacts(sheet, [
    ['Nama', form.chairName],
    ['Jabatan', 'Ketua'],
    ['Lembaga', form.institutionName],
    ['Alamat', form.institutionAddress],
    ['Nomor registrasi usulan', form.registrationNumber],
  ]);
  sheet.paragraph(
    `selaku penerima bantuan sosial berdasarkan Keputusan Gubernur Kalimantan Timur Nomor ${form.decreeNumber} tanggal ${typedDate(form.decreeDate)}, untuk ${groupThousands(form.persons)} penerima manfaat dengan nilai ${formatRupiah(form.amountRupiah)} (${terbilang(form.amountRupiah)} rupiah), dengan ini menyatakan:`,
    TEXT,
    { gapAfter: 8 },
  );
  PROMISES.forEach((text, index) => sheet.paragraph(text, TEXT, { label: `${index + 1}.`, gapAfter: 4 }));
  sheet.moveTo(sheet.y() + 6);
  sheet.paragraph(
    'Pakta integritas ini kami buat dengan sadar dan tanpa paksaan dari pihak mana pun, untuk dipergunakan sebagaimana mestinya.',
    TEXT,
  );
  drawSignatures(sheet, undefined, {
    above: [`${'.'.repeat(24)}, ${'.'.repeat(26)}`, 'Yang membuat pernyataan,'],
    name: form.chairName,
    stampDuty: true,
  });
  return sheet.finish();
}
