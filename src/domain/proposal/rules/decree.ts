import { refuse } from '../../errors.js';
import { witaDate } from '../../time/wita.js';
import type { ProposalCase } from '../proposal-case.js';
import type { Rule } from '../rule.js';

export const include: Rule<'include'> = ({ case: c, payload, facts }) => {
  if (c.fencedBy !== null) return refuse('FENCED_BY_DECREE', { decree: c.fencedBy });
  if (facts.decreeState !== 'DRAFT')
    return refuse('NOT_ALLOWED_IN_STATE', { state: facts.decreeState ?? 'NONE', command: 'include' });
  return { change: { fencedBy: payload.decreeId }, note: { decree: payload.decreeId } };
};

export const exclude: Rule<'exclude'> = ({ case: c, payload, facts }) => {
  if (c.fencedBy !== payload.decreeId) return refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command: 'exclude' });
  if (facts.decreeState !== 'DRAFT' && facts.decreeState !== 'FROZEN')
    return refuse('NOT_ALLOWED_IN_STATE', { state: facts.decreeState ?? 'NONE', command: 'exclude' });
  return { change: { fencedBy: null }, note: { decree: payload.decreeId } };
};

export const decreeProposal: Rule<'decree'> = ({ case: c, payload, facts, context }) => {
  if (c.fencedBy !== payload.decreeId) return refuse('FENCED_BY_DECREE', { decree: c.fencedBy ?? '' });
  if (payload.signedOn < `${c.fiscalYear}-01-01`) return refuse('TOO_EARLY', { earliest: `${c.fiscalYear}-01-01` });
  if (payload.signedOn > witaDate(context.now)) return refuse('DATE_ORDER', { first: 'signedOn', second: 'today' });
  // I4: the recorded annex is the frozen annex
  if (payload.linesHash !== facts.linesHash)
    return refuse('LIST_MISMATCH', { frozen: payload.linesHash.slice(0, 12), now: facts.linesHash.slice(0, 12) });
  return {
    change: { decreeId: payload.decreeId, fencedBy: null, decreedAmount: c.consideredAmount },
    note: { number: payload.number, signedOn: payload.signedOn, linesHash: payload.linesHash },
  };
};

export const setList: Rule<'set_list'> = ({ case: c, facts }) => {
  if (facts.persons === 0) return refuse('INCOMPLETE', { fields: ['persons'] });
  if (facts.over.length > 0) return refuse('LIST_MISMATCH', { items: facts.over });
  const listVersion = c.data.listVersion + 1;
  return {
    change: { data: { listVersion } },
    note: { listVersion, persons: facts.persons, contentHash: facts.contentHash },
  };
};

/** Of urgent aid the pact is part of the papers: once they are complete it is exchanged no more. */
export function pactStands({ track, data: { completeness } }: ProposalCase): boolean {
  return track === 'UNPLANNED' && completeness?.done !== false;
}

export const signPact: Rule<'sign_pact'> = ({ case: c, payload, facts, context }) => {
  if (pactStands(c)) return refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command: 'sign_pact' });
  if (c.state === 'IN_DELIVERY' && c.track === 'PLANNED' && !c.data.pactDue)
    return refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command: 'sign_pact' });
  if (!facts.blobExists) return refuse('INCOMPLETE', { fields: ['signedScan'] });
  if (facts.decreeSignedOn === null || payload.signedOn < facts.decreeSignedOn)
    return refuse('DATE_ORDER', { first: 'decree', second: 'signedOn' });
  if (payload.signedOn > witaDate(context.now)) return refuse('DATE_ORDER', { first: 'signedOn', second: 'today' });
  return {
    change: c.data.pactDue ? { data: { pactDue: false } } : {},
    note: { signedOn: payload.signedOn, scan: payload.signedBlobId },
  };
};
