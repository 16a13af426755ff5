import { InvalidArgumentError, type Command } from 'commander';
import { answer } from '../answer.js';
import type { CliParts, Terminal, Verdict } from '../cli-parts.js';
import { UsageError } from '../exit-codes.js';

interface Options {
  readonly scale: number;
  readonly seed: number;
  readonly keep?: boolean;
  readonly home?: string;
}

export function addSimulateCommand(program: Command, parts: CliParts, terminal: Terminal, verdict: Verdict): void {
  program
    .command('simulate <programme>')
    .summary('drive a whole programme through the engine')
    .description(
      'bst-2025: Bantuan Sosial Terencana 2025, 112 institutions and 7,300 synthetic people in ten areas, from the first ' +
        'form to the closed report. Starts servers of its own and never touches .salur/. Fails if a count, an invariant or ' +
        'the audit chain is wrong. elapsedSeconds is the time in which people acted.',
    )
    .option('--scale <k>', 'multiply institutions and people of every area, at least one each', scaleOf, 1)
    .option('--seed <n>', 'same seed: same counts, paths and lines', seedOf, 2025)
    .option('--keep', 'keep the database, logs and mails of the run')
    .option('--home <dir>', 'where the run keeps its servers (default: a temporary folder)')
    .addHelpText(
      'after',
      '\nExamples:\n  salur simulate bst-2025\n  salur simulate bst-2025 --scale 0.1 --json\n  salur simulate bst-2025 --seed 7 --keep --home /tmp/bst',
    )
    .action(async (programme: string, options: Options, command: Command) => {
      if (programme !== 'bst-2025') throw new UsageError(`There is no programme "${programme}"; write bst-2025.`);
      const report = await parts.simulate(
        { scale: options.scale, seed: options.seed, keep: options.keep === true, home: options.home },
        (line) => terminal.err(`${line}\n`),
      );
      for (const fault of report.faults) terminal.err(`WRONG: ${fault}\n`);
      answer(terminal, command, report.figures, report.words);
      verdict.sound = report.faults.length === 0;
    });
}

function scaleOf(text: string): number {
  const scale = Number(text);
  if (!(scale > 0 && scale <= 20)) throw new InvalidArgumentError('Write a number above 0, at most 20.');
  return scale;
}
function seedOf(text: string): number {
  const seed = Number(text);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new InvalidArgumentError('Write a whole number from 0.');
  return seed;
}
