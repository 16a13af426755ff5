import type { JSX } from 'preact';
import { useFrame } from '../../frame.js';
import { nameIn } from '../../i18n/details.js';
import { Actions, FileField, TextField } from '../../parts/fields.js';
import { FileLink } from '../../parts/file-link.js';
import { ErrorSummary, Form, freshForm, type FormState } from '../../parts/form.js';
import type { CaseView } from '../../views.js';
import { DraftPart } from './draft-part.js';
import { isolate } from '../../isolate.js';

export interface DocumentsProps {
  readonly view: CaseView;
  /** Codes in the order of the checklist, then the optional ones. */
  readonly codes: readonly string[];
  /** The refused upload, by its code. */
  readonly refused: { readonly code: string; readonly state: FormState } | null;
}

/** One small form per document: upload or replace. */
export function DocumentsPage({ view, codes, refused }: DocumentsProps): JSX.Element {
  const { words } = useFrame();
  // what is asked for or already there stands open; the rest would only be a long way to scroll
  const isNeeded = (code: string): boolean =>
    isMandatory(view, code) || view.documents.some((entry) => entry.code === code);
  const needed = codes.filter(isNeeded);
  const others = codes.filter((code) => !isNeeded(code));
  const form = (code: string): JSX.Element => (
    <DocumentForm key={code} view={view} code={code} state={refused?.code === code ? refused.state : freshForm()} />
  );
  return (
    <DraftPart
      view={view}
      title={words.institution.documentsTitle}
      lead={words.institution.documentsLead}
      targets={codes}
    >
      {refused === null ? null : <ErrorSummary state={refused.state} />}
      {needed.map(form)}
      {others.length === 0 ? null : (
        <details open={others.some((code) => code === refused?.code)}>
          <summary>{words.institution.otherDocuments}</summary>
          {others.map(form)}
        </details>
      )}
    </DraftPart>
  );
}

function DocumentForm({
  view,
  code,
  state,
}: {
  readonly view: CaseView;
  readonly code: string;
  readonly state: FormState;
}): JSX.Element {
  const { words } = useFrame();
  const document = view.documents.find((entry) => entry.code === code);
  const mandatory = isMandatory(view, code);
  const name = nameIn(words.names.documents, code);
  const values = state.values['code'] === code ? state : freshForm({ [`number.${code}`]: document?.number ?? '' });
  return (
    <section class="panel" aria-labelledby={`document-${code}`}>
      <h2 id={`document-${code}`}>
        {name}
        {mandatory ? <span class="optional"> ({words.institution.mandatory})</span> : null}
      </h2>
      {document === undefined ? null : (
        <p>
          <FileLink blobId={document.blobId}>{isolate(document.fileName)}</FileLink> ·{' '}
          <span class={document.status === 'INVALID' ? 'tag bad' : document.status === 'VALID' ? 'tag good' : 'tag'}>
            {nameIn(words.names.documentStatus, document.status)}
          </span>
          {document.reason === null ? '' : ` ${document.reason}`}
        </p>
      )}
      <Form action={`/cases/${view.proposal.id}/documents`} state={values} files>
        <input type="hidden" name="code" value={code} />
        <div class="pair">
          <FileField name={`file.${code}`} label={`${words.names.fields['file'] ?? ''}: ${name}`} required />
          <TextField name={`number.${code}`} label={words.institution.fileNumber} />
        </div>
        <Actions
          submit={document === undefined ? words.institution.upload : words.institution.replaceFile}
          tone="back"
        />
      </Form>
    </section>
  );
}

function isMandatory(view: CaseView, code: string): boolean {
  return view.checklist.some((entry) => entry.of === 'proposal' && entry.code === code);
}
