import type { JSX } from 'preact';
import { witaDate } from '../../../domain/time/wita.js';
import { useFrame } from '../../frame.js';
import { Day } from '../../parts/text.js';
import type { CaseView } from '../../views.js';
import { ClawbackPart } from './clawback-part.js';

/** Letters about a report that did not come, and what is to be given back. */
export function LatenessSection({ view }: { readonly view: CaseView }): JSX.Element | null {
  const { words } = useFrame();
  const { letters, id } = view.proposal;
  const { debt, steps } = view.clawback;
  if (letters.length === 0 && debt === null && steps.length === 0) return null;
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
      {debt === null && steps.length === 0 ? null : <ClawbackPart view={view} />}
    </section>
  );
}
