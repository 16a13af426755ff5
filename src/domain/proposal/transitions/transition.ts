import type { Duty, Role } from '../../roles.js';
import { isTerminal, proposalStates, type ProposalState } from '../states.js';
import type { Track } from '../track.js';

/** Bodies that do not log in: an official records their document (process.md 2, *). */
export type Body = 'TAPD' | 'DPRD' | 'GOVERNOR' | 'SEKDA';

/** One row of process.md 2. `to` SAME keeps the state; BACK returns to the state that sent the case away. */
export interface Transition {
  readonly command: string;
  /** The row is of this track alone; of both where it names none. */
  readonly track?: Track;
  readonly from: readonly ProposalState[];
  readonly to: ProposalState | 'SAME' | 'BACK';
  /** Other states the same command may lead to, as its content says. */
  readonly orTo?: readonly ProposalState[];
  /** Roles that may give the command; for record_external these are the recorders. */
  readonly roles: readonly Role[] | 'SYSTEM';
  readonly duties: readonly Duty[];
  /** Roles that may confirm as the second person; the entry stays pending until then. */
  readonly second?: readonly Role[];
  /** The body that decided, where an official records its document. */
  readonly external?: Body;
  /** Other bodies whose decision the same row records; the entry says which. */
  readonly orExternal?: readonly Body[];
  readonly labelId: string;
  readonly labelEn: string;
  /** Buttons of the same state stand in this order of weight; what stands beside the main path is shown last. */
  readonly tone: 'go' | 'back' | 'stop' | 'side';
}

export const LKS: readonly Role[] = ['LKS_OPERATOR', 'LKS_CHAIR'];
/** Every state from the first submission up to the ends. */
export const openStates: readonly ProposalState[] = (Object.keys(proposalStates) as ProposalState[]).filter(
  (state) => state !== 'DRAFT' && !isTerminal(state),
);

export const OFFICIAL: readonly Duty[] = ['OFFICIAL'];
