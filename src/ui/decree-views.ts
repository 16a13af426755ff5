import type { DecreeState } from '../domain/decree/decree-states.js';
import type { BatchState, DropState } from '../domain/delivery/delivery-case.js';
import type { HistoryView } from './views.js';

/** What the pages of decrees and deliveries draw. */
export interface DecreeRowView {
  readonly id: string;
  readonly title: string;
  readonly programmeNameId: string;
  readonly programmeNameEn: string;
  readonly fiscalYear: number;
  readonly state: DecreeState;
  readonly number: string | null;
  readonly entries: number;
  readonly waitsForSecond: boolean;
}
export interface DecreeView {
  readonly id: string;
  readonly title: string;
  readonly programmeNameId: string;
  readonly programmeNameEn: string;
  readonly fiscalYear: number;
  readonly state: DecreeState;
  readonly version: number;
  readonly number: string | null;
  readonly signedOn: string | null;
  readonly signatory: string | null;
  readonly rootHash: string | null;
  readonly frozenAt: string | null;
  readonly annexBlobId: string | null;
  readonly signedBlobId: string | null;
  readonly pending: {
    readonly paper: {
      readonly number: string;
      readonly signedOn: string;
      readonly signatory: string;
      readonly signedBlobId: string;
      readonly persons: number;
      readonly amount: string;
    };
    readonly enteredByName: string;
    readonly enteredAt: string;
  } | null;
  readonly persons: number;
  readonly amount: string;
  readonly untold: number;
  readonly entries: readonly DecreeEntryView[];
  readonly availableCommands: readonly { readonly type: string; readonly allowed: boolean }[];
  readonly timeline: readonly HistoryView[];
}
export interface DecreeEntryView {
  readonly proposalId: string;
  readonly state: string;
  readonly registrationNumber: string | null;
  readonly institutionName: string;
  readonly regencyName: string;
  readonly persons: number;
  readonly amount: string;
}
export interface CandidateView {
  readonly proposalId: string;
  readonly registrationNumber: string | null;
  readonly institutionName: string;
  readonly regencyName: string;
  readonly persons: number;
  readonly amount: string;
}
export interface BatchRowView {
  readonly id: string;
  readonly decreeNumber: string | null;
  readonly unitName: string;
  readonly state: BatchState;
  readonly plannedOn: string;
  readonly drops: number;
  readonly confirmed: number;
}
export interface BatchView {
  readonly id: string;
  readonly decreeId: string;
  readonly decreeNumber: string | null;
  readonly unitName: string;
  readonly state: BatchState;
  readonly version: number;
  readonly plannedOn: string;
  readonly deliveryNote: string | null;
  readonly dispatchedOn: string | null;
  readonly untold: number;
  readonly drops: readonly DropView[];
  readonly availableCommands: readonly { readonly type: string; readonly allowed: boolean }[];
  readonly timeline: readonly HistoryView[];
}
export interface DropView {
  readonly id: string;
  readonly proposalId: string;
  readonly state: DropState;
  readonly stayedBehind: boolean;
  readonly registrationNumber: string | null;
  readonly institutionName: string;
  readonly institutionAddress: string;
  readonly regencyName: string;
  readonly items: readonly { readonly name: string; readonly unit: string; readonly quantity: number }[];
  readonly bastNumber: string | null;
  readonly bastDate: string | null;
  readonly bastBlobId: string | null;
}
export interface DeliverableView {
  readonly proposalId: string;
  readonly registrationNumber: string | null;
  readonly institutionName: string;
  readonly institutionAddress: string;
  readonly regencyName: string;
  readonly persons: number;
  readonly listSet: boolean;
}
