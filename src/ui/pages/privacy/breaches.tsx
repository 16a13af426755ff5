import type { JSX } from 'preact';
import { breachDataKinds, breachSubjects, breachTold } from '../../../domain/breach.js';
import { longDateTime } from '../../../domain/time/long-date.js';
import { useFrame } from '../../frame.js';
import { nameIn } from '../../i18n/details.js';
import { Actions, Checkbox, DateField, Group, NumberField, Select, TextArea, TextField } from '../../parts/fields.js';
import { ErrorSummary, Form, type FormState } from '../../parts/form.js';
import { Table } from '../../parts/table.js';
import { Day, Facts, Moment } from '../../parts/text.js';
import type { BreachView } from '../../views.js';

export function BreachesPage({
  breaches,
  mayOpen,
}: {
  readonly breaches: readonly BreachView[];
  readonly mayOpen: boolean;
}): JSX.Element {
  const { words } = useFrame();
  const { head } = words.breach;
  return (
    <>
      <h1>{words.breach.title}</h1>
      <p>{words.breach.lead}</p>
      {mayOpen ? (
        <p class="actions">
          <a class="button" href="/privacy/breaches/new">
            {words.breach.open}
          </a>
        </p>
      ) : null}
      <Table
        caption={words.breach.title}
        titled
        empty={words.breach.empty}
        columns={{
          number: { head: head.number },
          found: { head: head.found },
          due: { head: head.due },
          affected: { head: head.affected, kind: 'number' },
          state: { head: head.state },
        }}
        rows={breaches.map((entry) => ({
          key: entry.id,
          cells: {
            number: <a href={`/privacy/breaches/${entry.id}`}>{entry.number}</a>,
            found: <Moment at={entry.foundAt} />,
            due: <Moment at={entry.dueAt} />,
            affected: entry.affected,
            state: <State entry={entry} />,
          },
        }))}
      />
    </>
  );
}

function State({ entry }: { readonly entry: BreachView }): JSX.Element {
  const { words } = useFrame();
  return (
    <>
      {nameIn(words.breach.states, entry.state)}
      {entry.overdue ? <span class="tag warn">{words.breach.overdue}</span> : null}
    </>
  );
}

export function NewBreachPage({ state }: { readonly state: FormState }): JSX.Element {
  const { words } = useFrame();
  return (
    <div class="reading">
      <h1>{words.breach.open}</h1>
      <p>{words.breach.openLead}</p>
      <ErrorSummary state={state} />
      <Form action="/privacy/breaches/new" state={state}>
        <DateField name="foundAt" required />
        <TextField name="foundTime" hint={words.breach.foundTimeHint} width="short" required />
        <TextArea name="what" required />
        <Group name="dataKinds" legend={words.names.fields['dataKinds'] ?? ''}>
          {breachDataKinds.map((kind) => (
            <Checkbox key={kind} name={`kind.${kind}`} label={nameIn(words.breach.dataKinds, kind)} />
          ))}
        </Group>
        <Group name="subjects" legend={words.names.fields['subjects'] ?? ''}>
          {breachSubjects.map((subject) => (
            <Checkbox key={subject} name={`subject.${subject}`} label={nameIn(words.breach.subjects, subject)} />
          ))}
        </Group>
        <NumberField name="affected" required />
        <TextArea name="handling" />
        <Actions submit={words.breach.open} cancel="/privacy/breaches" />
      </Form>
    </div>
  );
}

/** One breach with its clock, the text of its letters and what was sent; the officer works on it while it is open. */
export function BreachPage({
  entry,
  mayWork,
  notice,
  closing,
}: {
  readonly entry: BreachView;
  readonly mayWork: boolean;
  readonly notice: FormState;
  readonly closing: FormState;
}): JSX.Element {
  const { words, locale } = useFrame();
  const { breach } = words;
  const kinds = entry.dataKinds.map((kind) => nameIn(breach.dataKinds, kind)).join(', ');
  const subjects = entry.subjects.map((subject) => nameIn(breach.subjects, subject)).join(', ');
  const found = longDateTime(new Date(entry.foundAt), locale);
  const path = `/privacy/breaches/${entry.id}`;
  return (
    <div class="reading">
      <h1>{entry.number}</h1>
      <Facts
        facts={[
          { name: breach.head.state, value: <State entry={entry} /> },
          { name: breach.head.found, value: <Moment at={entry.foundAt} /> },
          { name: breach.head.due, value: <Moment at={entry.dueAt} /> },
        ]}
      />
      <h2>{breach.letterTitle}</h2>
      {breach.letter(kinds, subjects, entry.affected, found, entry.what, entry.handling).map((line) => (
        <p key={line}>{line}</p>
      ))}
      <h2>{breach.noticesTitle}</h2>
      {entry.notices.length === 0 ? <p>{breach.noNotices}</p> : null}
      <ul class="plain">
        {entry.notices.map((sent) => (
          <li key={`${sent.told} ${sent.number}`}>
            {nameIn(breach.told, sent.told)}: {sent.number}, <Day date={sent.sentOn} />
          </li>
        ))}
      </ul>
      {mayWork && entry.state === 'OPEN' ? (
        <>
          <h2>{breach.record}</h2>
          <ErrorSummary state={notice} />
          <Form action={`${path}/notice`} state={notice}>
            <Select
              name="told"
              options={breachTold.map((value) => ({ value, label: nameIn(breach.told, value) }))}
              empty={words.choose}
              required
            />
            <TextField name="number" required />
            <DateField name="sentOn" required />
            <Actions submit={breach.record} />
          </Form>
          <h2>{breach.close}</h2>
          <p>{breach.closeLead}</p>
          <ErrorSummary state={closing} />
          <Form action={`${path}/close`} state={closing}>
            <TextArea name="handling" />
            <Actions submit={breach.close} />
          </Form>
        </>
      ) : null}
    </div>
  );
}
