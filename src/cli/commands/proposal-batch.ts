import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { actOnProposal } from '../../app/proposal/act-on-proposal.js';
import type { Actor } from '../../domain/actor.js';
import { Refusal, type DomainError } from '../../domain/errors.js';
import { commandTypes, isCommandType, type CommandType } from '../../domain/proposal/transitions.js';
import { actAs, asOption, type AsOptions } from '../act-as.js';
import { answer, table } from '../answer.js';
import type { CliContext, CliParts, Terminal, Verdict } from '../cli-parts.js';
import { UsageError } from '../exit-codes.js';
import { parsePayload } from '../parse-payload.js';
import { readTextFile } from '../read-text-file.js';

interface BatchOptions extends AsOptions {
  readonly ids?: string;
  readonly from?: string;
  readonly payload?: string;
  readonly key?: string;
}
export interface BatchItem {
  readonly proposalId: string;
  readonly type: CommandType;
  readonly payload: unknown;
}
interface BatchResult {
  readonly proposalId: string;
  readonly state: string | null;
  readonly error: DomainError | null;
}

export function addProposalBatch(proposal: Command, parts: CliParts, terminal: Terminal, verdict: Verdict): void {
  proposal
    .command('act-many <command>')
    .summary('give one command to many cases')
    .description(
      'Gives the same command to many cases one after the other (reassign, extend, hold, resume, …), each by its own rules ' +
        'and with its own result; one that is refused keeps no other from it. With the same --key it may be repeated: ' +
        'what was done is not done twice. Ends with 1 where one of them was refused.',
    )
    .requiredOption(...asOption)
    .option('--ids <list>', 'ids of the cases, with commas between them')
    .option('--from <file>', 'one case a line: its id, and behind a space, where it differs, its payload in JSON')
    .option('--payload <json>', 'what the command says to each case')
    .option('--key <text>', 'names this batch for a repetition (default: a new one)')
    .addHelpText(
      'after',
      '\nExample:\n  salur proposal act-many hold --as kabid@dinsos.example --from cases.txt --payload \'{"words":"Aduan"}\' --key aduan-7',
    )
    .action((type: string, options: BatchOptions, command: Command) => {
      if (!isCommandType(type))
        throw new UsageError(`There is no command "${type}"; write one of ${commandTypes.join(', ')}.`);
      const items = itemsOf(options).map((item) => ({ ...item, type }));
      const key = options.key ?? randomUUID();
      return actAs(parts, terminal, options, async (ctx, actor) => {
        const results = await giveAll(ctx, actor, items, key);
        answer(terminal, command, { key, results }, resultTable(results, parts));
        verdict.sound = results.every(({ error }) => error === null);
      });
    });
}

/** One after the other, each with its own result; one that is refused keeps no other from it. */
export async function giveAll(
  ctx: CliContext,
  actor: Actor,
  items: readonly BatchItem[],
  key: string,
): Promise<readonly BatchResult[]> {
  const results: BatchResult[] = [];
  for (const item of items) results.push(await give(ctx, actor, item, key));
  return results;
}

export function resultTable(results: readonly BatchResult[], parts: CliParts): string {
  return table(
    results.map(({ proposalId, state, error }) => [
      proposalId,
      error === null ? `now ${state ?? ''}` : `${error.code}: ${parts.describe(error)}`,
    ]),
  );
}

async function give(
  ctx: CliContext,
  actor: Actor,
  { proposalId, type, payload }: BatchItem,
  key: string,
): Promise<BatchResult> {
  try {
    const { summary } = await actOnProposal(ctx, actor, {
      proposalId,
      type,
      payload,
      expectedVersion: null,
      key: `${key}/${proposalId}`,
    });
    return { proposalId, state: summary.state, error: null };
  } catch (error) {
    if (error instanceof Refusal) return { proposalId, state: null, error: error.error };
    throw error;
  }
}

function itemsOf({ ids, from, payload }: BatchOptions): readonly Omit<BatchItem, 'type'>[] {
  if ((ids === undefined) === (from === undefined)) throw new UsageError('Name the cases by --ids or by --from.');
  const shared = parsePayload(payload ?? '{}');
  const lines = (ids?.split(',') ?? readTextFile(from ?? '').split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length === 0) throw new UsageError('There is no case in this list.');
  return lines.map((line) => {
    const [proposalId = '', ...own] = line.split(/\s+/);
    return { proposalId, payload: own.length === 0 ? shared : parsePayload(own.join(' ')) };
  });
}
