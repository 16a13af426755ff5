import type { JSX } from 'preact';
import type { Locale } from '../../domain/locale.js';
import { useFrame } from '../frame.js';
import { nameIn } from '../i18n/details.js';
import type { Words } from '../i18n/words.js';
import { Actions, FileField, TextArea } from '../parts/fields.js';
import { ErrorSummary, Form, useField, type FormState } from '../parts/form.js';
import { useName } from '../parts/text.js';
import { History } from '../parts/history.js';
import type { CaseView, HistoryView, ReportLineView } from '../views.js';
import { CaseHead } from './case/case-page.js';
import { RepairPanel } from './case/repair-panel.js';
import { Photos } from '../parts/photos.js';
import { isolate } from '../isolate.js';

const photoCodes = ['REPORT_PHOTO_1', 'REPORT_PHOTO_2', 'REPORT_PHOTO_3'] as const;
const columns = ['received', 'used', 'returned', 'lost'] as const;

export interface ReportPageProps {
  readonly view: CaseView;
  readonly state: FormState;
  readonly since: readonly HistoryView[];
}

/** The accountability report for goods: one page, three photos; saved first, then sent. */
export function ReportPage({ view, state, since }: ReportPageProps): JSX.Element {
  const { words, locale } = useFrame();
  const { report, proposal } = view;
  const base = `/cases/${proposal.id}`;
  const photos = view.documents.filter((document) => document.code.startsWith('REPORT_PHOTO_'));
  const saved = report?.id ?? null;
  const ready = report !== null && saved !== null && report.narrative !== '' && photos.length >= photoCodes.length;
  return (
    <div class="reading">
      <p>
        <a href={base}>{words.cases.proposalOf(isolate(view.institution.name))}</a>
      </p>
      <CaseHead view={view} />
      <h2>{words.institution.reportTitle}</h2>
      <p>{words.institution.reportLead}</p>
      <ErrorSummary state={state} label={(name) => lineLabel(name, view, words, locale)} />
      {since.length === 0 ? null : <History entries={since} />}
      <RepairPanel view={view} />
      <Form action={`${base}/report`} state={state} files>
        <TextArea name="narrative" rows={8} maxLength={20_000} required />
        {(report?.lines ?? []).map((line) => (
          <LineFields key={line.itemId} line={line} />
        ))}
        <h3>{words.institution.reportPhotos}</h3>
        <Photos photos={photos.map((photo) => ({ ...photo, label: nameIn(words.names.documents, photo.code) }))} />
        {photoCodes.map((code) => (
          <FileField
            key={code}
            name={code}
            label={nameIn(words.names.documents, code)}
            accept=".jpg,.jpeg,.png,.webp"
            hint={words.institution.reportPhotoHint}
            kept={photos.find((photo) => photo.code === code)?.fileName ?? null}
            required
          />
        ))}
        <Actions submit={words.institution.reportSave} cancel={base} />
      </Form>
      <section aria-labelledby="send-report">
        <h2 id="send-report">{words.institution.reportSend}</h2>
        {ready ? (
          <Form action={`${base}/report/send`} state={{ ...state, values: {}, errors: {} }} version={proposal.version}>
            <input type="hidden" name="reportId" value={saved} />
            <input type="hidden" name="contentHash" value={report.contentHash ?? ''} />
            <input type="hidden" name="seen" value={String(view.timeline.at(-1)?.seq ?? 0)} />
            <p>{words.institution.reportSendLead}</p>
            <Actions submit={words.institution.reportSend} />
          </Form>
        ) : (
          <p>{words.institution.reportNeeds}</p>
        )}
      </section>
    </div>
  );
}

function LineFields({ line }: { readonly line: ReportLineView }): JSX.Element {
  const { words } = useFrame();
  const name = useName();
  return (
    <fieldset class="panel">
      <legend>{`${name(line.name)} (${line.unit}) · ${words.cases.reportHead.delivered}: ${line.delivered}`}</legend>
      <div class="numbers">
        {columns.map((column) => (
          <NumberInput key={column} field={`line.${line.itemId}.${column}`} label={words.cases.reportHead[column]} />
        ))}
      </div>
      <NoteInput field={`line.${line.itemId}.note`} label={words.cases.reportHead.note} />
    </fieldset>
  );
}

function NumberInput({ field, label }: { readonly field: string; readonly label: string }): JSX.Element {
  const { id, value, error } = useField(field);
  return (
    <div class={error === null ? '' : 'wrong'}>
      <label htmlFor={id}>{label}</label>
      {error === null ? null : (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <input
        id={id}
        name={field}
        type="text"
        inputMode="numeric"
        maxLength={9}
        value={value}
        aria-invalid={error === null ? undefined : 'true'}
        aria-describedby={error === null ? undefined : `${id}-error`}
      />
    </div>
  );
}

function NoteInput({ field, label }: { readonly field: string; readonly label: string }): JSX.Element {
  const { id, value } = useField(field);
  return (
    <div class="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} name={field} type="text" maxLength={500} value={value} />
    </div>
  );
}

function lineLabel(name: string, view: CaseView, words: Words, locale: Locale): string {
  const match = /^line\.([^.]+)\.(\w+)$/.exec(name);
  const line = view.report?.lines.find((entry) => entry.itemId === match?.[1]);
  if (match === null || line === undefined) return nameIn({ ...words.names.documents, ...words.names.fields }, name);
  const heads: Readonly<Record<string, string>> = words.cases.reportHead;
  return words.institution.numberFor(heads[match[2] ?? ''] ?? '', line.name[locale]);
}
