/** The persons of a case with their lines, and the versions of the list that goods go by. */
export interface PersonsView {
  /** Of the whole list, also where only a page of it is given. */
  readonly total: number;
  /** True for people without business in the case, like the system administrator: they see numbers, no names. */
  readonly hidden: boolean;
  readonly entries: readonly PersonView[];
}
export interface PersonView {
  readonly beneficiaryId: string;
  readonly personId: string;
  readonly position: number;
  readonly name: string;
  readonly sex: string;
  readonly birthDate: string;
  readonly motherName: string | null;
  /** `6472••••••••0001`; null without one. */
  readonly maskedNationalId: string | null;
  readonly temporaryId: string | null;
  readonly nikStatus: string;
  readonly noNikReason: string | null;
  readonly residenceMode: string;
  readonly status: string;
  readonly statusReason: string | null;
  readonly presence: string | null;
  /** When the person left the list that goods go by, and with which of its versions; null while in it. */
  readonly leftOn: string | null;
  readonly leftVersion: number | null;
  /** The version with which the person came in after the decree, and in whose place. */
  readonly joinedVersion: number | null;
  readonly replacesPosition: number | null;
  /** Needs for which another proposal of the year asks, too; officials also see which one. */
  readonly proposedElsewhere: readonly ElsewhereView[];
  readonly lines: readonly LineView[];
}
export interface ElsewhereView {
  readonly needGroup: string;
  readonly proposalId: string | null;
  readonly institutionName: string | null;
}
export interface LineView {
  readonly id: string;
  readonly itemId: string;
  readonly code: string;
  readonly needGroup: string;
  readonly unitPrice: string;
  readonly requested: number;
  readonly recommended: number | null;
  readonly considered: number | null;
  readonly decreed: number | null;
  readonly delivered: number | null;
  readonly reported: number | null;
  readonly status: string;
  readonly reason: string | null;
  readonly final: boolean;
  /** Why the head of division holds the line; null where it goes on. */
  readonly heldWords: string | null;
}
export interface ListView extends ListVersionView {
  readonly contentHash: string;
  /** The versions before the one that holds, newest first. */
  readonly earlier: readonly ListVersionView[];
}
export interface ListVersionView {
  readonly version: number;
  readonly persons: number;
  /** The rendered form; null until it is ready. */
  readonly blobId: string | null;
  readonly createdAt: string;
}
