import type { JSX } from 'preact';
import { longDateTime } from '../../domain/time/long-date.js';
import { noExtras, type CommandExtras } from '../commands/extras.js';
import { ScanField } from '../commands/kept-file.js';
import { DecreeWay } from './decree-way.js';
import type { CandidateView, DecreeView } from '../decree-views.js';
import { useFrame } from '../frame.js';
import { nameIn } from '../i18n/details.js';
import { Actions, Checkbox, DateField, MoneyField, NumberField, TextArea, TextField } from '../parts/fields.js';
import { FileLink } from '../parts/file-link.js';
import { ErrorSummary, Form, freshForm, type FormState } from '../parts/form.js';
import { History } from '../parts/history.js';
import { Table } from '../parts/table.js';
import { Day, Facts, rupiah, Rupiah } from '../parts/text.js';
import { isolate } from '../isolate.js';

export interface DecreePageProps {
  readonly decree: DecreeView;
  readonly candidates: readonly CandidateView[];
  /** A form that was refused, by its command. */
  readonly refused: { readonly type: string; readonly state: FormState; readonly extras: CommandExtras } | null;
}

/** One decree for many proposals: pick, freeze, download, record what came back, check it. */
export function DecreePage({ decree, candidates, refused }: DecreePageProps): JSX.Element {
  const { words } = useFrame();
  const may = (type: string): boolean => decree.availableCommands.some((entry) => entry.type === type && entry.allowed);
  const stateOf = (type: string): FormState => (refused?.type === type ? refused.state : freshForm());
  return (
    <>
      <h1>{isolate(decree.title)}</h1>
      <p class="waiting">
        {decree.pending === null
          ? words.official.decreeWaits[decree.state]
          : words.cases.waitsForSecond(words.official.record)}
      </p>
      {refused === null ? null : <ErrorSummary state={refused.state} />}
      {decree.untold === 0 ? null : <p class="notice">{words.official.untold(decree.untold)}</p>}
      <DecreeFacts decree={decree} />
      <DecreeWay decree={decree} state={stateOf('stop')} />
      <PendingPaper
        decree={decree}
        may={may('confirm')}
        check={stateOf('confirm')}
        refusal={stateOf('refuse_pending')}
      />
      {may('record') && decree.pending === null ? (
        <RecordForm decree={decree} state={stateOf('record')} extras={refused?.extras ?? noExtras} />
      ) : null}
      <Entries decree={decree} may={may('exclude')} state={stateOf('exclude')} />
      {may('include') ? <Candidates decree={decree} candidates={candidates} state={stateOf('include')} /> : null}
      {may('freeze') && decree.entries.some((entry) => entry.state === 'FENCED') ? (
        <section class="panel" aria-labelledby="freeze-title">
          <h2 id="freeze-title">{words.official.freeze}</h2>
          <p>{words.official.freezeLead}</p>
          <Form action={`/decrees/${decree.id}/do/freeze`} state={stateOf('freeze')} version={decree.version}>
            <Actions submit={words.official.freeze} />
          </Form>
        </section>
      ) : null}
      {decree.timeline.length === 0 ? null : (
        <section id="history">
          <h2>{words.cases.tabs.history}</h2>
          <History entries={decree.timeline} />
        </section>
      )}
    </>
  );
}

