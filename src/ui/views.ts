import type { CaseItem } from '../app/queries/case-item.js';
import type { TimelineEntry } from '../app/queries/case-view.js';
export type { LineView, PersonView } from '../app/queries/list-view.js';

/** What the pages draw: the answers of the queries, by type only. Amounts are decimal strings, instants ISO texts. */
export type { CaseItem as CaseItemView } from '../app/queries/case-item.js';
export type {
  AvailableCommand,
  CaseView,
  ChecklistEntry,
  ContactView,
  InstitutionDocumentView,
  InstitutionView,
  PackageView,
  ReportLineView,
} from '../app/queries/case-view.js';
export type { RecordedEntry as RecordedEntryView } from '../domain/proposal/commands/corrections.js';
export type { StagedPersons, StagedRowView } from '../app/queries/read-staged-persons.js';
export type {
  IdentityQuestion as IdentityQuestionView,
  IdentitySide as IdentitySideView,
} from '../app/queries/list-identity-questions.js';
export type { RankedItem as RankedItemView, RankedList as RankedListView } from '../app/queries/ranked-list.js';
export type { AccountItem as AccountView } from '../app/queries/read-accounts.js';
export type { FlagItem as FlagView, FlagList as FlagListView } from '../app/queries/list-flags.js';
export type { ClientItem as ClientView, ClientRegister as ClientRegisterView } from '../app/queries/list-clients.js';
export type { Entrant as EntrantView } from '../app/queries/list-entrants.js';
export type { InstitutionFileView } from '../app/queries/read-institution-file.js';
export type { InstitutionItem as InstitutionItemView } from '../app/queries/find-institutions.js';
export type { InstitutionDetail as InstitutionDetailView } from '../app/queries/get-institution.js';
export type { MyInstitution as MyInstitutionView } from '../app/queries/my-institution.js';
export type { DebtItem as DebtItemView } from '../app/queries/list-clawbacks.js';
export type { DebtView } from '../app/queries/read-clawback.js';
export type { ScoreView } from '../app/queries/read-score.js';
export type { PolicyView } from '../app/queries/get-policy.js';
export type { ProgrammeItem as ProgrammeItemView } from '../app/queries/list-programmes.js';
export type { CalendarView } from '../app/queries/list-holidays.js';
export type { Teams as TeamsView } from '../app/queries/list-teams.js';
export type {
  TripCandidate as TripCandidateView,
  TripItem as TripItemView,
  TripView,
} from '../app/queries/list-trips.js';
export type { Ceilings as CeilingsView } from '../app/queries/list-ceilings.js';
export type { RowResult as RowResultView } from '../app/queries/consideration-result.js';
export type { Reserve as ReserveView, Unlinked as UnlinkedView } from '../app/queries/list-reserve.js';
export type { FreezeItem as FreezeView } from '../app/queries/list-freezes.js';
export type { MailItem as MailView } from '../app/queries/list-mails.js';
export type { AccessItem as AccessView } from '../app/queries/list-accesses.js';
export type { BreachItem as BreachView } from '../app/queries/list-breaches.js';
export type { FullPerson as FullPersonView } from '../app/queries/view-person.js';
export type { UserDetail as UserDetailView } from '../app/queries/get-user.js';
export type { UserItem as UserView } from '../app/queries/list-users.js';
export type { Substitutions as SubstitutionsView } from '../app/queries/list-substitutions.js';
export type { EmergencyItem as EmergencyView } from '../app/queries/list-emergencies.js';
export type { Page as PageOf } from '../app/queries/paging.js';
export type { RunningCase as RunningCaseView } from '../app/queries/process-overview.js';

export type TwoNames = CaseItem['programmeName'];
/** The part of a case that says what it waits for. */
export type WaitingView = Pick<
  CaseItem,
  | 'state'
  | 'track'
  | 'minutesLeft'
  | 'completeBy'
  | 'waitsFor'
  | 'pendingCommand'
  | 'dueAt'
  | 'overdue'
  | 'escalation'
  | 'overlays'
  | 'orphaned'
  | 'carriedTo'
>;
/** An entry of any history, of a case as of a decree; `seq` is its position in the chain where the page needs it. */
export type HistoryView = Pick<TimelineEntry, 'at' | 'actorName' | 'roles' | 'type' | 'note'> &
  Partial<Pick<TimelineEntry, 'seq'>>;
