import type { JSX } from 'preact';
import { longDate } from '../../../domain/time/long-date.js';
import { witaDate } from '../../../domain/time/wita.js';
import { isolate } from '../../isolate.js';
import { wordsOf } from '../../i18n/words.js';
import type { CaseView } from '../../views.js';

/** A drafted letter to print, number and sign. It goes to the institution and is in Indonesian whatever the page. */
export function ReportLetter({
  view,
  number,
}: {
  readonly view: CaseView;
  readonly number: number;
}): JSX.Element | null {
  const { late } = wordsOf('id');
  const { proposal, institution, decree } = view;
  const drafted = proposal.letters.find((letter) => letter.number === number);
  if (drafted === undefined) return null;
  const due = proposal.reportDueOn === null ? '' : longDate(proposal.reportDueOn, 'id');
  return (
    <article class="reading" lang="id">
      <h1>{late.letter(number)}</h1>
      <p>
        {late.place}, {longDate(witaDate(new Date(drafted.at)), 'id')}
        <br />
        {late.numberLine}
      </p>
      <p>{late.to(isolate(institution.name), isolate(institution.address))}</p>
      <p>{late.body(decree?.number ?? '–', due)}</p>
      <p>{late.demand[number - 1]}</p>
      <p>{late.signed}</p>
    </article>
  );
}
