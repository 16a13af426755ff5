import type { DecreeForm } from '../../app/ports.js';
import { formatRupiah, groupThousands, terbilang } from '../../domain/rupiah.js';
import type { Fonts } from './fonts.js';
import { DOTS, drawGovernorHead, drawSignatures, drawTitle, footerLines, STRONG, TEXT } from './form-parts.js';
import { openSheet, type Sheet } from './sheet.js';
import { drawTable } from './table.js';

type Entry = DecreeForm['entries'][number];

interface Sums {
  readonly institutions: number;
  readonly persons: number;
  readonly amountRupiah: bigint;
}

export async function renderDecreeForm(form: DecreeForm, fonts: Fonts): Promise<Uint8Array<ArrayBuffer>> {
  const sheet = openSheet(
    {
      paper: 'F4',
      title: form.title,
      frozenAt: form.frozenAt,
      seal: form.seal,
      footer: footerLines('Keputusan Gubernur dan lampirannya', form.frozenAt, form.rootHash),
    },
    fonts,
  );
  const sums = sumOf(form.entries);
  drawDecree(sheet, form, sums);
  await drawAnnex(sheet, form, sums);
  return sheet.finish();
}

function drawDecree(sheet: Sheet, form: DecreeForm, sums: Sums): void {
  drawGovernorHead(sheet);
  drawTitle(sheet, ['KEPUTUSAN GUBERNUR KALIMANTAN TIMUR', `NOMOR ${DOTS}`]);
  sheet.paragraph('TENTANG', STRONG, { align: 'center' });
  sheet.paragraph(form.title.toLocaleUpperCase('id'), STRONG, { align: 'center', gapAfter: 4 });
  sheet.paragraph(`TAHUN ANGGARAN ${form.fiscalYear}`, STRONG, { align: 'center', gapAfter: 18 });

  sheet.paragraph('Mengingat:', STRONG, { gapAfter: 4 });
  form.legalBasis.forEach((text, index) => sheet.paragraph(text, TEXT, { label: `${index + 1}.`, gapAfter: 3 }));
  if (form.legalBasis.length === 0) sheet.paragraph(DOTS, TEXT);
  sheet.moveTo(sheet.y() + 10);

  sheet.paragraph('MEMUTUSKAN:', STRONG, { align: 'center', gapAfter: 10 });
  const dictum = (label: string, text: string): void =>
    sheet.paragraph(text, TEXT, { label, labelWidth: 80, gapAfter: 7 });
  dictum('Menetapkan', `Penerima ${form.programmeName} Tahun Anggaran ${form.fiscalYear}.`);
  dictum(
    'KESATU',
    'Menetapkan lembaga kesejahteraan sosial, jumlah penerima manfaat, jenis, jumlah, dan nilai bantuan sebagaimana tercantum dalam Lampiran yang merupakan bagian tidak terpisahkan dari Keputusan ini.',
  );
  dictum(
    'KEDUA',
    `Bantuan sebagaimana dimaksud pada diktum KESATU diberikan melalui ${groupThousands(sums.institutions)} lembaga kesejahteraan sosial kepada ${groupThousands(sums.persons)} penerima manfaat dengan nilai seluruhnya ${formatRupiah(sums.amountRupiah)} (${terbilang(sums.amountRupiah)} rupiah).`,
  );
  dictum(
    'KETIGA',
    'Penyaluran dilaksanakan oleh Dinas Sosial setelah penerima bantuan menandatangani pakta integritas, dan penggunaannya dipertanggungjawabkan oleh penerima bantuan.',
  );
  dictum('KEEMPAT', 'Keputusan ini mulai berlaku pada tanggal ditetapkan.');
  drawSignatures(sheet, undefined, governor());
}

async function drawAnnex(sheet: Sheet, form: DecreeForm, sums: Sums): Promise<void> {
  sheet.newPage('landscape');
  sheet.paragraph('LAMPIRAN KEPUTUSAN GUBERNUR KALIMANTAN TIMUR', STRONG, { gapAfter: 1 });
  sheet.paragraph(`NOMOR ${DOTS}   TANGGAL ${DOTS}`, TEXT, { gapAfter: 12 });
  drawTitle(sheet, [
    `DAFTAR PENERIMA ${form.programmeName.toLocaleUpperCase('id')}`,
    `TAHUN ANGGARAN ${form.fiscalYear}`,
  ]);
  await drawTable(sheet, {
    size: 8.5,
    columns: [
      { title: 'No.', share: 0.04, align: 'right' },
      { title: 'Nomor registrasi', share: 0.13 },
      { title: 'Lembaga kesejahteraan sosial dan alamat', share: 0.25 },
      { title: 'Kabupaten/Kota', share: 0.13 },
      { title: 'Penerima (orang)', share: 0.08, align: 'right' },
      { title: 'Bantuan', share: 0.26 },
      { title: 'Nilai', share: 0.11, align: 'right' },
    ],
    rows: annexRows(form.entries),
    total: [
      '',
      '',
      `Jumlah: ${groupThousands(sums.institutions)} lembaga`,
      '',
      groupThousands(sums.persons),
      '',
      formatRupiah(sums.amountRupiah),
    ],
  });
  sheet.moveTo(sheet.y() + 6);
  sheet.paragraph(`Terbilang: ${terbilang(sums.amountRupiah)} rupiah.`, TEXT, { gapAfter: 14 });

  sheet.ensure(120);
  sheet.paragraph('Rekapitulasi per kabupaten/kota', STRONG);
  await drawTable(sheet, {
    size: 8.5,
    columns: [
      { title: 'Kabupaten/Kota', share: 0.4 },
      { title: 'Lembaga', share: 0.15, align: 'right' },
      { title: 'Penerima (orang)', share: 0.2, align: 'right' },
      { title: 'Nilai', share: 0.25, align: 'right' },
    ],
    rows: regencyRows(form.entries),
    total: ['Jumlah', groupThousands(sums.institutions), groupThousands(sums.persons), formatRupiah(sums.amountRupiah)],
  });
  drawSignatures(sheet, undefined, governor());
}

function* annexRows(entries: readonly Entry[]): Generator<readonly (string | readonly string[])[]> {
  for (const [index, entry] of entries.entries()) {
    yield [
      `${index + 1}.`,
      entry.registrationNumber,
      [entry.institutionName, entry.institutionAddress],
      entry.regencyName,
      groupThousands(entry.persons),
      entry.items.map(
        (item) => `${item.name}: ${groupThousands(item.quantity)} ${item.unit}, ${formatRupiah(item.amountRupiah)}`,
      ),
      formatRupiah(entry.amountRupiah),
    ];
  }
}

function regencyRows(entries: readonly Entry[]): readonly (readonly string[])[] {
  const regencies = [...new Set(entries.map(({ regencyName }) => regencyName))];
  return regencies.map((regency) => {
    const sums = sumOf(entries.filter(({ regencyName }) => regencyName === regency));
    return [regency, groupThousands(sums.institutions), groupThousands(sums.persons), formatRupiah(sums.amountRupiah)];
  });
}

function sumOf(entries: readonly Entry[]): Sums {
  return {
    institutions: entries.length,
    persons: entries.reduce((sum, { persons }) => sum + persons, 0),
    amountRupiah: entries.reduce((sum, { amountRupiah }) => sum + amountRupiah, 0n),
  };
}

function governor(): { readonly above: readonly string[]; readonly name: string } {
  return {
    above: ['Ditetapkan di Samarinda', `pada tanggal ${'.'.repeat(28)}`, '', 'GUBERNUR KALIMANTAN TIMUR,'],
    name: '',
  };
}
