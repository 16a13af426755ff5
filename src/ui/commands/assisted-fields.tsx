import type { JSX } from 'preact';
import { DateField, TextArea, TextField } from '../parts/fields.js';
import { AssistedLine } from '../pages/case/assisted-line.js';
import { ScanField } from './kept-file.js';
import type { FieldsProps } from './verification-fields.js';

export function RecordPaperFields({ extras }: FieldsProps): JSX.Element {
  return (
    <>
      <div class="pair">
        <TextField name="documentNumber" required />
        <DateField name="documentDate" required />
      </div>
      <ScanField name="scan" extras={extras} required />
    </>
  );
}

/** The paper stands beside what was copied from it. */
export function ConfirmIntakeFields({ view }: FieldsProps): JSX.Element {
  return (
    <>
      <p class="notice">
        <AssistedLine view={view} />
      </p>
      <TextArea name="words" rows={2} />
    </>
  );
}
