import type { ComponentChildren, JSX } from 'preact';
import { useFrame } from '../../frame.js';
import { isolate } from '../../isolate.js';
import type { CaseView } from '../../views.js';
import { RemarksOn } from '../case/repair-panel.js';

export interface DraftPartProps {
  readonly view: CaseView;
  readonly title: string;
  readonly lead: string;
  /** Parts of the proposal whose remarks belong beside these fields. */
  readonly targets: readonly string[];
  readonly children: ComponentChildren;
}

/** The frame of one part of a draft: way back, what to do, the reviewer's words. */
export function DraftPart({ view, title, lead, targets, children }: DraftPartProps): JSX.Element {
  const { words } = useFrame();
  return (
    <div class="reading">
      <p>
        {view.proposal.editable ? (
          <a href={`/cases/${view.proposal.id}/edit`}>{words.institution.tasksTitle}</a>
        ) : (
          <a href={`/cases/${view.proposal.id}`}>{words.cases.proposalOf(isolate(view.institution.name))}</a>
        )}
      </p>
      <h1>{title}</h1>
      <p>{lead}</p>
      <RemarksOn view={view} targets={targets} />
      {children}
    </div>
  );
}
