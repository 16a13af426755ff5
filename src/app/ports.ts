import type { PrismaClient, Prisma } from '../../prisma/generated/client.js';
import type { Actor } from '../domain/actor.js';
import type { EmergencyOffice } from '../domain/emergency.js';
import type { PaperForm } from '../domain/paper-form.js';
import type { ActingOffice } from '../domain/substitution.js';
import type { CommandMessage, CommandOutcome } from '../../workflows/messages.js';

/** The only source of "now" in every process (architecture 3). */
export interface Clock {
  /** Current instant. Reads the database row when the clock is stepped, the system clock otherwise. */
  now(): Promise<Date>;
  readonly kind: 'system' | 'stepped' | 'test';
}

/** A transaction that already carries its actor; row security sees exactly that actor. */
export interface ActorTx {
  readonly sql: Prisma.TransactionClient;
  readonly actor: Actor;
  /** Roles and scope as the database read them when the transaction opened. */
  readonly authority: Authority;
  readonly now: Date;
}

/** What the acting person may be at this instant: read from memberships in the same transaction. */
export interface Authority {
  readonly userId: string | null;
  readonly name: string;
  readonly roles: readonly string[];
  /** Those of `roles` that the person has as a substitute only. */
  readonly acting: readonly ActingOffice[];
  /** Those that two people opened to the person for some hours. */
  readonly emergency: readonly EmergencyOffice[];
  readonly scope: 'province' | 'regency' | 'institution' | 'system' | 'public';
  readonly institutionId: string | null;
  readonly regencyCode: string | null;
  readonly orgUnitIds: readonly string[];
}

export interface Database {
  readonly client: PrismaClient;
  /**
   * One READ COMMITTED transaction in the name of `actor`; `timeoutMs` is stated by every caller (Prisma's default is 5 s).
   * With `snapshot` all its statements see the record of one instant: for reading the whole of it, never for deciding.
   */
  withActor<T>(actor: Actor, timeoutMs: number, run: (tx: ActorTx) => Promise<T>, kind?: 'snapshot'): Promise<T>;
}

/** Field encryption and look-up index (architecture 8). `place` is the associated data: table|column|row. */
export interface Vault {
  seal(fieldClass: FieldClass, place: string, plain: string): Promise<Uint8Array<ArrayBuffer>>;
  open(fieldClass: FieldClass, place: string, sealed: Uint8Array): Promise<string>;
  sealBytes(fieldClass: FieldClass, place: string, plain: Uint8Array): Promise<Uint8Array<ArrayBuffer>>;
  openBytes(fieldClass: FieldClass, place: string, sealed: Uint8Array): Promise<Uint8Array<ArrayBuffer>>;
  /** Deterministic HMAC-SHA-256 index of a normalised value, for equality look-up without decryption. */
  lookup(indexName: LookupIndex, normalised: string): Uint8Array<ArrayBuffer>;
}
export type FieldClass = 'identity' | 'account' | 'phone' | 'health' | 'file';
export type LookupIndex = 'national_id' | 'family_card' | 'npwp' | 'bank_account';

/** Renders a frozen form; equal input gives equal bytes (no clock, no random id inside). */
export interface DocumentRenderer {
  render(form: FormInput): Promise<Uint8Array<ArrayBuffer>>;
}
export type FormInput = DecreeForm | BeneficiaryListForm | PactForm | PaperForm;
/** By which a paper is verified, and the template that it is made by. */
export interface PaperSeal {
  readonly code: string;
  readonly verifyUrl: string;
  readonly template: number;
}
export interface DecreeForm {
  readonly kind: 'decree';
  readonly seal: PaperSeal;
  readonly title: string;
  readonly programmeName: string;
  readonly fiscalYear: number;
  /** Instant the content was frozen; the only date the document may show besides typed ones. */
  readonly frozenAt: Date;
  readonly rootHash: string;
  readonly legalBasis: readonly string[];
  /** Of packages whose names stand in the annex itself (process.md 5); empty where the annex names institutions alone. */
  readonly people: readonly {
    readonly institutionName: string;
    readonly name: string;
    readonly maskedNationalId: string;
    readonly birthYear: number;
    readonly items: readonly { readonly name: string; readonly unit: string; readonly quantity: number }[];
    readonly amountRupiah: bigint;
  }[];
  readonly entries: readonly {
    readonly registrationNumber: string;
    readonly institutionName: string;
    readonly institutionAddress: string;
    readonly regencyName: string;
    readonly persons: number;
    readonly amountRupiah: bigint;
    readonly items: readonly {
      readonly name: string;
      readonly unit: string;
      readonly quantity: number;
      readonly amountRupiah: bigint;
    }[];
  }[];
}
export interface BeneficiaryListForm {
  readonly kind: 'beneficiary_list';
  readonly seal: PaperSeal;
  readonly institutionName: string;
  readonly registrationNumber: string;
  readonly fiscalYear: number;
  readonly frozenAt: Date;
  readonly contentHash: string;
  readonly version: number;
  readonly persons: readonly {
    readonly name: string;
    readonly maskedNationalId: string;
    readonly birthYear: number;
    readonly items: readonly { readonly name: string; readonly unit: string; readonly quantity: number }[];
  }[];
}
export interface PactForm {
  readonly kind: 'integrity_pact';
  readonly seal: PaperSeal;
  readonly institutionName: string;
  readonly institutionAddress: string;
  readonly chairName: string;
  readonly registrationNumber: string;
  readonly fiscalYear: number;
  readonly decreeNumber: string;
  readonly decreeDate: string;
  readonly persons: number;
  readonly amountRupiah: bigint;
  readonly frozenAt: Date;
  readonly contentHash: string;
}

/** Narrow structured logger; no personal data in any field. */
export interface Logger {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** Commands go to Temporal as Updates; pages and lists never read it (architecture 1). */
export interface WorkflowPort {
  /** Sends the command to its workflow, starting it where the record says it should run; waits at most 10 s, then STILL_WORKING. */
  send(kind: 'proposal' | 'decree' | 'delivery', message: CommandMessage): Promise<CommandOutcome>;
}

/** Makes a workflow look at the record again. */
export interface WakePort {
  /** Signals `wake(asOf)` to a workflow, starting it from the record where it does not run. */
  wake(workflowId: string, asOf: Date): Promise<void>;
  /** The version of its subject that a workflow knows; null where it knows none or does not say. */
  knownVersion(workflowId: string): Promise<number | null>;
}

/** Everything a use-case works with; built once per process by src/main. */
export interface AppContext {
  readonly db: Database;
  readonly clock: Clock;
  readonly vault: Vault;
  readonly workflows: WorkflowPort;
  readonly waker: WakePort;
  readonly documents: DocumentRenderer;
  readonly log: Logger;
  readonly publicUrl: string;
}

export interface CheckpointFile {
  readonly name: string;
  readonly text: string;
}

/** Files outside the database, in the order of their names; a file that is there is never replaced. */
export interface CheckpointStore {
  list(): Promise<readonly CheckpointFile[]>;
  /** False where another process was first. */
  add(file: CheckpointFile): Promise<boolean>;
}

export interface CheckpointSigner {
  /** PEM, to be given to whoever verifies. */
  readonly publicKey: string;
  sign(text: string): string;
}

export interface Notary {
  readonly store: CheckpointStore;
  readonly signer: CheckpointSigner;
}
