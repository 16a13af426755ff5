import type { JSX } from 'preact';
import { useFrame } from '../../frame.js';
import { Actions, DateField, TextArea, TextField } from '../../parts/fields.js';
import { ErrorSummary, Form, type FormState } from '../../parts/form.js';
import type { CaseView } from '../../views.js';
import { DraftPart } from './draft-part.js';

export function LetterPage({ view, state }: { readonly view: CaseView; readonly state: FormState }): JSX.Element {
  const { words } = useFrame();
  const base = `/cases/${view.proposal.id}`;
  return (
    <DraftPart
      view={view}
      title={words.institution.letterTitle}
      lead={words.institution.letterLead}
      targets={['letter', 'LETTER']}
    >
      <ErrorSummary state={state} />
      <Form action={`${base}/letter`} state={state}>
        <div class="pair">
          <TextField name="letterNumber" required />
          <DateField name="letterDate" required />
        </div>
        <TextArea name="background" rows={6} maxLength={20_000} required />
        <TextArea name="purpose" rows={6} maxLength={20_000} required />
        <Actions submit={words.save} cancel={`${base}/edit`} />
      </Form>
    </DraftPart>
  );
}
