import type { JSX } from 'preact';
import { longDateTime } from '../../../domain/time/long-date.js';
import { useFrame } from '../../frame.js';
import { commandWords } from '../../i18n/waiting-words.js';
import { Actions, TextArea } from '../../parts/fields.js';
import { ErrorSummary, Form, freshForm, type FormState } from '../../parts/form.js';
import type { CaseView } from '../../views.js';
import { CorrectionView } from './correction-view.js';
import { PayloadView } from './payload-view.js';
import { isolate } from '../../isolate.js';

/** What a first person entered, and the two answers of the second. */
export function PendingPanel({
  view,
  refusal,
}: {
  readonly view: CaseView;
  readonly refusal: FormState | null;
}): JSX.Element | null {
  const { words, locale } = useFrame();
  const { pending, proposal } = view;
  if (pending === null) return null;
  const command = commandWords(proposal, pending.command, locale);
  const at = longDateTime(new Date(pending.enteredAt), locale);
  if (pending.own) return <p class="notice">{words.cases.pendingOwn(command, at)}</p>;
  const may = view.availableCommands.some((entry) => entry.type === 'confirm' && entry.allowed);
  const action = `/cases/${proposal.id}/do`;
  return (
    <section class="panel" aria-labelledby="pending-title">
      <h2 id="pending-title">{may ? words.cases.pendingTitle : words.cases.pendingExact}</h2>
      <p>{words.cases.pendingOther(command, isolate(pending.enteredByName), at)}</p>
      {may ? <h3>{words.cases.pendingExact}</h3> : null}
      {pending.command === 'correct_record' ? (
        <CorrectionView payload={pending.payload} view={view} />
      ) : (
        <PayloadView payload={pending.payload} view={view} />
      )}
      {may ? (
        <>
          <p>{words.cases.pendingCheck}</p>
          <Form action={`${action}/confirm`} state={freshForm()} version={proposal.version}>
            <Actions submit={words.cases.pendingConfirm} />
          </Form>
          <details open={refusal !== null}>
            <summary>{words.cases.pendingRefuse}</summary>
            {refusal === null ? null : <ErrorSummary state={refusal} />}
            <Form action={`${action}/refuse_pending`} state={refusal ?? freshForm()} version={proposal.version}>
              <TextArea name="words" label={words.cases.pendingRefuseWords} required />
              <Actions submit={words.cases.pendingRefuse} tone="stop" />
            </Form>
          </details>
        </>
      ) : null}
    </section>
  );
}
