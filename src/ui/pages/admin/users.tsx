import type { JSX } from 'preact';
import { roles } from '../../../domain/roles.js';
import { useFrame } from '../../frame.js';
import { roleWords } from '../../i18n/waiting-words.js';
import { Actions, Checkbox, Group, Select, TextField, type Option } from '../../parts/fields.js';
import { ErrorSummary, Form, type FormState } from '../../parts/form.js';
import { Paging, Table } from '../../parts/table.js';
import type { PageOf, UserView } from '../../views.js';
import { isolate } from '../../isolate.js';

export function UsersPage({ page, q }: { readonly page: PageOf<UserView>; readonly q: string }): JSX.Element {
  const { words, locale } = useFrame();
  const { userHead } = words.admin;
  return (
    <>
      <h1>{words.admin.usersTitle}</h1>
      <p class="actions">
        <a class="button" href="/admin/users/new">
          {words.admin.newUser}
        </a>
      </p>
      <form class="filter panel" action="/admin/users" method="get">
        <div class="field">
          <label htmlFor="q">{words.search}</label>
          <input id="q" name="q" type="search" maxLength={200} value={q} />
        </div>
        <button type="submit">{words.search}</button>
      </form>
      <Table
        caption={words.admin.usersTitle}
        titled
        empty={words.none}
        columns={{
          name: { head: userHead.name },
          email: { head: userHead.email },
          roles: { head: userHead.roles },
          belongs: { head: userHead.belongs },
          active: { head: userHead.active },
        }}
        rows={page.items.map((user) => ({
          key: user.userId,
          cells: {
            name: (
              <>
                <a href={`/admin/users/${user.userId}`}>{isolate(user.name)}</a>{' '}
                {user.demo ? <span class="tag warn">{words.demo}</span> : null}
              </>
            ),
            email: user.email,
            roles: user.roles.map((role) => roleWords(role, locale)).join(', '),
            belongs: user.belongsTo.join(', '),
            active: user.active ? words.admin.active : words.admin.inactive,
          },
        }))}
      />
      <Paging page={page} />
    </>
  );
}

export interface NewUserProps {
  readonly state: FormState;
  readonly institutions: readonly Option[];
  readonly regencies: readonly Option[];
  readonly units: readonly Option[];
}

export function NewUserPage({ state, institutions, regencies, units }: NewUserProps): JSX.Element {
  const { words, locale } = useFrame();
  return (
    <div class="reading">
      <h1>{words.admin.newUser}</h1>
      <p>{words.admin.newUserLead}</p>
      <ErrorSummary state={state} />
      <Form action="/admin/users/new" state={state}>
        <TextField name="name" required />
        <TextField name="email" type="email" required />
        <TextField
          name="password"
          type="password"
          hint={words.admin.passwordHint}
          autoComplete="new-password"
          required
        />
        <Group name="roles" legend={words.names.fields['roles'] ?? ''} hint={words.admin.rolesHint}>
          {Object.keys(roles).map((role) => (
            <Checkbox key={role} name={`role.${role}`} label={roleWords(role, locale)} />
          ))}
        </Group>
        <Select name="institutionId" options={institutions} empty={words.none} hint={words.admin.institutionHint} />
        <Select name="regencyCode" options={regencies} empty={words.none} hint={words.admin.regencyHint} />
        <Select name="orgUnitId" options={units} empty={words.none} hint={words.admin.unitHint} />
        <Select
          name="locale"
          options={[
            { value: 'id', label: 'Bahasa Indonesia' },
            { value: 'en', label: 'English' },
          ]}
          required
        />
        <Actions submit={words.admin.newUser} cancel="/admin/users" />
      </Form>
    </div>
  );
}
