import type { JSX } from 'preact';
import { useFrame } from '../../frame.js';
import { nameIn } from '../../i18n/details.js';
import { isMailTemplate } from '../../mail/mail-params.js';
import { mailWordsOf } from '../../mail/mail-words.js';
import { Form, freshForm } from '../../parts/form.js';
import { Paging, Table } from '../../parts/table.js';
import { Moment } from '../../parts/text.js';
import type { MailView, PageOf } from '../../views.js';

export function MailsPage({ page }: { readonly page: PageOf<MailView> }): JSX.Element {
  const { words } = useFrame();
  const { mailHead } = words.admin;
  return (
    <>
      <h1>{words.admin.mailsTitle}</h1>
      <p>{words.admin.mailsLead}</p>
      <Table
        caption={words.admin.mailsTitle}
        titled
        empty={words.admin.noMails}
        columns={{
          to: { head: mailHead.to },
          template: { head: mailHead.template },
          created: { head: mailHead.created },
          state: { head: mailHead.state },
          attempts: { head: mailHead.attempts, kind: 'number' },
          error: { head: mailHead.error },
          action: { head: mailHead.action, kind: 'button' },
        }}
        rows={page.items.map((mail) => ({
          key: mail.id,
          cells: {
            to: mail.toAddress,
            template: <Kind mail={mail} />,
            created: <Moment at={mail.createdAt} />,
            state: <State mail={mail} />,
            attempts: mail.attempts,
            error: mail.lastError ?? '–',
            action: <Resend mail={mail} />,
          },
        }))}
      />
      <Paging page={page} />
    </>
  );
}

/** What was sent is never sent again. */
function Resend({ mail }: { readonly mail: MailView }): JSX.Element | null {
  const { words } = useFrame();
  if (mail.state === 'SENT' || mail.lastError === null) return null;
  return (
    <Form action={`/admin/mails/${mail.id}/resend`} state={freshForm()}>
      <button type="submit" class="quiet" aria-label={words.admin.resendTo(mail.toAddress)}>
        {words.admin.resend}
      </button>
    </Form>
  );
}

/** What the mail is about, as its subject begins; a release may know more kinds than this one. */
function Kind({ mail }: { readonly mail: MailView }): JSX.Element {
  const { locale } = useFrame();
  const kind = isMailTemplate(mail.template) ? mailWordsOf(locale).templates[mail.template].subject : mail.template;
  return mail.proposalId === null ? <>{kind}</> : <a href={`/cases/${mail.proposalId}`}>{kind}</a>;
}

function State({ mail }: { readonly mail: MailView }): JSX.Element {
  const { words } = useFrame();
  return (
    <>
      {nameIn(words.admin.mailStates, mail.state)}
      {mail.sentAt === null ? null : (
        <small class="soft">
          {' '}
          <Moment at={mail.sentAt} />
        </small>
      )}
    </>
  );
}

export interface InboxMailView {
  readonly id: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly date: string | null;
}

/** The mails that the embedded server kept, the newest first. */
export function LocalInboxPage({ mails }: { readonly mails: readonly InboxMailView[] }): JSX.Element {
  const { words } = useFrame();
  const { inboxHead } = words.admin;
  return (
    <>
      <h1>{words.admin.inboxTitle}</h1>
      <p>{words.admin.inboxLead}</p>
      <Table
        caption={words.admin.inboxTitle}
        titled
        empty={words.admin.inboxEmpty}
        columns={{ subject: { head: inboxHead.subject }, to: { head: inboxHead.to }, date: { head: inboxHead.date } }}
        rows={mails.map((mail) => ({
          key: mail.id,
          cells: {
            subject: <a href={`/admin/inbox/${mail.id}`}>{mail.subject}</a>,
            to: mail.to.join(', '),
            date: mail.date === null ? '–' : <Moment at={mail.date} />,
          },
        }))}
      />
    </>
  );
}

export function LocalMailPage({ mail }: { readonly mail: InboxMailView & { readonly text: string } }): JSX.Element {
  const { words } = useFrame();
  return (
    <div class="reading">
      <p>
        <a href="/admin/inbox">{words.admin.inboxTitle}</a>
      </p>
      <h1>{mail.subject}</h1>
      <p class="soft">
        {mail.to.join(', ')} {mail.date === null ? null : <Moment at={mail.date} />}
      </p>
      <pre class="panel">{linked(mail.text)}</pre>
    </div>
  );
}

/** Addresses in a mail of ours can be followed; everything else is text. */
function linked(text: string): readonly (string | JSX.Element)[] {
  return text.split(/(https?:\/\/\S+)/).map((part) =>
    /^https?:\/\//.test(part) ? (
      <a key={part} href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  );
}
