import { once } from 'node:events';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface MailServer extends AsyncDisposable {
  readonly url: string;
  /** Mails whose data the server has accepted, in order; the same Message-ID may stand here twice. */
  readonly inbox: ParsedMail[];
  /** Every RCPT TO the server was asked, accepted or not. */
  readonly asked: string[];
}

export interface MailServerRules {
  /** An SMTP error code for this recipient at this asking (1 for the first), or nothing to accept. */
  readonly recipient?: (address: string, asking: number) => number | undefined;
  readonly afterData?: (mail: ParsedMail) => number | undefined;
  readonly port?: number;
}

/** A real SMTP server on loopback. */
export async function startMailServer(rules: MailServerRules = {}): Promise<MailServer> {
  const inbox: ParsedMail[] = [];
  const asked: string[] = [];
  const refusal = (code: number): Error => Object.assign(new Error(`said with ${code}`), { responseCode: code });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 50,
    onRcptTo: ({ address }, _session, done) => {
      asked.push(address);
      const code = rules.recipient?.(address, asked.filter((other) => other === address).length);
      done(code === undefined ? null : refusal(code));
    },
    onData: (stream, _session, done) => {
      simpleParser(stream).then(
        (mail) => {
          const code = rules.afterData?.(mail);
          if (code !== undefined) return done(refusal(code));
          inbox.push(mail);
          return done(null, 'kept');
        },
        (error: unknown) => done(error instanceof Error ? error : new Error('unreadable')),
      );
    },
  });
  // A client that breaks off is part of what is tested.
  server.on('error', () => undefined);
  server.listen(rules.port ?? 0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('the mail server has no port');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    inbox,
    asked,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
