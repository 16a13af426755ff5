import type { JSX } from 'preact';
import { useFrame } from '../frame.js';
import { DateField, TextArea, TextField } from '../parts/fields.js';
import { rupiah } from '../parts/text.js';
import { ScanField } from './kept-file.js';
import { LineCuts } from './line-cuts.js';
import type { FieldsProps } from './verification-fields.js';

export function DraftAmendmentFields({ view }: FieldsProps): JSX.Element {
  return (
    <>
      <TextArea name="words" rows={2} required />
      <LineCuts view={view} stage="amend" />
    </>
  );
}

/** The signed paper, typed from it and compared with what was drafted. */
export function AmendFields({ view, extras }: FieldsProps): JSX.Element {
  const { words } = useFrame();
  const drafted = view.proposal.amendedAmount;
  return (
    <>
      {drafted === null ? null : <p class="notice">{words.official.amendmentDrafted(rupiah(drafted))}</p>}
      <div class="pair">
        <TextField name="documentNumber" required />
        <DateField name="documentDate" required />
      </div>
      <TextField name="signatory" required />
      <TextField name="amount" width="medium" required />
      <ScanField name="scan" extras={extras} required />
    </>
  );
}
