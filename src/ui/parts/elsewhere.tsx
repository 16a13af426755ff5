import type { JSX } from 'preact';
import { useWords } from '../frame.js';
import type { PersonView } from '../views.js';
import { isolate } from '../isolate.js';

/** Another proposal of the year asks for the same need of this person; each said once. */
export function Elsewhere({ person }: { readonly person: PersonView }): JSX.Element {
  const words = useWords();
  const said = new Set(
    person.proposedElsewhere.map(({ institutionName }) =>
      words.cases.elsewhere(institutionName === null ? null : isolate(institutionName)),
    ),
  );
  return (
    <>
      {[...said].map((text) => (
        <span key={text} class="tag warn">
          {text}
        </span>
      ))}
    </>
  );
}
