import type { PaperForm } from '../../../domain/paper-form.js';
import { paperKinds, type StepPaper } from '../../../domain/papers.js';
import type { Fonts } from '../fonts.js';
import { footerLines } from '../form-parts.js';
import { openSheet, type PAPER, type Sheet } from '../sheet.js';
import { drawRejectionLetter, drawReturnLetter, drawWarningLetter } from './letters.js';
import { drawAdminMinutes, drawFieldMinutes, drawListUpdateMinutes } from './minutes.js';
import { drawConsiderationSheet, drawExcerpt, drawReceiptSlip, drawRecommendation } from './sheets.js';

export type FormOf<K extends StepPaper> = Extract<PaperForm, { readonly kind: K }>;
type Draw<K extends StepPaper> = (sheet: Sheet, form: FormOf<K>) => Promise<void>;

/** Each kind by the versions of its template: one that papers were made by is never changed, a new one is added. */
const templates: { readonly [K in StepPaper]: Readonly<Record<number, Draw<K>>> } = {
  receipt_slip: { 1: drawReceiptSlip },
  admin_minutes: { 1: drawAdminMinutes },
  return_letter: { 1: drawReturnLetter },
  field_minutes: { 1: drawFieldMinutes },
  rejection_letter: { 1: drawRejectionLetter },
  recommendation: { 1: drawRecommendation },
  consideration_sheet: { 1: drawConsiderationSheet },
  excerpt: { 1: drawExcerpt },
  list_update_minutes: { 1: drawListUpdateMinutes },
  warning_letter: { 1: drawWarningLetter },
};

/** F4 is the paper of legal products, A4 that of letters and minutes. */
const paperOf: Partial<Record<StepPaper, keyof typeof PAPER>> = { excerpt: 'F4' };

export async function renderPaper(form: PaperForm, fonts: Fonts): Promise<Uint8Array<ArrayBuffer>> {
  const draw = templates[form.kind][form.seal.template] as Draw<StepPaper> | undefined;
  if (draw === undefined) throw new Error(`this release has no template ${form.seal.template} of ${form.kind}`);
  const title = paperKinds[form.kind].labelId;
  const sheet = openSheet(
    {
      paper: paperOf[form.kind] ?? 'A4',
      title: `${title} ${form.institutionName}`,
      frozenAt: form.frozenAt,
      seal: form.seal,
      footer: footerLines(title, form.frozenAt, form.contentHash),
    },
    fonts,
  );
  await draw(sheet, form);
  return sheet.finish();
}
