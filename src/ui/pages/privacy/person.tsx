import type { JSX } from 'preact';
import { useFrame } from '../../frame.js';
import { isolate } from '../../isolate.js';
import type { FormState } from '../../parts/form.js';
import { PurposeForm } from '../../parts/purpose-form.js';
import { Day, Facts } from '../../parts/text.js';
import type { FullPersonView } from '../../views.js';

/** The numbers of one person: asked for with a purpose, then shown once. */
export function FullPersonPage({
  casePath,
  beneficiaryId,
  person,
  state,
}: {
  readonly casePath: string;
  readonly beneficiaryId: string;
  readonly person: FullPersonView;
  /** null once they are open. */
  readonly state: FormState | null;
}): JSX.Element {
  const { words } = useFrame();
  return (
    <div class="reading">
      <h1>{words.privacy.personTitle(isolate(person.name))}</h1>
      {state === null ? (
        <>
          <Facts
            facts={[
              { name: words.privacy.nationalId, value: person.nationalId ?? words.privacy.notRecorded },
              { name: words.privacy.familyCardNo, value: person.familyCardNo ?? words.privacy.notRecorded },
              { name: words.cases.personHead.birth, value: <Day date={person.birthDate} /> },
            ]}
          />
          <p>
            <a href={casePath}>{words.back}</a>
          </p>
        </>
      ) : (
        <>
          <p>{words.privacy.lead}</p>
          <PurposeForm action={`${casePath}/persons/${beneficiaryId}`} state={state} cancel={casePath} />
        </>
      )}
    </div>
  );
}

export function FilePurposePage({
  action,
  state,
}: {
  readonly action: string;
  readonly state: FormState;
}): JSX.Element {
  const { words } = useFrame();
  return (
    <div class="reading">
      <h1>{words.privacy.fileTitle}</h1>
      <p>{words.privacy.fileLead}</p>
      <PurposeForm action={action} state={state} />
    </div>
  );
}
