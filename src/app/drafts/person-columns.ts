import type { PersonRow } from '../../domain/person-row.js';

export type PersonColumn = keyof PersonRow;

/** Columns in the order of the template and of pasted lines without a head; every head a sheet may carry, letters only. */
export const personColumns: readonly {
  readonly field: PersonColumn;
  readonly title: string;
  readonly heads: readonly string[];
}[] = [
  {
    field: 'name',
    title: 'Nama lengkap',
    heads: ['nama', 'namalengkap', 'name', 'fullname', 'namapenerima', 'namapenerimamanfaat'],
  },
  { field: 'nationalId', title: 'NIK (16 digit)', heads: ['nik', 'noktp', 'nomornik', 'nationalid', 'nationalidno'] },
  {
    field: 'birthDate',
    title: 'Tanggal lahir (31/12/2015)',
    heads: ['tanggallahir', 'tgllahir', 'birthdate', 'dateofbirth', 'dob'],
  },
  { field: 'sex', title: 'Jenis kelamin (L/P)', heads: ['jeniskelamin', 'jk', 'lp', 'kelamin', 'sex', 'gender'] },
  {
    field: 'motherName',
    title: 'Nama ibu',
    heads: ['namaibu', 'namaibukandung', 'ibukandung', 'mothername', 'mothersname', 'mother'],
  },
  {
    field: 'familyCardNo',
    title: 'Nomor KK',
    heads: ['nomorkk', 'nokk', 'kk', 'nomorkartukeluarga', 'familycardno', 'familycard'],
  },
  {
    field: 'noNationalIdReason',
    title: 'Alasan tanpa NIK',
    heads: ['alasantanpanik', 'alasantidakadanik', 'alasan', 'nonationalidreason', 'nonikreason', 'reason'],
  },
  {
    field: 'residenceMode',
    title: 'Tempat tinggal (panti/rumah)',
    heads: ['tempattinggal', 'tinggal', 'residencemode', 'residence'],
  },
  { field: 'items', title: 'Barang', heads: ['barang', 'bantuan', 'kebutuhan', 'items', 'item'] },
];

/** What each column of a sheet holds; null where nobody asks for it, or an earlier column says the same. */
export function columnsOfHead(cells: readonly string[]): readonly (PersonColumn | null)[] {
  const fields = cells.map(fieldOfHead);
  return fields.map((field, index) => (fields.indexOf(field) === index ? field : null));
}

export function rowOfCells(fields: readonly (PersonColumn | null)[], cells: readonly string[]): PersonRow {
  const cell = (field: PersonColumn): string => cells[fields.indexOf(field)] ?? '';
  return {
    name: cell('name'),
    nationalId: cell('nationalId'),
    familyCardNo: cell('familyCardNo'),
    noNationalIdReason: cell('noNationalIdReason'),
    birthDate: cell('birthDate'),
    sex: cell('sex'),
    motherName: cell('motherName'),
    residenceMode: cell('residenceMode'),
    items: cell('items')
      .split(/[,;|+]/)
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  };
}

function fieldOfHead(head: string): PersonColumn | null {
  const letters = head
    .replace(/\(.*\)/, '')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '');
  return personColumns.find((column) => column.heads.includes(letters))?.field ?? null;
}
