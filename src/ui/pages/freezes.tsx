import type { JSX } from 'preact';
import type { LocalDate } from '../../domain/time/wita.js';
import { useFrame } from '../frame.js';
import { nameIn } from '../i18n/details.js';
import { Actions, Checkbox, DateField, Select, TextField } from '../parts/fields.js';
import { ErrorSummary, Form, freshForm, type FormState } from '../parts/form.js';
import { Table } from '../parts/table.js';
import { Day, useName } from '../parts/text.js';
import type { FreezeView, ProgrammeItemView } from '../views.js';

export interface FreezesProps {
  readonly freezes: readonly FreezeView[];
  readonly programmes: readonly Pick<ProgrammeItemView, 'id' | 'code' | 'name'>[];
  readonly today: LocalDate;
  /** Whether this person sets and ends them. */
  readonly mayFreeze: boolean;
  readonly state: FormState;
}

/** Every freeze of deliveries, for everybody; who answers for deliveries sets and ends them here. */
export function FreezesPage(props: FreezesProps): JSX.Element {
  const { words } = useFrame();
  const { freezes, today, mayFreeze } = props;
  const { freeze } = words;
  return (
    <>
      <h1>{freeze.title}</h1>
      <p>{freeze.lead}</p>
      <Table
        caption={freeze.title}
        titled
        empty={freeze.empty}
        columns={{
          letter: { head: freeze.letter },
          from: { head: freeze.from },
          until: { head: freeze.until },
          state: { head: freeze.state },
          exempt: { head: freeze.exempt },
          reason: { head: freeze.reason },
        }}
        rows={freezes.map((one) => ({
          key: one.id,
          cells: {
            letter: (
              <>
                {one.letterNumber}, <Day date={one.letterDate} />
              </>
            ),
            from: <Day date={one.fromOn} />,
            until: <Day date={one.untilOn} />,
            state: <FreezeState freeze={one} today={today} />,
            exempt:
              [
                ...one.exemptGroups.map((group) => nameIn(words.names.targetGroups, group)),
                ...one.exemptProgrammes,
              ].join(', ') || words.none,
            reason: one.reason,
          },
        }))}
      />
      {mayFreeze ? <FreezeForms {...props} /> : null}
    </>
  );
}

function FreezeState({ freeze, today }: { readonly freeze: FreezeView; readonly today: LocalDate }): JSX.Element {
  const { words } = useFrame();
  if (freeze.endedOn !== null) {
    return (
      <>
        {words.freeze.ended} <Day date={freeze.endedOn} />: {freeze.endedReason}
      </>
    );
  }
  return (
    <>{today < freeze.fromOn ? words.freeze.planned : today > freeze.untilOn ? words.freeze.past : words.freeze.now}</>
  );
}

function FreezeForms({ freezes, programmes, today, state }: FreezesProps): JSX.Element {
  const { words } = useFrame();
  const name = useName();
  const open = freezes.filter((one) => one.endedOn === null && one.untilOn >= today);
  const ending = 'freezeId' in state.values;
  return (
    <>
      <ErrorSummary state={state} />
      <section class="reading" aria-labelledby="set-title">
        <h2 id="set-title">{words.freeze.setTitle}</h2>
        <Form action="/freezes" state={ending ? freshForm() : state}>
          <DateField name="fromOn" required />
          <DateField name="untilOn" required />
          <TextField name="documentNumber" required />
          <DateField name="documentDate" required />
          <TextField name="reason" required />
          <fieldset class="field">
            <legend>{words.freeze.groups}</legend>
            {Object.entries(words.names.targetGroups).map(([group, label]) => (
              <Checkbox key={group} name={`group.${group}`} label={label} />
            ))}
          </fieldset>
          <fieldset class="field">
            <legend>{words.freeze.programmes}</legend>
            {programmes.map((programme) => (
              <Checkbox
                key={programme.id}
                name={`programme.${programme.id}`}
                label={`${name(programme.name)} (${programme.code})`}
              />
            ))}
          </fieldset>
          <Actions submit={words.freeze.set} />
        </Form>
      </section>
      {open.length === 0 ? null : (
        <section class="reading" aria-labelledby="end-title">
          <h2 id="end-title">{words.freeze.endTitle}</h2>
          <Form action="/freezes/end" state={ending ? state : freshForm()}>
            <Select
              name="freezeId"
              options={open.map((one) => ({ value: one.id, label: one.letterNumber }))}
              required
            />
            <TextField name="endReason" label={words.freeze.reason} required />
            <Actions submit={words.freeze.end} tone="stop" />
          </Form>
        </section>
      )}
    </>
  );
}
