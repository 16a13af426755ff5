import type { JSX } from 'preact';
import { useFrame } from '../../frame.js';
import { isolate } from '../../isolate.js';
import { Actions } from '../../parts/fields.js';
import { ErrorSummary, Form, type FormState } from '../../parts/form.js';
import type { CaseView } from '../../views.js';
import { PersonFields } from '../draft/people.js';

/** One person more in the client register, to take over what another leaves. */
export function AddClientPage({ view, state }: { readonly view: CaseView; readonly state: FormState }): JSX.Element {
  const { words } = useFrame();
  const back = `/cases/${view.proposal.id}`;
  return (
    <div class="reading">
      <p>
        <a href={back}>{words.cases.proposalOf(isolate(view.institution.name))}</a>
      </p>
      <h1>{words.listUpdate.register}</h1>
      <p>{words.listUpdate.registerLead}</p>
      <ErrorSummary state={state} />
      <Form action={`${back}/clients/add`} state={state}>
        <PersonFields />
        <Actions submit={words.save} cancel={`${back}/do/update_list`} />
      </Form>
    </div>
  );
}
