import type { JSX } from 'preact';
import { useFrame } from '../../frame.js';
import { waitingFor } from '../../i18n/waiting-words.js';
import { dayWords } from '../../i18n/date-words.js';
import { wordsOf } from '../../i18n/words.js';
import { Form, freshForm } from '../../parts/form.js';
import { History } from '../../parts/history.js';
import type { CaseView, ContactView } from '../../views.js';
import { waitingOf } from './waiting-of.js';

/** How to reach the institution and what was logged: a mail alone never counts as notice (process.md 8). */
export function ContactSection({ view }: { readonly view: CaseView }): JSX.Element | null {
  const { words } = useFrame();
  const { contact } = view;
  if (contact === null) return null;
  const logged = view.timeline.filter((entry) => entry.type === 'log_contact');
  return (
    <section id="contact">
      <h2>{words.contact.title}</h2>
      {contact.waitsForInstitution ? <Reach view={view} contact={contact} /> : null}
      {logged.length === 0 ? <p class="soft">{words.contact.none}</p> : <History entries={logged} />}
    </section>
  );
}

function Reach({ view, contact }: { readonly view: CaseView; readonly contact: ContactView }): JSX.Element {
  const { words } = useFrame();
  if (!contact.mayBeOpened) return <p>{words.contact.noPhone}</p>;
  return (
    <Form action={`/cases/${view.proposal.id}/contact`} state={freshForm()}>
      <button type="submit" class="quiet">
        {words.contact.show}
      </button>
      <p class="soft">{words.privacy.logged}</p>
    </Form>
  );
}

/** Shown once, to whoever asked for it. */
export function ContactPage({
  view,
  phone,
  link,
}: {
  readonly view: CaseView;
  readonly phone: string;
  readonly link: string;
}): JSX.Element {
  const { words } = useFrame();
  const log = `/cases/${view.proposal.id}/do/log_contact`;
  return (
    <div class="reading">
      <h1>{view.institution.name}</h1>
      <p>{words.contact.phone(phone)}</p>
      <p>
        <a href={whatsAppAddress(view, phone, link)} rel="noreferrer">
          {words.contact.whatsApp}
        </a>
      </p>
      <p class="soft">{words.contact.hint}</p>
      <p class="actions">
        <a class="button" href={log}>
          {words.contact.log}
        </a>
        <a href={`/cases/${view.proposal.id}`}>{words.back}</a>
      </p>
    </div>
  );
}

/** The message is in Indonesian whatever the page: it goes to the institution. */
function whatsAppAddress(view: CaseView, phone: string, link: string): string {
  const words = wordsOf('id');
  const waiting = waitingOf(view);
  const until = waiting.dueAt === null ? '' : words.cases.until(dayWords(new Date(waiting.dueAt), 'id'));
  const late =
    waiting.overdue && waiting.dueAt !== null ? words.cases.lateSince(dayWords(new Date(waiting.dueAt), 'id')) : until;
  const what = waitingFor(waiting, words, 'id');
  const message = words.contact.message(
    view.institution.name,
    what.charAt(0).toLowerCase() + what.slice(1),
    late,
    link,
  );
  return `https://wa.me/${internationalDigits(phone)}?text=${encodeURIComponent(message)}`;
}

/** `0812…` is written without the country at home; wa.me wants it with 62 and without any sign. */
function internationalDigits(phone: string): string {
  const digits = phone.replaceAll(/\D/g, '');
  return digits.startsWith('0') ? `62${digits.slice(1)}` : digits;
}
