import type { JSX } from 'preact';
import { roles } from '../../../domain/roles.js';
import { useFrame } from '../../frame.js';
import { roleWords } from '../../i18n/waiting-words.js';
import { isolate } from '../../isolate.js';
import { Actions, Select, TextField, type Option } from '../../parts/fields.js';
import { ErrorSummary, Form, freshForm, type FormState } from '../../parts/form.js';
import type { UserDetailView } from '../../views.js';

export interface UserPageProps {
  readonly user: UserDetailView;
  readonly units: readonly Option[];
  readonly state: FormState;
}

/** One person: an office or the account itself is ended, or an office given, with a reason. */
export function UserPage({ user, units, state }: UserPageProps): JSX.Element {
  const { words, locale } = useFrame();
  const { admin } = words;
  const choices = user.active
    ? [
        ...user.roles.map((role) => ({ value: role, label: admin.endRole(roleWords(role, locale)) })),
        { value: 'CLOSE', label: admin.closeAccount },
      ]
    : [{ value: 'OPEN', label: admin.openAccount }];
  const free = Object.keys(roles).filter((role) => !user.roles.includes(role));
  const giving = 'newRole' in state.values;
  return (
    <div class="reading">
      <h1>{isolate(user.name)}</h1>
      <p>
        {user.email} · {user.active ? admin.active : admin.inactive} ·{' '}
        {user.roles.map((role) => roleWords(role, locale)).join(', ')}
      </p>
      <p>{admin.userLead}</p>
      <ErrorSummary state={state} />
      <Form action={`/admin/users/${user.userId}`} state={giving ? freshForm() : state}>
        <Select name="change" label={admin.change} options={choices} empty={words.substitution.choose} required />
        <TextField name="reason" required />
        <Actions submit={admin.changeUser} cancel="/admin/users" />
      </Form>
      {user.active ? (
        <section aria-labelledby="give-title">
          <h2 id="give-title">{admin.giveTitle}</h2>
          <Form action={`/admin/users/${user.userId}/role`} state={giving ? state : freshForm()}>
            <Select
              name="newRole"
              options={free.map((role) => ({ value: role, label: roleWords(role, locale) }))}
              empty={words.substitution.choose}
              required
            />
            <Select name="orgUnitId" options={units} empty={words.none} hint={admin.unitHint} />
            <TextField name="giveReason" required />
            <Actions submit={admin.giveRole} />
          </Form>
        </section>
      ) : null}
    </div>
  );
}
