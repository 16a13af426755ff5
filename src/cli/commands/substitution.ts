import type { Command } from 'commander';
import { listSubstitutions, type SubstitutionItem } from '../../app/queries/list-substitutions.js';
import { endSubstitution } from '../../app/users/end-substitution.js';
import { setSubstitution } from '../../app/users/set-substitution.js';
import { substitutableRoles } from '../../domain/substitution.js';
import { actAs, asOption, type AsOptions } from '../act-as.js';
import { answer, table } from '../answer.js';
import type { CliParts, Terminal } from '../cli-parts.js';

interface SetOptions extends AsOptions {
  readonly holder: string;
  readonly substitute: string;
  readonly role: string;
  readonly plt?: boolean;
  readonly letter: string;
  readonly letterDate: string;
  readonly decree?: string;
  readonly decreeDate?: string;
  readonly from: string;
  readonly to: string;
}

export function addSubstitutionCommands(program: Command, parts: CliParts, terminal: Terminal): void {
  const substitution = program
    .command('substitution')
    .summary('who stands in for whom (Plt./Plh.)')
    .description('A substitute has the office of its holder within a period; the record keeps both names.');

  substitution
    .command('set')
    .summary('give an office to a substitute for a period')
    .requiredOption(...asOption)
    .requiredOption('--holder <email>', 'whose office it is')
    .requiredOption('--substitute <email>', 'who stands in')
    .requiredOption('--role <role>', `one of ${substitutableRoles.join(', ')}`)
    .option('--plt', 'the office is vacant (Plt.); otherwise its holder is away (Plh.)')
    .requiredOption('--letter <number>', 'number of the letter')
    .requiredOption('--letter-date <date>', 'its date, like 2026-12-01')
    .option('--decree <number>', 'number of the appointing decree, for the head of the office')
    .option('--decree-date <date>', 'its date')
    .requiredOption('--from <date>', 'the first day')
    .requiredOption('--to <date>', 'the last day')
    .addHelpText(
      'after',
      '\nExample:\n  salur substitution set --as kabid@dinsos.example --holder kabid@dinsos.example --substitute ketua@dinsos.example ' +
        '--role KABID --letter 800/12 --letter-date 2026-12-01 --from 2026-12-02 --to 2026-12-09',
    )
    .action((options: SetOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const made = await setSubstitution(ctx, actor, {
          holder: options.holder,
          substitute: options.substitute,
          role: options.role,
          kind: options.plt === true ? 'PLT' : 'PLH',
          letterNumber: options.letter,
          letterDate: options.letterDate,
          decreeNumber: options.decree ?? '',
          decreeDate: options.decreeDate ?? null,
          startsOn: options.from,
          endsOn: options.to,
        });
        answer(
          terminal,
          command,
          made,
          `${options.substitute} stands in for ${options.holder} from ${options.from} to ${options.to}.`,
        );
      }),
    );

  substitution
    .command('list')
    .summary('list substitutions, newest first')
    .requiredOption(...asOption)
    .addHelpText('after', '\nExample:\n  salur substitution list --as sekretaris@dinsos.example --json')
    .action((options: AsOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const { items } = await listSubstitutions(ctx, actor);
        answer(terminal, command, { items }, items.length === 0 ? 'There is none.' : table(items.map(rowOf)));
      }),
    );

  substitution
    .command('end <id>')
    .summary('end a substitution at once')
    .requiredOption(...asOption)
    .addHelpText('after', '\nExample:\n  salur substitution end 0190… --as kabid@dinsos.example')
    .action((substitutionId: string, options: AsOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        await endSubstitution(ctx, actor, { substitutionId });
        answer(terminal, command, { substitutionId }, 'The substitution is ended.');
      }),
    );
}

function rowOf({ id, kind, role, holder, substitute, from, to, state }: SubstitutionItem): readonly string[] {
  return [id, kind, role, holder, substitute, from, to, state];
}
