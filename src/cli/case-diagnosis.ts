import type { CaseFindings } from '../app/doctor/examine-case.js';
import { roles, isRole } from '../domain/roles.js';
import { proposalStates } from '../domain/proposal/states.js';
import { transitionOf } from '../domain/proposal/transitions.js';
import { witaMinute } from '../domain/time/wita.js';
import type { Locale } from '../domain/locale.js';
import { caseDoctorWords } from './case-doctor-words.js';

/** What Temporal knows of the case; null where it does not answer. */
export interface TechnicalFindings {
  readonly status: 'RUNNING' | 'ENDED' | 'MISSING';
  readonly pendingActivities: readonly {
    readonly type: string;
    readonly attempt: number;
    readonly lastFailure: string | null;
    readonly nextRetryAt: string | null;
  }[];
  readonly workflowTaskFailure: { readonly attempt: number; readonly message: string } | null;
  /** The version that its workflow knows; null where it does not run, or nobody answered for it. */
  readonly version: number | null;
  /** Why nobody answered. */
  readonly silence: string | null;
}
export interface CaseStatement {
  readonly code: string;
  readonly level: 'ok' | 'notice' | 'wrong';
  readonly words: string;
  /** What to do about it; empty where nothing is to be done. */
  readonly remedy: string;
}
export interface CaseDiagnosis {
  readonly healthy: boolean;
  readonly record: CaseFindings;
  readonly technical: TechnicalFindings | null;
  readonly statements: readonly CaseStatement[];
}

/** Why the case stands where it stands, in the order in which a person asks. */
export function diagnoseCase(record: CaseFindings, technical: TechnicalFindings | null, locale: Locale): CaseDiagnosis {
  const statements = [...aboutPeople(record, locale), ...aboutMachinery(record, technical, locale)];
  return { healthy: statements.every(({ level }) => level !== 'wrong'), record, technical, statements };
}

function* aboutPeople(record: CaseFindings, locale: Locale): Generator<CaseStatement> {
  const words = caseDoctorWords[locale];
  const { state, track, stateSince, dueAt, overdue, pending, hold, audit, fencedBy, waitsFor } = record;
  const label = labelOf(proposalStates[state], locale);
  if (record.ended) {
    yield say('ended', 'ok', words.ended(label, minute(stateSince)));
    return;
  }
  yield say('state', 'ok', words.state(label, minute(stateSince), record.version));
  const overlay = hold ?? audit;
  if (overlay !== null) {
    const standing = hold === null ? words.audited : words.held;
    yield say('overlay', 'notice', standing(overlay.byName, minute(overlay.since), overlay.words), words.heldRemedy);
  }
  const whom = [
    ...waitsFor.roles.map((role) => (isRole(role) ? labelOf(roles[role], locale) : role)),
    ...waitsFor.users,
  ].join(', ');
  if (pending !== null) {
    const what = transitionOf({ state, track }, pending.command);
    const step = what === null ? pending.command : labelOf(what, locale);
    yield say('pending', 'notice', words.pending(step, pending.enteredByName, minute(pending.enteredAt), whom));
  } else yield say('waits', 'ok', whom === '' ? words.waitsForNobody : words.waits(whom));
  if (dueAt === null) yield say('due', 'ok', overlay === null ? words.noDeadline : words.clockStands);
  else if (overdue) yield say('due', 'notice', words.overdue(minute(dueAt), record.escalation), words.overdueRemedy);
  else yield say('due', 'ok', words.due(minute(dueAt)));
  if (fencedBy !== null) yield say('fenced', 'ok', words.fenced(fencedBy.title, fencedBy.state));
}

function* aboutMachinery(
  record: CaseFindings,
  technical: TechnicalFindings | null,
  locale: Locale,
): Generator<CaseStatement> {
  const words = caseDoctorWords[locale];
  const { mails } = record;
  for (const workflowId of record.untold) yield say('untold', 'wrong', words.untold(workflowId), words.caretaker);
  for (const { kind, dueAt } of record.lateAlarms)
    yield say('alarm', 'wrong', words.lateAlarm(kind, minute(dueAt)), words.caretaker);
  if (record.lackingPapers > 0) yield say('papers', 'notice', words.papers(record.lackingPapers), words.caretaker);
  if (mails.waiting > 0) yield say('mails', 'notice', words.mailsWait(mails.waiting, mails.lastError ?? ''));
  if (mails.refused > 0) yield say('mails', 'notice', words.mailsRefused(mails.refused, mails.lastError ?? ''));
  if (technical === null) {
    yield say('temporal', 'wrong', words.temporalAway, words.temporalRemedy);
    return;
  }
  const shouldRun = !record.ended && (record.state !== 'DRAFT' || record.version > 0);
  if (shouldRun && technical.status !== 'RUNNING')
    yield say('workflow', 'wrong', words.missing(technical.status), words.rebuild);
  if (record.ended && technical.status === 'RUNNING') yield say('workflow', 'notice', words.strange);
  for (const { type, attempt, lastFailure, nextRetryAt } of technical.pendingActivities) {
    const next = nextRetryAt === null ? words.underWay : words.nextAttempt(minute(nextRetryAt));
    const level = attempt > 1 ? 'wrong' : 'ok';
    yield say(
      'attempt',
      level,
      words.attempt(type, attempt, lastFailure, next),
      attempt > 1 ? words.retry(record.proposalId) : '',
    );
  }
  if (technical.workflowTaskFailure !== null) {
    const { attempt, message } = technical.workflowTaskFailure;
    yield say('program', 'wrong', words.taskFailure(attempt, message), words.programRemedy);
  }
  if (shouldRun && technical.status === 'RUNNING') yield agreement(record, technical, locale);
}

function agreement(record: CaseFindings, { version, silence }: TechnicalFindings, locale: Locale): CaseStatement {
  const words = caseDoctorWords[locale];
  if (version === null) return say('worker', 'wrong', words.noWorker(silence ?? ''), words.workerRemedy);
  if (version < record.version)
    return say('agreement', 'wrong', words.behind(record.version, version), words.caretaker);
  if (version > record.version)
    return say('agreement', 'wrong', words.ahead(record.version, version), words.aheadRemedy);
  return say('agreement', 'ok', words.agrees(version));
}

function say(code: string, level: CaseStatement['level'], words: string, remedy = ''): CaseStatement {
  return { code, level, words, remedy };
}
function labelOf(named: { readonly labelId: string; readonly labelEn: string }, locale: Locale): string {
  return locale === 'id' ? named.labelId : named.labelEn;
}
function minute(instant: string): string {
  return `${witaMinute(new Date(instant))} WITA`;
}
