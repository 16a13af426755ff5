import type { JSX } from 'preact';
import { useFrame } from '../../frame.js';
import { isolate } from '../../isolate.js';
import { Actions, TextField } from '../../parts/fields.js';
import { ErrorSummary, Form, type FormState } from '../../parts/form.js';
import { Paging, Table } from '../../parts/table.js';
import { longDate } from '../../../domain/time/long-date.js';
import { witaDate } from '../../../domain/time/wita.js';
import type { CaseView, StagedPersons, StagedRowView } from '../../views.js';
import { DraftPart } from './draft-part.js';
import { PersonFields } from './people.js';

interface StagedProps {
  readonly view: CaseView;
  readonly staged: StagedPersons;
  readonly state: FormState;
}

/** A list that was judged and waits: its rows with what was found, and what may be done with it. */
export function StagedPeoplePage({ view, staged, state }: StagedProps): JSX.Element {
  const { words, locale } = useFrame();
  const { institution } = words;
  const base = `/cases/${view.proposal.id}/people`;
  const until = longDate(witaDate(new Date(staged.expiresAt)), locale);
  const counts = [
    institution.checkCounts(staged.good, staged.refused),
    ...(staged.listed === 0 ? [] : [institution.stagedListed(staged.listed)]),
    staged.saved === 0 ? institution.checkNothingSaved : institution.stagedSaved(staged.saved),
  ];
  return (
    <DraftPart view={view} title={institution.checkTitle} lead={institution.stagedLead(until)} targets={['BNBA']}>
      <ErrorSummary state={state} />
      <p class={staged.refused === 0 ? 'notice good' : 'notice warn'}>{counts.join(' ')}</p>
      <Form action={`${base}/import/${staged.importId}/accept`} state={state}>
        <div class="actions">
          {staged.good === 0 ? null : (
            <button type="submit" name="step" value="append">
              {staged.refused === 0 ? institution.append : institution.appendPartly(staged.good)}
            </button>
          )}
          {staged.refused > 0 || staged.saved > 0 || staged.rows.total === 0 || view.persons.total === 0 ? null : (
            <button type="submit" name="step" value="replace" class="stop">
              {institution.replace}
            </button>
          )}
          <a href={`${base}/import`}>{institution.uploadAgain}</a>
          <a href={base}>{words.cancel}</a>
        </div>
      </Form>
      <p class="hint">{institution.stagedSort}</p>
      <Table
        caption={words.cases.entriesOf(staged.rows.items.length, staged.rows.total)}
        empty={words.none}
        columns={{
          row: { head: institution.rowHead.row },
          result: { head: institution.rowHead.result },
          mend: { head: institution.mend, kind: 'button' },
        }}
        rows={staged.rows.items.map((row) => ({
          key: row.id,
          cells: {
            row: `${row.number}. ${isolate(row.content.name)}`,
            result: <RowResult row={row} />,
            mend: (
              <a
                href={`${base}/import/${staged.importId}/rows/${row.number}`}
                aria-label={`${institution.mend}: ${row.number}. ${isolate(row.content.name)}`}
              >
                {institution.mend}
              </a>
            ),
          },
        }))}
      />
      <Paging page={staged.rows} />
    </DraftPart>
  );
}

function RowResult({ row }: { readonly row: StagedRowView }): JSX.Element {
  const { words } = useFrame();
  const ok = row.errors.length === 0;
  return (
    <>
      <span class={ok ? 'tag good' : 'tag bad'}>{ok ? words.institution.rowGood : words.institution.rowBad}</span>
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

interface MendProps {
  readonly view: CaseView;
  readonly importId: string;
  readonly number: number;
  readonly state: FormState;
}

/** One row as a form: only it is judged again. */
export function MendRowPage({ view, importId, number, state }: MendProps): JSX.Element {
  const { words } = useFrame();
  const at = `/cases/${view.proposal.id}/people/import/${importId}`;
  const codes = view.package.items.map((item) => item.code).join(', ');
  return (
    <DraftPart view={view} title={words.institution.mendTitle(number)} lead={words.institution.stagedSort} targets={[]}>
      <p>
        <a href={at}>{words.institution.backToRows}</a>
      </p>
      <ErrorSummary state={state} />
      <Form action={`${at}/rows/${number}`} state={state}>
        <PersonFields />
        <TextField name="items" hint={words.institution.mendItems(codes)} />
        <Actions submit={words.institution.mendedSoFar} cancel={at} />
      </Form>
    </DraftPart>
  );
}
