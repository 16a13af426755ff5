import type { Command } from 'commander';
import { listAccesses } from '../../app/queries/list-accesses.js';
import { viewPerson, type FullPerson } from '../../app/queries/view-person.js';
import { accessPurposes, isAccessPurpose } from '../../domain/privacy.js';
import { actAs, asOption, type AsOptions } from '../act-as.js';
import { answer, table } from '../answer.js';
import type { CliParts, Terminal } from '../cli-parts.js';
import { UsageError } from '../exit-codes.js';
import { addBreachCommands } from './privacy-breach.js';

interface LogOptions extends AsOptions {
  readonly purpose?: string;
  readonly subject?: string;
  readonly from?: string;
  readonly until?: string;
  readonly page: number;
}
interface PersonOptions extends AsOptions {
  readonly purpose: string;
}

const purposeHelp = `one of ${accessPurposes.join(', ')}`;

export function addPrivacyCommands(program: Command, parts: CliParts, terminal: Terminal): void {
  const privacy = program
    .command('privacy')
    .summary('personal data: who opened it, and why')
    .description('Personal data in full for a purpose, and the log of it (docs/privacy.md).');

  addBreachCommands(privacy, parts, terminal);

  privacy
    .command('log')
    .summary('list who opened personal data')
    .description(
      'The newest first, fifty a page: all of it for the data protection officer, its own for an institution.',
    )
    .requiredOption(...asOption)
    .option('--purpose <purpose>', purposeHelp)
    .option('--subject <id>', 'of this person, institution or file only')
    .option('--from <day>', 'from this day in WITA, like 2027-01-31')
    .option('--until <day>', 'until this day')
    .option('--page <n>', 'counted from 1', Number, 1)
    .addHelpText('after', '\nExample:\n  salur privacy log --as dpo@kaltim.example --purpose AUDIT --json')
    .action((options: LogOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const { purpose, subject, from, until, page } = options;
        const found = await listAccesses(ctx, actor, {
          purpose: purpose === undefined ? null : known(purpose),
          subjectId: subject ?? null,
          from: from ?? null,
          until: until ?? null,
          page,
          pageSize: 50,
        });
        const lines = found.items.map((item) => [
          item.at,
          item.userName,
          item.subjectKind,
          item.subjectId,
          item.fields.join(' '),
          item.purpose,
        ]);
        answer(terminal, command, found, `${table(lines)}\n${found.total} in all`);
      }),
    );

  privacy
    .command('person <case> <entry>')
    .summary('show the numbers of one person in full; logged')
    .description('The entry is the beneficiaryId of "salur proposal show --json", which shows numbers masked.')
    .requiredOption(...asOption)
    .requiredOption('--purpose <purpose>', purposeHelp)
    .addHelpText(
      'after',
      '\nExample:\n  salur privacy person 0198… 0198… --as kabid@dinsos.example --purpose VERIFICATION',
    )
    .action((proposalId: string, beneficiaryId: string, options: PersonOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const person = await viewPerson(ctx, actor, { proposalId, beneficiaryId, purpose: known(options.purpose) });
        answer(terminal, command, person, personWords(person));
      }),
    );
}

function personWords({ name, birthDate, nationalId, familyCardNo }: FullPerson): string {
  return table([
    ['name', name],
    ['birthDate', birthDate],
    ['nationalId', nationalId ?? '–'],
    ['familyCardNo', familyCardNo ?? '–'],
  ]);
}

function known(purpose: string) {
  if (isAccessPurpose(purpose)) return purpose;
  throw new UsageError(`There is no purpose "${purpose}"; write ${purposeHelp}.`);
}
