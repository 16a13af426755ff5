import { csvText } from '../bundle/csv-text.js';
import { witaDate } from '../../domain/time/wita.js';
import type { RankedItem, RankedList } from '../queries/ranked-list.js';
import { xlsxFile } from './xlsx-file.js';

export const rankingColumns = [
  'rank',
  'registrationNumber',
  'institution',
  'regency',
  'persons',
  'points',
  'completeOn',
  'recommended',
  'share',
  'proposed',
] as const;
export interface RankingWords {
  readonly title: string;
  readonly columns: Readonly<Record<(typeof rankingColumns)[number], string>>;
  readonly shares: Readonly<Record<RankedItem['share'], string>>;
}

/** The ranked list as a sheet for the meeting; amounts are numbers, so that it can be summed. */
export function rankingCsv(list: RankedList, words: RankingWords): string {
  return csvText(headOf(words), rowsOf(list, words));
}
export function rankingXlsx(list: RankedList, words: RankingWords): Uint8Array<ArrayBuffer> {
  return xlsxFile(words.title, headOf(words), rowsOf(list, words));
}

function headOf(words: RankingWords): readonly string[] {
  return rankingColumns.map((name) => words.columns[name]);
}
function rowsOf({ items }: RankedList, words: RankingWords): readonly (readonly (string | number | null)[])[] {
  return items.map((item) => [
    item.rank,
    item.registrationNumber,
    item.institutionName,
    item.regencyName,
    item.persons,
    item.points,
    witaDate(new Date(item.completeAt)),
    Number(item.recommended),
    words.shares[item.share],
    Number(item.proposed),
  ]);
}
