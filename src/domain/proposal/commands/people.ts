import type { LocalDate } from '../../time/wita.js';
import type { AssignFieldPayload, Empty, VisitOrderFacts } from '../command-map.js';

/** Who works on a case, and how long they have. */
export interface PeopleCommands {
  assign: { payload: StaffPayload; facts: StaffFacts };
  reassign: { payload: StaffPayload; facts: StaffFacts };
  extend: { payload: ExtensionPayload; facts: Empty };
  send_back: { payload: { readonly words: string }; facts: Empty };
  revisit: {
    payload: AssignFieldPayload & { readonly words: string };
    facts: VisitOrderFacts;
  };
  kabkota_recommend: { payload: RegencyOpinion; facts: Empty };
}

/** By what the deadline is counted in: hours in an urgent case, else working days. */
export interface ExtensionPayload {
  readonly workingDays?: number | undefined;
  readonly moreHours?: number | undefined;
  readonly words: string;
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
