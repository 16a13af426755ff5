import type { AppContext } from '../ports.js';

/** The sealed numbers of one person, as a row of the person table has them. */
export interface SealedNumbers {
  readonly nik_sealed: Uint8Array | null;
  readonly family_card_sealed: Uint8Array | null;
}

/** Opens both numbers of a person; whoever asks has logged it in the transaction that read them. */
export async function openNumbers(
  { vault }: Pick<AppContext, 'vault'>,
  personId: string,
  sealed: SealedNumbers,
): Promise<{ readonly nik: string | null; readonly familyCard: string | null }> {
  const open = async (column: string, bytes: Uint8Array | null): Promise<string | null> =>
    bytes === null ? null : vault.open('identity', `person|${column}|${personId}`, bytes);
  return {
    nik: await open('nik', sealed.nik_sealed),
    familyCard: await open('family_card', sealed.family_card_sealed),
  };
}
