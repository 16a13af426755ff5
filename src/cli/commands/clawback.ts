import type { Command } from 'commander';
import { actOnClawback } from '../../app/clawback/act-on-clawback.js';
import { getCase } from '../../app/queries/get-case.js';
import { listClawbacks } from '../../app/queries/list-clawbacks.js';
import { clawbackSteps, type ClawbackStep } from '../../domain/clawback.js';
import { parseRupiah } from '../../domain/rupiah.js';
import { actAs, asOption, type AsOptions } from '../act-as.js';
import { answer, table } from '../answer.js';
import type { CliParts, Terminal } from '../cli-parts.js';
import { UsageError } from '../exit-codes.js';

interface StepOptions extends AsOptions {
  readonly number?: string;
  readonly dated?: string;
  readonly due?: string;
  readonly amount?: string;
  readonly reason?: string;
}

const summaries: Readonly<Record<ClawbackStep, string>> = {
  request: 'ask for the money back: --number --dated --amount --reason',
  bill: 'record the bill: --number --dated --due',
  deposit: 'record the deposit: --number (STS) --dated --amount',
  verify: 'verify the deposit; another person than who recorded it',
  refuse: 'refuse the deposit: --reason',
  legal: 'begin the way of law for what is overdue: --number --dated',
  cancel: 'cancel the clawback: --reason',
};

export function addClawbackCommands(program: Command, parts: CliParts, terminal: Terminal): void {
  const clawback = program
    .command('clawback')
    .summary('what institutions must give back')
    .description(
      'Asked for, billed, deposited, verified by another person; overdue after its day, then before the law.',
    );

  clawback
    .command('list')
    .summary('list every debt, the open ones first')
    .requiredOption(...asOption)
    .addHelpText('after', '\nExample:\n  salur clawback list --as keuangan@dinsos.example')
    .action((options: AsOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const debts = await listClawbacks(ctx, actor);
        const rows = debts.map((debt) => [
          debt.proposalId,
          debt.state,
          debt.amount,
          debt.billDue ?? '',
          debt.institutionName,
        ]);
        answer(terminal, command, debts, table(rows));
      }),
    );

  for (const step of clawbackSteps) {
    clawback
      .command(`${step} <case>`)
      .summary(summaries[step])
      .requiredOption(...asOption)
      .option('--number <text>', 'number of the paper')
      .option('--dated <day>', 'its date, like 2027-03-31')
      .option('--due <day>', 'last day to pay')
      .option('--amount <rupiah>', 'whole rupiah')
      .option('--reason <text>', 'why')
      .addHelpText(
        'after',
        `\nExample:\n  salur clawback ${step} 01900000-0000-7000-8000-000000000000 --as keuangan@dinsos.example --number 900/12 --dated 2027-03-31`,
      )
      .action((proposalId: string, options: StepOptions, command: Command) =>
        actAs(parts, terminal, options, async (ctx, actor) => {
          await actOnClawback(ctx, actor, {
            proposalId,
            step,
            number: options.number ?? '',
            dated: options.dated ?? null,
            due: options.due ?? null,
            amount: options.amount === undefined ? null : amountOf(options.amount),
            reason: options.reason ?? '',
          });
          const { clawback: now } = await getCase(ctx, actor, { proposalId });
          answer(terminal, command, now, `Now ${now.debt?.state ?? 'nothing'}.`);
        }),
      );
  }
}

function amountOf(text: string): string {
  const parsed = parseRupiah(text);
  if (!parsed.ok) throw new UsageError(`"${text}" is no amount in whole rupiah.`);
  return parsed.rupiah.toString();
}
