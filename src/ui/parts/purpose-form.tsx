import type { JSX } from 'preact';
import { accessPurposes } from '../../domain/privacy.js';
import { useFrame } from '../frame.js';
import { nameIn } from '../i18n/details.js';
import { Actions, Select } from './fields.js';
import { ErrorSummary, Form, type FormState } from './form.js';

/** Asks why personal data is opened; without a purpose nothing is shown. */
export function PurposeForm({
  action,
  state,
  cancel,
}: {
  readonly action: string;
  readonly state: FormState;
  readonly cancel?: string;
}): JSX.Element {
  const { words } = useFrame();
  return (
    <>
      <ErrorSummary state={state} />
      <Form action={action} state={state}>
        <Select
          name="accessPurpose"
          options={accessPurposes.map((value) => ({ value, label: nameIn(words.privacy.purposes, value) }))}
          empty={words.choose}
          hint={words.privacy.logged}
          required
        />
        <Actions submit={words.privacy.show} {...(cancel === undefined ? {} : { cancel })} />
      </Form>
    </>
  );
}
