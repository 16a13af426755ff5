import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { openBreach } from '../../app/breach/open-breach.js';
import { closeBreach, recordNotice } from '../../app/breach/work-on-breach.js';
import { listBreaches } from '../../app/queries/list-breaches.js';
import { breachDataKinds, breachSubjects, breachTold } from '../../domain/breach.js';
import { witaInstant, witaMinute } from '../../domain/time/wita.js';
import { actAs, asOption, type AsOptions } from '../act-as.js';
import { answer, table } from '../answer.js';
import type { CliParts, Terminal } from '../cli-parts.js';
import { UsageError } from '../exit-codes.js';

interface OpenOptions extends AsOptions {
  readonly found: string;
  readonly what: string;
  readonly handling: string;
  readonly kinds: string;
  readonly subjects: string;
  readonly affected: number;
  readonly key?: string;
}
interface NoticeOptions extends AsOptions {
  readonly told: string;
  readonly number: string;
  readonly sent: string;
}
interface CloseOptions extends AsOptions {
  readonly handling: string;
}

export function addBreachCommands(privacy: Command, parts: CliParts, terminal: Terminal): void {
  const breach = privacy
    .command('breach')
    .summary('the register of breaches and its 72 hours')
    .description('Breaches of personal data, the clock of article 46 and the letters that were sent.');

  breach
    .command('list')
    .summary('list the register, open ones first')
    .requiredOption(...asOption)
    .addHelpText('after', '\nExample:\n  salur privacy breach list --as dpo@kaltim.example')
    .action((options: AsOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const found = await listBreaches(ctx, actor);
        const lines = found.map((entry) => [
          entry.number,
          entry.state,
          `due ${witaMinute(new Date(entry.dueAt))}`,
          entry.overdue ? 'overdue' : '',
          entry.notices.map((notice) => `${notice.told} ${notice.number}`).join('; '),
          entry.id,
        ]);
        answer(terminal, command, found, table(lines));
      }),
    );

  breach
    .command('open')
    .summary('enter a breach; the clock runs from when it was found')
    .requiredOption(...asOption)
    .requiredOption('--found <time>', 'in WITA, like 2027-01-31T14:30')
    .requiredOption('--what <text>', 'what happened, without anybody’s personal data')
    .option('--handling <text>', 'what is done about it', '')
    .requiredOption('--kinds <list>', `of ${breachDataKinds.join(',')}`)
    .requiredOption('--subjects <list>', `of ${breachSubjects.join(',')}`)
    .requiredOption('--affected <n>', 'how many people', Number)
    .option('--key <text>', 'names this entry for a repetition (default: a new one)')
    .addHelpText(
      'after',
      '\nExample:\n  salur privacy breach open --as dpo@kaltim.example --found 2027-01-31T14:30 --what "Laptop hilang" ' +
        '--kinds IDENTITY,FILES --subjects CLIENTS --affected 72',
    )
    .action((options: OpenOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const [day = '', time = ''] = options.found.split('T');
        const foundAt = witaInstant(day, time);
        if (foundAt === null) throw new UsageError(`"${options.found}" is no time like 2027-01-31T14:30.`);
        const opened = await openBreach(ctx, actor, {
          foundAt: foundAt.toISOString(),
          what: options.what,
          handling: options.handling,
          dataKinds: among(breachDataKinds, options.kinds),
          subjects: among(breachSubjects, options.subjects),
          affected: options.affected,
          key: options.key ?? randomUUID(),
        });
        answer(terminal, command, opened, `The breach ${opened.breachId} is recorded; the 72 hours run.`);
      }),
    );

  breach
    .command('notice <id>')
    .summary('record a letter of notice')
    .requiredOption(...asOption)
    .requiredOption('--told <whom>', `one of ${breachTold.join(', ')}`)
    .requiredOption('--number <text>', 'the number of the letter')
    .requiredOption('--sent <day>', 'the day it was sent, like 2027-02-01')
    .addHelpText(
      'after',
      '\nExample:\n  salur privacy breach notice 0198… --as dpo@kaltim.example --told AUTHORITY --number 480/12 --sent 2027-02-01',
    )
    .action((breachId: string, options: NoticeOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const [told] = among(breachTold, options.told);
        if (told === undefined) throw new UsageError('--told is empty.');
        const letter = { breachId, told, number: options.number, sentOn: options.sent };
        await recordNotice(ctx, actor, letter);
        answer(terminal, command, letter, `The letter ${options.number} is recorded.`);
      }),
    );

  breach
    .command('close <id>')
    .summary('close a breach whose letters went out')
    .requiredOption(...asOption)
    .requiredOption('--handling <text>', 'how it was handled')
    .addHelpText(
      'after',
      '\nExample:\n  salur privacy breach close 0198… --as dpo@kaltim.example --handling "Sandi diganti"',
    )
    .action((breachId: string, { handling, ...options }: CloseOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        await closeBreach(ctx, actor, { breachId, handling });
        answer(terminal, command, { breachId, state: 'CLOSED' }, 'The breach is closed.');
      }),
    );
}

function among<T extends string>(known: readonly T[], list: string): T[] {
  return list.split(',').map((text) => {
    const found = known.find((one) => one === text.trim());
    if (found === undefined) throw new UsageError(`There is no "${text}"; write ${known.join(', ')}.`);
    return found;
  });
}
