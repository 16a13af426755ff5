import { refuse, type DomainError } from '../errors.js';
import type { LocalDate } from '../time/wita.js';
import type { DecreeState } from './decree-states.js';

/** At whom a decree lies on its way to the signature, in the usual order; it may also go back (process.md 5). */
export const decreeHolders = {
  NOTA_DINAS: { labelId: 'Nota dinas', labelEn: 'Cover note' },
  BIRO_HUKUM: { labelId: 'Biro Hukum', labelEn: 'Legal bureau' },
  PARAF_KOORDINASI: { labelId: 'Paraf koordinasi', labelEn: 'Coordinating initials' },
  SEKDA: { labelId: 'Sekretaris Daerah', labelEn: 'Regional secretary' },
  GOVERNOR: { labelId: 'Tanda tangan Gubernur', labelEn: 'Governor’s signature' },
} as const satisfies Record<string, { readonly labelId: string; readonly labelEn: string }>;

export type DecreeHolder = keyof typeof decreeHolders;
export const decreeHolderNames = Object.keys(decreeHolders) as readonly DecreeHolder[];

export function isDecreeHolder(text: string): text is DecreeHolder {
  return Object.hasOwn(decreeHolders, text);
}

export interface DecreeStop {
  readonly holder: DecreeHolder;
  readonly arrivedOn: LocalDate;
  readonly note: string;
}
/** A stop with how long the decree lay there, or has been lying until today. */
export interface TimedStop extends DecreeStop {
  readonly days: number;
  readonly here: boolean;
}

/** Why a stop cannot be recorded: no frozen annex is on its way, or the day is out of order. */
export function stopError(
  decree: { readonly state: DecreeState; readonly frozenOn: LocalDate | null },
  stops: readonly DecreeStop[],
  next: DecreeStop,
  today: LocalDate,
): DomainError | null {
  if (decree.state !== 'FROZEN' || decree.frozenOn === null) {
    return refuse('NOT_ALLOWED_IN_STATE', { state: decree.state, command: 'stop' });
  }
  if (next.arrivedOn > today) return refuse('DATE_ORDER', { first: 'arrivedOn', second: 'today' });
  if (next.arrivedOn < decree.frozenOn) return refuse('DATE_ORDER', { first: 'frozenOn', second: 'arrivedOn' });
  const last = stops.at(-1);
  if (last !== undefined && next.arrivedOn < last.arrivedOn) {
    return refuse('DATE_ORDER', { first: 'lastStop', second: 'arrivedOn' });
  }
  return last?.holder === next.holder ? refuse('INVALID_INPUT', { fields: ['stopAt'] }) : null;
}

/** Calendar days at each holder; at the last one until the signature, or until today while it is awaited. */
export function timeStops(
  stops: readonly DecreeStop[],
  today: LocalDate,
  signedOn: LocalDate | null,
): readonly TimedStop[] {
  return stops.map((stop, index) => {
    const next = stops[index + 1];
    const until = next?.arrivedOn ?? signedOn ?? today;
    return {
      ...stop,
      days: Math.max(0, daysBetween(stop.arrivedOn, until)),
      here: next === undefined && signedOn === null,
    };
  });
}

function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
