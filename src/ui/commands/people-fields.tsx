import type { JSX } from 'preact';
import { useWords } from '../frame.js';
import { isolate } from '../isolate.js';
import { Checkbox, DateField, Group, NumberField, Radio, TextArea, TextField } from '../parts/fields.js';
import { AssignFieldFields, type FieldsProps } from './verification-fields.js';

/** One verifier, or a whole team for a visit. */
export function StaffFields({ view, extras }: FieldsProps): JSX.Element {
  const words = useWords();
  const team = view.proposal.state === 'FIELD_VERIFICATION';
  return (
    <>
      <Group
        name="staff"
        legend={words.names.fields['staff'] ?? ''}
        {...(team ? { hint: words.official.officersHint } : {})}
      >
        {extras.staff.length === 0 ? <p>{words.official.noOfficers}</p> : null}
        {extras.staff.map(({ userId, name }) =>
          team ? (
            <Checkbox key={userId} name={`staff.${userId}`} label={isolate(name)} />
          ) : (
            <Radio key={userId} name="staff" value={userId} label={isolate(name)} />
          ),
        )}
      </Group>
      <TextArea name="words" required />
    </>
  );
}

export function ExtendFields({ view }: FieldsProps): JSX.Element {
  return (
    <>
      <NumberField name={view.proposal.inHours ? 'moreHours' : 'workingDays'} required />
      <TextArea name="words" required />
    </>
  );
}

export function RevisitFields(props: FieldsProps): JSX.Element {
  return (
    <>
      <TextArea name="words" required />
      <AssignFieldFields {...props} />
    </>
  );
}

export function RegencyOpinionFields(): JSX.Element {
  const words = useWords();
  return (
    <>
      <Group name="favourable" legend={words.names.fields['favourable'] ?? ''}>
        <Radio name="favourable" value="yes" label={words.yes} />
        <Radio name="favourable" value="no" label={words.no} />
      </Group>
      <div class="pair">
        <TextField name="letterNumber" required />
        <DateField name="letterDate" required />
      </div>
      <TextArea name="words" label={words.people.opinionWords} />
    </>
  );
}
