import { Fragment, type JSX } from 'preact';
import { formatRupiah } from '../../domain/rupiah.js';
import { longDate, longDateTime } from '../../domain/time/long-date.js';
import { useFrame } from '../frame.js';
import type { TwoNames } from '../views.js';

/** Amounts travel as decimal strings. */
export function rupiah(amount: string): string {
  return formatRupiah(BigInt(amount));
}
export function Rupiah({ amount }: { readonly amount: string | null }): JSX.Element {
  return <>{amount === null ? '–' : rupiah(amount)}</>;
}
/** A calendar date, `YYYY-MM-DD`. */
export function Day({ date }: { readonly date: string | null }): JSX.Element {
  const { locale } = useFrame();
  return date === null ? <>–</> : <time dateTime={date}>{longDate(date, locale)}</time>;
}
/** The last day on which a paper is good. */
export function ValidUntil({ date }: { readonly date: string }): JSX.Element {
  const { words, locale } = useFrame();
  return <time dateTime={date}>{words.cases.validUntil(longDate(date, locale))}</time>;
}
/** An instant, shown in WITA. */
export function Moment({ at }: { readonly at: string }): JSX.Element {
  const { locale } = useFrame();
  return <time dateTime={at}>{longDateTime(new Date(at), locale)}</time>;
}
export function useName(): (name: TwoNames) => string {
  const { locale } = useFrame();
  return (name) => name[locale];
}
/** A number as the language of the page writes it: 0,5022 or 0.5022. */
export function useNumber(): (value: number) => string {
  const { locale } = useFrame();
  const format = new Intl.NumberFormat(locale === 'id' ? 'id-ID' : 'en-GB', { maximumFractionDigits: 12 });
  return (value) => format.format(value);
}
export interface Fact {
  readonly name: string;
  readonly value: JSX.Element | string | number | null;
}
/** Facts without a value are left out. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }): JSX.Element {
  return (
    <dl class="facts">
      {facts
        .filter((fact) => fact.value !== null && fact.value !== '')
        .map((fact) => (
          <Fragment key={fact.name}>
            <dt>{fact.name}</dt>
            <dd>{fact.value}</dd>
          </Fragment>
        ))}
    </dl>
  );
}
