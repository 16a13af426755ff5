import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { changePolicy, type PolicyChanged } from '../../app/policy/change-policy.js';
import { getPolicy, type PolicyView } from '../../app/queries/get-policy.js';
import type { PolicyDifference } from '../../domain/policy-difference.js';
import { answer, table } from '../answer.js';
import { programmeOf } from '../programme-of.js';
import { actAs, asOption, type AsOptions } from '../act-as.js';
import type { CliParts, Terminal } from '../cli-parts.js';
import { UsageError } from '../exit-codes.js';

interface SetOptions extends AsOptions {
  readonly file: string;
  readonly reason: string;
  readonly dryRun?: boolean;
}

export function addPolicyCommands(program: Command, parts: CliParts, terminal: Terminal): void {
  const policy = program
    .command('policy')
    .summary('the rules of a programme, version by version')
    .description(
      'Days, dates, endorsements and documents of a programme. A submitted case keeps the version of that day.',
    );

  policy
    .command('show <programme>')
    .summary('show what holds, and what was changed when, by whom and why')
    .requiredOption(...asOption)
    .addHelpText(
      'after',
      '\nExamples:\n  salur policy show BST-2027 --as kadis@dinsos.example\n' +
        '  salur policy show BST-2027 --as kadis@dinsos.example --json > policy.json',
    )
    .action((code: string, options: AsOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const view = await getPolicy(ctx, actor, await programmeOf(ctx, actor, code));
        answer(terminal, command, view, inWords(view));
      }),
    );

  policy
    .command('set <programme>')
    .summary('make the next version')
    .description(
      'Makes the next version from a file as `policy show --json` writes it: `version` is the one it is based on, `policy` the ' +
        'whole of the values. Prints the difference.',
    )
    .requiredOption(...asOption)
    .requiredOption('--file <file>', 'JSON with version and policy')
    .requiredOption('--reason <text>', 'why; kept with the name of the person')
    .option('--dry-run', 'only print what would change')
    .addHelpText(
      'after',
      '\nExample:\n  salur policy set BST-2027 --as kadis@dinsos.example --file policy.json --reason "ND 12/2027" --dry-run',
    )
    .action((code: string, options: SetOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const view = await getPolicy(ctx, actor, await programmeOf(ctx, actor, code));
        const { version, policy: values } = readPolicyFile(options.file);
        const changed = await changePolicy(ctx, actor, {
          programmeId: view.programmeId,
          basedOn: version,
          policy: values,
          reason: options.reason,
          dryRun: options.dryRun === true,
        });
        answer(terminal, command, changed, changeWords(changed, options.dryRun === true));
      }),
    );
}

function inWords({ code, version, policy, versions }: PolicyView): string {
  const rows = Object.entries(policy).map(([name, value]) => [name, JSON.stringify(value)]);
  const history = versions.map(
    (entry) =>
      `Version ${entry.version}, ${entry.at}, ${entry.by ?? 'with the programme'}${entry.reason === null ? '' : `: ${entry.reason}`}` +
      differenceLines(entry.difference),
  );
  return `${code}, policy version ${version}\n${table(rows)}\n\n${history.join('\n')}`;
}

function changeWords({ version, difference }: PolicyChanged, dryRun: boolean): string {
  return `${dryRun ? `Would become version ${version}; nothing was saved.` : `Version ${version} holds from now on.`}${differenceLines(difference)}`;
}

function differenceLines(difference: readonly PolicyDifference[]): string {
  return difference.map(({ path, before, after }) => `\n  ${path}: ${before ?? '–'} → ${after ?? '–'}`).join('');
}

/** The values are checked by the use-case; here only that the file is what `policy show --json` writes. */
function readPolicyFile(path: string): { readonly version: number; readonly policy: PolicyView['policy'] } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UsageError(`${path} cannot be read (${error instanceof Error ? error.message : String(error)}).`);
  }
  if (typeof parsed !== 'object' || parsed === null || !('version' in parsed) || !('policy' in parsed))
    throw new UsageError(`${path} has no "version" and "policy"; write it with "salur policy show … --json".`);
  return parsed as { version: number; policy: PolicyView['policy'] };
}
