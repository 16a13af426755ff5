import type { JSX } from 'preact';
import { institutionLife, type InstitutionStep } from '../../../domain/institution/life.js';
import { useFrame } from '../../frame.js';
import { nameIn } from '../../i18n/details.js';
import { isolate } from '../../isolate.js';
import { Actions, DateField, FileField, TextArea, TextField } from '../../parts/fields.js';
import { FileLink } from '../../parts/file-link.js';
import { ErrorSummary, Form, freshForm, type FormState } from '../../parts/form.js';
import { History } from '../../parts/history.js';
import { Day, Facts, ValidUntil, type Fact } from '../../parts/text.js';
import { AccountSection } from './account-section.js';
import { OpenSigns } from './flags-page.js';
import { InstitutionFileForm } from './file-form.js';
import type { InstitutionDetailView, InstitutionView } from '../../views.js';

export interface Refused {
  /** The form that was refused. */
  readonly of: string;
  readonly state: FormState;
}
export interface InstitutionPageProps {
  readonly institution: InstitutionDetailView;
  readonly refused: Refused | null;
}

/** One institution as officials see it: status, file, history, and the steps of whoever may take one. */
export function InstitutionPage({ institution, refused }: InstitutionPageProps): JSX.Element {
  const { words } = useFrame();
  const { life } = institution;
  return (
    <div class="reading">
      <h1>{isolate(institution.name)}</h1>
      {refused === null ? null : <ErrorSummary state={refused.state} />}
      <OpenSigns flags={institution.flags} />
      <Facts facts={useInstitutionFacts(institution)} />
      <h2>{words.life.statusTitle}</h2>
      <p>
        <strong>{nameIn(words.names.institutionStatus, institution.status)}</strong>
      </p>
      <Pending institution={institution} refused={refused} />
      {life.steps.map((step) => (
        <StepForm key={step} step={step} institutionId={institution.id} refused={refused} />
      ))}
      <h2>{words.life.fileTitle}</h2>
      {institution.file.editable ? (
        <details open={refused?.of === 'file'}>
          <summary>{words.life.file.title}</summary>
          <InstitutionFileForm
            institution={institution}
            action={`/institutions/${institution.id}/file`}
            state={refused?.of === 'file' ? refused.state : null}
          />
        </details>
      ) : null}
      <Documents institution={institution} refused={refused} />
      <AccountSection
        accounts={institution.accounts}
        answerTo={`/institutions/${institution.id}/accounts`}
        refused={refused}
      />
      <h2>{words.life.historyTitle}</h2>
      <History entries={life.history} />
    </div>
  );
}

export function useInstitutionFacts(institution: InstitutionView): readonly Fact[] {
  const { words } = useFrame();
  const { registrationValidUntil: validUntil } = institution;
  return [
    { name: words.life.kind, value: nameIn(words.life.kinds, institution.kind) },
    {
      name: words.names.fields['targetGroup'] ?? '',
      value: nameIn(words.names.targetGroups, institution.targetGroup),
    },
    { name: words.cases.address, value: `${institution.address}, ${institution.regencyName}` },
    { name: words.cases.chair, value: isolate(institution.chairName) },
    { name: words.cases.capacity, value: words.persons(institution.capacity) },
    { name: words.cases.registration, value: institution.registrationNumber },
    { name: words.life.head.validUntil, value: validUntil === null ? null : <Day date={validUntil} /> },
  ];
}

