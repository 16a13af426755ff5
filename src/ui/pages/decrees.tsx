import type { JSX } from 'preact';
import { decreeStates } from '../../domain/decree/decree-states.js';
import type { DecreeRowView } from '../decree-views.js';
import { useFrame } from '../frame.js';
import { Actions, Select, TextField } from '../parts/fields.js';
import { ErrorSummary, Form, type FormState } from '../parts/form.js';
import { LiesAt } from './decree-way.js';
import { Table } from '../parts/table.js';
import type { TwoNames } from '../views.js';

export interface DecreesProps {
  readonly decrees: readonly DecreeRowView[];
  /** Whether this person may prepare one. */
  readonly may: boolean;
}

export function DecreesPage({ decrees, may }: DecreesProps): JSX.Element {
  const { words, locale } = useFrame();
  const { decreeHead } = words.official;
  return (
    <>
      <h1>{words.official.decreesTitle}</h1>
      {may ? (
        <p class="actions">
          <a class="button" href="/decrees/new">
            {words.official.newDecree}
          </a>
        </p>
      ) : null}
      <Table
        caption={words.official.decreesTitle}
        titled
        empty={words.official.noDecrees}
        columns={{
          title: { head: decreeHead.title },
          number: { head: decreeHead.number },
          programme: { head: decreeHead.programme },
          state: { head: decreeHead.state },
          entries: { head: decreeHead.entries, kind: 'number' },
        }}
        rows={decrees.map((decree) => ({
          key: decree.id,
          cells: {
            title: <a href={`/decrees/${decree.id}`}>{decree.title}</a>,
            number: decree.number ?? '–',
            programme: locale === 'id' ? decree.programmeNameId : decree.programmeNameEn,
            state: (
              <>
                {locale === 'id' ? decreeStates[decree.state].labelId : decreeStates[decree.state].labelEn}
                {decree.liesAt === null ? null : (
                  <>
                    <br />
                    <LiesAt stop={decree.liesAt} />
                  </>
                )}
                {decree.waitsForSecond ? <span class="tag warn"> {words.official.secondWaits}</span> : null}
              </>
            ),
            entries: decree.entries,
          },
        }))}
      />
    </>
  );
}

export interface NewDecreeProps {
  readonly state: FormState;
  readonly programmes: readonly { readonly id: string; readonly name: TwoNames }[];
}

export function NewDecreePage({ state, programmes }: NewDecreeProps): JSX.Element {
  const { words, locale } = useFrame();
  const options = programmes.map((programme) => ({ value: programme.id, label: programme.name[locale] }));
  return (
    <div class="reading">
      <h1>{words.official.newDecree}</h1>
      <ErrorSummary state={state} />
      <Form action="/decrees/new" state={state}>
        <Select name="programmeId" options={options} required />
        <TextField name="title" required />
        <Actions submit={words.save} cancel="/decrees" />
      </Form>
    </div>
  );
}
