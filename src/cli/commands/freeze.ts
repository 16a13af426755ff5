import type { Command } from 'commander';
import { endFreeze, setFreeze } from '../../app/freeze/set-freeze.js';
import { listFreezes } from '../../app/queries/list-freezes.js';
import { listProgrammes } from '../../app/queries/list-programmes.js';
import { actAs, asOption, type AsOptions } from '../act-as.js';
import { answer, table } from '../answer.js';
import type { CliParts, Terminal } from '../cli-parts.js';
import { UsageError } from '../exit-codes.js';

interface SetOptions extends AsOptions {
  readonly from: string;
  readonly until: string;
  readonly reason: string;
  readonly letter: string;
  readonly dated: string;
  readonly exemptGroup: readonly string[];
  readonly exemptProgramme: readonly string[];
}
interface EndOptions extends AsOptions {
  readonly reason: string;
}

export function addFreezeCommands(program: Command, parts: CliParts, terminal: Terminal): void {
  const freeze = program
    .command('freeze')
    .summary('times in which no aid is handed over')
    .description('Nothing is dispatched or handed over on a day inside, but what the freeze leaves out.');

  freeze
    .command('list')
    .summary('list every freeze, the newest first')
    .requiredOption(...asOption)
    .addHelpText('after', '\nExample:\n  salur freeze list --as kabid@dinsos.example')
    .action((options: AsOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const freezes = await listFreezes(ctx, actor);
        const lines = freezes.map((one) => [
          one.id,
          one.fromOn,
          one.endedOn === null ? one.untilOn : `ended ${one.endedOn}`,
          one.letterNumber,
          [...one.exemptGroups, ...one.exemptProgrammes].join(' '),
          one.reason,
        ]);
        answer(terminal, command, freezes, table(lines));
      }),
    );

  freeze
    .command('set')
    .summary('record a freeze from a later day on')
    .requiredOption(...asOption)
    .requiredOption('--from <day>', 'first day in WITA, like 2027-02-01; tomorrow at the earliest')
    .requiredOption('--until <day>', 'last day')
    .requiredOption('--letter <number>', 'number of the letter that orders it')
    .requiredOption('--dated <day>', 'date of that letter')
    .requiredOption('--reason <text>', 'why')
    .option('--exempt-group <group...>', 'target groups it leaves out, like CHILD', [])
    .option('--exempt-programme <code...>', 'programmes it leaves out', [])
    .addHelpText(
      'after',
      '\nExample:\n  salur freeze set --as kabid@dinsos.example --from 2027-02-01 --until 2027-02-14 --letter SE/7 --dated 2027-01-20 --reason "Pilkada" --exempt-group CHILD',
    )
    .action((options: SetOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const known = await listProgrammes(ctx, actor);
        const exemptProgrammes = options.exemptProgramme.map((code) => {
          const programme = known.find((one) => one.code === code);
          if (programme === undefined) throw new UsageError(`there is no programme ${code}`);
          return programme.id;
        });
        const made = await setFreeze(ctx, actor, {
          fromOn: options.from,
          untilOn: options.until,
          reason: options.reason,
          documentNumber: options.letter,
          documentDate: options.dated,
          exemptGroups: [...options.exemptGroup],
          exemptProgrammes,
        });
        answer(terminal, command, made, made.freezeId);
      }),
    );

  freeze
    .command('end <freeze>')
    .summary('end a freeze today')
    .requiredOption(...asOption)
    .requiredOption('--reason <text>', 'why; kept with the name of the person')
    .addHelpText(
      'after',
      '\nExample:\n  salur freeze end 0198… --as kabid@dinsos.example --reason "SE/9 mencabut SE/7"',
    )
    .action((freezeId: string, options: EndOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        await endFreeze(ctx, actor, { freezeId, reason: options.reason });
        answer(terminal, command, { freezeId }, `ended: ${freezeId}`);
      }),
    );
}
