import type { ScoreCriterion } from '../../../domain/score-points.js';
import { nameIn } from '../details.js';
import { noteNumber, noteText, type Note } from '../notes.js';
import type { score as model } from '../id/score.js';
import { targetGroups } from './names.js';

const how: Record<ScoreCriterion, (inputs: Note) => string> = {
  ACCREDITATION: () => '',
  FACILITY: () => '',
  NEED: (n) => `${noteNumber(n, 'persons')} verified persons; all points from ${noteNumber(n, 'full')} on`,
  SPM: (n) =>
    `${nameIn(targetGroups, noteText(n, 'targetGroup'))}: ${n['priority'] === true ? 'a priority' : 'no priority'} of the minimum services`,
  AREA: (n) =>
    `last year ${noteNumber(n, 'covered')} of ${noteNumber(n, 'registered')} clients in this regency, ${noteNumber(n, 'coveredAll')} of ${noteNumber(n, 'registeredAll')} in the province: ${n['below'] === true ? 'below' : 'not below'} the mean`,
  REPORT: (n) => `report of ${noteText(n, 'fiscalYear')} ${n['onTime'] === true ? 'on time' : 'late'}`,
};

export const score: typeof model = {
  title: 'Score',
  lead: 'Seen by officials of the province alone until the decree is signed.',
  provisional: 'Computed from what the record says now; kept for good by the recommendation.',
  decided: 'Kept by the recommendation; what the record says later does not change it.',
  total: (points, maximum) => `${points} of ${maximum}`,
  criterion: 'Criterion',
  points: 'Points',
  basis: 'Where from',
  unknown: 'The record says nothing; the verification team or the head of division enters it',
  typed: (reason, by) => `entered by ${by}: “${reason}”`,
  typedSilently: 'entered by an official',
  grade: (grade) => (grade === 'NONE' ? 'not accredited' : `accreditation ${grade}`),
  how,
  computed: (text) => `By the record: ${text}. Enter something only where that is wrong.`,
  most: (maximum) => `At most ${maximum}.`,
  parts: {
    ACCREDITATION: 'Accreditation',
    ACCREDITATION_A: 'accreditation A',
    ACCREDITATION_B: 'accreditation B',
    ACCREDITATION_C: 'accreditation C',
    ACCREDITATION_NONE: 'not accredited',
    NEED: 'Need and number of residents',
    SPM: 'Priority of the minimum services',
    AREA: 'Area below the mean coverage',
    REPORT: 'Last report on time',
    FACILITY: 'Facilities',
  },
  reasonFor: (part) => `Reason: ${part}`,
};
