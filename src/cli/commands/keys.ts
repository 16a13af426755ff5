import type { Command } from 'commander';
import { answer, table } from '../answer.js';
import type { CliParts, Terminal, Verdict } from '../cli-parts.js';
import type { KeysStatus } from '../keys-report.js';

/** The key file and the data keys under it. */
export function addKeysCommands(program: Command, parts: CliParts, terminal: Terminal, verdict: Verdict): void {
  const keys = program
    .command('keys')
    .summary('look after the keys')
    .description(
      'One key file wraps the data keys in the database, and those seal identities, accounts, telephones and files.',
    );

  keys
    .command('status')
    .summary('say which keys are in use, and for what')
    .description('Changes nothing. Ends with 1 where a data key cannot be opened.')
    .addHelpText('after', '\nExample:\n  salur keys status --json')
    .action(async (_options: unknown, command: Command) => {
      const status = await (await parts.keys()).status();
      answer(terminal, command, status, statusWords(status));
      verdict.sound = status.unreadable.length === 0;
    });

  keys
    .command('rotate')
    .summary('put a new master and new data keys to use')
    .description(
      'Adds a new master to the key file, wraps every data key under it, and makes new data keys for what is sealed from ' +
        'now on. Old values and old histories of Temporal stay readable, and people go on working. Running processes take ' +
        'the new file by themselves within half a minute and the new data keys at their next start; sessions end then.',
    )
    .addHelpText('after', '\nExample:\n  salur keys rotate && cp .salur/keys/master.key /mnt/b/')
    .action(async (_options: unknown, command: Command) => {
      const report = await (await parts.keys()).rotate();
      const { file } = await (await parts.keys()).status();
      const words = [
        `The master ${report.to} is in use; ${report.from} stays in the file for what it closed.`,
        `${report.rewrapped} data keys were wrapped anew; new values: ${versionsOf(report.versions)}.`,
        `Copy ${file} to its place of keeping now, and to every host that runs Salur: no older copy opens what comes.`,
      ];
      answer(terminal, command, report, words.join('\n'));
    });

  keys
    .command('reseal')
    .summary('seal old values under the newest keys')
    .description(
      'Seals everything anew that is not under the newest key of its class, in small batches while people work, and finishes a ' +
        'rotation that was interrupted. May be stopped and run again.',
    )
    .addHelpText('after', '\nExample:\n  salur keys reseal')
    .action(async (_options: unknown, command: Command) => {
      const report = await (await parts.keys()).reseal();
      const rows = report.columns.map(({ column, values }) => [column, values] as const);
      answer(terminal, command, report, table([['Column', 'Sealed anew'], ...rows]));
    });

  keys
    .command('forget <fingerprint>')
    .summary('take an earlier master out of the key file')
    .description(
      'Refused while a data key or a history of Temporal needs it. Older backups of the record need their own key file.',
    )
    .addHelpText('after', '\nExample:\n  salur keys forget 0f3a…')
    .action(async (fingerprint: string, _options: unknown, command: Command) => {
      await (await parts.keys()).forget(fingerprint);
      answer(terminal, command, { forgotten: fingerprint }, `${fingerprint} is no longer in the key file.`);
    });
}

function statusWords({ file, fingerprint, previous, unreadable, classes }: KeysStatus): string {
  const masters = previous.map(
    (master) =>
      `Earlier ${master.fingerprint}, until ${master.retiredAt}: wraps ${master.wrapsDataKeys} data keys, needed by ${master.workflows} workflows.`,
  );
  const lost = unreadable.map(
    ({ fieldClass, version }) =>
      `LOST: version ${version} of ${fieldClass} opens with no master of this file; find the copy of the key file that was in use then.`,
  );
  const rows = classes.map(({ fieldClass, version, values }) => [
    fieldClass,
    version,
    Object.entries(values)
      .map(([of, count]) => `${count} under ${of}`)
      .join(', '),
  ]);
  return [`${file}: master ${fingerprint}`, ...masters, ...lost, table([['Class', 'Key', 'Values'], ...rows])].join(
    '\n',
  );
}

function versionsOf(versions: Readonly<Record<string, number>>): string {
  return Object.entries(versions)
    .map(([fieldClass, version]) => `${fieldClass} ${version}`)
    .join(', ');
}
