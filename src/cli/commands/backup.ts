import type { Command } from 'commander';
import { answer } from '../answer.js';
import type { BackupReport, RestoreReport } from '../backup-report.js';
import type { CliParts, Terminal, Verdict } from '../cli-parts.js';
import { UsageError } from '../exit-codes.js';

interface BackupFlags {
  readonly withKeys?: boolean;
  readonly keysTo?: string;
}

export function addBackupCommands(program: Command, parts: CliParts, terminal: Terminal, verdict: Verdict): void {
  program
    .command('backup <folder>')
    .summary('copy the whole record to a new folder')
    .description(
      'Copies every table, files included, as they are at one instant, while people go on working; manifest.json has the ' +
        'hash of every file and of the ends of all chains. The keys are not in it unless you ask: whoever has both reads ' +
        'everything, whoever has lost the keys reads nothing sealed, ever.',
    )
    .option('--keys-to <file>', 'also copy the key file there, which should be another place')
    .option('--with-keys', 'put the key file into the backup itself')
    .addHelpText(
      'after',
      '\nExamples:\n  salur backup /srv/backup/2026-11-24\n  salur backup /mnt/a/2026-11-24 --keys-to /mnt/b/salur-master.key',
    )
    .action(async (folder: string, { withKeys, keysTo }: BackupFlags, command: Command) => {
      if (withKeys === true && keysTo !== undefined) throw new UsageError('Write --with-keys or --keys-to, not both.');
      const keys = withKeys === true ? 'inside' : keysTo === undefined ? 'apart' : { to: keysTo };
      const report = await parts.backUp({ folder, keys });
      answer(terminal, command, report, backupWords(report));
    });

  program
    .command('restore <folder>')
    .summary('put a backup into an empty place')
    .description(
      'Fills the empty database that DATABASE_OWNER_URL names, or makes a new SALUR_HOME with servers of its own. Verifies ' +
        'every file and the keys before anything is written and the chain after it, and starts the workflow of every ' +
        'running case from the record. Temporal must be as empty as the database. Everybody signs in again.',
    )
    .option('--keys <file>', 'the key file of this backup, where it is not in its place yet')
    .addHelpText(
      'after',
      '\nExample:\n  SALUR_HOME=/srv/salur salur restore /mnt/a/2026-11-24 --keys /mnt/b/salur-master.key',
    )
    .action(async (folder: string, { keys }: { readonly keys?: string }, command: Command) => {
      const report = await parts.restore({ folder, keys }, (line) => terminal.err(`${line}\n`));
      answer(terminal, command, report, restoreWords(report));
      verdict.sound = report.chain.faults.length === 0 && (report.workflows?.failed ?? 0) === 0;
    });
}

function backupWords({ folder, tables, rows, chain, keys, masterKeyFile }: BackupReport): string {
  const where =
    keys.at === null
      ? `The keys are NOT in it: keep a copy of ${masterKeyFile} (${keys.fingerprint}) in another place.`
      : keys.at === folder
        ? 'The keys are IN it, as you asked: whoever has this folder reads everything.'
        : `The keys (${keys.fingerprint}) were copied to ${keys.at}.`;
  return [
    `${rows} rows of ${tables} tables are in ${folder}.`,
    `${chain.events} events in ${chain.streams} chains; their ends together: ${chain.heads}.`,
    where,
  ].join('\n');
}

function restoreWords({ madeAt, rows, chain, workflows }: RestoreReport): string {
  const [fault] = chain.faults;
  return [
    `${rows} rows as of ${madeAt} are restored.`,
    fault === undefined
      ? `${chain.events} events: every chain is whole.`
      : `WRONG: ${chain.faults.length} chains are broken, first ${fault}.`,
    workflows === null
      ? 'When Temporal runs, "salur doctor --rebuild" starts the running cases from the record.'
      : `${workflows.started} workflows were started from the record${workflows.failed > 0 ? `, ${workflows.failed} could not be: run "salur doctor --rebuild"` : ''}.`,
  ].join('\n');
}
