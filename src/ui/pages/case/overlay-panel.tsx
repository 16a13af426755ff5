import type { JSX } from 'preact';
import { useFrame } from '../../frame.js';
import { dayWords } from '../../i18n/date-words.js';
import { isolate } from '../../isolate.js';
import type { CaseView } from '../../views.js';

/** A hold or an audit: who laid it, since when, why, and what goes on meanwhile. */
export function OverlayPanel({ view }: { readonly view: CaseView }): JSX.Element | null {
  const { words, locale } = useFrame();
  const { overlays } = view.proposal;
  if (overlays.length === 0) return null;
  return (
    <section class="notice warn">
      {overlays.map(({ kind, byName, since, words: why }) => (
        <p key={kind}>
          <strong>{words.overlay[kind](isolate(byName), dayWords(new Date(since), locale))}.</strong> {isolate(why)}
        </p>
      ))}
      <p>{words.overlay.lead}</p>
    </section>
  );
}
