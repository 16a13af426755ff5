import type { JSX } from 'preact';
import { useFrame } from '../frame.js';
import { nameIn } from '../i18n/details.js';
import { Actions, DateField, FileField, TextField } from '../parts/fields.js';
import { FileLink } from '../parts/file-link.js';
import { ErrorSummary, Form, freshForm, type FormState } from '../parts/form.js';
import { Facts, ValidUntil } from '../parts/text.js';
import { History } from '../parts/history.js';
import { AccountSection, ProposeAccount } from './institutions/account-section.js';
import { InstitutionFileForm } from './institutions/file-form.js';
import { useInstitutionFacts } from './institutions/institution-page.js';
import type { InstitutionDocumentView, MyInstitutionView } from '../views.js';
import { isolate } from '../isolate.js';

export interface InstitutionFileProps {
  readonly institution: MyInstitutionView;
  readonly codes: readonly string[];
  readonly mandatory: readonly string[];
  readonly refused: { readonly code: string; readonly state: FormState } | null;
}

/** The institution's own file: each document once, with number, validity and version. */
export function InstitutionFilePage({ institution, codes, mandatory, refused }: InstitutionFileProps): JSX.Element {
  const { words } = useFrame();
  return (
    <div class="reading">
      <h1>{words.institution.fileTitle}</h1>
      <p>{words.institution.fileLead}</p>
      {refused === null ? null : <ErrorSummary state={refused.state} />}
      <Facts
        facts={[
          { name: words.cases.institution, value: `${isolate(institution.name)} (${institution.code})` },
          { name: words.cases.state, value: nameIn(words.names.institutionStatus, institution.status) },
          ...useInstitutionFacts(institution),
        ]}
      />
      <OwnFile institution={institution} state={refused?.code === 'file' ? refused.state : null} />
      {codes.map((code) => (
        <FileForm
          key={code}
          code={code}
          mandatory={mandatory.includes(code)}
          document={institution.documents.find((entry) => entry.code === code) ?? null}
          state={refused?.code === code ? refused.state : null}
        />
      ))}
      <AccountSection accounts={institution.accounts} answerTo={null} refused={null} />
      <ProposeAccount state={refused?.code === 'account' ? refused.state : null} name={institution.name} />
      <h2>{words.life.historyTitle}</h2>
      <History entries={institution.life.history} />
    </div>
  );
}

/** What the institution says of itself, its way to the secretariat, and what is still missing for it. */
function OwnFile({
  institution,
  state,
}: {
  readonly institution: MyInstitutionView;
  readonly state: FormState | null;
}): JSX.Element {
  const { words } = useFrame();
  const { file } = institution;
  const said = words.life.file;
  if (institution.status !== 'DRAFT') return <p class="hint">{said.changed}</p>;
  if (file.sent) return <p class="notice">{said.sent}</p>;
  const names: Readonly<Record<string, string>> = { ...words.names.fields, ...words.names.documents };
  return (
    <section class="panel" aria-labelledby="own-file">
      <h2 id="own-file">{said.title}</h2>
      <p>{said.lead}</p>
      <details open={state !== null || file.legalForm === null}>
        <summary>{said.title}</summary>
        <InstitutionFileForm institution={institution} action="/institution/file" state={state} />
      </details>
      {file.lacking.length === 0 ? (
        <Form action="/institution/send" state={freshForm()}>
          <Actions submit={said.send} />
        </Form>
      ) : (
        <p>
          {said.lacking} {file.lacking.map((name) => nameIn(names, name)).join(', ')}.
        </p>
      )}
    </section>
  );
}

interface FileFormProps {
  readonly code: string;
  readonly mandatory: boolean;
  readonly document: InstitutionDocumentView | null;
  readonly state: FormState | null;
}

function FileForm({ code, mandatory, document, state }: FileFormProps): JSX.Element {
  const { words } = useFrame();
  const name = nameIn(words.names.documents, code);
  const stored = { [`number.${code}`]: document?.number ?? '', [`validUntil.${code}`]: document?.validUntil ?? '' };
  return (
    <section class="panel" aria-labelledby={`document-${code}`}>
      <h2 id={`document-${code}`}>
        {name}
        {mandatory ? <span class="optional"> ({words.institution.mandatory})</span> : null}
      </h2>
      {document === null ? null : (
        <p>
          <FileLink blobId={document.blobId}>{isolate(document.fileName)}</FileLink> ·{' '}
          {words.institution.fileVersion(document.version)}
          {document.validUntil === null ? null : (
            <>
              {' '}
              · <ValidUntil date={document.validUntil} />
            </>
          )}
          {document.status === 'INVALID' ? (
            <span class="tag bad">{words.life.file.invalidBecause(document.checkReason ?? '')}</span>
          ) : null}
          {document.expired ? <span class="tag bad">{words.names.documentStatus['EXPIRED']}</span> : null}
        </p>
      )}
      <details open={state !== null || (mandatory && document === null)}>
        <summary>{`${document === null ? words.institution.upload : words.institution.replaceFile}: ${name}`}</summary>
        <Form action="/institution" state={state ?? freshForm(stored)} files>
          <input type="hidden" name="code" value={code} />
          <FileField name={`file.${code}`} label={`${words.names.fields['file'] ?? ''}: ${name}`} required />
          <div class="pair">
            <TextField name={`number.${code}`} label={words.institution.fileNumber} />
            <DateField
              name={`validUntil.${code}`}
              label={words.names.fields['validUntil'] ?? ''}
              hint={words.institution.fileValidHint}
            />
          </div>
          <Actions submit={words.institution.upload} tone="back" />
        </Form>
      </details>
    </section>
  );
}
