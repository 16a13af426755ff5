import type { Command } from 'commander';
import { answer } from '../answer.js';
import type { CliParts, Terminal, Verdict } from '../cli-parts.js';
import type { Diagnosis } from '../diagnosis.js';

const marks = { ok: 'ok     ', notice: 'notice ', wrong: 'WRONG  ' } as const;

export function addDoctorCommand(program: Command, parts: CliParts, terminal: Terminal, verdict: Verdict): void {
  program
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
}

function inWords({ findings }: Diagnosis): string {
  return findings
    .map(({ level, part, words, remedy }) => {
      const line = `${marks[level]}${part.padEnd(11)}${words}`;
      return remedy === '' ? line : `${line}\n${' '.repeat(18)}→ ${remedy}`;
    })
    .join('\n');
}
