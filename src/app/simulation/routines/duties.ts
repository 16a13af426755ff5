import type { Actor } from '../../../domain/actor.js';
import type { ProposalState } from '../../../domain/proposal/states.js';
import type { Role } from '../../../domain/roles.js';
import { done, type Look } from '../desk.js';
import type { Waiting } from '../read-pages.js';
import type { House } from '../read-world.js';
import { decideOn, type Town } from '../town.js';
import { consider, linkBudget } from './budget.js';
import { assignField } from './trip.js';
import {
  checkVisit,
  endorse,
  endorseOrReturn,
  passOrReturn,
  recommend,
  register,
  startDesk,
  visit,
} from './verification.js';
import { closeYear, judgeAppeal, nameReviewer, seek } from './endings.js';
import { reviewReport } from './report.js';
import { setList } from './decree.js';

/** One case on one official's desk. */
export interface CaseInHand {
  readonly town: Town;
  readonly house: House;
  readonly actor: Actor;
  readonly waiting: Waiting;
}
export type Duty = (hand: CaseInHand) => Promise<Look>;
export interface Duties {
  readonly decide?: Readonly<Partial<Record<ProposalState, Duty>>>;
  /** As the second person, by the command that a colleague or an institution entered. */
  readonly check?: Readonly<Record<string, Duty>>;
}

const confirm: Duty = async ({ town, house, actor, waiting }) => {
  await decideOn(town, house, actor, waiting, 'confirm');
  return done;
};

const duties: Readonly<Partial<Record<Role, Duties>>> = {
  SECRETARIAT: { decide: { SUBMITTED: register }, check: { sign_pact: confirm } },
  ADMIN_VERIFIER: { decide: { REGISTERED: startDesk, ADMIN_REVIEW: passOrReturn, RETURNED: seek } },
  FIELD_VERIFIER: { decide: { FIELD_VERIFICATION: visit }, check: { submit_field: checkVisit } },
  KETUA_TIM: { decide: { FIELD_VERIFIED: endorse } },
  KABID: {
    decide: { ADMIN_VERIFIED: assignField, FIELD_VERIFIED: endorseOrReturn },
    check: { reject: confirm, carry_over: confirm, expire: confirm, update_list: confirm },
  },
  SEKRETARIS_DINAS: { decide: { FIELD_VERIFIED: endorse, APPEAL_REVIEW: nameReviewer } },
  HEAD_DINSOS: { decide: { FIELD_VERIFIED: recommend, DECREED: setList } },
  SUBBAG_PERENCANAAN: {
    decide: { RECOMMENDED: consider, CONSIDERED: linkBudget, WAITLISTED: closeYear },
    check: { consider: confirm, waitlist: confirm },
  },
  APPEAL_REVIEWER: { decide: { APPEAL_REVIEW: judgeAppeal } },
  LPJ_REVIEWER: { decide: { REPORT_REVIEW: reviewReport } },
};

export function dutiesOf(role: Role): Duties {
  return duties[role] ?? {};
}
