import type { JSX } from 'preact';
import { useFrame } from '../../frame.js';
import { nameIn } from '../../i18n/details.js';
import type { Remark } from '../../../domain/proposal/proposal-case.js';
import type { CaseView } from '../../views.js';
import { isolate } from '../../isolate.js';

/** The reviewer's words to the institution: on the proposal while it is returned, on the report likewise, or why it was rejected. */
export function RepairPanel({ view }: { readonly view: CaseView }): JSX.Element | null {
  const { words } = useFrame();
  const { returned, rejection, reportRemarks, state } = view.proposal;
  if (rejection !== null) {
    return (
      <div class="notice bad">
        <h2>
          {words.cases.rejectedFor} {nameIn(words.rejectReasons, rejection.code)}
        </h2>
        <blockquote>{rejection.words}</blockquote>
      </div>
    );
  }
  const remarks = state === 'REPORT_RETURNED' ? reportRemarks : (returned?.remarks ?? []);
  if (remarks.length === 0) return null;
  return (
    <div class="notice warn">
      <h2>{words.institution.repairTitle}</h2>
      <p>{words.institution.repairLead}</p>
      <ul>
        {remarks.map((remark) => (
          <li key={`${remark.target}${remark.words}`}>
            {remark.target === 'all' ? null : <strong>{partName(remark.target, view, words)}: </strong>}
            {remark.words}
          </li>
        ))}
      </ul>
    </div>
  );
}

function partName(target: string, view: CaseView, words: ReturnType<typeof useFrame>['words']): string {
  if (target.startsWith('person:')) {
    const person = view.persons.entries.find((entry) => entry.beneficiaryId === target.slice('person:'.length));
    return person === undefined ? (words.official.parts['BNBA'] ?? '') : `${person.position}. ${isolate(person.name)}`;
  }
  return nameIn({ ...words.names.documents, ...words.official.parts }, target);
}

/** The words that belong to one part, beside its fields. */
export function RemarksOn({
  view,
  targets,
}: {
  readonly view: CaseView;
  readonly targets: readonly string[];
}): JSX.Element | null {
  const { words } = useFrame();
  const all: readonly Remark[] =
    view.proposal.state === 'REPORT_RETURNED' ? view.proposal.reportRemarks : (view.proposal.returned?.remarks ?? []);
  const mine = all.filter((remark) =>
    targets.some((target) => remark.target === target || remark.target.startsWith(`${target}:`)),
  );
  if (mine.length === 0) return null;
  return (
    <div class="notice warn">
      <h2>{words.institution.remark}</h2>
      {mine.map((remark) => (
        <blockquote key={`${remark.target}${remark.words}`}>
          {remark.target.startsWith('person:') ? `${partName(remark.target, view, words)}: ` : ''}
          {remark.words}
        </blockquote>
      ))}
    </div>
  );
}
