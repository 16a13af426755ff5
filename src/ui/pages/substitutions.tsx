import type { JSX } from 'preact';
import { substitutableRoles, substitutionKinds } from '../../domain/substitution.js';
import { longDate } from '../../domain/time/long-date.js';
import { witaDate } from '../../domain/time/wita.js';
import { useFrame } from '../frame.js';
import { roleWords } from '../i18n/waiting-words.js';
import { isolate } from '../isolate.js';
import { Actions, DateField, Select, TextField } from '../parts/fields.js';
import { ErrorSummary, Form, freshForm, type FormState } from '../parts/form.js';
import { Table } from '../parts/table.js';
import type { SubstitutionsView } from '../views.js';

/** Who stands in for whom, and the form for another one. */
export function SubstitutionsPage({
  view,
  state,
}: {
  readonly view: SubstitutionsView;
  readonly state: FormState;
}): JSX.Element {
  const { words, locale } = useFrame();
  const { head, kinds, states } = words.substitution;
  const day = (instant: number): string => longDate(witaDate(new Date(instant)), locale);
  return (
    <>
      <h1>{words.substitution.title}</h1>
      <p>{words.substitution.lead}</p>
      <Table
        caption={words.substitution.title}
        titled
        empty={words.substitution.none}
        columns={{
          office: { head: head.office },
          holder: { head: head.holder },
          substitute: { head: head.substitute },
          letter: { head: head.letter },
          period: { head: head.period },
          state: { head: head.state },
          action: { head: head.action, kind: 'button' },
        }}
        rows={view.items.map((item) => ({
          key: item.id,
          cells: {
            office: `${kinds[item.kind]} ${roleWords(item.role, locale)}`,
            holder: isolate(item.holder),
            substitute: isolate(item.substitute),
            letter: [item.letterNumber, item.decreeNumber ?? ''].filter((number) => number !== '').join('; '),
            period: `${day(Date.parse(item.from))} – ${day(Date.parse(item.to) - 1)}`,
            state: states[item.state],
            action:
              item.state === 'ENDED' ? (
                '–'
              ) : (
                <Form action={`/substitutions/${item.id}/end`} state={freshForm()}>
                  <button class="quiet" type="submit" aria-label={words.substitution.endFor(isolate(item.substitute))}>
                    {words.substitution.end}
                  </button>
                </Form>
              ),
          },
        }))}
      />
      <SetForm view={view} state={state} />
    </>
  );
}

function SetForm({ view, state }: { readonly view: SubstitutionsView; readonly state: FormState }): JSX.Element | null {
  const { words, locale } = useFrame();
  const holders = view.people.filter(
    (person) =>
      (view.ofOthers || person.self) && person.roles.some((role) => substitutableRoles.some((each) => each === role)),
  );
  if (holders.length === 0) return null;
  const offices = substitutableRoles.filter((role) => holders.some((person) => person.roles.includes(role)));
  const option = (person: SubstitutionsView['people'][number]): { value: string; label: string } => ({
    value: person.email,
    label: `${person.name} (${person.roles.map((role) => roleWords(role, locale)).join(', ')})`,
  });
  const { kindChoices, choose } = words.substitution;
  return (
    <section class="reading">
      <h2>{words.substitution.newTitle}</h2>
      <ErrorSummary state={state} />
      <Form action="/substitutions" state={state}>
        <Select name="holder" options={holders.map(option)} empty={choose} required />
        <Select
          name="role"
          options={offices.map((role) => ({ value: role, label: roleWords(role, locale) }))}
          empty={choose}
          required
        />
        <Select
          name="kind"
          options={substitutionKinds.map((kind) => ({ value: kind, label: kindChoices[kind] }))}
          required
        />
        <Select
          name="substitute"
          options={view.people.filter((person) => !person.self).map(option)}
          empty={choose}
          required
        />
        <TextField name="letterNumber" required />
        <DateField name="letterDate" required />
        <TextField name="decreeNumber" hint={words.substitution.decreeHint} />
        <DateField name="decreeDate" />
        <DateField name="startsOn" required />
        <DateField name="endsOn" required />
        <Actions submit={words.substitution.save} />
      </Form>
    </section>
  );
}
