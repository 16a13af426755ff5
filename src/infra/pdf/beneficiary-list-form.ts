import type { BeneficiaryListForm } from '../../app/ports.js';
import { groupThousands } from '../../domain/rupiah.js';
import type { Fonts } from './fonts.js';
import {
  drawFacts,
  drawLetterhead,
  drawSignatures,
  drawTitle,
  footerLines,
  frozenDate,
  SMALL,
  STRONG,
} from './form-parts.js';
import { openSheet } from './sheet.js';
import { drawTable } from './table.js';

type Item = BeneficiaryListForm['persons'][number]['items'][number];

export async function renderBeneficiaryListForm(
  form: BeneficiaryListForm,
  fonts: Fonts,
): Promise<Uint8Array<ArrayBuffer>> {
  const sheet = openSheet(
    {
      paper: 'A4',
      title: `Daftar Penerima Manfaat ${form.institutionName}`,
      frozenAt: form.frozenAt,
      seal: form.seal,
      footer: footerLines(`Daftar Penerima Manfaat versi ${form.version}`, form.frozenAt, form.contentHash),
    },
    fonts,
  );
  drawLetterhead(sheet);
  drawTitle(sheet, ['DAFTAR PENERIMA MANFAAT', `TAHUN ANGGARAN ${form.fiscalYear}`]);
  drawFacts(sheet, [
    ['Lembaga', form.institutionName],
    ['Nomor registrasi usulan', form.registrationNumber],
    ['Versi daftar', `${form.version}, dibekukan ${frozenDate(form.frozenAt)}`],
    ['Jumlah penerima', `${groupThousands(form.persons.length)} orang`],
  ]);
  sheet.paragraph(
    'TERBATAS. Daftar ini memuat data pribadi yang dilindungi Undang-Undang Nomor 27 Tahun 2022; hanya untuk keperluan penyaluran dan pertanggungjawaban, tidak untuk diumumkan.',
    SMALL,
    { gapAfter: 10 },
  );
  await drawTable(sheet, {
    columns: [
      { title: 'No.', share: 0.07, align: 'right' },
      { title: 'Nama', share: 0.3 },
      { title: 'NIK (disamarkan)', share: 0.24 },
      { title: 'Tahun lahir', share: 0.09, align: 'center' },
      { title: 'Bantuan', share: 0.3 },
    ],
    rows: personRows(form),
  });
  sheet.moveTo(sheet.y() + 14);

  sheet.ensure(90);
  sheet.paragraph('Jumlah bantuan', STRONG);
  await drawTable(sheet, {
    columns: [
      { title: 'Jenis bantuan', share: 0.5 },
      { title: 'Penerima (orang)', share: 0.2, align: 'right' },
      { title: 'Jumlah', share: 0.3, align: 'right' },
    ],
    rows: itemSums(form).map((sum) => [
      sum.name,
      groupThousands(sum.persons),
      `${groupThousands(sum.quantity)} ${sum.unit}`,
    ]),
  });
  drawSignatures(
    sheet,
    { above: ['Ketua lembaga,'], name: '' },
    { above: ['Kepala Dinas Sosial', 'Provinsi Kalimantan Timur,'], name: '' },
  );
  return sheet.finish();
}

function* personRows(form: BeneficiaryListForm): Generator<readonly (string | readonly string[])[]> {
  for (const [index, person] of form.persons.entries()) {
    yield [
      `${index + 1}.`,
      person.name,
      person.maskedNationalId,
      String(person.birthYear),
      person.items.map((item) => `${item.name}: ${groupThousands(item.quantity)} ${item.unit}`),
    ];
  }
}

function itemSums(form: BeneficiaryListForm): readonly (Item & { readonly persons: number })[] {
  const sums = new Map<string, Item & { readonly persons: number }>();
  for (const item of form.persons.flatMap(({ items }) => items)) {
    const key = JSON.stringify([item.name, item.unit]);
    const before = sums.get(key);
    sums.set(key, { ...item, quantity: (before?.quantity ?? 0) + item.quantity, persons: (before?.persons ?? 0) + 1 });
  }
  return [...sums.values()];
}
