import type { JSX } from 'preact';
import { longDate } from '../../../domain/time/long-date.js';
import { useFrame } from '../../frame.js';
import { nameIn } from '../../i18n/details.js';
import { isolate } from '../../isolate.js';
import { Actions, DateField, Select, TextField } from '../../parts/fields.js';
import { ErrorSummary, Form, freshForm, type FormState } from '../../parts/form.js';
import { Paging, Table } from '../../parts/table.js';
import { Day } from '../../parts/text.js';
import type { ClientRegisterView, ClientView } from '../../views.js';

export interface RegisterPageProps {
  readonly register: ClientRegisterView;
  readonly q: string;
  readonly refused: { readonly of: string; readonly state: FormState } | null;
}

/** The client register of an institution: who is there, who left, and one press for a month without changes. */
export function RegisterPage({ register, q, refused }: RegisterPageProps): JSX.Element {
  const { words, locale } = useFrame();
  const said = words.life.register;
  return (
    <>
      <h1>{said.title}</h1>
      <p>{said.lead}</p>
      {refused === null ? null : <ErrorSummary state={refused.state} />}
      <p>
        <strong>{said.present(register.present)}</strong>
      </p>
      {register.confirmed ? (
        <p class="notice">{said.confirmed(longDate(register.month, locale).replace(/^1 /, ''))}</p>
      ) : (
        <Form action="/clients/month" state={freshForm()}>
          <Actions submit={said.noChange} />
        </Form>
      )}
      <form class="filter panel" action="/clients" method="get">
        <div class="field">
          <label htmlFor="q">{words.search}</label>
          <input id="q" name="q" type="search" maxLength={200} value={q} />
        </div>
        <button type="submit">{words.search}</button>
      </form>
      <Table
        caption={said.title}
        titled
        empty={said.empty}
        columns={{
          name: { head: words.names.fields['name'] ?? '' },
          birth: { head: words.names.fields['birthDate'] ?? '' },
          state: { head: said.state },
          move: { head: said.move, kind: 'button' },
        }}
        rows={register.items.map((client) => ({
          key: client.personId,
          cells: {
            name: isolate(client.name),
            birth: <Day date={client.birthDate} />,
            state:
              client.leftHow === null ? (
                nameIn(words.names.residenceModes, client.residenceMode)
              ) : (
                <>
                  {nameIn(said.kinds, client.leftHow)}, <Day date={client.leftOn} />
                </>
              ),
            move: <Move client={client} state={refused?.of === client.personId ? refused.state : null} />,
          },
        }))}
      />
      <Paging page={register} />
    </>
  );
}

function Move({
  client,
  state,
}: {
  readonly client: ClientView;
  readonly state: FormState | null;
}): JSX.Element | null {
  const { words } = useFrame();
  const said = words.life.register;
  if (client.next.length === 0) return null;
  return (
    <details open={state !== null}>
      <summary>{said.move}</summary>
      <Form action={`/clients/${client.personId}`} state={state ?? freshForm()}>
        <Select
          name="movement"
          label={said.what}
          options={client.next.map((value) => ({ value, label: nameIn(said.kinds, value) }))}
          required
        />
        <DateField name="happenedOn" label={said.on} required />
        <TextField name="documentNumber" required />
        <Actions submit={words.save} />
      </Form>
    </details>
  );
}
