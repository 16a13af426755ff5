import type { LocalDate } from '../../time/wita.js';
import type { AssignFieldPayload, Empty, VisitOrderFacts } from '../command-map.js';

/** Who works on a case, and how long they have. */
export interface PeopleCommands {
  assign: { payload: StaffPayload; facts: StaffFacts };
  reassign: { payload: StaffPayload; facts: StaffFacts };
  extend: { payload: { readonly workingDays: number; readonly words: string }; facts: Empty };
  send_back: { payload: { readonly words: string }; facts: Empty };
  revisit: {
    payload: AssignFieldPayload & { readonly words: string };
    facts: VisitOrderFacts;
  };
  kabkota_recommend: { payload: RegencyOpinion; facts: Empty };
}

export interface StaffPayload {
  readonly staff: readonly string[];
  readonly words: string;
}
export interface StaffFacts {
  /** Holders of the office the task needs. */
  readonly able: readonly string[];
  /** Who of them may not, because of what they did in this case before. */
  readonly barred: readonly string[];
  readonly names: readonly string[];
}
export interface RegencyOpinion {
  readonly favourable: boolean;
  readonly letterNumber: string;
  readonly letterDate: LocalDate;
  readonly words: string;
}