function Documents({ institution, refused }: InstitutionPageProps): JSX.Element {
  const { words } = useFrame();
  if (institution.documents.length === 0) return <p>{words.life.noFile}</p>;
  return (
    <ul class="plain">
      {institution.documents.map((document) => (
        <li key={document.code}>
          {nameIn(words.names.documents, document.code)}:{' '}
          <FileLink blobId={document.blobId}>{isolate(document.fileName)}</FileLink> ·{' '}
          {words.institution.fileVersion(document.version)} · {nameIn(words.names.documentStatus, document.status)}
          {document.checkReason === null ? null : ` (${document.checkReason})`}
          {document.validUntil === null ? null : (
            <>
              {' '}
              · <ValidUntil date={document.validUntil} />
            </>
          )}
          {document.expired ? <span class="tag bad">{words.names.documentStatus['EXPIRED']}</span> : null}
          {institution.checks ? (
            <CheckForm
              institutionId={institution.id}
              documentId={document.id}
              status={document.status}
              refused={refused}
            />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

interface CheckFormProps {
  readonly institutionId: string;
  readonly documentId: string;
  readonly status: string;
  readonly refused: Refused | null;
}

function CheckForm({ institutionId, documentId, status, refused }: CheckFormProps): JSX.Element {
  const { words } = useFrame();
  const { file } = words.life;
  const action = `/institutions/${institutionId}/documents/${documentId}`;
  const mine = refused?.of === documentId;
  return (
    <>
      {status === 'VALID' ? null : (
        <Form action={action} state={freshForm()}>
          <input type="hidden" name="valid" value="yes" />
          <button type="submit">{file.valid}</button>
        </Form>
      )}
      {status === 'INVALID' ? null : (
        <details open={mine}>
          <summary>{file.invalid}</summary>
          <Form action={action} state={mine ? refused.state : freshForm()}>
            <TextArea name="reason" rows={2} required />
            <Actions submit={file.invalid} tone="back" />
          </Form>
        </details>
      )}
    </>
  );
}

function Pending({ institution, refused }: InstitutionPageProps): JSX.Element | null {
  const { words } = useFrame();
  const { pending } = institution.life;
  if (pending === null) return null;
  const action = `/institutions/${institution.id}/changes/${pending.changeId}`;
  return (
    <section class="panel">
      <p>{words.life.proposed(pending.step, isolate(pending.proposer))}</p>
      <Facts
        facts={[
          { name: words.names.fields['reason'] ?? '', value: pending.reason },
          {
            name: words.life.letter,
            value:
              pending.blobId === null ? null : (
                <>
                  <FileLink blobId={pending.blobId}>{pending.letterNumber ?? ''}</FileLink>,{' '}
                  <Day date={pending.letterDate} />
                </>
              ),
          },
        ]}
      />
      {pending.mine ? (
        <>
          <Form action={action} state={freshForm()}>
            <input type="hidden" name="answer" value="confirm" />
            <Actions submit={`${words.life.confirm}: ${words.life.steps[pending.step]}`} />
          </Form>
          <details open={refused?.of === 'refuse'}>
            <summary>{words.life.refuse}</summary>
            <Form action={action} state={refused?.of === 'refuse' ? refused.state : freshForm()}>
              <input type="hidden" name="answer" value="refuse" />
              <TextArea name="reason" rows={2} required />
              <Actions submit={words.life.refuse} tone="back" />
            </Form>
          </details>
        </>
      ) : (
        <p class="soft">{words.life.notMine}</p>
      )}
    </section>
  );
}

interface StepFormProps {
  readonly step: InstitutionStep;
  readonly institutionId: string;
  readonly refused: Refused | null;
}

function StepForm({ step, institutionId, refused }: StepFormProps): JSX.Element {
  const { words } = useFrame();
  const row = institutionLife[step];
  const mine = refused?.of === step;
  return (
    <details open={mine}>
      <summary>{words.life.steps[step]}</summary>
      <Form action={`/institutions/${institutionId}/step`} state={mine ? refused.state : freshForm()} files={row.paper}>
        <input type="hidden" name="step" value={step} />
        {row.second === null ? null : <p class="hint">{words.life.secondHint}</p>}
        {row.paper ? (
          <>
            <div class="pair">
              <TextField name="letterNumber" required />
              <DateField name="letterDate" required />
            </div>
            <FileField name="scan" label={words.life.scan} required />
          </>
        ) : null}
        {row.reason ? <TextArea name="reason" rows={2} required /> : null}
        <Actions submit={words.life.steps[step]} />
      </Form>
    </details>
  );
}
