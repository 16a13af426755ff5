import type { JSX } from 'preact';
import { useFrame, useWords } from '../frame.js';
import { Actions, TextField } from '../parts/fields.js';
import { ErrorSummary, Form, type FormState } from '../parts/form.js';

export interface SignInProps {
  readonly state: FormState;
  /** Where to go afterwards: a path of this site. */
  readonly next: string;
  /** The session ended in mid-work. */
  readonly again: boolean;
  /** A form that came without a session: kept until it can be sent. */
  readonly kept: KeptForm | null;
}
export interface KeptForm {
  readonly action: string;
  readonly fields: readonly (readonly [string, string])[];
}

export function SignInPage({ state, next, again, kept }: SignInProps): JSX.Element {
  const { words, demo } = useFrame();
  return (
    <div class="narrow">
      <h1>{words.signIn.title}</h1>
      {again || kept !== null ? (
        <p class="notice">
          {words.signIn.again} {kept === null ? '' : words.signIn.kept}
        </p>
      ) : null}
      <ErrorSummary state={state} />
      <Form action="/sign-in" state={state}>
        <input type="hidden" name="next" value={next} />
        {kept === null ? null : (
          <>
            <input type="hidden" name="kept.action" value={kept.action} />
            <input type="hidden" name="kept.fields" value={JSON.stringify(kept.fields)} />
          </>
        )}
        <TextField
          name="email"
          label={words.signIn.email}
          type="email"
          autoComplete="username"
          maxLength={200}
          required
        />
        <TextField
          name="password"
          label={words.signIn.password}
          type="password"
          autoComplete="current-password"
          maxLength={200}
          required
        />
        <Actions submit={words.signIn.submit} />
      </Form>
      <p>
        <a href="/sign-up">{words.life.signUp.link}</a>
      </p>
      <p class="hint">{demo ? words.signIn.demo : words.signIn.lead}</p>
    </div>
  );
}

/** Signed in again: what was typed before is sent only now, and only by the person's own press. */
export function ResumePage({ kept, next }: { readonly kept: KeptForm; readonly next: string }): JSX.Element {
  const words = useWords();
  const key = kept.fields.find(([name]) => name === 'key')?.[1] ?? null;
  return (
    <div class="narrow">
      <h1>{words.signIn.resumeTitle}</h1>
      <p>{words.signIn.resumeWords}</p>
      <Form action={kept.action} state={{ values: {}, errors: {}, problem: null, key }}>
        {kept.fields
          .filter(([name]) => name !== 'key' && name !== '_csrf')
          .map(([name, value], index) => (
            <input key={`${index} ${name}`} type="hidden" name={name} value={value} />
          ))}
        <Actions submit={words.signIn.resumeSend} cancel={next} />
      </Form>
    </div>
  );
}
