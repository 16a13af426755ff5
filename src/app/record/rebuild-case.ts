import { canonical } from '../../domain/canonical.js';
import type { AssistedIntake } from '../../domain/proposal/assisted.js';
import { evolve, type ProposalEvent } from '../../domain/proposal/events.js';
import { emptyCaseData, type ProposalCase } from '../../domain/proposal/proposal-case.js';
import { editableStates } from '../../domain/proposal/states.js';
import type { ChainedEvent } from './event-link.js';

/** Where the rebuilding of a case begins; only what never changes (ids, owner, year) is taken from the row. */
export function draftOf(recorded: ProposalCase): ProposalCase {
  return {
    ...recorded,
    version: 0,
    state: 'DRAFT',
    revision: 0,
    registrationNumber: null,
    agendaNumber: null,
    policyVersionId: null,
    recommendedAmount: null,
    consideredAmount: null,
    decreedAmount: null,
    budgetLine: null,
    sipdId: null,
    decreeId: null,
    fencedBy: null,
    escalation: 0,
    data: emptyCaseData,
  };
}

/** One event of the chain more; `created` says that the draft is there, and by whose paper where an officer entered it. */
export function rebuildOn(c: ProposalCase, event: Pick<ChainedEvent, 'type' | 'data'>): ProposalCase {
  if (event.type === 'created') {
    const assisted = (event.data as { readonly assisted?: AssistedIntake }).assisted ?? null;
    return assisted === null ? c : { ...c, data: { ...c.data, assisted } };
  }
  return evolve(c, event.data as unknown as ProposalEvent);
}

/** Working copies change these without an event while the institution may edit; they enter the chain when submitted. */
const workingCopy: ReadonlySet<string> = new Set(['requestedAmount', 'ownShare', 'personCount']);

/** The fields in which the record's row is not what its events make it. */
export function differences(recorded: ProposalCase, rebuilt: ProposalCase): readonly string[] {
  const editable = editableStates.includes(recorded.state);
  return (Object.keys(recorded) as (keyof ProposalCase)[]).filter(
    (field) =>
      !(editable && workingCopy.has(field)) && canonical(recorded[field] ?? null) !== canonical(rebuilt[field] ?? null),
  );
}
