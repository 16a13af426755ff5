import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { confirmRegisterMonth } from '../../app/institutions/confirm-month.js';
import { recordMovement } from '../../app/institutions/record-movement.js';
import { listClients } from '../../app/queries/list-clients.js';
import { movementKinds } from '../../domain/institution/register.js';
import { actAs, asOption, type AsOptions } from '../act-as.js';
import { answer, table } from '../answer.js';
import type { CliParts, Terminal } from '../cli-parts.js';
import { UsageError } from '../exit-codes.js';

interface MoveOptions extends AsOptions {
  readonly on: string;
  readonly document: string;
  readonly key?: string;
}

export function addRegisterCommands(program: Command, parts: CliParts, terminal: Terminal): void {
  const register = program
    .command('register')
    .summary('the client register of your own institution')
    .description('Who is there, who came back, left, went home, moved or died.');

  register
    .command('list')
    .summary('list clients, who is there first')
    .requiredOption(...asOption)
    .option('--search <text>', 'part of the name', '')
    .addHelpText('after', '\nExample:\n  salur register list --as ketua@lks.example')
    .action((options: AsOptions & { readonly search: string }, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const page = await listClients(ctx, actor, { q: options.search, pageSize: 200 });
        const rows = page.items.map((one) => [one.personId, one.leftHow ?? 'THERE', one.leftOn ?? '', one.name]);
        answer(terminal, command, page, table(rows));
      }),
    );

  register
    .command('move <person> <kind>')
    .summary(`write down one of ${movementKinds.join(', ')}`)
    .requiredOption(...asOption)
    .requiredOption('--on <day>', 'when, like 2027-03-31')
    .requiredOption('--document <number>', 'number of the letter or certificate')
    .option('--key <text>', 'names this entry for a repetition (default: a new one)')
    .addHelpText(
      'after',
      '\nExample:\n  salur register move 01900000-0000-7000-8000-000000000000 OUT --as ketua@lks.example --on 2027-03-31 --document 12/K',
    )
    .action((personId: string, kind: string, options: MoveOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const known = movementKinds.find((one) => one === kind);
        if (known === undefined) throw new UsageError(`"${kind}" is none of ${movementKinds.join(', ')}.`);
        const moved = await recordMovement(ctx, actor, {
          personId,
          kind: known,
          happenedOn: options.on,
          documentNumber: options.document,
          key: options.key ?? randomUUID(),
        });
        answer(terminal, command, moved, 'Written down.');
      }),
    );

  register
    .command('confirm')
    .summary('confirm that nothing more has changed this month')
    .requiredOption(...asOption)
    .addHelpText('after', '\nExample:\n  salur register confirm --as ketua@lks.example')
    .action((options: AsOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const { month } = await confirmRegisterMonth(ctx, actor);
        answer(terminal, command, { month }, `Confirmed for ${month.slice(0, 7)}.`);
      }),
    );
}
