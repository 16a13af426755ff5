import type { JSX } from 'preact';
import { useFrame } from '../frame.js';
import { nameIn } from '../i18n/details.js';
import { Checkbox, DateField, Group, Radio, TextArea, TextField } from '../parts/fields.js';
import { FileLink } from '../parts/file-link.js';
import type { CaseView } from '../views.js';
import type { CommandExtras } from './extras.js';
import { isolate } from '../isolate.js';

export interface FieldsProps {
  readonly view: CaseView;
  readonly extras: CommandExtras;
}

/** One question per document: valid or not, with a remark. */
export function PassAdminFields({ view }: FieldsProps): JSX.Element {
  const { words } = useFrame();
  const missing = view.checklist
    .filter((entry) => !entry.done)
    .map((entry) => nameIn(words.names.documents, entry.code));
  return (
    <>
      {missing.length === 0 ? null : <p class="notice warn">{words.official.checkMissing(missing.join('; '))}</p>}
      {view.documents.map((document) => {
        const name = nameIn(words.names.documents, document.code);
        return (
          <div key={document.id} class="panel">
            <Group name={`check.${document.code}`} legend={name}>
              <p>
                <FileLink blobId={document.blobId}>{`${words.open}: ${isolate(document.fileName)}`}</FileLink>
              </p>
              <Radio name={`check.${document.code}`} value="yes" label={words.official.checkValid} />
              <Radio name={`check.${document.code}`} value="no" label={words.official.checkInvalid} />
            </Group>
            <TextField name={`reason.${document.code}`} label={words.official.checkReason(name)} maxLength={200} />
          </div>
        );
      })}
      <TextArea name="notes" />
    </>
  );
}

const REMARKED_PERSONS = 500;

/** Words for the whole, and beside each part what has to be repaired. */
export function ReturnFields({ view }: FieldsProps): JSX.Element {
  const { words } = useFrame();
  const { parts, remarkFor } = words.official;
  return (
    <>
      <TextArea name="words" label={remarkFor(parts['all'] ?? '')} required />
      <details>
        <summary>{words.official.remarksTitle}</summary>
        {['letter', 'RAB', 'BNBA'].map((target) => (
          <TextArea key={target} name={`remark.${target}`} label={remarkFor(parts[target] ?? target)} rows={2} />
        ))}
        {view.documents.map((document) => (
          <TextArea
            key={document.id}
            name={`remark.${document.code}`}
            label={remarkFor(nameIn(words.names.documents, document.code))}
            rows={2}
          />
        ))}
      </details>
      {view.persons.entries.length === 0 || view.persons.entries.length > REMARKED_PERSONS ? null : (
        <details>
          <summary>{words.official.remarkPersons}</summary>
          {view.persons.entries.map((person) => (
            <TextField
              key={person.beneficiaryId}
              name={`remark.person:${person.beneficiaryId}`}
              label={`${person.position}. ${isolate(person.name)}`}
            />
          ))}
        </details>
      )}
    </>
  );
}

export function AssignFieldFields({ extras }: FieldsProps): JSX.Element {
  const { words } = useFrame();
  return (
    <>
      <Group name="officers" legend={words.names.fields['officers'] ?? ''} hint={words.official.officersHint}>
        {extras.staff.length === 0 ? <p>{words.official.noOfficers}</p> : null}
        {extras.staff.map((officer) => (
          <Checkbox key={officer.userId} name={`officer.${officer.userId}`} label={isolate(officer.name)} />
        ))}
      </Group>
      <TextField name="teamName" required />
      <div class="pair">
        <TextField name="orderNumber" required />
        <DateField name="orderDate" required />
      </div>
      <div class="pair">
        <TextField name="route" required />
        <DateField name="plannedOn" required />
      </div>
    </>
  );
}