function DecreeFacts({ decree }: { readonly decree: DecreeView }): JSX.Element {
  const { words, locale } = useFrame();
  const annex =
    decree.frozenAt === null ? null : decree.annexBlobId === null ? (
      words.official.annexNotReady
    ) : (
      <a href={`/decrees/${decree.id}/annex`}>{words.official.annex}</a>
    );
  return (
    <Facts
      facts={[
        { name: words.cases.programme, value: locale === 'id' ? decree.programmeNameId : decree.programmeNameEn },
        { name: words.names.fields['number'] ?? '', value: decree.number },
        {
          name: words.names.fields['signedOn'] ?? '',
          value: decree.signedOn === null ? null : <Day date={decree.signedOn} />,
        },
        { name: words.names.fields['signatory'] ?? '', value: decree.signatory },
        { name: words.names.fields['persons'] ?? '', value: decree.persons },
        { name: words.names.fields['amount'] ?? '', value: <Rupiah amount={decree.amount} /> },
        { name: words.official.annexLabel, value: annex },
        {
          name: words.official.exportLabel,
          value: !decree.mayExport ? null : (
            <>
              <a href={`/decrees/${decree.id}/text.docx`}>{words.official.exportText}</a> ·{' '}
              <a href={`/decrees/${decree.id}/annex.xlsx`}>{words.official.exportAnnex}</a> ·{' '}
              <a href={`/decrees/${decree.id}/persons.xlsx`}>{words.official.exportPersons}</a>
            </>
          ),
        },
        { name: words.official.rootHash, value: decree.rootHash === null ? null : <code>{decree.rootHash}</code> },
        {
          name: words.cases.signedScan,
          value: decree.signedBlobId === null ? null : <FileLink blobId={decree.signedBlobId}>{words.open}</FileLink>,
        },
      ]}
    />
  );
}

function PendingPaper({
  decree,
  may,
  check,
  refusal,
}: {
  readonly decree: DecreeView;
  readonly may: boolean;
  readonly check: FormState;
  readonly refusal: FormState;
}): JSX.Element | null {
  const { words, locale } = useFrame();
  const { pending } = decree;
  if (pending === null) return null;
  const { paper } = pending;
  const action = `/decrees/${decree.id}/do`;
  return (
    <section class="panel" aria-labelledby="pending-title">
      <h2 id="pending-title">{may ? words.cases.pendingTitle : words.cases.pendingExact}</h2>
      <p>
        {words.cases.pendingOther(
          words.official.record,
          isolate(pending.enteredByName),
          longDateTime(new Date(pending.enteredAt), locale),
        )}
      </p>
      {may ? (
        <p>
          <FileLink blobId={paper.signedBlobId}>{words.cases.signedScan}</FileLink>
        </p>
      ) : (
        <>
          <Facts
            facts={[
              { name: words.names.fields['number'] ?? '', value: paper.number },
              { name: words.names.fields['signedOn'] ?? '', value: <Day date={paper.signedOn} /> },
              { name: words.names.fields['signatory'] ?? '', value: paper.signatory },
              { name: words.names.fields['persons'] ?? '', value: paper.persons },
              { name: words.names.fields['amount'] ?? '', value: <Rupiah amount={paper.amount} /> },
              { name: words.cases.signedScan, value: <FileLink blobId={paper.signedBlobId}>{words.open}</FileLink> },
            ]}
          />
          <p>{words.official.frozenTotals(decree.persons, rupiah(decree.amount))}</p>
        </>
      )}
      {may ? (
        <>
          <p>{words.official.checkLead}</p>
          <Form action={`${action}/confirm`} state={check} version={decree.version}>
            <div class="pair">
              <TextField name="number" required />
              <DateField name="signedOn" required />
            </div>
            <NumberField name="institutions" required />
            <div class="pair">
              <NumberField name="persons" required />
              <MoneyField name="amount" required />
            </div>
            <Actions submit={words.cases.pendingConfirm} />
          </Form>
          <details open={refusal.problem !== null || Object.keys(refusal.errors).length > 0}>
            <summary>{words.cases.pendingRefuse}</summary>
            <Form action={`${action}/refuse_pending`} state={refusal} version={decree.version}>
              <TextArea name="words" label={words.cases.pendingRefuseWords} required />
              <Actions submit={words.cases.pendingRefuse} tone="stop" />
            </Form>
          </details>
        </>
      ) : null}
    </section>
  );
}

