import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { rankedList, type RankedItem, type RankedList } from '../../app/queries/ranked-list.js';
import { rankingColumns, rankingCsv, rankingXlsx, type RankingWords } from '../../app/ranking/ranking-sheet.js';
import { parseRupiah } from '../../domain/rupiah.js';
import { actAs, asOption, type AsOptions } from '../act-as.js';
import { answer, table } from '../answer.js';
import type { CliParts, Terminal, Verdict } from '../cli-parts.js';
import { UsageError } from '../exit-codes.js';
import { parsePayload } from '../parse-payload.js';
import { programmeOf } from '../programme-of.js';
import { giveAll, resultTable, type BatchItem } from './proposal-batch.js';

interface RankingOptions extends AsOptions {
  readonly limit?: string;
  readonly csv?: string;
  readonly xlsx?: string;
}
interface ConsiderOptions extends AsOptions {
  readonly limit?: string;
  readonly paper: string;
  readonly reason: string;
  readonly waitlist?: boolean;
  readonly key?: string;
}

const words: RankingWords = {
  title: 'Ranked list',
  columns: Object.fromEntries(rankingColumns.map((name) => [name, name])) as RankingWords['columns'],
  shares: { FULL: 'FULL', PART: 'PART', RESERVE: 'RESERVE' },
};
const limitOption = [
  '--limit <rupiah>',
  "what there is to give (default: what is free of the programme's limit)",
] as const;

export function addProposalRanking(proposal: Command, parts: CliParts, terminal: Terminal, verdict: Verdict): void {
  proposal
    .command('ranking <programme>')
    .summary('recommended cases by rank, with what a limit would give')
    .description(
      'Lists the recommended cases of a programme by their points; of equal ones the earlier complete one. Full in that order ' +
        'until the limit, the last one in part if that is at least half of it, the rest on the reserve. It decides nothing.',
    )
    .requiredOption(...asOption)
    .option(...limitOption)
    .option('--csv <file>', 'write the list there too')
    .option('--xlsx <file>', 'write the list there too')
    .addHelpText(
      'after',
      '\nExample:\n  salur proposal ranking BST-2027 --as perencanaan@dinsos.example --limit 1.500.000.000 --xlsx rapat.xlsx',
    )
    .action((code: string, options: RankingOptions, command: Command) => {
      const limit = limitOf(options);
      return actAs(parts, terminal, options, async (ctx, actor) => {
        const list = await rankedList(ctx, actor, { ...(await programmeOf(ctx, actor, code)), limit });
        if (options.csv !== undefined) writeFileSync(options.csv, rankingCsv(list, words));
        if (options.xlsx !== undefined) writeFileSync(options.xlsx, rankingXlsx(list, words));
        answer(terminal, command, list, inWords(list));
      });
    });

  proposal
    .command('consider-ranked <programme>')
    .summary('record the consideration of TAPD along the ranked list')
    .description(
      'Gives `consider` to every case that the ranked list gives something, in its order and with the cuts of the one that it ' +
        'gives in part, each with its own result; with --waitlist the rest is put on the waiting list. Every entry still waits ' +
        'for its second person (`proposal act-many confirm`). With the same --key it may be repeated.',
    )
    .requiredOption(...asOption)
    .option(...limitOption)
    .requiredOption('--paper <json>', 'documentNumber, documentDate and signatory of the document of TAPD')
    .option('--reason <text>', 'why lines are lowered', 'Pagu terbatas')
    .option('--waitlist', 'put the reserve on the waiting list')
    .option('--key <text>', 'names this batch for a repetition (default: a new one)')
    .addHelpText(
      'after',
      '\nExample:\n  salur proposal consider-ranked BST-2027 --as perencanaan@dinsos.example --key tapd-3 \\\n' +
        '    --paper \'{"documentNumber":"TAPD/3","documentDate":"2026-08-20","signatory":"Ketua TAPD"}\'',
    )
    .action((code: string, options: ConsiderOptions, command: Command) => {
      const limit = limitOf(options);
      const paper = parsePayload(options.paper);
      if (typeof paper !== 'object' || paper === null) throw new UsageError('--paper is an object in JSON.');
      const key = options.key ?? randomUUID();
      return actAs(parts, terminal, options, async (ctx, actor) => {
        const list = await rankedList(ctx, actor, { ...(await programmeOf(ctx, actor, code)), limit });
        const items = list.items.flatMap((item) => entryOf(item, paper, options));
        const results = await giveAll(ctx, actor, items, key);
        answer(terminal, command, { key, results }, resultTable(results, parts));
        verdict.sound = results.every(({ error }) => error === null);
      });
    });
}

/** What waits for its second person already is entered once. */
function entryOf(item: RankedItem, paper: object, { reason, waitlist }: ConsiderOptions): readonly BatchItem[] {
  const { proposalId } = item;
  if (item.pending) return [];
  if (item.share !== 'RESERVE') {
    const cuts = item.cuts.map((cut) => ({ ...cut, reason }));
    return [{ proposalId, type: 'consider', payload: { ...paper, cuts } }];
  }
  return waitlist === true ? [{ proposalId, type: 'waitlist', payload: { ...paper, rank: item.reserve } }] : [];
}

function limitOf({ limit }: { readonly limit?: string }): string | null {
  if (limit === undefined) return null;
  const parsed = parseRupiah(limit);
  if (!parsed.ok) throw new UsageError(`"${limit}" is no amount in whole rupiah.`);
  return parsed.rupiah.toString();
}

function inWords({ code, fiscalYear, limit, proposed, items }: RankedList): string {
  const rows = items.map((item) => [
    item.rank,
    item.registrationNumber ?? item.proposalId,
    item.points ?? '–',
    item.recommended,
    item.reserve === null ? item.share : `${item.share} ${item.reserve}`,
    item.proposed,
    item.institutionName,
  ]);
  const head = ['Rank', 'Number', 'Points', 'Recommended', 'Share', 'Proposed', 'Institution'];
  return `${code} ${fiscalYear}: limit ${limit ?? 'none'}, proposed ${proposed}\n${table([head, ...rows])}`;
}
