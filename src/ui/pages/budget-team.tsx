import type { JSX } from 'preact';
import { useFrame } from '../frame.js';
import { nameIn } from '../i18n/details.js';
import { isolate } from '../isolate.js';
import { Actions, DateField, FileField, TextField } from '../parts/fields.js';
import { ErrorSummary, Form, type FormState } from '../parts/form.js';
import { Table } from '../parts/table.js';
import { rupiah, Rupiah } from '../parts/text.js';
import type { ProgrammeItemView, ReserveView, RowResultView, UnlinkedView } from '../views.js';

export interface SheetPageProps {
  readonly programme: ProgrammeItemView;
  /** Proposals that wait for the budget team. */
  readonly open: number;
  /** What the uploaded sheet, or the record, answered; null before. */
  readonly answer: {
    readonly results: readonly RowResultView[];
    /** Rows that can be entered, as the form carries them; null once they are. */
    readonly rows: string | null;
    readonly unreadable: readonly { readonly line: number; readonly number: string; readonly column: string }[];
  } | null;
  readonly state: FormState;
}

export function SheetPage({ programme, open, answer, state }: SheetPageProps): JSX.Element {
  const { words } = useFrame();
  const { budgetTeam } = words;
  const address = `/programmes/${programme.id}/consideration`;
  const accepted = answer?.results.filter(({ error }) => error === null).length ?? 0;
  return (
    <>
      <p>
        <a href="/programmes">{words.policy.programmes}</a>
      </p>
      <h1>{budgetTeam.of(programme.code, programme.fiscalYear)}</h1>
      <p>{budgetTeam.lead}</p>
      <p>{budgetTeam.openRows(open)}</p>
      <p class="actions">
        <a class="button" href={`${address}.xlsx`}>
          {budgetTeam.download}
        </a>
        <a href={`/programmes/${programme.id}/reserve`}>{budgetTeam.reserveTitle}</a>
        <a href={`/programmes/${programme.id}/unlinked`}>{budgetTeam.unlinkedTitle}</a>
      </p>
      <ErrorSummary state={state} />
      <Form action={address} state={state} files>
        <FileField name="sheet" accept=".xlsx,.csv" hint="XLSX, CSV" required />
        <Actions submit={budgetTeam.upload} />
      </Form>
      {answer === null ? null : <Results answer={answer} />}
      {answer === null || answer.rows === null || accepted === 0 ? null : (
        <section class="reading" aria-labelledby="enter-title">
          <h2 id="enter-title">{budgetTeam.enterTitle}</h2>
          <Form action={`${address}/enter`} state={state}>
            <input type="hidden" name="rows" value={answer.rows} />
            <div class="pair">
              <TextField name="documentNumber" required />
              <DateField name="documentDate" required />
            </div>
            <TextField name="signatory" required />
            <TextField name="overReason" />
            <Actions submit={budgetTeam.enter(accepted)} />
          </Form>
        </section>
      )}
    </>
  );
}

function Results({ answer }: { readonly answer: NonNullable<SheetPageProps['answer']> }): JSX.Element {
  const { words } = useFrame();
  const { budgetTeam } = words;
  const title = answer.rows === null ? budgetTeam.results : budgetTeam.checked;
  return (
    <>
      <h2>{title}</h2>
      <Table
        caption={title}
        titled
        empty={words.none}
        columns={{
          row: { head: budgetTeam.resultHead.row, kind: 'number' },
          proposal: { head: budgetTeam.resultHead.proposal },
          decision: { head: budgetTeam.resultHead.decision },
          goesOn: { head: budgetTeam.resultHead.goesOn },
          result: { head: budgetTeam.resultHead.result },
        }}
        rows={[
          ...answer.unreadable.map(({ line, number, column }) => ({
            key: String(line),
            cells: {
              row: line,
              proposal: number,
              decision: '–',
              goesOn: '–',
              result: (
                <p class="error">
                  {budgetTeam.unreadable(budgetTeam.columns[column as keyof typeof budgetTeam.columns] ?? column)}
                </p>
              ),
            },
          })),
          ...answer.results.map((one) => ({
            key: String(one.line),
            cells: {
              row: one.line,
              proposal: (
                <>
                  {one.proposalId === null ? (
                    one.registrationNumber
                  ) : (
                    <a href={`/cases/${one.proposalId}`}>{one.registrationNumber}</a>
                  )}
                  <p class="soft">{isolate(one.institution)}</p>
                </>
              ),
              decision: nameIn(budgetTeam.decisions, one.decision),
              goesOn:
                one.persons === null || one.amount === null
                  ? '–'
                  : `${words.persons(one.persons)}, ${rupiah(one.amount)}`,
              result:
                one.error === null ? (
                  answer.rows === null ? (
                    budgetTeam.entered
                  ) : (
                    budgetTeam.fits
                  )
                ) : (
                  <p class="error">
                    {words.errors[one.error.code](one.error.details).what}{' '}
                    {words.errors[one.error.code](one.error.details).todo}
                  </p>
                ),
            },
          })),
        ]}
      />
    </>
  );
}

