import type { JSX } from 'preact';
import type { PersonError, PersonWarning } from '../../../domain/person-row.js';
import { useFrame } from '../../frame.js';
import { Actions, FileField, TextArea } from '../../parts/fields.js';
import { ErrorSummary, Form, type FormState } from '../../parts/form.js';
import { Table } from '../../parts/table.js';
import type { CaseView } from '../../views.js';
import { DraftPart } from './draft-part.js';

export interface ImportedRow {
  readonly row: number;
  readonly name: string;
  readonly ok: boolean;
  readonly errors: readonly PersonError[];
  readonly warnings: readonly PersonWarning[];
}
export interface ImportPeopleProps {
  readonly view: CaseView;
  readonly state: FormState;
  /** null before anything was checked. */
  readonly result: {
    readonly rows: readonly ImportedRow[];
    readonly accepted: number;
    readonly refused: number;
  } | null;
}

/** Few: on a phone the buttons come below them. */
const GOOD_ROWS_SHOWN = 10;
const TEXT_BYTES = 2_000_000;

/** Many at once: every row has its result before anything is saved, and can be mended in place. */
export function ImportPeoplePage({ view, state, result }: ImportPeopleProps): JSX.Element {
  const { words } = useFrame();
  const base = `/cases/${view.proposal.id}/people`;
  return (
    <DraftPart view={view} title={words.institution.addMany} lead={words.institution.peopleLead} targets={['BNBA']}>
      <ErrorSummary state={state} />
      {result === null ? null : <Result result={result} />}
      <Form action={`${base}/import`} state={state} files>
        {result === null ? (
          <p>
            <a href={`${base}/template.csv`}>{words.institution.template}</a>
          </p>
        ) : (
          <h2>{result.refused === 0 ? words.institution.checkedRows : words.institution.fixAndCheck}</h2>
        )}
        <TextArea name="pasted" hint={words.institution.pastedHint} rows={12} maxLength={TEXT_BYTES} />
        {result === null ? (
          <FileField name="csvFile" accept=".xlsx,.csv,.txt,text/csv" hint={words.institution.csvHint} />
        ) : null}
        {result === null ? (
          <Actions submit={words.institution.check} cancel={base} />
        ) : (
          <div class="actions">
            {result.accepted === 0 ? null : (
              <button type="submit" name="step" value="append">
                {result.refused === 0 ? words.institution.append : words.institution.appendPartly(result.accepted)}
              </button>
            )}
            {result.accepted === 0 || result.refused > 0 || view.persons.total === 0 ? null : (
              <button type="submit" name="step" value="replace" class="stop">
                {words.institution.replace}
              </button>
            )}
            <button type="submit" name="step" value="check" class="back">
              {words.institution.check}
            </button>
            <a href={base}>{words.cancel}</a>
          </div>
        )}
      </Form>
    </DraftPart>
  );
}

function Result({ result }: { readonly result: NonNullable<ImportPeopleProps['result']> }): JSX.Element {
  const { words } = useFrame();
  const remarkable = result.rows.filter((row) => !row.ok || row.warnings.length > 0);
  const shown = [
    ...remarkable,
    ...result.rows.filter((row) => row.ok && row.warnings.length === 0).slice(0, GOOD_ROWS_SHOWN),
  ];
  return (
    <section aria-labelledby="result">
      <h2 id="result">{words.institution.checkTitle}</h2>
      <p class={result.refused === 0 ? 'notice good' : 'notice warn'}>
        <strong>{words.institution.checkCounts(result.accepted, result.refused)}</strong>{' '}
        {words.institution.checkNothingSaved}
      </p>
      <Table
        caption={words.cases.entriesOf(shown.length, result.rows.length)}
        empty={words.none}
        columns={{ row: { head: words.institution.rowHead.row }, result: { head: words.institution.rowHead.result } }}
        rows={shown.map((row) => ({
          key: String(row.row),
          cells: { row: `${row.row}. ${row.name}`, result: <RowResult row={row} /> },
        }))}
      />
    </section>
  );
}

function RowResult({ row }: { readonly row: ImportedRow }): JSX.Element {
  const { words } = useFrame();
  return (
    <>
      <span class={row.ok ? 'tag good' : 'tag bad'}>
        {row.ok ? words.institution.rowGood : words.institution.rowBad}
      </span>
      {row.errors.map((error) => (
        <p key={`${error.field}${error.code}`} class="error">
          {words.personErrors[error.code]}
        </p>
      ))}
      {row.warnings.map((warning) => (
        <p key={`${warning.field}${warning.code}`} class="hint">
          {words.personWarnings[warning.code]}
        </p>
      ))}
    </>
  );
}
