import type { StepPaper } from './papers.js';
import type { LocalDate } from './time/wita.js';

/** What a paper says, ready to be set; never the name of a beneficiary. Amounts are whole rupiah. */
export type PaperForm = {
  [K in StepPaper]: PaperHead & { readonly kind: K; readonly says: PaperContent[K] };
}[StepPaper];

export interface PaperHead {
  /** By which anybody may verify it, the address where, and the template that it is made by. */
  readonly seal: { readonly code: string; readonly verifyUrl: string; readonly template: number };
  readonly contentHash: string;
  /** Instant of the step that it comes from: the only one in the file besides typed dates. */
  readonly frozenAt: Date;
  readonly programmeName: string;
  readonly packageName: string;
  readonly fiscalYear: number;
  readonly institutionName: string;
  readonly institutionAddress: string;
  readonly regencyName: string;
  readonly chairName: string;
  readonly registrationNumber: string;
}

export interface PaperItem {
  readonly name: string;
  readonly unit: string;
  readonly persons: number;
  readonly quantity: number;
  readonly amountRupiah: bigint;
}

export interface PaperContent {
  readonly receipt_slip: {
    readonly agendaNumber: string;
    readonly disposition: string;
    readonly letterNumber: string;
    readonly letterDate: LocalDate | null;
    readonly requestedRupiah: bigint;
    readonly persons: number;
    readonly revisionHash: string;
    readonly official: string;
  };
  readonly admin_minutes: {
    readonly documents: readonly { readonly name: string; readonly number: string; readonly sha256: string }[];
    readonly notes: string;
    readonly official: string;
  };
  readonly return_letter: {
    readonly remarks: readonly { readonly part: string; readonly words: string }[];
    readonly dueAt: Date | null;
    readonly official: string;
  };
  readonly field_minutes: {
    readonly orderNumber: string;
    readonly orderDate: LocalDate;
    readonly teamName: string;
    readonly officers: readonly string[];
    readonly visitedOn: LocalDate;
    readonly place: string;
    readonly beds: number;
    readonly presence: readonly { readonly name: string; readonly persons: number }[];
    readonly photos: number;
    readonly signed: boolean;
    readonly signatureNote: string;
    readonly notes: string;
  };
  readonly rejection_letter: {
    readonly reason: string;
    readonly words: string;
    readonly documentNumber: string;
    readonly documentDate: LocalDate | null;
    readonly appealUntil: Date | null;
    readonly official: string;
  };
  readonly recommendation: {
    readonly items: readonly PaperItem[];
    readonly persons: number;
    readonly requestedRupiah: bigint;
    readonly recommendedRupiah: bigint;
    readonly criteriaNote: string;
    readonly points: number | null;
    readonly official: string;
  };
  readonly consideration_sheet: {
    readonly items: readonly PaperItem[];
    readonly persons: number;
    readonly documentNumber: string;
    readonly documentDate: LocalDate | null;
    readonly signatory: string;
    readonly requestedRupiah: bigint;
    readonly recommendedRupiah: bigint;
    readonly consideredRupiah: bigint;
    readonly points: number | null;
    readonly official: string;
  };
  readonly excerpt: {
    readonly decreeNumber: string;
    readonly decreeDate: LocalDate | null;
    readonly decreeTitle: string;
    readonly signatory: string;
    readonly items: readonly PaperItem[];
    readonly persons: number;
    readonly decreedRupiah: bigint;
  };
  readonly list_update_minutes: {
    readonly version: number;
    readonly documentNumber: string;
    readonly documentDate: LocalDate | null;
    readonly verifier: string;
    readonly left: readonly { readonly position: number; readonly cause: string; readonly on: LocalDate }[];
    readonly joined: readonly number[];
  };
  readonly warning_letter: {
    readonly letter: number;
    readonly reportDate: LocalDate | null;
    readonly decreeNumber: string;
    readonly decreeDate: LocalDate | null;
    readonly decreedRupiah: bigint;
  };
}
