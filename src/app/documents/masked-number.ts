import type { Vault } from '../ports.js';

/** The area and the last four digits tell two persons of one name apart; the birth date between them stays hidden. */
export async function maskedNationalId(
  vault: Vault,
  personId: string,
  row: { readonly nik_sealed: Uint8Array | null; readonly temporary_id: string | null },
): Promise<string> {
  if (row.nik_sealed === null) return row.temporary_id ?? '–';
  const nik = await vault.open('identity', `person|nik|${personId}`, row.nik_sealed);
  return `${nik.slice(0, 4)}••••••••${nik.slice(-4)}`;
}
