import type { JSX } from 'preact';
import { institutionRoles } from '../../../domain/roles.js';
import type { Locale } from '../../../domain/locale.js';
import { useFrame, type Frame } from '../../frame.js';
import { nameIn } from '../../i18n/details.js';
import type { Words } from '../../i18n/words.js';
import { History } from '../../parts/history.js';
import type { FormState, Problem } from '../../parts/form.js';
import { rupiah } from '../../parts/text.js';
import { PublicSteps, WaitingLine } from '../../parts/waiting.js';
import type { AvailableCommand, CaseView, HistoryView } from '../../views.js';
import { DecreeSection, DeliverySection } from './award-section.js';
import { PendingPanel } from './pending-panel.js';
import { PersonsSection } from './persons-section.js';
import { RepairPanel } from './repair-panel.js';
import { PapersSection } from './papers-section.js';
import { ReportSection } from './report-section.js';
import { BundleSection } from './bundle-section.js';
import { CompletenessPanel } from './completeness-panel.js';
import { ContactSection } from './contact-section.js';
import { ScoreSection } from './score-section.js';
import { LatenessSection } from './lateness-section.js';
import { OverlayPanel } from './overlay-panel.js';
import { waitingOf } from './waiting-of.js';
import { CostsSection, DocumentsSection, SummarySection } from './summary-section.js';
import { VisitSection } from './visit-section.js';
import { longDate } from '../../../domain/time/long-date.js';
import { isolate } from '../../isolate.js';

export interface CasePageProps {
  readonly view: CaseView;
  /** A step that was refused because the case had moved on: what, and what happened meanwhile. */
  readonly problem: Problem | null;
  readonly since: readonly HistoryView[];
  /** The refused form of the second person. */
  readonly refusal: FormState | null;
}

export function isOfInstitution(frame: Frame): boolean {
  return frame.person?.roles.some((role) => institutionRoles.includes(role)) ?? false;
}

/** One case: what it waits for, what this person can do, and everything about it by anchors. */
export function CasePage({ view, problem, since, refusal }: CasePageProps): JSX.Element {
  const frame = useFrame();
  const { words } = frame;
  const official = !isOfInstitution(frame);
  return (
    <>
      <CaseHead view={view} />
      {problem === null ? null : <MovedOn problem={problem} since={since} />}
      <OverlayPanel view={view} />
      {view.proposal.purgedOn === null ? null : (
        <p class="notice">{words.privacy.purgedOn(longDate(view.proposal.purgedOn, frame.locale))}</p>
      )}
      <OverLimits view={view} />
      <RepairPanel view={view} />
      <CompletenessPanel view={view} official={official} />
      <PendingPanel view={view} refusal={refusal} />
      <CommandLinks view={view} />
      <nav class="tabs" aria-label={words.cases.tabs.label}>
        <ul>
          {(
            ['summary', 'persons', 'costs', 'documents', 'visit', 'decree', 'delivery', 'report', 'history'] as const
          ).map((tab) => (
            <li key={tab}>
              <a href={`#${tab}`}>{words.cases.tabs[tab]}</a>
            </li>
          ))}
          <li>
            <a href="#papers">{words.papers.title}</a>
          </li>
        </ul>
      </nav>
      <SummarySection view={view} />
      <PersonsSection view={view} />
      <CostsSection view={view} />
      <DocumentsSection view={view} />
      <VisitSection view={view} />
      <ScoreSection view={view} />
      <DecreeSection view={view} official={official} />
      <DeliverySection view={view} official={official} />
      <ReportSection view={view} />
      <PapersSection view={view} />
      <LatenessSection view={view} />
      <ContactSection view={view} />
      <BundleSection proposalId={view.proposal.id} />
      <section id="history">
        <h2>{words.cases.tabs.history}</h2>
        <History entries={view.timeline} />
      </section>
    </>
  );
}

