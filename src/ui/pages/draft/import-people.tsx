import type { JSX } from 'preact';
import { useFrame } from '../../frame.js';
import { Actions, FileField, TextArea } from '../../parts/fields.js';
import { ErrorSummary, Form, type FormState } from '../../parts/form.js';
import type { CaseView } from '../../views.js';
import { DraftPart } from './draft-part.js';

const TEXT_BYTES = 2_000_000;

/** Many at once: every row has its result before anything is saved. */
export function ImportPeoplePage({ view, state }: { readonly view: CaseView; readonly state: FormState }): JSX.Element {
  const { words } = useFrame();
  const base = `/cases/${view.proposal.id}/people`;
  return (
    <DraftPart view={view} title={words.institution.addMany} lead={words.institution.peopleLead} targets={['BNBA']}>
      <ErrorSummary state={state} />
      <p class="actions">
        <a href={`${base}/template.xlsx`}>{words.institution.template}</a>
        <a href={`${base}/template.csv`}>{words.institution.templateCsv}</a>
      </p>
      <Form action={`${base}/import`} state={state} files>
        <FileField name="sheetFile" accept=".xlsx,.csv,.txt,text/csv" hint={words.institution.csvHint} />
        <TextArea name="pasted" hint={words.institution.pastedHint} rows={12} maxLength={TEXT_BYTES} />
        <Actions submit={words.institution.check} cancel={base} />
      </Form>
    </DraftPart>
  );
}
