import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { getCase } from '../../app/queries/get-case.js';
import { listCases } from '../../app/queries/list-cases.js';
import { actOnProposal } from '../../app/proposal/act-on-proposal.js';
import type { Actor } from '../../domain/actor.js';
import { isProposalState, proposalStates } from '../../domain/proposal/states.js';
import { commandTypes, isCommandType } from '../../domain/proposal/transitions.js';
import { witaDate, witaMinute } from '../../domain/time/wita.js';
import { actAs, asOption, type AsOptions } from '../act-as.js';
import { answer, table } from '../answer.js';
import { caseWords, waitersOf } from '../case-words.js';
import type { CliContext, CliParts, Terminal, Verdict } from '../cli-parts.js';
import { UsageError } from '../exit-codes.js';
import { parsePayload } from '../parse-payload.js';
import { readTextFile } from '../read-text-file.js';
import { addProposalAssisted } from './proposal-assisted.js';
import { addProposalBundle } from './proposal-bundle.js';
import { addProposalBatch } from './proposal-batch.js';
import { addProposalRanking } from './proposal-ranking.js';

interface ListOptions extends AsOptions {
  readonly state?: string;
  readonly regency?: string;
  readonly overdue?: boolean;
  readonly find?: string;
  readonly page: number;
}
interface ActOptions extends AsOptions {
  readonly payload?: string;
  readonly payloadFile?: string;
  readonly version?: string;
  readonly key?: string;
  readonly words?: string;
}

const PAGE_SIZE = 50;
export function addProposalCommands(program: Command, parts: CliParts, terminal: Terminal, verdict: Verdict): void {
  const proposal = program
    .command('proposal')
    .summary('see and decide proposals')
    .description('See and decide proposals.');

  const withPerson = (options: AsOptions, run: (ctx: CliContext, actor: Actor) => Promise<void>): Promise<void> =>
    actAs(parts, terminal, options, run);

  proposal
    .command('list')
    .summary('list the cases this person may see')
    .description('Lists cases by deadline, fifty a page.')
    .requiredOption(...asOption)
    .option('--state <state>', `one of ${Object.keys(proposalStates).join(', ')}`)
    .option('--regency <code>', 'only this area, like 64.72')
    .option('--overdue', 'only past their deadline')
    .option('--find <text>', 'part of the registration number or of the institution’s name')
    .option('--page <n>', 'counted from 1', Number, 1)
    .addHelpText(
      'after',
      '\nExamples:\n  salur proposal list --as kabid@dinsos.example\n  salur proposal list --as kabid@dinsos.example --overdue --json < password.txt',
    )
    .action((options: ListOptions, command: Command) =>
      withPerson(options, async (ctx, actor) => {
        const { state } = options;
        if (state !== undefined && !isProposalState(state)) {
          throw new UsageError(`There is no state "${state}"; write one of ${Object.keys(proposalStates).join(', ')}.`);
        }
        const found = await listCases(ctx, actor, {
          state: state ?? null,
          regencyCode: options.regency ?? null,
          overdue: options.overdue === true,
          q: options.find ?? '',
          page: options.page,
          pageSize: PAGE_SIZE,
        });
        const rows = found.items.map((item) => [
          item.registrationNumber ?? item.proposalId,
          item.state,
          item.dueAt === null ? '' : (item.minutesLeft === null ? witaDate : witaMinute)(new Date(item.dueAt)),
          waitersOf(item.waitsFor),
          item.institutionName,
        ]);
        const words = `${table([['Number', 'State', 'Due', 'Waits for', 'Institution'], ...rows])}\n${found.total === 1 ? '1 case' : `${found.total} cases`}, page ${found.page}`;
        answer(terminal, command, found, words);
      }),
    );

  proposal
    .command('show <id>')
    .summary('show one case')
    .description('Shows one case with its history and what this person may do now.')
    .requiredOption(...asOption)
    .addHelpText('after', '\nExample:\n  salur proposal show 0190… --as kabid@dinsos.example')
    .action((id: string, options: AsOptions, command: Command) =>
      withPerson(options, async (ctx, actor) => {
        const view = await getCase(ctx, actor, { proposalId: id });
        answer(terminal, command, view, caseWords(view));
      }),
    );

  proposal
    .command('act <id> <command>')
    .summary('decide one case')
    .description(
      `Gives one command to a case: ${commandTypes.join(', ')}. The same key by the same person is the same command, so it ` +
        'may be repeated after exit code 7.',
    )
    .requiredOption(...asOption)
    .option('--payload <json>', 'what the command says')
    .option('--payload-file <file>', 'the same from a file')
    .option('--version <n>', 'the version that was seen; refused where the case has moved on')
    .option('--key <text>', 'names this command for a repetition (default: a new one)')
    .option('--words <text>', 'the reason of refuse_pending')
    .addHelpText(
      'after',
      '\nExamples:\n  salur proposal act 0190… start_admin --as verifikator@dinsos.example\n' +
        '  salur proposal act 0190… return --as verifikator@dinsos.example --payload \'{"words":"Lengkapi RAB","remarks":[]}\'',
    )
    .action((id: string, type: string, options: ActOptions, command: Command) =>
      withPerson(options, async (ctx, actor) => {
        if (!isCommandType(type)) {
          throw new UsageError(`There is no command "${type}"; write one of ${commandTypes.join(', ')}.`);
        }
        const key = options.key ?? randomUUID();
        const outcome = await actOnProposal(ctx, actor, {
          proposalId: id,
          type,
          payload: payloadOf(options),
          expectedVersion: versionOf(options.version),
          key,
          words: options.words,
        });
        const { state, version } = outcome.summary;
        answer(
          terminal,
          command,
          { ...outcome, key },
          `${type}: ${outcome.eventTypes.join(', ')}; now ${state}, version ${version}.`,
        );
      }),
    );

  addProposalAssisted(proposal, parts, terminal);
  addProposalBundle(proposal, parts, terminal);
  addProposalBatch(proposal, parts, terminal, verdict);
  addProposalRanking(proposal, parts, terminal, verdict);
}

function payloadOf({ payload, payloadFile }: ActOptions): unknown {
  const text = payloadFile === undefined ? (payload ?? '{}') : readTextFile(payloadFile);
  return parsePayload(text);
}

function versionOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const version = Number(text);
  if (!Number.isSafeInteger(version) || version < 0) throw new UsageError('--version is a whole number from 0.');
  return version;
}
