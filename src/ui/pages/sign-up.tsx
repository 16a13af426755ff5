import type { JSX } from 'preact';
import { signUpKinds } from '../../domain/institution/file.js';
import { targetGroups } from '../../domain/target-groups.js';
import { useFrame, useWords } from '../frame.js';
import { nameIn } from '../i18n/details.js';
import { isolate } from '../isolate.js';
import { Actions, Select, TextField, type Option } from '../parts/fields.js';
import { ErrorSummary, Form, type FormState } from '../parts/form.js';

/** An institution without an account asks for one. */
export function SignUpPage({
  state,
  regencies,
}: {
  readonly state: FormState;
  readonly regencies: readonly Option[];
}): JSX.Element {
  const { words } = useFrame();
  const { signUp } = words.life;
  const named = (values: readonly string[], names: Readonly<Record<string, string>>): readonly Option[] =>
    values.map((value) => ({ value, label: nameIn(names, value) }));
  return (
    <div class="narrow">
      <h1>{signUp.title}</h1>
      <p>{signUp.lead}</p>
      <ErrorSummary state={state} />
      <Form action="/sign-up" state={state}>
        <TextField name="institutionName" required />
        <Select
          name="kind"
          label={words.life.kind}
          options={named(signUpKinds, words.life.kinds)}
          empty={words.choose}
          required
        />
        <Select
          name="targetGroup"
          options={named(targetGroups, words.names.targetGroups)}
          empty={words.choose}
          required
        />
        <Select name="regencyCode" options={regencies} empty={words.choose} required />
        <TextField name="personName" autoComplete="name" required />
        <TextField name="email" type="email" autoComplete="email" required />
        <Actions submit={signUp.submit} cancel="/sign-in" />
      </Form>
    </div>
  );
}

export function SignUpSentPage({ email }: { readonly email: string }): JSX.Element {
  const { life } = useWords();
  return (
    <div class="narrow">
      <h1>{life.signUp.sentTitle}</h1>
      <p class="notice">{life.signUp.sent(isolate(email))}</p>
    </div>
  );
}

export function SignUpPasswordPage({
  token,
  institutionName,
  state,
}: {
  readonly token: string;
  readonly institutionName: string;
  readonly state: FormState;
}): JSX.Element {
  const { life, admin } = useWords();
  return (
    <div class="narrow">
      <h1>{life.signUp.passwordTitle}</h1>
      <p>{life.signUp.passwordLead(isolate(institutionName))}</p>
      <ErrorSummary state={state} />
      <Form action={`/sign-up/${token}`} state={state}>
        <TextField name="newPassword" type="password" autoComplete="new-password" hint={admin.passwordHint} required />
        <TextField name="againPassword" type="password" autoComplete="new-password" required />
        <Actions submit={life.signUp.confirm} />
      </Form>
    </div>
  );
}
