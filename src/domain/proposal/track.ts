/** Aid asked for in the window of its programme, or for victims of a disaster, decided within hours (process.md 2.3). */
export const tracks = ['PLANNED', 'UNPLANNED'] as const;
export type Track = (typeof tracks)[number];

export const trackLabels: Readonly<Record<Track, { readonly labelId: string; readonly labelEn: string }>> = {
  PLANNED: { labelId: 'terencana', labelEn: 'planned' },
  UNPLANNED: { labelId: 'mendesak', labelEn: 'urgent' },
};

/** Belanja tidak terduga (Permendagri 77/2020): the account on which urgent aid is reserved and from which it is paid. */
export const URGENT_ACCOUNT = '5.3';

/** Which way a package goes is said by the account that pays for it. */
export function trackOfAccount(accountCode: string): Track {
  return accountCode === URGENT_ACCOUNT || accountCode.startsWith(`${URGENT_ACCOUNT}.`) ? 'UNPLANNED' : 'PLANNED';
}
export function isTrack(text: string): text is Track {
  return (tracks as readonly string[]).includes(text);
}
