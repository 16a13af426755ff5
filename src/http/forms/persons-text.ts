import type { PersonRow } from '../../domain/person-row.js';

/** Rows as text in the order of the template, so that they can be mended in place and read again. */
export function personsText(rows: readonly PersonRow[]): string {
  return rows
    .map((row) =>
      [
        row.name,
        row.nationalId,
        row.birthDate,
        row.sex,
        row.motherName,
        row.familyCardNo,
        row.noNationalIdReason,
        row.residenceMode,
        row.items.join('+'),
      ]
        .map(cell)
        .join(';'),
    )
    .join('\n');
}

function cell(text: string): string {
  return /[;"\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
