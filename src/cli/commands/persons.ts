import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { importPersons, type ImportResult } from '../../app/drafts/import-persons.js';
import { exportCheckList } from '../../app/checks/export-check-list.js';
import { createCsvWriter, createXlsxWriter } from '../../app/spreadsheet/xlsx-writer.js';
import { accessPurposes } from '../../domain/privacy.js';
import { importRegisters } from '../../app/drafts/import-registers.js';
import { personsTemplate } from '../../app/drafts/persons-template.js';
import { readPersonRows } from '../../app/drafts/read-person-rows.js';
import { findDuplicates } from '../../app/duplicates/ask-identities.js';
import { decideIdentity, type DecideIdentity } from '../../app/duplicates/decide-identity.js';
import { listIdentityQuestions, type IdentitySide } from '../../app/queries/list-identity-questions.js';
import { readSheet } from '../../app/spreadsheet/read-sheet.js';
import { identityGrounds, identityVerdicts } from '../../domain/identity-question.js';
import { actAs, asOption, type AsOptions } from '../act-as.js';
import { answer, table } from '../answer.js';
import type { CliParts, Terminal, Verdict } from '../cli-parts.js';
import { fileLimits, openFileSource, openPrivateFile } from '../file-source.js';
import { readBytes } from '../read-text-file.js';

interface ImportOptions extends AsOptions {
  readonly append?: boolean;
  readonly replace?: boolean;
}

interface RegisterOptions extends AsOptions {
  readonly dryRun?: boolean;
}
interface CheckListOptions extends AsOptions {
  readonly year: number;
  readonly purpose: string;
}
interface DuplicateOptions extends AsOptions {
  readonly find?: number;
  readonly decided?: boolean;
  readonly page: number;
}
interface DecideOptions extends AsOptions {
  readonly ground: string;
}

export function addPersonsCommands(program: Command, parts: CliParts, terminal: Terminal, verdict: Verdict): void {
  const persons = program
    .command('persons')
    .summary('lists of persons: from a sheet, double aid, checks outside')
    .description('Lists of persons of proposals, from a sheet and against each other.');

  persons
    .command('template <file>')
    .summary('write the workbook that lists are filled into')
    .description('Writes an XLSX with the heads, columns for long numbers as text, and examples on a second sheet.')
    .addHelpText('after', '\nExample:\n  salur persons template daftar-penerima.xlsx')
    .action((file: string, _options: unknown, command: Command) => {
      writeFileSync(file, personsTemplate());
      answer(terminal, command, { file }, file);
    });

  persons
    .command('import <case> <file>')
    .summary('check a list of persons, and save it into a draft')
    .description(
      'Reads an XLSX or CSV and names everything that is wrong in each row. Nothing is saved without --append (the good rows) ' +
        'or --replace (the whole list, and only if no row is wrong). Ends with 1 where a row was refused.',
    )
    .requiredOption(...asOption)
    .option('--append', 'add the good rows to the list')
    .option('--replace', 'put this list in the place of the one that is there')
    .addHelpText('after', '\nExample:\n  salur persons import 0193a1b2-… daftar.xlsx --as lks4@panti.example --append')
    .action((proposalId: string, file: string, options: ImportOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const rows = await readPersonRows(readBytes(file));
        const mode = options.replace === true ? 'replace' : options.append === true ? 'append' : 'dry_run';
        const result = await importPersons(ctx, actor, { proposalId, rows, mode });
        answer(terminal, command, result, inWords(result));
        verdict.sound = result.refused === 0;
      }),
    );
  addRegisters(persons, parts, terminal, verdict);
  addDuplicates(persons, parts, terminal);
  addChecks(persons, parts, terminal);
}

function addRegisters(persons: Command, parts: CliParts, terminal: Terminal, verdict: Verdict): void {
  persons
    .command('register <file>')
    .summary('fill the client registers of many institutions from one sheet')
    .description(
      'Reads an XLSX or CSV of any size, a person a row as in the template with a column "Kode LKS" besides, and names what is ' +
        'wrong. Everything is checked and saved in one transaction; nobody who is registered already is changed. With --dry-run ' +
        'nobody is registered. Ends with 1 where a row was refused.',
    )
    .requiredOption(...asOption)
    .option('--dry-run', 'only check')
    .addHelpText(
      'after',
      '\nExample:\n  salur persons register buku-induk.xlsx --as sekretariat1@dinsos.example --dry-run',
    )
    .action((file: string, options: RegisterOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        await using source = await openFileSource(file);
        const rows = readSheet(source, fileLimits);
        const result = await importRegisters(ctx, actor, { rows, dryRun: options.dryRun === true });
        const found = result.findings.map(({ line, codes }) => [`line ${line}`, codes.join(', ')]);
        const { registered, refused, elsewhere } = result;
        const sums = `${result.rows} rows: ${registered} registered, ${refused} refused, ${elsewhere} also elsewhere`;
        answer(terminal, command, result, `${table(found)}\n${sums}`.trim());
        verdict.sound = refused === 0;
      }),
    );
}