export function ReservePage({ reserve, area }: { readonly reserve: ReserveView; readonly area: string }): JSX.Element {
  const { words } = useFrame();
  const { budgetTeam } = words;
  return (
    <>
      <p>
        <a href={`/programmes/${reserve.programmeId}/ranking`}>{words.ranking.title}</a>
      </p>
      <h1>{budgetTeam.reserveOf(reserve.code, reserve.fiscalYear)}</h1>
      <p>{budgetTeam.reserveLead}</p>
      <form class="filter panel" action={`/programmes/${reserve.programmeId}/reserve`} method="get">
        <div class="field">
          <label htmlFor="area">{budgetTeam.area}</label>
          <select id="area" name="area">
            <option value="">{budgetTeam.allAreas}</option>
            {reserve.regencies.map(({ code, name }) => (
              <option key={code} value={code} selected={code === area}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <button type="submit">{words.filter}</button>
      </form>
      <h2>{budgetTeam.waiting}</h2>
      <Table
        caption={budgetTeam.waiting}
        titled
        empty={budgetTeam.noWaiting}
        columns={{
          rank: { head: budgetTeam.waitingHead.rank, kind: 'number' },
          institution: { head: budgetTeam.waitingHead.institution },
          persons: { head: budgetTeam.waitingHead.persons, kind: 'number' },
          recommended: { head: budgetTeam.waitingHead.recommended, kind: 'money' },
        }}
        rows={reserve.waiting.map((one) => ({
          key: one.proposalId,
          cells: {
            rank: one.rank ?? '–',
            institution: <CaseLink one={one} />,
            persons: one.persons,
            recommended: <Rupiah amount={one.recommended} />,
          },
        }))}
      />
      <h2>{budgetTeam.dropped}</h2>
      <Table
        caption={budgetTeam.dropped}
        titled
        empty={budgetTeam.noDropped}
        columns={{
          place: { head: budgetTeam.droppedHead.place, kind: 'number' },
          proposal: { head: budgetTeam.droppedHead.proposal },
          person: { head: budgetTeam.droppedHead.person, kind: 'number' },
          amount: { head: budgetTeam.droppedHead.amount, kind: 'money' },
          reason: { head: budgetTeam.droppedHead.reason },
        }}
        rows={reserve.dropped.map((one, index) => ({
          key: `${one.proposalId}/${one.position}`,
          cells: {
            place: index + 1,
            proposal: <CaseLink one={one} />,
            person: one.position,
            amount: <Rupiah amount={one.amount} />,
            reason: one.reason,
          },
        }))}
      />
    </>
  );
}

function CaseLink({
  one,
}: {
  readonly one: { proposalId: string; institution: string; registrationNumber: string | null; regency: string };
}): JSX.Element {
  return (
    <>
      <a href={`/cases/${one.proposalId}`}>{isolate(one.institution)}</a>
      <p class="soft">
        {one.registrationNumber} · {one.regency}
      </p>
    </>
  );
}

export function UnlinkedPage({ view }: { readonly view: UnlinkedView }): JSX.Element {
  const { words } = useFrame();
  const { budgetTeam } = words;
  const head = budgetTeam.unlinkedHead;
  return (
    <>
      <p>
        <a href={`/programmes/${view.programmeId}/ceilings`}>{words.ceiling.title}</a>
      </p>
      <h1>{budgetTeam.unlinkedOf(view.code, view.fiscalYear)}</h1>
      <p>{budgetTeam.unlinkedLead}</p>
      <Table
        caption={budgetTeam.unlinkedTitle}
        titled
        empty={budgetTeam.noUnlinked}
        columns={{
          institution: { head: head.institution },
          persons: { head: head.persons, kind: 'number' },
          considered: { head: head.considered, kind: 'money' },
          budgetLine: { head: head.budgetLine },
          sipdId: { head: head.sipdId },
        }}
        rows={view.cases.map((one) => ({
          key: one.proposalId,
          cells: {
            institution: <CaseLink one={one} />,
            persons: one.persons,
            considered: <Rupiah amount={one.considered} />,
            budgetLine: one.budgetLine ?? '–',
            sipdId: one.sipdId ?? '–',
          },
        }))}
      />
      <p class="actions">
        <a href={`/programmes/${view.programmeId}/unlinked.xlsx`}>{budgetTeam.xlsx}</a>
      </p>
    </>
  );
}
