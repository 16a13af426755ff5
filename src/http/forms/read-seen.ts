import type { CaseView } from '../../app/queries/case-view.js';
import type { FormValues } from './form-values.js';
import type { KeptFile } from './uploads.js';

/** Whoever was not simply present, and whoever showed a paper. */
export function readSeen(
  form: FormValues,
  view: CaseView,
  files: Readonly<Record<string, readonly KeptFile[]>>,
): readonly Readonly<Record<string, unknown>>[] {
  return view.persons.entries.flatMap(({ beneficiaryId }) => {
    const text = (name: string): string => form.text(`${name}.${beneficiaryId}`);
    const presence = text('presence') === '' ? 'PRESENT' : text('presence');
    const identityPaper = text('paper') === '' ? null : text('paper');
    if (presence === 'PRESENT' && identityPaper === null) return [];
    const absent = presence === 'ABSENT_WITH_PROOF';
    return [
      {
        beneficiaryId,
        presence,
        identityPaper,
        ...(absent
          ? {
              whereabouts: text('whereabouts') === '' ? null : text('whereabouts'),
              proof: text('proof'),
              proofBlobId: files[proofFile(beneficiaryId)]?.[0]?.blobId ?? null,
            }
          : {}),
      },
    ];
  });
}

/** The field that carries the proof of one person's absence. */
export function proofFile(beneficiaryId: string): string {
  return `proofFile.${beneficiaryId}`;
}
