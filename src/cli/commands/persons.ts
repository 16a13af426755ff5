import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { importPersons, type ImportResult } from '../../app/drafts/import-persons.js';
import { personsTemplate } from '../../app/drafts/persons-template.js';
import { readPersonRows } from '../../app/drafts/read-person-rows.js';
import { actAs, asOption, type AsOptions } from '../act-as.js';
import { answer, table } from '../answer.js';
import type { CliParts, Terminal, Verdict } from '../cli-parts.js';
import { readBytes } from '../read-text-file.js';

interface ImportOptions extends AsOptions {
  readonly append?: boolean;
  readonly replace?: boolean;
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
