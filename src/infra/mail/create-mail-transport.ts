import { createTransport } from 'nodemailer';
import type { MailOutcome, MailTransport } from '../../domain/mail-delivery.js';

export interface MailTransportOptions {
  /** Sender that recipients see, like `Salur <salur@example.go.id>`. */
  readonly from: string;
}

const DIAL_MS = 10_000;
const SILENCE_MS = 30_000;

/** Sends through the server of SMTP_URL, one mail at a time over a connection that is kept. Never throws for what a server says. */
export function createMailTransport(smtpUrl: string, options: MailTransportOptions): MailTransport {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 1,
    connectionTimeout: DIAL_MS,
    greetingTimeout: DIAL_MS,
    dnsTimeout: DIAL_MS,
    socketTimeout: SILENCE_MS,
    // Mails are made of strings only; nothing in one may make the sender read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async (mail) => {
      try {
        await transport.sendMail({
          from: options.from,
          to: { name: '', address: mail.to },
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          date: mail.date,
          messageId: mail.messageId,
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        });
        return { kind: 'accepted' };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    close: () => transport.close(),
  };
}

/**
 * A 5xx is final only where it is about this recipient or this mail. The same number at the greeting, the login or the sender's address
 * is about us: giving the mail up would lose every notice for a wrong setting.
 */
export function outcomeOf(error: unknown): MailOutcome {
  const { code, responseCode, command, response, message } = fieldsOf(error);
  const reason = (response ?? message).replace(/\s+/g, ' ').trim();
  const aboutTheMail = command !== undefined && ['RCPT TO', 'DATA', 'BDAT'].includes(command);
  if (responseCode !== undefined && aboutTheMail) {
    return responseCode >= 500 ? { kind: 'refused', reason } : { kind: 'deferred', reason };
  }
  // Found by the client before it asked the server: an address that cannot be written into an envelope, a mail the server has no room for.
  if (code === 'EENVELOPE' && responseCode === undefined && /recipient/i.test(message))
    return { kind: 'refused', reason };
  if (code === 'EMESSAGE') return { kind: 'deferred', reason };
  return { kind: 'unreachable', reason };
}

interface SmtpErrorFields {
  readonly code: string | undefined;
  readonly responseCode: number | undefined;
  readonly command: string | undefined;
  readonly response: string | undefined;
  readonly message: string;
}

function fieldsOf(error: unknown): SmtpErrorFields {
  const field = (name: string): unknown =>
    typeof error === 'object' && error !== null ? (Reflect.get(error, name) as unknown) : undefined;
  const text = (name: string): string | undefined => {
    const value = field(name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const responseCode = field('responseCode');
  return {
    code: text('code'),
    responseCode: typeof responseCode === 'number' ? responseCode : undefined,
    command: text('command'),
    response: text('response'),
    message: text('message') ?? 'the mail server gave no reason',
  };
}
