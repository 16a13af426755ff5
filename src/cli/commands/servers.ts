import type { Command } from 'commander';
import { answer } from '../answer.js';
import type { CliParts, Terminal } from '../cli-parts.js';

export function addServerCommands(program: Command, parts: CliParts, terminal: Terminal): void {
  program
    .command('up')
    .summary('start everything and keep it up')
    .description(
      'Starts PostgreSQL, Temporal, the mail inbox, the worker and the pages, and keeps them up until Ctrl-C. A part for ' +
        'which DATABASE_URL, TEMPORAL_ADDRESS or SMTP_URL is set is the real one.',
    )
    .option('--demo', 'with demonstration accounts and a demonstration programme; refused in production')
    .addHelpText('after', '\nExamples:\n  salur up\n  PORT=8080 salur up --demo')
    .action(async (options: { demo?: boolean }) => await parts.up({ demo: options.demo === true }));

  program
    .command('worker')
    .summary('run the worker process')
    .description(
      'Runs workflows and their transactions until it is told to stop, then drains. Start as many as needed.',
    )
    .addHelpText('after', '\nExample:\n  DATABASE_URL=… TEMPORAL_ADDRESS=… salur worker')
    .action(async () => await parts.worker());

  program
    .command('web')
    .summary('run the pages')
    .description('Serves the pages until it is told to stop. Start as many as needed behind one proxy.')
    .addHelpText('after', '\nExample:\n  DATABASE_URL=… TEMPORAL_ADDRESS=… PORT=3000 salur web')
    .action(async () => await parts.web());

  program
    .command('migrate')
    .summary('bring the database up to date')
    .description(
      'Applies the migrations the database has not seen, each in one transaction, with the role that owns the tables ' +
        '(DATABASE_OWNER_URL). `salur up` does it by itself.',
    )
    .addHelpText('after', '\nExample:\n  DATABASE_OWNER_URL=postgresql://owner@db/salur salur migrate')
    .action(async (_options: unknown, command: Command) => {
      const applied = await parts.migrate();
      const words = applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}.`;
      answer(terminal, command, { applied }, words);
    });

  program
    .command('seed')
    .summary('load the reference data')
    .description('Loads areas, holidays and provincial units; what is there already is brought up to date.')
    .option('--demo', 'also the demonstration programme and its accounts; refused in production')
    .addHelpText('after', '\nExamples:\n  salur seed\n  salur seed --demo')
    .action(async (options: { demo?: boolean }, command: Command) => {
      const loaded = await parts.seed({ demo: options.demo === true });
      answer(terminal, command, { loaded }, loaded.join('\n'));
    });
}
