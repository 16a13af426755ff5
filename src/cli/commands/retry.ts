import type { Command } from 'commander';
import { findWaiting } from '../../app/doctor/find-waiting.js';
import { retryMany, type RetryResult } from '../../app/doctor/retry-many.js';
import { answer, table } from '../answer.js';
import type { CliParts, Terminal, Verdict } from '../cli-parts.js';
import { UsageError } from '../exit-codes.js';
import { OPERATOR } from '../operator.js';

interface Flags {
  readonly all?: boolean;
  readonly list?: boolean;
}

export function addRetryCommand(program: Command, parts: CliParts, terminal: Terminal, verdict: Verdict): void {
  program
    .command('retry [subjects...]')
    .summary('try waiting work again at once')
    .description(
      'Begins anew, on the server, what a case, a decree or a delivery waits to try again, after its cause was repaired: ' +
        'proposal/ID, decree/ID, delivery/ID, or the id of a case alone. Each has its own result; who asked stands in the ' +
        'record. Ends with 1 where one of them could not be retried.',
    )
    .option('--list', 'only show what waits, with its attempts and last error')
    .option('--all', 'everything that waits')
    .addHelpText('after', '\nExamples:\n  salur retry --list\n  salur retry --all\n  salur retry decree/0190… 0190…')
    .action(async (subjects: readonly string[], { all = false, list = false }: Flags, command: Command) => {
      if ((subjects.length > 0 ? 1 : 0) + (all ? 1 : 0) + (list ? 1 : 0) !== 1)
        throw new UsageError('Name what is to be tried again, or write --all or --list.');
      await using ctx = await parts.open();
      const waiting =
        subjects.length > 0 ? [] : await findWaiting(ctx, OPERATOR, (kind, id) => ctx.workflowAdmin.describe(kind, id));
      if (list) {
        const rows = waiting.map((work) => [work.subject, work.work, work.attempt, work.lastFailure ?? '', work.name]);
        const words = table([['What', 'Work', 'Attempt', 'Last error', 'Name'], ...rows]);
        answer(terminal, command, { waiting }, rows.length === 0 ? 'Nothing waits to be tried again.' : words);
        return;
      }
      const wanted = all ? waiting.map(({ subject }) => subject) : subjects;
      const results = await retryMany(ctx, OPERATOR, wanted, (kind, id) => ctx.workflowAdmin.retryNow(kind, id));
      answer(terminal, command, { results }, resultWords(parts, results));
      verdict.sound = results.every(({ error }) => error === null);
    });
}

function resultWords(parts: CliParts, results: readonly RetryResult[]): string {
  if (results.length === 0) return 'Nothing waits to be tried again.';
  return table(
    results.map(({ subject, attempts, error }) => [
      subject,
      error === null ? `${attempts} begun anew` : parts.describe(error),
    ]),
  );
}
