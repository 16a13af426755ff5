import type { Locale } from '../../domain/locale.js';
import { longDate } from '../../domain/time/long-date.js';
import { witaDate } from '../../domain/time/wita.js';
import { isolate } from '../isolate.js';
import type { MailParams } from './mail-params.js';

type Digest = NonNullable<MailParams['digest']>;

const words = {
  id: {
    title: 'Menunggu tindakan Anda',
    cases: (total: number) => `${total} usulan`,
    overdue: (count: number) => `${count} lewat batas waktu`,
    since: (date: string) => `sejak ${date}`,
    due: (date: string) => `batas waktu ${date}`,
    late: (date: string) => `LEWAT batas waktu ${date}`,
    more: (rest: number) => `dan ${rest} usulan lain di Salur`,
  },
  en: {
    title: 'Waiting for you',
    cases: (total: number) => (total === 1 ? '1 proposal' : `${total} proposals`),
    overdue: (count: number) => `${count} overdue`,
    since: (date: string) => `since ${date}`,
    due: (date: string) => `due ${date}`,
    late: (date: string) => `OVERDUE since ${date}`,
    more: (rest: number) => `and ${rest} more in Salur`,
  },
} as const;

/** `12 usulan, 2 lewat batas waktu`. */
export function digestTitle(locale: Locale, { total, overdue }: Digest): string {
  const { cases, overdue: late } = words[locale];
  return overdue === 0 ? cases(total) : `${cases(total)}, ${late(overdue)}`;
}

export function digestLines(
  locale: Locale,
  digest: Digest,
  stateOf: (state: string) => string,
): { readonly title: string; readonly items: readonly string[] } {
  const { title, since, due, late, more } = words[locale];
  const day = (instant: string): string => longDate(witaDate(new Date(instant)), locale);
  const items = digest.items.map((item) =>
    [
      isolate(item.institutionName) + (item.registrationNumber === null ? '' : ` (${item.registrationNumber})`),
      stateOf(item.state),
      since(day(item.since)),
      ...(item.dueAt === null ? [] : [item.overdue ? late(day(item.dueAt)) : due(day(item.dueAt))]),
    ].join(' · '),
  );
  const rest = digest.total - digest.items.length;
  return { title, items: rest > 0 ? [...items, more(rest)] : items };
}
