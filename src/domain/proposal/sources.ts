import type { LocalDate } from '../time/wita.js';

/** Who may ask for aid to an institution beside the institution itself (process.md 2.1). */
export const outsideSources = ['SKPD', 'POKIR_DPRD', 'MUSRENBANG'] as const;

/** By which somebody else than the institution asks for aid to it. */
export interface OutsideLetter {
  readonly source: (typeof outsideSources)[number];
  readonly documentNumber: string;
  readonly documentDate: LocalDate;
  readonly blobId: string;
}
