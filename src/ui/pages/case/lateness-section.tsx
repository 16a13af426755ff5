import type { JSX } from 'preact';
import { witaDate } from '../../../domain/time/wita.js';
import { useFrame } from '../../frame.js';
import { DateField, TextField } from '../../parts/fields.js';
import { Form, freshForm } from '../../parts/form.js';
import { Day, rupiah } from '../../parts/text.js';
import type { CaseView, ClawbackView } from '../../views.js';

/** Letters about a report that did not come, and what is to be given back. */
export function LatenessSection({ view }: { readonly view: CaseView }): JSX.Element | null {
  const { words } = useFrame();
  const { letters, id } = view.proposal;
  if (letters.length === 0 && view.clawback === null) return null;
  return (
    <section id="lateness">
      <h2>{words.late.title}</h2>
      <ul>
        {letters.map(({ number, at }) => (
          <li key={number}>
            <a href={`/cases/${id}/letters/${number}`}>{words.late.letter(number)}</a> ·{' '}
            <Day date={witaDate(new Date(at))} />
          </li>
        ))}
      </ul>
      {view.clawback === null ? null : <Clawback view={view} clawback={view.clawback} />}
    </section>
  );
}

function Clawback({ view, clawback }: { readonly view: CaseView; readonly clawback: ClawbackView }): JSX.Element {
  const { words, person } = useFrame();
  const { paidOn, paidNumber } = clawback;
  return (
    <>
      <p>
        {words.late.clawback(clawback.state, clawback.number, rupiah(clawback.amount))}{' '}
        {paidOn === null ? (
          <strong class="late">{words.late.unpaid}</strong>
        ) : (
          <>
            {words.late.paid(paidNumber ?? '')} <Day date={paidOn} />
          </>
        )}
      </p>
      {paidOn === null && person?.roles.includes('SUBBAG_KEUANGAN') === true ? (
        <Form action={`/cases/${view.proposal.id}/clawback`} state={freshForm()}>
          <div class="pair">
            <TextField name="paidNumber" required />
            <DateField name="paidOn" required />
          </div>
          <button type="submit">{words.late.settle}</button>
        </Form>
      ) : null}
    </>
  );
}
