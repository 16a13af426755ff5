import type { id } from './id.js';
import { admin } from './en/admin.js';
import { assisted } from './en/assisted.js';
import { contact, late, overlay, people } from './en/besides.js';
import { cases, commandDone, commandIntro, rejectReasons, waiting } from './en/cases.js';
import { common } from './en/common.js';
import { errors } from './en/errors.js';
import { document, history, inPlaceOf, somebody, system, unknownEvent } from './en/history.js';
import { duplicates } from './en/duplicates.js';
import { calendar } from './en/calendar.js';
import { papers } from './en/papers.js';
import { freeze } from './en/freeze.js';
import { institution, personErrors, personWarnings } from './en/institution.js';
import * as names from './en/names.js';
import { correction } from './en/correction.js';
import { listUpdate } from './en/list-update.js';
import { official } from './en/official.js';
import { breach } from './en/breach.js';
import { privacy } from './en/privacy.js';
import { policy } from './en/policy.js';
import { ranking } from './en/ranking.js';
import { clawback } from './en/clawback.js';
import { quarantine } from './en/quarantine.js';
import { score } from './en/score.js';
import { life } from './en/life.js';
import { trip } from './en/trip.js';
import { budgetTeam } from './en/budget-team.js';
import { ceiling } from './en/ceiling.js';
import { visit } from './en/visit.js';
import { emergency } from './en/emergency.js';
import { substitution } from './en/substitution.js';

export const en: typeof id = {
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
