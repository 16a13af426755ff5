import { admin } from './id/admin.js';
import { assisted } from './id/assisted.js';
import { contact, late, overlay, people } from './id/besides.js';
import { cases, commandDone, commandIntro, rejectReasons, waiting } from './id/cases.js';
import { common } from './id/common.js';
import { errors } from './id/errors.js';
import { document, history, inPlaceOf, somebody, system, unknownEvent } from './id/history.js';
import { duplicates } from './id/duplicates.js';
import { calendar } from './id/calendar.js';
import { papers } from './id/papers.js';
import { freeze } from './id/freeze.js';
import { institution, personErrors, personWarnings } from './id/institution.js';
import * as names from './id/names.js';
import { correction } from './id/correction.js';
import { listUpdate } from './id/list-update.js';
import { official } from './id/official.js';
import { breach } from './id/breach.js';
import { privacy } from './id/privacy.js';
import { policy } from './id/policy.js';
import { ranking } from './id/ranking.js';
import { clawback } from './id/clawback.js';
import { quarantine } from './id/quarantine.js';
import { score } from './id/score.js';
import { life } from './id/life.js';
import { trip } from './id/trip.js';
import { budgetTeam } from './id/budget-team.js';
import { ceiling } from './id/ceiling.js';
import { visit } from './id/visit.js';
import { emergency } from './id/emergency.js';
import { substitution } from './id/substitution.js';

/** The Indonesian words; they are the model for every other language. */
export const id = {
  ...common,
  errors,
  names,
  waiting,
  cases,
  commandDone,
  commandIntro,
  rejectReasons,
  history: { sentences: history, system, somebody, unknownEvent, inPlaceOf, document },
  institution,
  personErrors,
  personWarnings,
  listUpdate,
  correction,
  quarantine,
  official,
  assisted,
  policy,
  ranking,
  clawback,
  life,
  score,
  privacy,
  substitution,
  emergency,
  freeze,
  papers,
  trip,
  budgetTeam,
  ceiling,
  visit,
  calendar,
  duplicates,
  breach,
  admin,
  contact,
  overlay,
  people,
  late,
};
