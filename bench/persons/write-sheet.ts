import { open } from 'node:fs/promises';
import type { ClientBase } from 'pg';
import { FEMALE_NAMES, SECOND_NAMES } from '../../src/app/simulation/synthetic-names.js';
import { createCsvWriter, createXlsxWriter } from '../../src/app/spreadsheet/xlsx-writer.js';

const HEADS = ['No', 'Kode LKS', 'Nama', 'NIK', 'Tanggal lahir', 'JK', 'Nama ibu', 'Alasan tanpa NIK'];
/** In a thousand rows so many are wrong, and so many repeat the row before. */
const [WRONG, TWICE] = [5, 5];

/** Invented people who are in no register yet, as one workbook and as the same in text. */
export async function writeRegisterSheet(
  owner: ClientBase,
  rows: number,
  files: { readonly xlsx: string; readonly csv: string },
): Promise<void> {
  const { rows: institutions } = await owner.query<{ code: string }>('select code from institution order by code');
  for (const [file, make] of [
    [files.xlsx, createXlsxWriter],
    [files.csv, createCsvWriter],
  ] as const) {
    const out = await open(file, 'w');
    const writer = make(async (bytes) => {
      await out.write(bytes);
    });
    if (file === files.xlsx) await writer.row(HEADS);
    for (let n = 0; n < rows; n += 1) {
      const who = n % 1_000 < TWICE ? Math.max(0, n - 1) : n;
      const day = 1 + (who % 28);
      const [month, year] = [1 + (Math.floor(who / 28) % 12), 40 + (Math.floor(who / 336) % 40)];
      const date = `${two(day)}/${two(month)}/19${year}`;
      const nik =
        n % 1_000 > 999 - WRONG
          ? '123'
          : `990101${two(day + 40)}${two(month)}${two(year)}${String(1 + (Math.floor(who / 13_440) % 9_999)).padStart(4, '0')}`;
      const name = `${FEMALE_NAMES[who % 40] ?? ''} ${SECOND_NAMES[who % 55] ?? ''}`;
      const code = institutions[Math.floor(n / 64) % institutions.length]?.code ?? '';
      await writer.row([String(n), code, name, nik, date, 'P', FEMALE_NAMES[(who * 7) % 40] ?? '', '']);
    }
    await writer.end();
    await out.close();
  }
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
