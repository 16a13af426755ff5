import type { JSX } from 'preact';
import { useFrame } from '../../frame.js';
import { isolate } from '../../isolate.js';
import { Actions, Checkbox, Group } from '../../parts/fields.js';
import { ErrorSummary, Form, type FormState } from '../../parts/form.js';
import { longDate } from '../../../domain/time/long-date.js';
import type { CaseView, EntrantView } from '../../views.js';
import { DraftPart } from './draft-part.js';

/** Who of the client register is not in the list yet, to be marked. */
export function ChooseClientsPage({
  view,
  clients,
  state,
}: {
  readonly view: CaseView;
  readonly clients: readonly EntrantView[];
  readonly state: FormState;
}): JSX.Element {
  const { words, locale } = useFrame();
  const said = words.life.register;
  const base = `/cases/${view.proposal.id}/people`;
  return (
    <DraftPart view={view} title={said.choose} lead={said.chooseLead} targets={['BNBA']}>
      <ErrorSummary state={state} />
      {clients.length === 0 ? (
        <p>{said.nobodyLeft}</p>
      ) : (
        <Form action={`${base}/choose`} state={state}>
          <Group name="clients" legend={said.title}>
            {clients.map((client) => (
              <Checkbox
                key={client.personId}
                name={`client.${client.personId}`}
                label={`${isolate(client.name)}, ${longDate(client.birthDate, locale)}`}
              />
            ))}
          </Group>
          <Actions submit={said.add} cancel={base} />
        </Form>
      )}
    </DraftPart>
  );
}
