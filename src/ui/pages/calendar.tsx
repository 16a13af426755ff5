import type { JSX } from 'preact';
import { holidayKinds } from '../../domain/calendar.js';
import { useFrame } from '../frame.js';
import { nameIn } from '../i18n/details.js';
import { Actions, Select, TextArea, TextField } from '../parts/fields.js';
import { ErrorSummary, Form, freshForm, type FormState } from '../parts/form.js';
import { Table } from '../parts/table.js';
import { Day } from '../parts/text.js';
import type { CalendarView } from '../views.js';

export interface CalendarProps {
  readonly calendar: CalendarView;
  /** Whether this person changes it. */
  readonly mayChange: boolean;
  readonly state: FormState;
}

/** The days on which nobody is waited for, for everybody; administrator and secretary change them here. */
export function CalendarPage({ calendar, mayChange, state }: CalendarProps): JSX.Element {
  const { words } = useFrame();
  const { year, days, missing } = calendar;
  return (
    <>
      <h1>{words.calendar.title}</h1>
      <p>{words.calendar.lead}</p>
      {missing.map((empty) => (
        <p key={empty} class="notice">
          {words.calendar.missing(empty)}
        </p>
      ))}
      <p>
        <a href={`/calendar?year=${year - 1}`}>{words.calendar.otherYear(year - 1)}</a>
        {' · '}
        <a href={`/calendar?year=${year + 1}`}>{words.calendar.otherYear(year + 1)}</a>
      </p>
      <h2>{words.calendar.yearTitle(year)}</h2>
      <Table
        caption={words.calendar.yearTitle(year)}
        titled
        empty={words.calendar.empty}
        columns={{
          date: { head: words.calendar.head.date },
          name: { head: words.calendar.head.name },
          kind: { head: words.calendar.head.kind },
          changed: { head: words.calendar.head.changed },
        }}
        rows={days.map((day) => ({
          key: day.date,
          cells: {
            date: <Day date={day.date} />,
            name: day.name,
            kind: nameIn(words.calendar.kinds, day.kind),
            changed: day.cancelled ? words.calendar.cancelled(day.reason ?? '') : (day.reason ?? ''),
          },
        }))}
      />
      {mayChange ? <CalendarForms calendar={calendar} state={state} /> : null}
    </>
  );
}

function CalendarForms({
  calendar: { year, today, days },
  state,
}: Pick<CalendarProps, 'calendar' | 'state'>): JSX.Element {
  const { words } = useFrame();
  const cancelling = 'holidayDate' in state.values;
  const open = days.filter((day) => !day.cancelled && day.date >= today);
  return (
    <>
      <ErrorSummary state={state} />
      <section class="reading" aria-labelledby="set-title">
        <h2 id="set-title">{words.calendar.setTitle}</h2>
        <Form action={`/calendar?year=${year}`} state={cancelling ? freshForm() : state}>
          <Select
            name="holidayKind"
            options={holidayKinds.map((kind) => ({ value: kind, label: words.calendar.kinds[kind] }))}
            required
          />
          <TextArea name="days" hint={words.calendar.daysHint} required />
          <TextField name="reason" required />
          <Actions submit={words.calendar.set} />
        </Form>
      </section>
      {open.length === 0 ? null : (
        <section class="reading" aria-labelledby="cancel-title">
          <h2 id="cancel-title">{words.calendar.cancelTitle}</h2>
          <Form action={`/calendar/cancel?year=${year}`} state={cancelling ? state : freshForm()}>
            <Select
              name="holidayDate"
              options={open.map((day) => ({ value: day.date, label: `${day.date} ${day.name}` }))}
              empty={words.choose}
              required
            />
            <TextField name="cancelReason" required />
            <Actions submit={words.calendar.cancel} tone="stop" />
          </Form>
        </section>
      )}
    </>
  );
}