/** Soft limits that the case passes: the flag stays, whoever decides next. */
function OverLimits({ view }: { readonly view: CaseView }): JSX.Element | null {
  const { words } = useFrame();
  const { overLimits } = view.proposal;
  if (overLimits.length === 0) return null;
  return (
    <ul class="notice warn">
      {overLimits.map(({ scope, scopeKey, over, reason }) => (
        <li key={`${scope}/${scopeKey}`}>
          {words.ceiling.passed(nameIn(words.names.scopes, scope), rupiah(over), reason)}
        </li>
      ))}
    </ul>
  );
}

/** Name, the line that says what it waits for, and the eight steps. */
export function CaseHead({ view }: { readonly view: CaseView }): JSX.Element {
  const { words } = useFrame();
  return (
    <>
      <h1>{words.cases.proposalOf(isolate(view.institution.name))}</h1>
      <WaitingLine view={waitingOf(view)} />
      <p class="soft">
        {view.proposal.registrationNumber ?? words.cases.withoutNumber} · {view.institution.regencyName} ·{' '}
        {nameIn(words.names.targetGroups, view.package.targetGroup)} · {view.proposal.fiscalYear} ·{' '}
        {nameIn(words.names.sources, view.proposal.source)}
        {view.proposal.disasterName === null
          ? ''
          : ` · ${words.cases.urgentTrack(isolate(view.proposal.disasterName))}`}
      </p>
      <PublicSteps step={view.proposal.publicStep} />
    </>
  );
}

/** Two decided at once, or a page was old: who decided, when and what. */
export function MovedOn({
  problem,
  since,
}: {
  readonly problem: Problem;
  readonly since: readonly HistoryView[];
}): JSX.Element {
  const { words } = useFrame();
  return (
    <div class="notice bad" id="notice" role="alert" tabIndex={-1}>
      <h2>{words.summaryTitle}</h2>
      <p>
        <strong>{problem.what}</strong> {problem.todo}
      </p>
      {since.length === 0 ? null : (
        <>
          <h3>{words.cases.whatHappened}</h3>
          <History entries={since} />
        </>
      )}
    </div>
  );
}

/** Steps with a form of their own; a draft's parts and a report have pages. */
function CommandLinks({ view }: { readonly view: CaseView }): JSX.Element {
  const { words, locale } = useFrame();
  const open = view.availableCommands.filter(
    (entry) => entry.allowed && entry.type !== 'confirm' && entry.type !== 'refuse_pending',
  );
  if (open.length === 0) return <p class="soft">{words.cases.nothingToDo}</p>;
  const main = open.filter((entry) => entry.transition.tone !== 'side');
  const side = open.filter((entry) => entry.transition.tone === 'side');
  const links = (entries: readonly AvailableCommand[]): readonly JSX.Element[] =>
    entries.map((entry) => (
      <a
        key={entry.type}
        class={`button ${entry.transition.tone === 'side' ? 'back' : entry.transition.tone}`}
        href={commandAddress(view, entry)}
      >
        {label(entry, words, locale)}
      </a>
    ));
  return (
    <section aria-labelledby="actions-title">
      <h2 id="actions-title">{words.cases.whatYouCanDo}</h2>
      {main.length === 0 ? <p class="soft">{words.cases.nothingToDo}</p> : <p class="actions">{links(main)}</p>}
      {side.length === 0 ? null : (
        <details>
          <summary>{words.overlay.other}</summary>
          <p class="actions">{links(side)}</p>
        </details>
      )}
    </section>
  );
}

/** What an institution sends is first written on a page of its own. */
function label({ type, transition }: AvailableCommand, words: Words, locale: Locale): string {
  if (type === 'submit') return words.institution.goOn;
  if (type === 'resubmit') return words.institution.repairNow;
  if (type === 'submit_report') return words.institution.writeReport;
  return locale === 'id' ? transition.labelId : transition.labelEn;
}

function commandAddress(view: CaseView, entry: AvailableCommand): string {
  const base = `/cases/${view.proposal.id}`;
  switch (entry.type) {
    case 'submit':
    case 'resubmit':
      return `${base}/edit`;
    case 'submit_report':
      return `${base}/report`;
    default:
      return `${base}/do/${entry.type}`;
  }
}
