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
/** An instant, shown in WITA. */
export function Moment({ at }: { readonly at: string }): JSX.Element {
  const { locale } = useFrame();
  return <time dateTime={at}>{longDateTime(new Date(at), locale)}</time>;
}
export function useName(): (name: TwoNames) => string {
  const { locale } = useFrame();
  return (name) => name[locale];
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
