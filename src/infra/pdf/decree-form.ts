import type { DecreeForm } from '../../app/ports.js';
import { decreeText } from '../../domain/decree/decree-text.js';
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

  const text = decreeText({
    ...form,
    institutions: sums.institutions,
    persons: sums.persons,
    amountRupiah: sums.amountRupiah,
    byName: form.people.length > 0,
  });
  sheet.paragraph('Menimbang:', STRONG, { gapAfter: 4 });
  text.considering.forEach((words, index) =>
    sheet.paragraph(words, TEXT, { label: `${'abcdefgh'[index] ?? ''}.`, gapAfter: 3 }),
  );
  sheet.moveTo(sheet.y() + 6);
  sheet.paragraph('Mengingat:', STRONG, { gapAfter: 4 });
  text.basis.forEach((words, index) => sheet.paragraph(words, TEXT, { label: `${index + 1}.`, gapAfter: 3 }));
  if (text.basis.length === 0) sheet.paragraph(DOTS, TEXT);
  sheet.moveTo(sheet.y() + 10);

  sheet.paragraph('MEMUTUSKAN:', STRONG, { align: 'center', gapAfter: 10 });
  for (const [label, words] of text.dictums) sheet.paragraph(words, TEXT, { label, labelWidth: 80, gapAfter: 7 });
  drawSignatures(sheet, undefined, governor());
}

async function drawAnnex(sheet: Sheet, form: DecreeForm, sums: Sums): Promise<void> {
  sheet.newPage('landscape');
  drawAnnexHead(sheet, form.people.length === 0 ? 'LAMPIRAN' : 'LAMPIRAN I');
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
  if (form.people.length > 0) await drawPeople(sheet, form);
}

function drawAnnexHead(sheet: Sheet, which: string): void {
  sheet.paragraph(`${which} KEPUTUSAN GUBERNUR KALIMANTAN TIMUR`, STRONG, { gapAfter: 1 });
  sheet.paragraph(`NOMOR ${DOTS}   TANGGAL ${DOTS}`, TEXT, { gapAfter: 12 });
}

/** By name, thousands of them; numbers of identity stay masked. */
async function drawPeople(sheet: Sheet, form: DecreeForm): Promise<void> {
  sheet.newPage('landscape');
  drawAnnexHead(sheet, 'LAMPIRAN II');
  drawTitle(sheet, [
    `NAMA PENERIMA ${form.programmeName.toLocaleUpperCase('id')}`,
    `TAHUN ANGGARAN ${form.fiscalYear}`,
  ]);
  await drawTable(sheet, {
    size: 8.5,
    columns: [
      { title: 'No.', share: 0.05, align: 'right' },
      { title: 'Nama', share: 0.25 },
      { title: 'NIK (disamarkan)', share: 0.14 },
      { title: 'Lahir', share: 0.06, align: 'center' },
      { title: 'Lembaga', share: 0.22 },
      { title: 'Bantuan', share: 0.17 },
      { title: 'Nilai', share: 0.11, align: 'right' },
    ],
    rows: peopleRows(form.people),
    total: [
      '',
      `Jumlah: ${groupThousands(form.people.length)} orang`,
      '',
      '',
      '',
      '',
      formatRupiah(form.people.reduce((sum, { amountRupiah }) => sum + amountRupiah, 0n)),
    ],
  });
  drawSignatures(sheet, undefined, governor());
}

function* peopleRows(people: DecreeForm['people']): Generator<readonly (string | readonly string[])[]> {
  for (const [index, person] of people.entries()) {
    yield [
      `${index + 1}.`,
      person.name,
      person.maskedNationalId,
      String(person.birthYear),
      person.institutionName,
      person.items.map((item) => `${item.name}: ${groupThousands(item.quantity)} ${item.unit}`),
      formatRupiah(person.amountRupiah),
    ];
  }
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
