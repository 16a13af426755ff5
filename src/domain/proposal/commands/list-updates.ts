import type { LocalDate } from '../../time/wita.js';

/** Why somebody leaves a list of persons that goods go by. */
export const listExits = ['DECEASED', 'MOVED_OUT', 'REPLACED'] as const;
export type ListExit = (typeof listExits)[number];

/** A list of persons that is brought up to date while its goods are under way (BA Pemutakhiran). */
export interface ListUpdateCommands {
  update_list: { payload: ListUpdate; facts: ListUpdateFacts };
}

export interface ListUpdate {
  /** The minutes, signed by the institution and the officer who saw the persons. */
  readonly documentNumber: string;
  readonly documentDate: LocalDate;
  readonly scanBlobId: string;
  readonly verifierId: string;
  readonly changes: readonly ListChange[];
}
export interface ListChange {
  readonly beneficiaryId: string;
  readonly cause: ListExit;
  readonly leftOn: LocalDate;
  /** The person of the client register who takes over what was not handed over. */
  readonly replacedBy: string | null;
}
export interface ListUpdateFacts {
  readonly annexLevel: string;
  /** Persons of the list to whom something decreed was not handed over. */
  readonly open: readonly string[];
  /** Persons of the client register who stand nowhere in this list. */
  readonly entrants: readonly string[];
  /** The officer named as having seen them. */
  readonly verifier: { readonly holdsOffice: boolean; readonly barred: boolean; readonly name: string };
  /** A batch with this proposal is being reconciled. */
  readonly reconciling: boolean;
}
