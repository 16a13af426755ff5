import type { JSX } from 'preact';
import { useFrame } from '../../frame.js';
import { roleWords } from '../../i18n/waiting-words.js';
import { isolate } from '../../isolate.js';
import { Actions, Select, TextField } from '../../parts/fields.js';
import { ErrorSummary, Form, type FormState } from '../../parts/form.js';
import type { UserDetailView } from '../../views.js';

/** One person: an office or the account itself is ended, with a reason. */
export function UserPage({ user, state }: { readonly user: UserDetailView; readonly state: FormState }): JSX.Element {
  const { words, locale } = useFrame();
  const { admin } = words;
  const choices = user.active
    ? [
        ...user.roles.map((role) => ({ value: role, label: admin.endRole(roleWords(role, locale)) })),
        { value: 'CLOSE', label: admin.closeAccount },
      ]
    : [{ value: 'OPEN', label: admin.openAccount }];
  return (
    <div class="reading">
      <h1>{isolate(user.name)}</h1>
      <p>
        {user.email} · {user.active ? admin.active : admin.inactive} ·{' '}
        {user.roles.map((role) => roleWords(role, locale)).join(', ')}
      </p>
      <p>{admin.userLead}</p>
      <ErrorSummary state={state} />
      <Form action={`/admin/users/${user.userId}`} state={state}>
        <Select name="change" label={admin.change} options={choices} empty={words.substitution.choose} required />
        <TextField name="reason" required />
        <Actions submit={admin.changeUser} cancel="/admin/users" />
      </Form>
    </div>
  );
}
