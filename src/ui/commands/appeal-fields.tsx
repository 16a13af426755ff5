import type { JSX } from 'preact';
import { useFrame } from '../frame.js';
import { Select, TextArea } from '../parts/fields.js';
import { isolate } from '../isolate.js';
import type { FieldsProps } from './verification-fields.js';

export function AppealFields({ view }: FieldsProps): JSX.Element {
  const { words } = useFrame();
  const reason = view.proposal.rejection?.words ?? '';
  return (
    <>
      {reason === '' ? null : (
        <p class="notice">
          {words.cases.rejectedFor} {isolate(reason)}
        </p>
      )}
      <TextArea name="words" label={words.cases.appealGrounds} required />
    </>
  );
}

export function NameReviewerFields({ extras }: FieldsProps): JSX.Element {
  const { words } = useFrame();
  const options = extras.appealReviewers.map(({ userId, name }) => ({ value: userId, label: name }));
  return (
    <>
      {options.length === 0 ? <p class="notice warn">{words.official.noReviewers}</p> : null}
      <Select name="userId" options={options} {...(options.length === 1 ? {} : { empty: words.choose })} required />
    </>
  );
}
