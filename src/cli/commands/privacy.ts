import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { exportPerson } from '../../app/privacy/export-person.js';
import { listAccesses } from '../../app/queries/list-accesses.js';
import { viewPerson, type FullPerson } from '../../app/queries/view-person.js';
import { isLocale } from '../../domain/locale.js';
import { accessPurposes, isAccessPurpose } from '../../domain/privacy.js';
import { actAs, asOption, type AsOptions } from '../act-as.js';
import { answer, table } from '../answer.js';
import type { CliParts, Terminal } from '../cli-parts.js';
import { UsageError } from '../exit-codes.js';
import { addPurgeCommand } from './privacy-purge.js';
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

interface ExportOptions extends AsOptions {
  readonly person: string;
  readonly out: string;
  readonly lang: string;
}

const purposeHelp = `one of ${accessPurposes.join(', ')}`;

export function addPrivacyCommands(program: Command, parts: CliParts, terminal: Terminal): void {
  const privacy = program
    .command('privacy')
    .summary('personal data: who opened it, and why')
    .description('Personal data in full for a purpose, and the log of it (docs/privacy.md).');

  addBreachCommands(privacy, parts, terminal);
  addPurgeCommand(privacy, parts, terminal);

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
    .command('export')
    .summary('write all that is held on one person; logged')
    .description(
      'For the request of the person: everything in every institution, as JSON and as a page. The data protection officer alone.',
    )
    .requiredOption(...asOption)
    .requiredOption('--person <id>', 'the id of the person, or a NIK of 16 digits')
    .requiredOption('--out <folder>', 'a folder that does not exist yet')
    .option('--lang <id|en>', 'the language of the page', 'id')
    .addHelpText('after', '\nExample:\n  salur privacy export --as dpo@kaltim.example --person 0198… --out person')
    .action((options: ExportOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const { out, lang } = options;
        if (!isLocale(lang)) throw new UsageError(`There is no language "${lang}"; write id or en.`);
        if (existsSync(out)) throw new UsageError(`${out} is there already; name a folder that is not.`);
        const draw = await parts.personPages();
        const held = await exportPerson(ctx, actor, { person: options.person });
        // readable by its owner alone
        mkdirSync(out, { mode: 0o700 });
        writeFileSync(join(out, 'person.json'), `${JSON.stringify(held, null, 2)}\n`, { mode: 0o600 });
        writeFileSync(join(out, 'person.html'), draw(held, lang), { mode: 0o600 });
        answer(terminal, command, { folder: out }, `${out} holds person.json and person.html.`);
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
