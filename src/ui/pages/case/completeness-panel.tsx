import type { JSX } from 'preact';
import { useFrame } from '../../frame.js';
import { dayWords } from '../../i18n/date-words.js';
import { nameIn } from '../../i18n/details.js';
import type { CaseView } from '../../views.js';

/** What urgent aid was let off until later, and until when; the institution finds here where to bring it. */
export function CompletenessPanel({
  view,
  official,
}: {
  readonly view: CaseView;
  readonly official: boolean;
}): JSX.Element | null {
  const { words, locale } = useFrame();
  const { completeness, completeBy, id } = view.proposal;
  if (completeness === null || completeBy === null) return null;
  return (
    <section class="notice warn" aria-labelledby="completeness-title">
      <h2 id="completeness-title">{words.cases.completenessTitle}</h2>
      <p>{words.cases.completenessLead(dayWords(new Date(completeBy), locale))}</p>
      <ul>
        {completeness.missing.map((code) => (
          <li key={code}>{nameIn(words.names.documents, code)}</li>
        ))}
      </ul>
      {official ? null : (
        <>
          <p>
            <a href={`/cases/${id}/documents`}>{words.cases.completenessUpload}</a> ·{' '}
            <a href="/institution">{words.cases.completenessFile}</a>
          </p>
          <p>{words.cases.completenessEnd}</p>
        </>
      )}
    </section>
  );
}
