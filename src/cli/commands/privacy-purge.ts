import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { confirmPurge, listPurges, previewPurge, proposePurge } from '../../app/privacy/purge.js';
import { actAs, asOption, type AsOptions } from '../act-as.js';
import { answer, table } from '../answer.js';
import type { CliParts, Terminal } from '../cli-parts.js';
import { UsageError } from '../exit-codes.js';

interface PurgeOptions extends AsOptions {
  readonly dryRun?: boolean;
  readonly propose?: boolean;
  readonly reason?: string;
  readonly confirm?: string;
  readonly list?: boolean;
  readonly key?: string;
}

/** One of them; without any the command says what there is. */
export function addPurgeCommand(privacy: Command, parts: CliParts, terminal: Terminal): void {
  privacy
    .command('purge')
    .summary('blank personal data whose years are over, by two people')
    .description(
      'Blanks the personal columns and files of cases that ended longer ago than their policy keeps them: never of one that is ' +
        'open, held, under audit or still to be paid back, and none while a breach is open. The data protection officer ' +
        'proposes; an administrator or the head of the office confirms. Rows, hashes and the chain stay.',
    )
    .requiredOption(...asOption)
    .option('--dry-run', 'list the cases that are due; changes nothing')
    .option('--propose', 'name them as a round; needs --reason')
    .option('--reason <text>', 'why; kept with the round')
    .option('--confirm <round>', 'confirm a round and blank its cases; again where it was interrupted')
    .option('--list', 'list the rounds')
    .option('--key <text>', 'names this proposal for a repetition (default: a new one)')
    .addHelpText(
      'after',
      '\nExamples:\n  salur privacy purge --as dpo@kaltim.example --dry-run\n' +
        '  salur privacy purge --as dpo@kaltim.example --propose --reason "Retensi 2037"\n' +
        '  salur privacy purge --as kadis@dinsos.example --confirm 0198…',
    )
    .action((options: PurgeOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const { dryRun, propose, confirm, list } = options;
        if ([dryRun, propose, confirm, list].filter((one) => one !== undefined).length !== 1)
          throw new UsageError('Write one of --dry-run, --propose, --confirm <round> and --list.');
        if (dryRun === true) {
          const due = await previewPurge(ctx, actor);
          const lines = due.map((one) => [
            one.registrationNumber ?? one.proposalId,
            String(one.fiscalYear),
            one.state,
            String(one.persons),
            one.institutionName,
          ]);
          answer(terminal, command, due, `${table(lines)}\n${due.length} cases are due.`);
        } else if (list === true) {
          const rounds = await listPurges(ctx, actor);
          const lines = rounds.map((round) => [
            round.id,
            `${round.purged} of ${round.cases} cases`,
            round.proposedBy,
            round.confirmedBy ?? 'not confirmed',
            round.reason,
          ]);
          answer(terminal, command, rounds, table(lines));
        } else if (propose === true) {
          const input = { reason: options.reason ?? '', key: options.key ?? randomUUID() };
          const round = await proposePurge(ctx, actor, input);
          answer(terminal, command, round, round.purgeId);
        } else {
          const done = await confirmPurge(ctx, actor, { purgeId: confirm ?? '' });
          answer(
            terminal,
            command,
            done,
            `${done.purged} cases, ${done.persons} persons and ${done.files} files are blanked.`,
          );
        }
      }),
    );
}
