import { appendFileSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser, type AddressObject } from 'mailparser';
import { z } from 'zod';
import { ensurePrivateFolder, readTextFile } from './private-file.js';

const summarySchema = z.object({
  /** Eight digits in the order of arrival. */
  id: z.string().regex(/^\d{8}$/),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  messageId: z.string().nullable(),
  /** The mail's own Date header as a UTC instant. */
  date: z.string().nullable(),
  bytes: z.number(),
});

export type MailSummary = z.infer<typeof summarySchema>;

export interface StoredMail extends MailSummary {
  readonly text: string;
  readonly html: string | null;
  readonly headers: readonly string[];
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly bytes: number }[];
}

export interface InboxStore {
  /** Oldest first. Any process may read while the server writes. */
  list(): MailSummary[];
  read(id: string): Promise<StoredMail | undefined>;
  readSource(id: string): Buffer | undefined;
}

export interface WritableInboxStore extends InboxStore {
  add(source: Buffer, envelope: { readonly from: string; readonly to: readonly string[] }): Promise<MailSummary>;
}

const INDEX = 'index.jsonl';

/** Mails as files: one .eml each and one line of the index each. */
export function openInboxStore(folder: string): InboxStore {
  return {
    list: () => readIndex(folder),
    async read(id) {
      const summary = readIndex(folder).find((mail) => mail.id === id);
      return summary === undefined ? undefined : await readWhole(folder, summary);
    },
    readSource: (id) =>
      readIndex(folder).some((mail) => mail.id === id) ? readFileSync(join(folder, `${id}.eml`)) : undefined,
  };
}

/** For the one server of the home: continues after the last mail and indexes what a kill left without its line. */
export async function openWritableInboxStore(folder: string): Promise<WritableInboxStore> {
  ensurePrivateFolder(folder);
  let next = await repairIndex(folder);
  return {
    ...openInboxStore(folder),
    async add(source, envelope) {
      const id = String(next).padStart(8, '0');
      next += 1;
      const summary = await summarise(id, source, envelope);
      const draft = join(folder, `${id}.draft`);
      writeFileSync(draft, source, { mode: 0o600 });
      renameSync(draft, join(folder, `${id}.eml`));
      appendFileSync(join(folder, INDEX), `${JSON.stringify(summary)}\n`, { mode: 0o600 });
      return summary;
    },
  };
}

function readIndex(folder: string): MailSummary[] {
  const lines = readTextFile(join(folder, INDEX))?.split('\n') ?? [];
  return lines.flatMap((line) => parseLine(line) ?? []).filter((mail) => existsSync(join(folder, `${mail.id}.eml`)));
}

/** A line that a kill cut short is no line. */
function parseLine(line: string): MailSummary | undefined {
  if (!line.startsWith('{') || !line.endsWith('}')) return undefined;
  try {
    return summarySchema.safeParse(JSON.parse(line)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function repairIndex(folder: string): Promise<number> {
  const indexed = readIndex(folder);
  const known = new Set(indexed.map((mail) => mail.id));
  const files = readdirSync(folder).flatMap((name) => /^(\d{8})\.eml$/.exec(name)?.[1] ?? []);
  const orphans = files.filter((id) => !known.has(id));
  for (const id of orphans) indexed.push(await summarise(id, readFileSync(join(folder, `${id}.eml`)), undefined));
  const lines = indexed.toSorted((a, b) => a.id.localeCompare(b.id)).map((mail) => `${JSON.stringify(mail)}\n`);
  writeFileSync(join(folder, `${INDEX}.draft`), lines.join(''), { mode: 0o600 });
  renameSync(join(folder, `${INDEX}.draft`), join(folder, INDEX));
  return Math.max(0, ...files.map(Number)) + 1;
}

/** Only the header is parsed: a simulation sends thousands of mails. The envelope, not the header, says who got it. */
async function summarise(
  id: string,
  source: Buffer,
  envelope: { readonly from: string; readonly to: readonly string[] } | undefined,
): Promise<MailSummary> {
  const end = source.indexOf('\r\n\r\n');
  const header = await simpleParser(end < 0 ? source : source.subarray(0, end + 4));
  return {
    id,
    from: envelope?.from ?? addressesOf(header.from)[0] ?? '',
    to: [...(envelope?.to ?? [...addressesOf(header.to), ...addressesOf(header.cc)])],
    subject: header.subject ?? '',
    messageId: header.messageId ?? null,
    date: header.date?.toISOString() ?? null,
    bytes: source.length,
  };
}

async function readWhole(folder: string, summary: MailSummary): Promise<StoredMail> {
  const mail = await simpleParser(readFileSync(join(folder, `${summary.id}.eml`)), { skipTextToHtml: true });
  return {
    ...summary,
    text: mail.text ?? '',
    html: typeof mail.html === 'string' ? mail.html : null,
    headers: mail.headerLines.map(({ line }) => line),
    attachments: mail.attachments.map(({ filename, contentType, size }) => ({
      name: filename ?? '',
      type: contentType,
      bytes: size,
    })),
  };
}

function addressesOf(field: AddressObject | AddressObject[] | undefined): string[] {
  const groups = field === undefined ? [] : [field].flat();
  return groups.flatMap((group) => group.value.flatMap(({ address }) => address ?? []));
}
