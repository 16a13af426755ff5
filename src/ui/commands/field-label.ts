import type { Locale } from '../../domain/locale.js';
import { nameIn } from '../i18n/details.js';
import type { Words } from '../i18n/words.js';
import type { CaseView } from '../views.js';

/** The name of a field in words, also of one that belongs to a person's line or a document. */
export function fieldLabel(name: string, view: CaseView, words: Words, locale: Locale): string | undefined {
  const [kind = '', id = ''] = splitOnce(name);
  const person = view.persons.entries.find(
    (entry) => entry.beneficiaryId === id || entry.lines.some((line) => line.id === id),
  );
  const line = person?.lines.find((entry) => entry.id === id);
  const item = view.package.items.find((entry) => entry.id === line?.itemId)?.name[locale] ?? '';
  switch (kind) {
    case 'cut':
      return words.official.cutQuantity(item, person?.name ?? '');
    case 'cutReason':
      return words.official.cutReason(item, person?.name ?? '');
    case 'quantity':
      return words.institution.receiptQuantityFor(item, person?.name ?? '');
    case 'check':
    case 'reason':
      return nameIn(words.names.documents, id);
    case 'scores':
      return words.score.parts[id];
    case 'scoreReason':
      return words.score.reasonFor(words.score.parts[id] ?? id);
    case 'presence':
      return words.official.presenceFor(person?.name ?? '');
    case 'proof':
      return words.visit.proofFor(person?.name ?? '');
    case 'left':
      return words.listUpdate.leftFor(person?.name ?? '');
    case 'leftOn':
      return id === '' ? words.names.fields[name] : words.listUpdate.leftOnFor(person?.name ?? '');
    case 'replacedBy':
      return id === '' ? words.names.fields[name] : words.listUpdate.replacedByFor(person?.name ?? '');
    case 'outcome':
      return words.institution.receiptFor(item, person?.name ?? '');
    default:
      return words.names.fields[name] ?? words.names.documents[name] ?? words.names.fields[kind];
  }
}

function splitOnce(name: string): readonly string[] {
  const at = name.indexOf('.');
  return at < 0 ? [name] : [name.slice(0, at), name.slice(at + 1)];
}
