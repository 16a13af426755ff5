import { Option, type Command } from 'commander';
import { locales, type Locale } from '../../domain/locale.js';
import { answer } from '../answer.js';
import type { CaseDiagnosis } from '../case-diagnosis.js';
import type { CliParts, Terminal, Verdict } from '../cli-parts.js';
import type { Diagnosis } from '../diagnosis.js';

const marks = { ok: 'ok     ', notice: 'notice ', wrong: 'WRONG  ' } as const;

export function addDoctorCommand(program: Command, parts: CliParts, terminal: Terminal, verdict: Verdict): void {
  const doctor = program
    .command('doctor')
    .summary('say what is well and what is not')
    .description(
      'Asks the settings, the database, its migrations, the keys, Temporal, the workers and the mail, counts the cases ' +
        'and whom they wait for, and names every disagreement between the record and Temporal. Changes nothing without --rebuild.',
    )
    .option('--rebuild', 'start the workflow of every running case that Temporal does not know, from the record')
    .addHelpText(
      'after',
      '\nExamples:\n  salur doctor\n  salur doctor --json\n  salur doctor --rebuild   # after a restore',
    )
    .action(async (options: { rebuild?: boolean }, command: Command) => {
      const diagnosis = await parts.doctor({ rebuild: options.rebuild === true });
      answer(terminal, command, diagnosis, inWords(diagnosis));
      verdict.sound = diagnosis.healthy;
    });

  doctor
    .command('case <reference>')
    .summary('say why one case stands where it stands')
    .description(
      'By id or registration number: whom it waits for and since when, its deadline, a second person, a hold, what Temporal ' +
        'tries and its last error, where record and workflow disagree, and what to do. Changes nothing. Ends with 1 where ' +
        'something is wrong with the machinery; a person who is late is not.',
    )
    .addOption(new Option('--language <language>', 'of the answer').choices(locales).default('id'))
    .addHelpText(
      'after',
      '\nExamples:\n  salur doctor case BST/2026/0042\n  salur doctor case 0190… --language en --json',
    )
    .action(async (reference: string, { language }: { language: Locale }, command: Command) => {
      const diagnosis = await parts.doctorOfCase(reference, language);
      answer(terminal, command, diagnosis, caseInWords(diagnosis));
      verdict.sound = diagnosis.healthy;
    });
}

function caseInWords({ record, statements }: CaseDiagnosis): string {
  const head = `${record.registrationNumber ?? record.proposalId}: ${record.institutionName}`;
  return [head, ...statements.map(({ level, words, remedy }) => lineOf(marks[level], words, remedy))].join('\n');
}

function lineOf(mark: string, words: string, remedy: string): string {
  return remedy === '' ? `${mark}${words}` : `${mark}${words}\n${' '.repeat(mark.length)}→ ${remedy}`;
}

function inWords({ findings }: Diagnosis): string {
  return findings
    .map(({ level, part, words, remedy }) => lineOf(`${marks[level]}${part.padEnd(11)}`, words, remedy))
    .join('\n');
}
