import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { SMTPServer } from 'smtp-server';
import { z } from 'zod';
import { messageOf, SetupError } from '../../config/setup-error.js';
import { findFreePort } from './free-port.js';
import { openWritableInboxStore, type InboxStore, type WritableInboxStore } from './inbox-store.js';
import { readJsonFile, writePrivateFile } from './private-file.js';

export interface SmtpInbox extends InboxStore {
  readonly port: number;
  readonly smtpUrl: string;
  readonly folder: string;
  stop(): Promise<void>;
}

const portSchema = z.object({ port: z.number() });
const LARGEST_MAIL_BYTES = 26_214_400;

export function inboxFolder(home: string): string {
  return join(home, 'inbox');
}

/** A mail server on loopback that delivers to nobody: it keeps every mail in the home for a page to show. */
export async function startSmtpInbox(home: string): Promise<SmtpInbox> {
  const folder = inboxFolder(home);
  const store = await openWritableInboxStore(folder);
  const portFile = join(home, 'smtp.json');
  const port = await findFreePort(portSchema.safeParse(readJsonFile(portFile)).data?.port);
  const server = createServer(store);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(
        new SetupError(`The mail inbox did not start: ${messageOf(error)}; set SMTP_URL to a mail server of your own.`),
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  // A client that breaks off is its own matter: it sends the mail again.
  server.on('error', () => undefined);
  writePrivateFile(portFile, JSON.stringify({ port }));
  return {
    list: store.list,
    read: store.read,
    readSource: store.readSource,
    port,
    folder,
    smtpUrl: `smtp://127.0.0.1:${port}`,
    stop: async () => await new Promise<void>((resolve) => server.close(resolve)),
  };
}

function createServer(store: WritableInboxStore): SMTPServer {
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    size: LARGEST_MAIL_BYTES,
    // Idle connections of a client's pool must not hold up the stop.
    closeTimeout: 200,
    onAuth: (_auth, _session, done) => done(null, { user: 'anyone' }),
    onData(stream, session, done) {
      const { mailFrom, rcptTo } = session.envelope;
      const envelope = { from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map(({ address }) => address) };
      keep(store, stream, envelope).then(
        (id) => done(null, `kept as ${id}`),
        (error: unknown) =>
          done(Object.assign(new Error(`could not keep the mail: ${messageOf(error)}`), { responseCode: 451 })),
      );
    },
  });
}

async function keep(
  store: WritableInboxStore,
  stream: Readable,
  envelope: { from: string; to: string[] },
): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return (await store.add(Buffer.concat(chunks), envelope)).id;
}
