import type { JSX } from 'preact';
import type { ClawbackStep } from '../../../domain/clawback.js';
import { useFrame } from '../../frame.js';
import { isolate } from '../../isolate.js';
import { DateField, MoneyField, TextArea, TextField } from '../../parts/fields.js';
import { Form, freshForm } from '../../parts/form.js';
import { History } from '../../parts/history.js';
import { Day, Facts, Rupiah } from '../../parts/text.js';
import type { CaseView, DebtView } from '../../views.js';

/** What is to be given back: its stage, its papers, its history, and the steps of whoever may take one. */
export function ClawbackPart({ view }: { readonly view: CaseView }): JSX.Element {
  const { words } = useFrame();
  const { debt, steps, history } = view.clawback;
  return (
    <>
      <h3>{words.clawback.heading}</h3>
      {debt === null ? <p>{words.clawback.notAsked}</p> : <DebtFacts debt={debt} />}
      {history.length === 0 ? null : <History entries={history} />}
      {steps.map((step) => (
        <StepForm key={step} step={step} proposalId={view.proposal.id} />
      ))}
    </>
  );
}

function DebtFacts({ debt }: { readonly debt: DebtView }): JSX.Element {
  const { words } = useFrame();
  const paper = (number: string | null, on: string | null): JSX.Element | null =>
    number === null ? null : (
      <>
        {isolate(number)}, <Day date={on} />
      </>
    );
  return (
    <>
      <p>
        <strong class={debt.state === 'OVERDUE' ? 'late' : undefined}>{words.clawback.states[debt.state]}</strong>{' '}
        {debt.paidOn === null && debt.state !== 'CANCELLED' ? words.clawback.blocked : ''}
      </p>
      <Facts
        facts={[
          { name: words.late.amount, value: <Rupiah amount={debt.amount} /> },
          { name: words.clawback.papers.request, value: paper(debt.number, debt.dated) },
          { name: words.clawback.papers.reason, value: debt.reason },
          { name: words.clawback.papers.bill, value: paper(debt.billNumber, debt.billedOn) },
          { name: words.names.fields['due'] ?? '', value: debt.billDue === null ? null : <Day date={debt.billDue} /> },
          {
            name: words.clawback.papers.deposit,
            value: paper(debt.stsNumber ?? debt.paidNumber, debt.depositedOn ?? debt.paidOn),
          },
          {
            name: words.clawback.papers.year,
            value:
              debt.earlierYear === null
                ? null
                : debt.earlierYear
                  ? words.clawback.earlierYear
                  : words.clawback.sameYear,
          },
          { name: words.clawback.papers.legal, value: paper(debt.legalNumber, debt.legalOn) },
        ]}
      />
    </>
  );
}

/** What each step asks for. */
const asks: Readonly<Record<ClawbackStep, readonly ('paper' | 'due' | 'amount' | 'reason')[]>> = {
  request: ['paper', 'amount', 'reason'],
  bill: ['paper', 'due'],
  deposit: ['paper', 'amount'],
  verify: [],
  refuse: ['reason'],
  legal: ['paper'],
  cancel: ['reason'],
};

function StepForm({ step, proposalId }: { readonly step: ClawbackStep; readonly proposalId: string }): JSX.Element {
  const { words } = useFrame();
  const { label, number } = words.clawback.steps[step];
  return (
    <details>
      <summary>{label}</summary>
      <Form action={`/cases/${proposalId}/clawback`} state={freshForm()}>
        <input type="hidden" name="step" value={step} />
        {asks[step].map((ask) => {
          switch (ask) {
            case 'paper':
              return (
                <div class="pair" key={ask}>
                  <TextField name="number" label={number} required />
                  <DateField name="dated" required />
                </div>
              );
            case 'due':
              return <DateField key={ask} name="due" required />;
            case 'amount':
              return <MoneyField key={ask} name="amount" label={words.late.amount} required />;
            case 'reason':
              return <TextArea key={ask} name="reason" rows={2} required />;
          }
        })}
        <button type="submit">{label}</button>
      </Form>
    </details>
  );
}