function RecordForm({
  decree,
  state,
  extras,
}: {
  readonly decree: DecreeView;
  readonly state: FormState;
  readonly extras: CommandExtras;
}): JSX.Element {
  const { words } = useFrame();
  return (
    <section class="panel" aria-labelledby="record-title">
      <h2 id="record-title">{words.official.record}</h2>
      <p>{words.official.recordLead}</p>
      <p>{words.official.frozenTotals(decree.persons, rupiah(decree.amount))}</p>
      <Form action={`/decrees/${decree.id}/do/record`} state={state} version={decree.version} files>
        <div class="pair">
          <TextField name="number" required />
          <DateField name="signedOn" required />
        </div>
        <TextField name="signatory" required />
        <div class="pair">
          <NumberField name="persons" required />
          <MoneyField name="amount" required />
        </div>
        <ScanField name="signedScan" extras={extras} required />
        <Actions submit={words.official.record} />
      </Form>
    </section>
  );
}

function Entries({
  decree,
  may,
  state,
}: {
  readonly decree: DecreeView;
  readonly may: boolean;
  readonly state: FormState;
}): JSX.Element {
  const { words } = useFrame();
  const { caseHead } = words.official;
  const table = (
    <Table
      caption={words.official.decreeEntries}
      titled
      empty={words.official.decreeEmpty}
      columns={{
        case: { head: caseHead.case },
        area: { head: caseHead.area },
        persons: { head: caseHead.persons, kind: 'number' },
        amount: { head: words.cases.considered, kind: 'money' },
        state: { head: caseHead.state },
      }}
      rows={decree.entries.map((entry) => ({
        key: entry.proposalId,
        cells: {
          case:
            may && entry.state !== 'REMOVED' ? (
              <Pick entry={entry} />
            ) : (
              <a href={`/cases/${entry.proposalId}`}>{entryName(entry)}</a>
            ),
          area: entry.regencyName,
          persons: entry.persons,
          amount: <Rupiah amount={entry.amount} />,
          state: nameIn(words.official.entryStates, entry.state),
        },
      }))}
    />
  );
  return (
    <section id="entries">
      <h2>{words.official.decreeEntries}</h2>
      {may && decree.entries.some((entry) => entry.state !== 'REMOVED') ? (
        <Form action={`/decrees/${decree.id}/do/exclude`} state={state} version={decree.version}>
          {table}
          <Actions submit={words.official.exclude} tone="back" />
        </Form>
      ) : (
        table
      )}
    </section>
  );
}

function Candidates({
  decree,
  candidates,
  state,
}: {
  readonly decree: DecreeView;
  readonly candidates: readonly CandidateView[];
  readonly state: FormState;
}): JSX.Element {
  const { words } = useFrame();
  const { caseHead } = words.official;
  return (
    <section id="candidates">
      <h2>{words.official.candidates}</h2>
      {candidates.length === 0 ? (
        <p>{words.official.noCandidates}</p>
      ) : (
        <Form action={`/decrees/${decree.id}/do/include`} state={state} version={decree.version}>
          <p>{words.official.pickHint}</p>
          <Table
            caption={words.official.candidates}
            titled
            empty={words.official.noCandidates}
            columns={{
              case: { head: caseHead.case },
              area: { head: caseHead.area },
              persons: { head: caseHead.persons, kind: 'number' },
              amount: { head: words.cases.considered, kind: 'money' },
            }}
            rows={candidates.map((candidate) => ({
              key: candidate.proposalId,
              cells: {
                case: <Pick entry={candidate} />,
                area: candidate.regencyName,
                persons: candidate.persons,
                amount: <Rupiah amount={candidate.amount} />,
              },
            }))}
          />
          <Actions submit={words.official.include} />
        </Form>
      )}
    </section>
  );
}

/** One proposal to mark, with the way to read it first. */
function Pick({ entry }: { readonly entry: Named & { readonly proposalId: string } }): JSX.Element {
  const { words } = useFrame();
  const name = entryName(entry);
  return (
    <>
      <Checkbox name={`pick.${entry.proposalId}`} label={name} />
      <a href={`/cases/${entry.proposalId}`} aria-label={`${words.open}: ${name}`}>
        {words.open}
      </a>
    </>
  );
}

interface Named {
  readonly registrationNumber: string | null;
  readonly institutionName: string;
}
function entryName(entry: Named): string {
  return `${entry.registrationNumber ?? ''} ${isolate(entry.institutionName)}`.trim();
}
