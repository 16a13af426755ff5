import type { JSX } from 'preact';
import { useFrame } from '../frame.js';
import { isolate } from '../isolate.js';
import { Table } from '../parts/table.js';
import { Day, Rupiah } from '../parts/text.js';
import type { DebtItemView } from '../views.js';

/** What institutions must give back, and where each debt stands. */
export function ClawbacksPage({ debts }: { readonly debts: readonly DebtItemView[] }): JSX.Element {
  const { words } = useFrame();
  return (
    <>
      <h1>{words.clawback.title}</h1>
      <p>{words.clawback.lead}</p>
      <Table
        caption={words.clawback.title}
        titled
        empty={words.none}
        columns={{
          institution: { head: words.cases.institution },
          state: { head: words.clawback.stage },
          due: { head: words.names.fields['due'] ?? '' },
          amount: { head: words.late.amount, kind: 'money' },
        }}
        rows={debts.map((debt) => ({
          key: debt.proposalId,
          cells: {
            institution: (
              <>
                <a href={`/cases/${debt.proposalId}#lateness`}>{isolate(debt.institutionName)}</a>
                <p class="soft">{debt.registrationNumber}</p>
              </>
            ),
            state: (
              <>
                {words.clawback.states[debt.state]}
                {debt.earlierYear === true ? <p class="soft">{words.clawback.earlierYear}</p> : null}
              </>
            ),
            due: <Day date={debt.billDue} />,
            amount: <Rupiah amount={debt.amount} />,
          },
        }))}
      />
    </>
  );
}
