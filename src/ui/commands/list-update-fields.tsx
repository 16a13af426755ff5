import type { JSX } from 'preact';
import { longDate } from '../../domain/time/long-date.js';
import { useFrame } from '../frame.js';
import { isolate } from '../isolate.js';
import { nameIn } from '../i18n/details.js';
import { DateField, Group, Radio, Select, TextField } from '../parts/fields.js';
import type { LineView, PersonView } from '../views.js';
import { ScanField } from './kept-file.js';
import type { FieldsProps } from './verification-fields.js';

/** Whom something decreed was not handed over to: who leaves of them is named with a day and, where there is one, a replacement. */
export function UpdateListFields({ view, extras }: FieldsProps): JSX.Element {
  const { words } = useFrame();
  const open = view.persons.entries.filter(hasRest);
  return (
    <>
      <p>{words.listUpdate.lead}</p>
      <p>
        {words.listUpdate.registerFirst}{' '}
        <a href={`/cases/${view.proposal.id}/clients/add`}>{words.listUpdate.register}</a>
      </p>
      <div class="pair">
        <TextField name="documentNumber" required />
        <DateField name="documentDate" required />
      </div>
      <ScanField name="scan" extras={extras} required />
      <Group name="verifierId" legend={nameIn(words.names.fields, 'verifierId')}>
        {extras.staff.length === 0 ? <p>{words.official.noOfficers}</p> : null}
        {extras.staff.map(({ userId, name }) => (
          <Radio key={userId} name="verifierId" value={userId} label={isolate(name)} />
        ))}
      </Group>
      <Group name="changes" legend={words.listUpdate.openPersons}>
        {open.length === 0 ? <p>{words.listUpdate.nobodyOpen}</p> : null}
        {open.map((person) => (
          <PersonInputs key={person.beneficiaryId} person={person} entrants={extras.entrants} />
        ))}
      </Group>
    </>
  );
}

/** Something decreed to this person can still be handed over, or taken over by another. */
export function hasRest(person: PersonView): boolean {
  return person.lines.some(isOpen) && person.lines.every((line) => line.heldWords === null);
}
function isOpen({ status, final, decreed, delivered }: LineView): boolean {
  return status !== 'DROPPED' && !final && (decreed ?? 0) > (delivered ?? 0);
}

function PersonInputs({
  person,
  entrants,
}: {
  readonly person: PersonView;
  readonly entrants: FieldsProps['extras']['entrants'];
}): JSX.Element {
  const { words, locale } = useFrame();
  const { listUpdate } = words;
  const name = `${person.position}. ${isolate(person.name)}`;
  const causes = Object.entries(words.names.listExits).map(([value, label]) => ({ value, label }));
  const people = entrants.map((entrant) => ({
    value: entrant.personId,
    label: `${isolate(entrant.name)}, ${longDate(entrant.birthDate, locale)}`,
  }));
  return (
    <details>
      <summary>{name}</summary>
      <Select
        name={`left.${person.beneficiaryId}`}
        label={listUpdate.leftFor(name)}
        options={causes}
        empty={listUpdate.stays}
      />
      <DateField name={`leftOn.${person.beneficiaryId}`} label={listUpdate.leftOnFor(name)} />
      <Select
        name={`replacedBy.${person.beneficiaryId}`}
        label={listUpdate.replacedByFor(name)}
        options={people}
        empty={listUpdate.nobody}
      />
    </details>
  );
}
