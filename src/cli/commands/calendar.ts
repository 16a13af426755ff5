import type { Command } from 'commander';
import { cancelHoliday, setHolidays } from '../../app/calendar/set-holidays.js';
import { listHolidays } from '../../app/queries/list-holidays.js';
import { holidayKinds, readHolidayLines, type HolidayKind } from '../../domain/calendar.js';
import { actAs, asOption, type AsOptions } from '../act-as.js';
import { answer, table } from '../answer.js';
import type { CliParts, Terminal } from '../cli-parts.js';
import { UsageError } from '../exit-codes.js';
import { readTextFile } from '../read-text-file.js';

interface SetOptions extends AsOptions {
  readonly kind: string;
  readonly reason: string;
  readonly day: readonly string[];
  readonly from?: string;
}

export function addCalendarCommands(program: Command, parts: CliParts, terminal: Terminal): void {
  const calendar = program
    .command('calendar')
    .summary('the calendar of working days')
    .description('Deadlines count Monday to Friday without these days; what runs already keeps its day.');

  calendar
    .command('list')
    .summary('list the holidays of a year')
    .requiredOption(...asOption)
    .option('--year <year>', 'like 2027 (default: this one)')
    .addHelpText('after', '\nExample:\n  salur calendar list --as admin@dinsos.example --year 2027')
    .action((options: AsOptions & { readonly year?: string }, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const year = options.year === undefined ? null : Number(options.year);
        if (year !== null && !(Number.isInteger(year) && year >= 2000 && year <= 2200))
          throw new UsageError(`"${options.year ?? ''}" is no year.`);
        const view = await listHolidays(ctx, actor, { year });
        const rows = view.days.map((day) => [
          day.date,
          day.cancelled ? 'cancelled' : day.kind,
          day.name,
          day.reason ?? '',
        ]);
        const warnings = view.missing.map((empty) => `The calendar of ${empty} has no holidays.`);
        answer(terminal, command, view, [table(rows), ...warnings].join('\n'));
      }),
    );

  calendar
    .command('set')
    .summary('make days holidays')
    .requiredOption(...asOption)
    .requiredOption('--kind <kind>', `one of ${holidayKinds.join(', ')}`)
    .requiredOption('--reason <text>', 'why, like the number of the joint decree; kept in the record')
    .option('--day <day...>', 'a date and its name, like "2027-03-10 Idulfitri"', [])
    .option('--from <file>', 'the same, one a line')
    .addHelpText(
      'after',
      '\nExample:\n  salur calendar set --as admin@dinsos.example --kind national --from libur-2027.txt --reason "SKB 933/2026"',
    )
    .action((options: SetOptions, command: Command) => {
      const days = readHolidayLines(linesOf(options));
      return actAs(parts, terminal, options, async (ctx, actor) => {
        const made = await setHolidays(ctx, actor, {
          kind: knownKind(options.kind),
          days: [...days],
          reason: options.reason,
        });
        answer(terminal, command, made, made.days === 1 ? '1 holiday is set.' : `${made.days} holidays are set.`);
      });
    });

  calendar
    .command('cancel <day>')
    .summary('make a holiday a working day')
    .requiredOption(...asOption)
    .requiredOption('--reason <text>', 'why; kept in the record')
    .addHelpText(
      'after',
      '\nExample:\n  salur calendar cancel 2027-03-12 --as admin@dinsos.example --reason "SKB perubahan"',
    )
    .action((date: string, options: AsOptions & { readonly reason: string }, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        await cancelHoliday(ctx, actor, { date, reason: options.reason });
        answer(terminal, command, { date }, `${date} counts as a working day.`);
      }),
    );
}

function linesOf({ day, from }: SetOptions): string {
  if ((day.length === 0) === (from === undefined)) throw new UsageError('Name the days by --day or by --from.');
  return from === undefined ? day.join('\n') : readTextFile(from);
}

function knownKind(text: string): HolidayKind {
  const kind = holidayKinds.find((one) => one === text);
  if (kind === undefined) throw new UsageError(`There is no kind "${text}"; write one of ${holidayKinds.join(', ')}.`);
  return kind;
}
