import type { JSX } from 'preact';
import { useFrame } from '../frame.js';
import { DateField, Group, NumberField, Radio, TextArea, TextField } from '../parts/fields.js';
import { ScanField } from './kept-file.js';
import { RankedProposal } from './ranked-proposal.js';
import { LineCuts } from './line-cuts.js';
import type { FieldsProps } from './verification-fields.js';

/** What is typed from another body's document. */
export function PaperFields({ extras }: FieldsProps): JSX.Element {
  return (
    <>
      <div class="pair">
        <TextField name="documentNumber" required />
        <DateField name="documentDate" required />
      </div>
      <TextField name="signatory" required />
      <ScanField name="scan" extras={extras} />
    </>
  );
}

export function WaitlistFields({ view, extras }: FieldsProps): JSX.Element {
  return (
    <>
      <RankedProposal extras={extras} />
      <PaperFields view={view} extras={extras} />
      <NumberField name="rank" required />
    </>
  );
}

/** Less for everybody named, or nothing for now. */
export function CutFields({ view }: FieldsProps): JSX.Element {
  const { words } = useFrame();
  return (
    <>
      <TextArea name="words" rows={2} required />
      <Group name="to" legend={words.names.fields['to'] ?? ''}>
        <Radio name="to" value="CONSIDERED" label={words.official.cutLower} />
        <Radio name="to" value="WAITLISTED" label={words.official.cutWaits} />
      </Group>
      <LineCuts view={view} stage="cut" />
    </>
  );
}
