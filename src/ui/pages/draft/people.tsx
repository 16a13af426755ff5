import type { JSX } from 'preact';
import { useFrame } from '../../frame.js';
import { Actions, Checkbox, Group, Radio, Select, TextField } from '../../parts/fields.js';
import { ErrorSummary, Form, type FormState } from '../../parts/form.js';
import { useName } from '../../parts/text.js';
import type { CaseView } from '../../views.js';
import { PersonsTable } from '../case/persons-section.js';
import { DraftPart } from './draft-part.js';

/** The list of persons as it stands, with the two ways to add to it. */
export function PeoplePage({ view }: { readonly view: CaseView }): JSX.Element {
  const { words } = useFrame();
  const base = `/cases/${view.proposal.id}/people`;
  return (
    <DraftPart
      view={view}
      title={words.institution.peopleTitle}
      lead={words.institution.peopleLead}
      targets={['BNBA', 'person']}
    >
      <p>
        <strong>{words.institution.peopleCount(view.persons.total)}</strong>
      </p>
      <p class="actions">
        <a class="button" href={`${base}/add`}>
          {words.institution.addOne}
        </a>
        <a class="button back" href={`${base}/choose`}>
          {words.life.register.choose}
        </a>
        <a class="button back" href={`${base}/import`}>
          {words.institution.addMany}
        </a>
      </p>
      {view.persons.total === 0 ? null : <PersonsTable view={view} removeAt={`${base}/remove`} />}
    </DraftPart>
  );
}

export function AddPersonPage({ view, state }: { readonly view: CaseView; readonly state: FormState }): JSX.Element {
  const { words } = useFrame();
  const name = useName();
  const base = `/cases/${view.proposal.id}/people`;
  return (
    <DraftPart
      view={view}
      title={words.institution.addOne}
      lead={words.institution.peopleCount(view.persons.total)}
      targets={['BNBA']}
    >
      <ErrorSummary state={state} />
      <Form action={`${base}/add`} state={state}>
        <PersonFields />
        <Group name="items" legend={words.names.fields['items'] ?? ''} hint={words.institution.itemsHint}>
          {view.package.items.map((item) => (
            <Checkbox
              key={item.id}
              name={`item.${item.code}`}
              label={`${name(item.name)} (${item.quantityPerPerson} ${item.unit})`}
            />
          ))}
        </Group>
        <Actions submit={words.save} cancel={base} />
      </Form>
    </DraftPart>
  );
}

/** Who a person is, by the rules of every list. */
export function PersonFields(): JSX.Element {
  const { words } = useFrame();
  const modes = Object.entries(words.names.residenceModes).map(([value, label]) => ({ value, label }));
  return (
    <>
      <TextField name="name" required />
      <div class="pair">
        <TextField name="nationalId" hint={words.institution.nikHint} numeric maxLength={30} />
        <TextField name="noNationalIdReason" />
      </div>
      <div class="pair">
        <TextField name="birthDate" hint={words.institution.dateHint} maxLength={20} width="medium" required />
        <TextField name="familyCardNo" numeric maxLength={30} />
      </div>
      <Group name="sex" legend={words.names.fields['sex'] ?? ''}>
        <Radio name="sex" value="L" label={words.names.sexes['M'] ?? ''} />
        <Radio name="sex" value="P" label={words.names.sexes['F'] ?? ''} />
      </Group>
      <TextField name="motherName" />
      <Select name="residenceMode" options={modes} required />
    </>
  );
}
