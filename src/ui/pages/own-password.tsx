import type { JSX } from 'preact';
import { useWords } from '../frame.js';
import { Actions, TextField } from '../parts/fields.js';
import { ErrorSummary, Form, type FormState } from '../parts/form.js';

/** The own password, anew; every other session of the person ends. */
export function OwnPasswordPage({ state }: { readonly state: FormState }): JSX.Element {
  const { ownPassword, admin } = useWords();
  return (
    <div class="narrow">
      <h1>{ownPassword.title}</h1>
      <p>{ownPassword.lead}</p>
      <ErrorSummary state={state} />
      <Form action="/password" state={state}>
        <TextField name="currentPassword" type="password" autoComplete="current-password" maxLength={200} required />
        <TextField
          name="newPassword"
          type="password"
          autoComplete="new-password"
          hint={admin.passwordHint}
          maxLength={200}
          required
        />
        <TextField name="againPassword" type="password" autoComplete="new-password" maxLength={200} required />
        <Actions submit={ownPassword.submit} cancel="/" />
      </Form>
    </div>
  );
}
