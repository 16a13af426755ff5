import { join } from 'node:path';
import { z } from 'zod';
import { openInboxStore, type InboxStore } from '../infra/embedded/inbox-store.js';
import { readJsonFile } from '../infra/embedded/private-file.js';
import { inboxFolder } from '../infra/embedded/smtp-inbox.js';

const written = z.object({ port: z.number() });

/** The home's own inbox, where the mail server in use is the embedded one; null where mails go to a real server. */
export function findLocalInbox(home: string, smtpUrl: string | undefined): InboxStore | null {
  const { data } = written.safeParse(readJsonFile(join(home, 'smtp.json')));
  return data !== undefined && smtpUrl === `smtp://127.0.0.1:${data.port}` ? openInboxStore(inboxFolder(home)) : null;
}