function addChecks(persons: Command, parts: CliParts, terminal: Terminal): void {
  persons
    .command('check-list <file>')
    .summary('write everybody with a NIK to a sheet, to be checked by Disdukcapil or DTSEN')
    .description(
      'Writes an XLSX or CSV of everybody with a NIK in the living proposals of a year, marked with who took it and what for. ' +
        'Each number that leaves stands in the log of access. The file holds personal data in full: keep it as such.',
    )
    .requiredOption(...asOption)
    .requiredOption('--year <year>', 'fiscal year', Number)
    .requiredOption('--purpose <purpose>', `one of ${accessPurposes.join(', ')}`)
    .addHelpText(
      'after',
      '\nExample:\n  salur persons check-list dukcapil.xlsx --as kabid@dinsos.example --year 2027 --purpose VERIFICATION',
    )
    .action((file: string, options: CheckListOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const out = await openPrivateFile(file);
        try {
          const give = async (bytes: Uint8Array): Promise<void> => {
            await out.write(bytes);
          };
          const writer = file.toLowerCase().endsWith('.csv') ? createCsvWriter(give) : createXlsxWriter(give);
          const { year: fiscalYear, purpose } = options;
          const { persons: count } = await exportCheckList(ctx, actor, { fiscalYear, purpose }, writer);
          answer(terminal, command, { file, persons: count }, `${count} persons written to ${file}`);
        } finally {
          await out.close();
        }
      }),
    );
}

function addDuplicates(persons: Command, parts: CliParts, terminal: Terminal): void {
  persons
    .command('duplicates')
    .summary('people without a NIK who may be one')
    .description(
      'Lists pairs for the same need and year that somebody has to judge, the likest first. ' +
        'With --find everybody of a year is compared with everybody first.',
    )
    .requiredOption(...asOption)
    .option('--find <year>', 'compare everybody of this fiscal year first', Number)
    .option('--decided', 'those that were judged, instead')
    .option('--page <n>', 'counted from 1', Number, 1)
    .addHelpText('after', '\nExample:\n  salur persons duplicates --as kabid@dinsos.example --find 2027')
    .action((options: DuplicateOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        if (options.find !== undefined) await findDuplicates(ctx, actor, { fiscalYear: options.find });
        const decided = options.decided === true;
        const found = await listIdentityQuestions(ctx, actor, { decided, page: options.page });
        const rows = found.items.map((question) => [
          question.id,
          question.likeness,
          question.verdict ?? 'open',
          [question.low, question.high].map((side) => side.map(sideInWords).join(' = ')).join('  |  '),
        ]);
        answer(terminal, command, found, `${table(rows)}\n${found.total} in all`.trim());
      }),
    );

  persons
    .command('decide <question> <verdict>')
    .summary('say whether two entries are one person')
    .description(
      `Decides once and for all: ${identityVerdicts.join(' or ')}, by one of ` +
        `${identityGrounds.SAME.join(', ')}, or ${identityGrounds.DIFFERENT.join(', ')}.`,
    )
    .requiredOption(...asOption)
    .requiredOption('--ground <ground>', 'by what it is known')
    .addHelpText(
      'after',
      '\nExample:\n  salur persons decide 0193… DIFFERENT --ground SEEN_BOTH --as kabid@dinsos.example',
    )
    .action((questionId: string, verdict: string, options: DecideOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const decision = { questionId, verdict, ground: options.ground } as DecideIdentity;
        await decideIdentity(ctx, actor, decision);
        answer(terminal, command, decision, `${questionId}: ${verdict}`);
      }),
    );
}

function sideInWords({ name, birthDate, motherName, institutionName }: IdentitySide): string {
  return `${name}, ${birthDate}, ${motherName ?? '–'} (${institutionName})`;
}

function inWords({ rows, accepted, refused, saved }: ImportResult): string {
  const remarkable = rows.filter(({ errors, warnings }) => errors.length + warnings.length > 0);
  const found = remarkable.map(({ row, ok, errors, warnings }) => [
    `row ${row}`,
    ok ? 'good' : 'refused',
    [...errors, ...warnings].map(({ field, code }) => `${field} ${code}`).join(', '),
  ]);
  return `${table(found)}\n${accepted} good, ${refused} refused; ${saved ? 'the good ones are saved' : 'nothing is saved'}`.trim();
}
