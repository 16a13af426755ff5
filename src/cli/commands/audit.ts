import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { takeCheckpoint, type Checkpoint } from '../../app/audit/checkpoint.js';
import { withDatabaseSource } from '../../app/audit/database-source.js';
import { exportRecord } from '../../app/audit/export-record.js';
import { openExport } from '../../app/audit/export-source.js';
import { readSecurity } from '../../app/audit/read-security.js';
import { verifyRecord, type RecordReport } from '../../app/audit/verify-record.js';
import { answer, table, toJson } from '../answer.js';
import { reportInWords } from '../audit-words.js';
import type { AuditContext, CliParts, Terminal, Verdict } from '../cli-parts.js';
import { UsageError } from '../exit-codes.js';

interface VerifyOptions {
  readonly export?: string;
  readonly publicKey?: string;
  readonly lang: string;
}

export function addAuditCommands(program: Command, parts: CliParts, terminal: Terminal, verdict: Verdict): void {
  const audit = program
    .command('audit')
    .summary('prove that nothing was lost or changed')
    .description('Checkpoints, exports and the judgement of the record (docs/adr/0011-seals-of-rows.md).');

  audit
    .command('verify')
    .summary('judge the whole record, or an export of it')
    .description(
      'Follows every stream of events, compares every row with its seal and every seal with its event, rebuilds each case ' +
        'from its events and holds all of it against the checkpoints. Names what is broken and says what is guaranteed. ' +
        'Ends with 0 where the record is whole, with 1 where it is not. With --export it needs no server.',
    )
    .option('--export <folder>', 'an export made by "salur audit export"')
    .option('--public-key <file>', 'the key that you were given, instead of the one that lies beside the record')
    .option('--lang <id|en>', 'the language of the answer', 'en')
    .addHelpText(
      'after',
      '\nExamples:\n  salur audit verify\n  salur audit verify --export audit-2026 --public-key checkpoint-key.pub --lang id',
    )
    .action(async (options: VerifyOptions, command: Command) => {
      const { lang } = options;
      if (lang !== 'id' && lang !== 'en') throw new UsageError(`There is no language "${lang}"; write id or en.`);
      const trusted = options.publicKey === undefined ? null : await readKey(options.publicKey);
      const report =
        options.export === undefined
          ? await verifyDatabase(parts, trusted)
          : await verifyExport(options.export, trusted);
      answer(terminal, command, report, reportInWords(report, lang));
      verdict.sound = report.faults.length === 0;
    });

  audit
    .command('checkpoint')
    .summary('sign how far the record has come')
    .description('Writes one signed file outside the database; within an hour only the first call does.')
    .addHelpText('after', '\nExample:\n  salur audit checkpoint   # then copy .salur/checkpoints away')
    .action(async (_options: object, command: Command) => {
      await using ctx = await parts.audit();
      const file = await takeCheckpoint(ctx, ctx.notary);
      const taken = file === null ? null : (JSON.parse(file.text) as Checkpoint);
      answer(
        terminal,
        command,
        { file: file?.name ?? null, number: taken?.number ?? null, period: taken?.period ?? null },
        file === null ? 'Nothing has moved since the last checkpoint.' : `The checkpoint ${file.name} stands.`,
      );
    });

  audit
    .command('security')
    .summary('list refused commands, sign-ins and new offices')
    .description('The newest entries of the security stream and of the accounts, newest first.')
    .option('--limit <count>', 'how many', '50')
    .addHelpText('after', '\nExample:\n  salur audit security --limit 200 --json')
    .action(async ({ limit }: { limit: string }, command: Command) => {
      const count = Number(limit);
      if (!Number.isInteger(count) || count < 1) throw new UsageError(`"${limit}" is no number of entries.`);
      await using ctx = await parts.audit();
      const entries = await readSecurity(ctx, count);
      const lines = entries.map(({ at, type, actor, data }) => [at, type, actor, toJson(data)]);
      answer(terminal, command, entries, table(lines));
    });

  audit
    .command('export')
    .summary('write the record as files that can be judged anywhere')
    .description(
      'Writes a new folder with every event, seal and row as lines of JSON, the checkpoints and the public key. It holds ' +
        'names and dates of birth in clear, sealed fields as they are, and of files their digests.',
    )
    .argument('<folder>', 'a folder that does not exist yet')
    .addHelpText('after', '\nExample:\n  salur audit export audit-2026 && salur audit verify --export audit-2026')
    .action(async (folder: string, _options: object, command: Command) => {
      await using ctx = await parts.audit();
      await takeCheckpoint(ctx, ctx.notary);
      const proof = await proofOf(ctx);
      const at = (await ctx.clock.now()).toISOString();
      const manifest = await withDatabaseSource(ctx, (source) => exportRecord(source, folder, { at, ...proof }));
      answer(
        terminal,
        command,
        manifest,
        `${folder} holds ${manifest.files.reduce((sum, file) => sum + file.lines, 0)} lines in ${manifest.files.length} files.`,
      );
    });
}

async function verifyDatabase(parts: CliParts, trusted: string | null): Promise<RecordReport> {
  await using ctx = await parts.audit();
  const proof = await proofOf(ctx);
  return await withDatabaseSource(ctx, (source) =>
    verifyRecord(source, { ...proof, publicKey: trusted ?? proof.publicKey }),
  );
}

async function verifyExport(folder: string, trusted: string | null): Promise<RecordReport> {
  const { source, checkpoints, publicKey } = await openExport(folder);
  return verifyRecord(source, { checkpoints, publicKey: trusted ?? publicKey });
}

async function proofOf({ notary }: AuditContext) {
  return { checkpoints: await notary.store.list(), publicKey: notary.signer.publicKey };
}

async function readKey(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new UsageError(`The key ${path} cannot be read; correct the path.`, { cause: error });
  }
}
