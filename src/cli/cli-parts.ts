import type { AppContext, Notary } from '../app/ports.js';
import type { CaseView } from '../app/queries/case-view.js';
import type { AddressPort } from '../app/users/change-address.js';
import type { AccountsPort } from '../app/users/create-user.js';
import type { DomainError } from '../domain/errors.js';
import type { BackupOptions, BackupReport, RestoreOptions, RestoreReport } from './backup-report.js';
import type { Locale } from '../domain/locale.js';
import type { SubjectKind } from '../app/doctor/retry-waiting.js';
import type { CaseDiagnosis, TechnicalFindings } from './case-diagnosis.js';
import type { Diagnosis, DoctorOptions } from './diagnosis.js';
import type { KeyParts } from './keys-report.js';
import type { SimulateOptions, SimulationReport } from '../app/simulation/figures.js';

/** The technical state of a workflow, and a new start of its waiting attempts. */
interface WorkflowAdmin {
  describe(kind: SubjectKind, id: string): Promise<Pick<TechnicalFindings, 'pendingActivities'>>;
  retryNow(kind: SubjectKind, id: string): Promise<number>;
}

/** A connected process: the use-cases' context, and the accounts beside it. */
export interface CliContext extends AppContext, AsyncDisposable {
  readonly accounts: AccountsPort & AddressPort;
  readonly workflowAdmin: WorkflowAdmin;
  /** The person behind an e-mail address and password; null where they do not fit. */
  signIn(email: string, password: string): Promise<string | null>;
}

/** The record alone, with what signs its checkpoints. */
export interface AuditContext extends Pick<AppContext, 'db' | 'clock'>, AsyncDisposable {
  readonly notary: Notary;
}

/** What is wired by src/main and handed to the commands. */
export interface CliParts {
  /** Connects to the servers that the settings name, or to those that `salur up` runs in SALUR_HOME. */
  open(): Promise<CliContext>;
  up(options: { readonly demo: boolean }): Promise<void>;
  worker(): Promise<void>;
  web(): Promise<void>;
  /** Names of the migrations applied now. */
  migrate(): Promise<readonly string[]>;
  seed(options: { readonly demo: boolean }): Promise<readonly string[]>;
  /** Connects to the database alone. */
  audit(): Promise<AuditContext>;
  doctor(options: DoctorOptions): Promise<Diagnosis>;
  doctorOfCase(reference: string, locale: Locale): Promise<CaseDiagnosis>;
  backUp(options: BackupOptions): Promise<BackupReport>;
  restore(options: RestoreOptions, progress: (line: string) => void): Promise<RestoreReport>;
  keys(): Promise<KeyParts>;
  /** Draws what is held on a person as a page to be handed over. */
  personPages(): Promise<(held: object, locale: Locale) => string>;
  /** Draws one case as a page to be kept. */
  summaries(): Promise<(view: CaseView, locale: Locale) => string>;
  simulate(options: SimulateOptions, progress: (line: string) => void): Promise<SimulationReport>;
  /** The sentence that says what was refused and what to do. */
  describe(error: DomainError): string;
}

/** What a check found; a command that answers and yet found something wrong ends with exit code 1. */
export interface Verdict {
  sound: boolean;
}

/** Where a command speaks and listens; replaced in tests. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly input: NodeJS.ReadStream;
}
