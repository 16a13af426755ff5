import type { Locale } from '../../domain/locale.js';
import { isRole, roles } from '../../domain/roles.js';
import { longDateTime } from '../../domain/time/long-date.js';
import { isTerminal } from '../../domain/proposal/states.js';
import { transitionOf, type StepCommand } from '../../domain/proposal/transitions.js';
import type { WaitingView } from '../views.js';
import { dayWords } from './date-words.js';
import type { Words } from './words.js';

export function roleWords(role: string, locale: Locale): string {
  if (!isRole(role)) return role;
  return locale === 'id' ? roles[role].labelId : roles[role].labelEn;
}
export function commandWords(view: Pick<WaitingView, 'state' | 'track'>, command: StepCommand, locale: Locale): string {
  const transition = transitionOf(view, command);
  if (transition === null) return command;
  return locale === 'id' ? transition.labelId : transition.labelEn;
}

/** What the case waits for, without the date: `Menunggu verifikasi lapangan`. */
export function waitingFor(view: WaitingView, words: Words, locale: Locale): string {
  if (view.pendingCommand !== null) return words.cases.waitsForSecond(commandWords(view, view.pendingCommand, locale));
  if (view.state === 'FIELD_VERIFIED') {
    const [next] = view.waitsFor.roles;
    if (next === 'HEAD_DINSOS') return words.cases.waitsForRecommendation;
    if (next !== undefined) return words.cases.waitsForEndorsement(roleWords(next, locale));
  }
  if (view.state === 'APPEAL_REVIEW') {
    // a label alone: only a person's `grant` changes the state
    if (view.overdue) return words.cases.deemedGranted;
    if (view.waitsFor.roles.includes('SEKRETARIS_DINAS')) return words.cases.waitsForReviewer;
  }
  if (view.track === 'UNPLANNED') {
    if (view.state === 'RECOMMENDED') return words.cases.waitsForApproval;
    if (view.state === 'DECREED' && view.waitsFor.roles.includes('PENGURUS_BARANG')) return words.cases.waitsForGoods;
  }
  if ((view.state === 'DECREED' || view.state === 'PACT_SIGNED') && view.waitsFor.roles.includes('SECRETARIAT'))
    return words.cases.waitsForAmendment;
  if (view.waitsFor.roles.includes('HEAD_DINSOS')) {
    if (view.state === 'DECREED') return words.cases.waitsForListAndPact;
    if (view.state === 'PACT_SIGNED') return words.cases.waitsForList;
    if (view.state === 'IN_DELIVERY') return words.cases.waitsForJudgement;
  }
  if (view.state === 'EXPIRED' && view.carriedTo !== null) return words.cases.carriedOver;
  return words.waiting[view.state];
}

/** What it waits for, with what keeps it standing still and what is awaited besides. */
export function waitingWords(view: WaitingView, words: Words, locale: Locale): string {
  return [turnWords(view, words, locale), ...papersWords(view, words, locale)].join(' · ');
}

function turnWords(view: WaitingView, words: Words, locale: Locale): string {
  const orphaned = view.orphaned ? [words.people.orphaned] : [];
  return [...overlayWords(view, words, locale), waitingFor(view, words, locale), ...orphaned].join(' · ');
}

/** Documents and pact of urgent aid have a date of their own. */
function papersWords({ completeBy }: WaitingView, words: Words, locale: Locale): readonly string[] {
  return completeBy === null ? [] : [words.cases.completeUntil(dayWords(new Date(completeBy), locale))];
}

/** Who keeps the case standing still, and since when. */
function overlayWords({ overlays }: Pick<WaitingView, 'overlays'>, words: Words, locale: Locale): readonly string[] {
  return overlays.map(({ kind, byName, since }) => words.overlay[kind](byName, dayWords(new Date(since), locale)));
}

/** The first line of every case: `Menunggu verifikasi lapangan, sampai Jumat 12 Desember 2026`. */
export function waitingLine(view: WaitingView, words: Words, locale: Locale): string {
  const turn = turnWords(view, words, locale);
  const deadline = isTerminal(view.state) ? null : deadlineWords(view, words, locale);
  return [deadline === null ? turn : `${turn}, ${deadline}`, ...papersWords(view, words, locale)].join(' · ');
}

function deadlineWords({ dueAt, minutesLeft, overdue }: WaitingView, words: Words, locale: Locale): string | null {
  if (dueAt === null) return null;
  if (minutesLeft === null) {
    const day = dayWords(new Date(dueAt), locale);
    return overdue ? words.cases.lateSince(day) : words.cases.until(day);
  }
  const at = longDateTime(new Date(dueAt), locale);
  const minutes = Math.abs(minutesLeft);
  const span = words.cases.hoursAndMinutes(Math.floor(minutes / 60), minutes % 60);
  return overdue ? words.cases.lateBy(at, span) : words.cases.left(at, span);
}
