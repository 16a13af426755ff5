import type { JSX } from 'preact';
import { useFrame, useWords } from '../frame.js';
import { waitingLine } from '../i18n/waiting-words.js';
import type { WaitingView } from '../views.js';

/** The first line of every case. */
export function WaitingLine({ view }: { readonly view: WaitingView }): JSX.Element {
  const { words, locale } = useFrame();
  return (
    <p class={view.overdue ? 'waiting late' : 'waiting'}>
      {waitingLine(view, words, locale)}
      {view.escalation > 0 ? ` (${words.cases.escalated})` : ''}
    </p>
  );
}

/** The eight public steps; 0 is before and beside them. */
export function PublicSteps({ step }: { readonly step: number }): JSX.Element | null {
  const words = useWords();
  if (step === 0) return null;
  return (
    <ol class="steps" aria-label={words.cases.stepsLabel}>
      {words.cases.publicSteps.map((name, index) => (
        <li
          key={name}
          class={index + 1 < step ? 'past' : undefined}
          aria-current={index + 1 === step ? 'step' : undefined}
        >
          <span>
            {index + 1}. {name}
          </span>
        </li>
      ))}
    </ol>
  );
}
