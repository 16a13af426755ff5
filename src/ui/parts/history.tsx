import type { JSX } from 'preact';
import { longDateTime } from '../../domain/time/long-date.js';
import { institutionRoles, isRole } from '../../domain/roles.js';
import { useFrame } from '../frame.js';
import { noteText } from '../i18n/notes.js';
import { roleWords } from '../i18n/waiting-words.js';
import { FileLink } from './file-link.js';
import type { HistoryView } from '../views.js';
import { isolate } from '../isolate.js';

/** A confirmed entry is the first person's deed; the sentence ends with who checked it. */
function whoDid(entry: HistoryView): { readonly name: string; readonly roles: readonly string[] } {
  const { confirmedBy, enteredBy } = entry.note;
  return typeof confirmedBy === 'string' && typeof enteredBy === 'string'
    ? { name: enteredBy, roles: [] }
    : { name: entry.actorName, roles: entry.roles };
}

/** Steps of the system itself carry no person's name. */
function isSystem(entry: HistoryView): boolean {
  return entry.actorName.startsWith('system:') || entry.actorName === '';
}

/** The history as sentences: who, in which role, did what, when. */
export function History({ entries }: { readonly entries: readonly HistoryView[] }): JSX.Element {
  const { words, locale, person } = useFrame();
  const { sentences, system, unknownEvent, inPlaceOf, document } = words.history;
  // papers among offices are not the institution's to open
  const officials = person?.roles.some((role) => !institutionRoles.includes(role)) ?? false;
  return (
    <ol class="history">
      {entries.map((entry, index) => {
        const sentence = sentences[entry.type]?.(entry.note) ?? unknownEvent(entry.type);
        const who = whoDid(entry);
        const place = typeof entry.note['inPlaceOf'] === 'string' ? entry.note['inPlaceOf'] : '';
        const held = who.roles.map((role) => roleWords(role, locale)).join(', ');
        return (
          <li key={entry.seq ?? index}>
            <time dateTime={entry.at}>{longDateTime(new Date(entry.at), locale)}</time>
            <strong>{isSystem(entry) ? system : isolate(who.name)}</strong>
            {held === '' || isSystem(entry) ? ' ' : <span class="soft"> ({held}) </span>}
            {sentence}
            {noteText(entry.note, 'paperDate') === '' || entry.type === 'record_paper'
              ? null
              : ` ${words.assisted.byPaper(entry.note)}`}
            {officials && typeof entry.note['scan'] === 'string' ? (
              <>
                {' '}
                <FileLink blobId={entry.note['scan']}>{document}</FileLink>
              </>
            ) : null}
            {isRole(place) ? ` ${inPlaceOf(roleWords(place, locale))}` : null}
            <OnBehalf entry={entry} />
          </li>
        );
      })}
    </ol>
  );
}

/** Both names, where the step was taken in an office that the person had as a substitute. */
function OnBehalf({ entry }: { readonly entry: HistoryView }): JSX.Element | null {
  const { words, locale } = useFrame();
  const { acting, kinds } = words.substitution;
  const holder = noteText(entry.note, 'actingFor');
  if (holder === '') return null;
  const kind = entry.note['actingKind'] === 'PLT' ? kinds.PLT : kinds.PLH;
  const office = `${kind} ${roleWords(noteText(entry.note, 'actingOffice'), locale)}`;
  return <span class="soft"> {acting(isolate(entry.actorName), office, isolate(holder))}</span>;
}
