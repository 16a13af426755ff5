import type { JSX } from 'preact';
import { decreeHolderNames, decreeHolders, type TimedStop } from '../../domain/decree/decree-way.js';
import type { DecreeView } from '../decree-views.js';
import { useFrame } from '../frame.js';
import { Actions, DateField, Select, TextArea } from '../parts/fields.js';
import { Form, type FormState } from '../parts/form.js';
import { Day } from '../parts/text.js';
import { isolate } from '../isolate.js';

/** The way of a frozen decree to its signature: at whom it lay for how long, and the form for the next stop. */
export function DecreeWay({
  decree,
  state,
}: {
  readonly decree: DecreeView;
  readonly state: FormState;
}): JSX.Element | null {
  const { words, locale } = useFrame();
  if (decree.way.length === 0 && !decree.mayRecordStop) return null;
  const label = locale === 'id' ? 'labelId' : 'labelEn';
  return (
    <section id="way">
      <h2>{words.official.wayTitle}</h2>
      {decree.way.length === 0 ? <p>{words.official.wayNone}</p> : null}
      <ol>
        {decree.way.map((stop, index) => (
          <li key={index} aria-current={stop.here ? 'step' : undefined}>
            <strong>{decreeHolders[stop.holder][label]}</strong> · <Day date={stop.arrivedOn} /> · <Days stop={stop} />
            {stop.note === '' ? null : <> · {isolate(stop.note)}</>}
          </li>
        ))}
      </ol>
      {decree.mayRecordStop ? (
        <details open={state.problem !== null || Object.keys(state.errors).length > 0}>
          <summary>{words.official.wayRecord}</summary>
          <Form action={`/decrees/${decree.id}/way`} state={state}>
            <Select
              name="stopAt"
              options={decreeHolderNames.map((name) => ({ value: name, label: decreeHolders[name][label] }))}
              empty={words.choose}
              required
            />
            <DateField name="arrivedOn" required />
            <TextArea name="note" label={words.official.wayNote} />
            <Actions submit={words.official.wayRecord} />
          </Form>
        </details>
      ) : null}
    </section>
  );
}

/** Where a decree lies now, in one line: for lists and the inbox. */
export function LiesAt({ stop }: { readonly stop: TimedStop }): JSX.Element {
  const { words, locale } = useFrame();
  return (
    <>
      {words.official.liesAt(decreeHolders[stop.holder][locale === 'id' ? 'labelId' : 'labelEn'])} ·{' '}
      <Days stop={stop} />
    </>
  );
}

function Days({ stop }: { readonly stop: TimedStop }): JSX.Element {
  const { words } = useFrame();
  return <>{stop.here ? words.official.wayDaysHere(stop.days) : words.official.wayDays(stop.days)}</>;
}
