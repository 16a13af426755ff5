import type { Command } from 'commander';
import { setCeiling } from '../../app/budget/set-ceiling.js';
import { listCeilings } from '../../app/queries/list-ceilings.js';
import { ceilingScopes } from '../../domain/ceiling.js';
import { parseRupiah } from '../../domain/rupiah.js';
import { actAs, asOption, type AsOptions } from '../act-as.js';
import { answer, table } from '../answer.js';
import type { CliParts, Terminal } from '../cli-parts.js';
import { UsageError } from '../exit-codes.js';
import { programmeOf } from '../programme-of.js';

interface SetOptions extends AsOptions {
  readonly scope: string;
  readonly for?: string;
  readonly amount: string;
  readonly soft?: boolean;
  readonly reason: string;
}

/** Money limits. */
export function addBudgetCommands(program: Command, parts: CliParts, terminal: Terminal): void {
  const budget = program.command('budget').summary('money limits of a programme');

  budget
    .command('limits <programme>')
    .summary('list every limit with what it carries, and who set it when and why')
    .requiredOption(...asOption)
    .action((code: string, options: AsOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const view = await listCeilings(ctx, actor, await programmeOf(ctx, actor, code));
        const head = ['Scope', 'For', 'Force', 'Amount', 'Reserved', 'Used', 'Free'];
        const rows = view.ceilings.map((one) => [
          one.scope,
          one.scopeKey,
          one.hard ? 'hard' : 'soft',
          one.amount,
          one.reserved,
          one.consumed,
          one.free,
        ]);
        const missing = view.missing.length === 0 ? '' : `\nnamed, but not there: ${view.missing.join(', ')}`;
        answer(terminal, command, view, `${table([head, ...rows])}${missing}`);
      }),
    );

  budget
    .command('set <programme>')
    .summary('set one limit, as another version with its reason')
    .requiredOption(...asOption)
    .requiredOption('--scope <scope>', `one of ${ceilingScopes.join(', ')}`)
    .option('--for <key>', 'area, group, code of an institution or * for each, or budget line', '')
    .requiredOption('--amount <rupiah>', 'whole rupiah')
    .option('--soft', 'it may be passed with a reason')
    .requiredOption('--reason <text>', 'why; kept with the name of the person')
    .addHelpText(
      'after',
      '\nExample:\n  salur budget set BST-2027 --as perencanaan@dinsos.example --scope AREA --for 64.72 --amount 400.000.000 --soft --reason "Pagu 2027"',
    )
    .action((code: string, options: SetOptions, command: Command) => {
      const scope = ceilingScopes.find((one) => one === options.scope);
      const amount = parseRupiah(options.amount);
      if (scope === undefined) throw new UsageError(`--scope is one of ${ceilingScopes.join(', ')}.`);
      if (!amount.ok) throw new UsageError(`"${options.amount}" is no amount in whole rupiah.`);
      return actAs(parts, terminal, options, async (ctx, actor) => {
        const { programmeId } = await programmeOf(ctx, actor, code);
        const { ceilings } = await listCeilings(ctx, actor, { programmeId });
        const scopeKey = options.for ?? '';
        const known = ceilings.find((one) => one.scope === scope && one.scopeKey === scopeKey);
        const set = await setCeiling(ctx, actor, {
          programmeId,
          scope,
          scopeKey,
          amount: amount.rupiah.toString(),
          hard: options.soft !== true,
          reason: options.reason,
          basedOn: known?.version ?? 0,
        });
        answer(terminal, command, set, `version ${set.version}`);
      });
    });
}
