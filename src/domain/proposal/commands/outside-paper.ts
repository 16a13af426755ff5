import type { LocalDate } from '../../time/wita.js';

/** What a recorder enters of the paper of a body that does not log in (process.md 2, *). */
export interface OutsidePaper {
  readonly documentNumber: string;
  readonly documentDate: LocalDate;
  readonly signatory: string;
  /** The scan, where the paper is there already; the history links to it. */
  readonly scanBlobId?: string | null | undefined;
}

/** What the record keeps of the paper. */
export function paperNote(paper: OutsidePaper): Readonly<Record<string, string>> {
  const { documentNumber, documentDate, signatory } = paper;
  return { documentNumber, documentDate, signatory, ...scanNote(paper) };
}

export function scanNote({ scanBlobId }: Pick<OutsidePaper, 'scanBlobId'>): Readonly<Record<string, string>> {
  return typeof scanBlobId === 'string' ? { scan: scanBlobId } : {};
}
