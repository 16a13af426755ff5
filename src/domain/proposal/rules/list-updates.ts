import { refuse, type DomainError } from '../../errors.js';
import { witaDate } from '../../time/wita.js';
import type { ListUpdate, ListUpdateFacts } from '../commands/list-updates.js';
import { scanNote } from '../commands/outside-paper.js';
import type { ProposalCase } from '../proposal-case.js';
import type { Rule } from '../rule.js';

/** What forbids an update whatever it says: no list is set yet, or a later decree is about to change it. */
export function listUpdateError(c: ProposalCase, annexLevel: string): DomainError | null {
  // the names stand in the annex itself: only a later decree changes them (process.md 5)
  if (annexLevel === 'PERSON') return refuse('NEEDS_AMENDMENT');
  const waitsFor = c.data.listVersion === 0 ? 'HEAD_DINSOS' : c.data.amendment === null ? null : 'SECRETARIAT';
  return waitsFor === null
    ? null
    : refuse('NOT_ALLOWED_IN_STATE', { state: c.state, command: 'update_list', waitsFor });
}

export const updateList: Rule<'update_list'> = ({ case: c, payload, facts, context }) => {
  const { changes, documentNumber, documentDate, verifierId } = payload;
  const early = listUpdateError(c, facts.annexLevel);
  if (early !== null) return early;
  // what is counted now may not change under the count
  if (facts.reconciling) return refuse('STILL_WORKING');
  if (documentDate > witaDate(context.now)) return refuse('DATE_ORDER', { first: 'documentDate', second: 'today' });
  const wrong = changesError(payload, facts);
  if (wrong !== null) return wrong;
  const { verifier } = facts;
  if (!verifier.holdsOffice) return refuse('INVALID_INPUT', { fields: ['verifierId'] });
  if (verifier.barred) return refuse('FORBIDDEN_PAIR', { pair: ['VERIFIER', 'OFFICIAL'] });
  if (verifierId === context.actor.userId) return refuse('SAME_PERSON', { who: verifier.name });
  const listVersion = c.data.listVersion + 1;
  return {
    change: { data: { listVersion } },
    note: {
      listVersion,
      left: changes.length,
      joined: changes.filter(({ replacedBy }) => replacedBy !== null).length,
      documentNumber,
      documentDate,
      verifier: verifier.name,
      ...scanNote(payload),
    },
  };
};

function changesError({ changes, documentDate }: ListUpdate, facts: ListUpdateFacts): DomainError | null {
  if (changes.length === 0) return refuse('INCOMPLETE', { fields: ['changes'] });
  const seen = new Set<string>();
  for (const { beneficiaryId, cause, leftOn, replacedBy } of changes) {
    if (leftOn > documentDate) return refuse('DATE_ORDER', { first: 'leftOn', second: 'documentDate' });
    if (cause === 'REPLACED' && replacedBy === null) return refuse('INCOMPLETE', { fields: ['replacedBy'] });
    if (!facts.open.includes(beneficiaryId) || seen.has(beneficiaryId))
      return refuse('INVALID_INPUT', { fields: ['changes'] });
    if (replacedBy !== null && (!facts.entrants.includes(replacedBy) || seen.has(replacedBy)))
      return refuse('INVALID_INPUT', { fields: ['replacedBy'] });
    seen.add(beneficiaryId);
    if (replacedBy !== null) seen.add(replacedBy);
  }
  return null;
}
