import type { JSX } from 'preact';
import { useFrame } from '../../frame.js';
import { isolate } from '../../isolate.js';
import { Actions, FileField, TextArea, TextField } from '../../parts/fields.js';
import { FileLink } from '../../parts/file-link.js';
import { Form, freshForm, type FormState } from '../../parts/form.js';
import type { AccountView } from '../../views.js';

export interface AccountSectionProps {
  readonly accounts: readonly AccountView[];
  /** Where answers go; null for the institution itself. */
  readonly answerTo: string | null;
  readonly refused: { readonly of: string; readonly state: FormState } | null;
}

/** Accounts, the newest first, with the answers that this person may give. */
export function AccountSection({ accounts, answerTo, refused }: AccountSectionProps): JSX.Element {
  const { words } = useFrame();
  const { account } = words.life;
  return (
    <>
      <h2>{account.title}</h2>
      {accounts.length === 0 ? <p>{account.none}</p> : null}
      <ul class="plain">
        {accounts.map((entry) => (
          <li key={entry.id}>
            {isolate(entry.bank)} {entry.number}, {account.heldBy(isolate(entry.holderName))}
            {entry.holderReason === null ? null : ` (${account.because(entry.holderReason)})`} ·{' '}
            <FileLink blobId={entry.blobId}>{account.book}</FileLink> · <strong>{account.states[entry.state]}</strong>
            {entry.refusal === null ? null : `: ${entry.refusal}`}
            {answerTo === null
              ? null
              : entry.answers.map((answer) => (
                  <Answer
                    key={answer}
                    action={`${answerTo}/${entry.id}`}
                    answer={answer}
                    state={refused?.of === entry.id ? refused.state : null}
                  />
                ))}
          </li>
        ))}
      </ul>
    </>
  );
}

interface AnswerProps {
  readonly action: string;
  readonly answer: AccountView['answers'][number];
  readonly state: FormState | null;
}

function Answer({ action, answer, state }: AnswerProps): JSX.Element {
  const { words } = useFrame();
  const label = words.life.account.answers[answer];
  if (answer !== 'refuse')
    return (
      <Form action={action} state={freshForm()}>
        <input type="hidden" name="answer" value={answer} />
        <button type="submit">{label}</button>
      </Form>
    );
  return (
    <details open={state !== null}>
      <summary>{label}</summary>
      <Form action={action} state={state ?? freshForm()}>
        <input type="hidden" name="answer" value={answer} />
        <TextArea name="reason" rows={2} required />
        <Actions submit={label} tone="back" />
      </Form>
    </details>
  );
}

/** The institution proposes an account. */
export function ProposeAccount({
  state,
  name,
}: {
  readonly state: FormState | null;
  readonly name: string;
}): JSX.Element {
  const { words } = useFrame();
  const { account } = words.life;
  return (
    <details open={state !== null}>
      <summary>{account.propose}</summary>
      <p>{account.lead}</p>
      <Form action="/institution/account" state={state ?? freshForm({ holderName: name })} files>
        <TextField name="bank" required />
        <TextField name="number" label={words.life.account.title} numeric maxLength={40} required />
        <TextField name="holderName" required />
        <TextArea name="holderReason" rows={2} maxLength={500} />
        <FileField name="bankBook" required />
        <Actions submit={account.propose} />
      </Form>
    </details>
  );
}
