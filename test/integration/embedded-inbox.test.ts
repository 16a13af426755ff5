import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { openInboxStore } from '../../src/infra/embedded/inbox-store.js';
import { inboxFolder, startSmtpInbox } from '../../src/infra/embedded/smtp-inbox.js';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'salur-inbox-'));
});

afterEach(() => rmSync(home, { recursive: true }));

describe('the mail inbox', () => {
  it('keeps a mail for every recipient of its envelope, with its parts, for any process to read', async () => {
    await deliver({ subject: 'Penerimaan bantuan ✓', to: 'a@example.org', bcc: 'hidden@example.org', attach: true });

    const store = openInboxStore(inboxFolder(home));
    const [mail] = store.list();
    expect(mail).toEqual({
      id: '00000001',
      from: 'salur@example.org',
      to: ['a@example.org', 'hidden@example.org'],
      subject: 'Penerimaan bantuan ✓',
      messageId: '<one@example.org>',
      date: '2026-03-01T01:00:00.000Z',
      bytes: statSync(join(inboxFolder(home), '00000001.eml')).size,
    });
    expect(await store.read('00000001')).toMatchObject({
      text: 'Isi',
      html: null,
      attachments: [{ name: 'daftar.csv', type: 'text/csv', bytes: 4 }],
    });
  });

  it('shows nothing for what is no mail of it', async () => {
    writeFileSync(join(home, 'secret.eml'), 'secret');
    await deliver({ subject: 'One' });
    const store = openInboxStore(inboxFolder(home));
    expect(await store.read('../secret')).toBeUndefined();
    expect(store.readSource('00000002')).toBeUndefined();
  });

  it('goes on after a kill between a mail and its line of the index', async () => {
    await deliver({ subject: 'One' });
    await deliver({ subject: 'Two' });
    const index = join(inboxFolder(home), 'index.jsonl');
    truncateSync(index, readFileSync(index, 'utf8').length - 20);
    expect(openInboxStore(inboxFolder(home)).list()).toHaveLength(1);

    await deliver({ subject: 'Three' });
    const mails = openInboxStore(inboxFolder(home)).list();
    expect(mails.map(({ id, subject, to }) => ({ id, subject, to }))).toEqual([
      { id: '00000001', subject: 'One', to: ['a@example.org'] },
      { id: '00000002', subject: 'Two', to: ['a@example.org'] },
      { id: '00000003', subject: 'Three', to: ['a@example.org'] },
    ]);
  });

  it('passes over what is no line of the index', async () => {
    await deliver({ subject: 'One' });
    appendFileSync(join(inboxFolder(home), 'index.jsonl'), '{"id":"../../etc/passwd"}\nnot json\n{]}\n');
    expect(openInboxStore(inboxFolder(home)).list()).toHaveLength(1);
  });

  it('takes fifty mails at once and numbers each once', async () => {
    const inbox = await startSmtpInbox(home);
    const transport = createTransport({ url: inbox.smtpUrl, pool: true, maxConnections: 10 });
    try {
      const sending = Array.from({ length: 50 }, async (_, at) => {
        await transport.sendMail({
          from: 'salur@example.org',
          to: `p${at}@example.org`,
          subject: `Mail ${at}`,
          text: 'Isi',
        });
      });
      await Promise.all(sending);
    } finally {
      transport.close();
      await inbox.stop();
    }
    const mails = openInboxStore(inboxFolder(home)).list();
    expect(new Set(mails.map(({ id }) => id)).size).toBe(50);
    expect(new Set(mails.map(({ to }) => to[0])).size).toBe(50);
  });
});

interface Letter {
  readonly subject: string;
  readonly to?: string;
  readonly bcc?: string;
  readonly attach?: boolean;
}

async function deliver({ subject, to = 'a@example.org', bcc, attach = false }: Letter): Promise<void> {
  const inbox = await startSmtpInbox(home);
  const transport = createTransport(inbox.smtpUrl);
  try {
    await transport.sendMail({
      from: 'salur@example.org',
      to,
      bcc,
      subject,
      text: 'Isi',
      messageId: '<one@example.org>',
      date: new Date('2026-03-01T09:00:00+08:00'),
      attachments: attach ? [{ filename: 'daftar.csv', contentType: 'text/csv', content: 'a;b\n' }] : [],
    });
  } finally {
    transport.close();
    await inbox.stop();
  }
}
