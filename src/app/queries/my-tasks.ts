import { intakeOfficers } from '../../domain/proposal/assisted.js';
import { endorserRoles } from '../../domain/policy.js';
import { officesWaitedFor } from '../../domain/proposal/notices.js';
import { proposalStates, type ProposalState } from '../../domain/proposal/states.js';
import { tracks, type Track } from '../../domain/proposal/track.js';
import { transitions, type Standing, type Transition } from '../../domain/proposal/transitions.js';
import { institutionRoles, superiorOf, type Role } from '../../domain/roles.js';
import type { Authority } from '../ports.js';

/** What of a case waits for a person with these offices, as values that one statement compares. */
export interface MyTasks {
  readonly userId: string;
  /** States that wait for the role as such. */
  readonly states: readonly string[];
  /** The same in urgent cases. */
  readonly urgentStates: readonly string[];
  /** Offices of this person that endorse, or recommend when all have. */
  readonly endorsers: readonly string[];
  /** `TRACK|STATE|command` of pending entries this person may confirm. */
  readonly seconds: readonly string[];
  /** The same for cases that are overdue, one step below. */
  readonly overdueStates: readonly string[];
  readonly overdueUrgentStates: readonly string[];
  readonly overdueEndorsers: readonly string[];
  /** `TRACK|STATE|command` of pending entries whose second person, one step below, is overdue. */
  readonly overdueSeconds: readonly string[];
  readonly adminVerifier: boolean;
  readonly headOfOffice: boolean;
  readonly namesReviewers: boolean;
  /** Arranges who works: tasks of people who left are this person's to give away. */
  readonly divisionHead: boolean;
  readonly secretariat: boolean;
  readonly institution: boolean;
  /** Compares what an officer entered with the chair's paper. */
  readonly confirmsIntake: boolean;
  readonly unitIds: readonly string[];
}

/** These wait for named people, for work beside the case, or for somebody by turn: each has a condition of its own. */
const special: ReadonlySet<string> = new Set([
  'FIELD_VERIFIED',
  'REGISTERED',
  'ADMIN_REVIEW',
  'FIELD_VERIFICATION',
  'BUDGETED',
  'IN_DELIVERY',
  'APPEAL_REVIEW',
]);

const states = Object.keys(proposalStates) as ProposalState[];
const endorsers = [...endorserRoles, 'HEAD_DINSOS'] as const;

export function tasksOf(authority: Authority): MyTasks {
  const ofInstitution = authority.scope === 'institution';
  // operator and chair may be one person and do the same
  const held: readonly string[] = ofInstitution ? institutionRoles : authority.roles;
  const holds = (role: string): boolean => held.includes(role);
  const above = (role: string): boolean => {
    const superior = superiorOf[role as Role];
    return superior !== undefined && holds(superior);
  };
  return {
    userId: authority.userId ?? '',
    states: statesWaitingFor(holds, 'PLANNED'),
    urgentStates: statesWaitingFor(holds, 'UNPLANNED'),
    endorsers: endorsers.filter((role) => holds(role)),
    seconds: secondsOf(holds),
    overdueStates: overdueStates(above, 'PLANNED'),
    overdueUrgentStates: overdueStates(above, 'UNPLANNED'),
    overdueEndorsers: endorsers.filter((role) => above(role)),
    overdueSeconds: secondsOf(above).filter((entry) => !entry.endsWith('|submit_field')),
    adminVerifier: holds('ADMIN_VERIFIER'),
    headOfOffice: holds('HEAD_DINSOS'),
    namesReviewers: holds('SEKRETARIS_DINAS'),
    divisionHead: holds('KABID'),
    secretariat: holds('SECRETARIAT'),
    institution: ofInstitution,
    confirmsIntake: ['LKS_CHAIR', ...intakeOfficers].some((role) => authority.roles.includes(role)),
    unitIds: holds('UPTD_OFFICER') ? authority.orgUnitIds : [],
  };
}

/** Every state that waits for one of these roles, special ones too: the tasks of a whole unit. */
export function statesOfRoles(roles: readonly string[]): readonly string[] {
  return tracks.flatMap((track) =>
    states
      .filter((state) => waits({ state, track }, (role) => roles.includes(role)))
      .map((state) => `${track}|${state}`),
  );
}

type Holds = (role: string) => boolean;

function statesWaitingFor(holds: Holds, track: Track): readonly string[] {
  return states.filter((state) => !special.has(state) && waits({ state, track }, holds));
}

/** What is one person's, or somebody's by turn, is the superior's as well once it is overdue. */
function overdueStates(above: Holds, track: Track): readonly string[] {
  const named = ['REGISTERED', 'ADMIN_REVIEW', 'FIELD_VERIFICATION', 'BUDGETED', 'APPEAL_REVIEW'] as const;
  return [...statesWaitingFor(above, track), ...named.filter((state) => waits({ state, track }, above))];
}

function waits(at: Standing, holds: Holds): boolean {
  return officesWaitedFor(at).some((role) => holds(role));
}

function secondsOf(holds: Holds): readonly string[] {
  return (transitions as readonly Transition[])
    .filter((row) => row.second?.some((role) => holds(role)) === true)
    .flatMap((row) =>
      (row.track === undefined ? tracks : [row.track]).flatMap((track) =>
        row.from.map((state) => `${track}|${state}|${row.command}`),
      ),
    );
}
