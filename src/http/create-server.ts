import Fastify, { type FastifyInstance } from 'fastify';
import { registerForms } from './plugins/forms.js';
import { registerPages } from './plugins/pages.js';
import { registerPerson } from './plugins/person.js';
import { registerProblems } from './plugins/problems.js';
import { registerSecurity } from './plugins/security.js';
import { adminRoutes } from './routes/admin.js';
import { breachRoutes } from './routes/breaches.js';
import { calendarRoutes } from './routes/calendar.js';
import { caseRoutes } from './routes/case.js';
import { budgetTeamRoutes } from './routes/budget-team.js';
import { ceilingRoutes } from './routes/ceilings.js';
import { clientRegisterRoutes } from './routes/client-register.js';
import { clientRoutes } from './routes/clients.js';
import { decreeRoutes } from './routes/decrees.js';
import { deliveryRoutes } from './routes/deliveries.js';
import { draftRoutes } from './routes/draft.js';
import { needsRoutes } from './routes/draft-needs.js';
import { peopleRoutes } from './routes/draft-people.js';
import { duplicateRoutes } from './routes/duplicates.js';
import { stagedPeopleRoutes } from './routes/staged-people.js';
import { fileRoutes } from './routes/files.js';
import { iconRoutes } from './routes/icon.js';
import { homeRoutes } from './routes/home.js';
import { institutionRoutes } from './routes/institution.js';
import { institutionsRoutes } from './routes/institutions.js';
import { verifyRoutes } from './routes/verify.js';
import { freezeRoutes } from './routes/freezes.js';
import { listRoutes } from './routes/lists.js';
import { outsideRoutes } from './routes/outside.js';
import { ownPasswordRoutes } from './routes/own-password.js';
import { privacyRoutes } from './routes/privacy.js';
import { programmeRoutes } from './routes/programmes.js';
import { rankingRoutes } from './routes/ranking.js';
import { latenessRoutes } from './routes/lateness.js';
import { reportRoutes } from './routes/report.js';
import { emergencyRoutes } from './routes/emergency.js';
import { tripRoutes } from './routes/trips.js';
import { teamRoutes } from './routes/teams.js';
import { substitutionRoutes } from './routes/substitutions.js';
import { healthRoutes } from './routes/health.js';
import { keepLapsedForm, signInRoutes } from './routes/sign-in.js';
import { signUpRoutes } from './routes/sign-up.js';
import type { WebDeps } from './web-deps.js';

/** A form with 5,000 pasted rows is the largest text that anyone sends; files come as multipart with limits of their own. */
const MAXIMUM_BODY_BYTES = 2 * 1024 * 1024;

/** Everything behind the sign-in. */
const signedIn = [
  homeRoutes,
  institutionRoutes,
  institutionsRoutes,
  clientRegisterRoutes,
  draftRoutes,
  peopleRoutes,
  stagedPeopleRoutes,
  duplicateRoutes,
  needsRoutes,
  reportRoutes,
  latenessRoutes,
  caseRoutes,
  clientRoutes,
  freezeRoutes,
  tripRoutes,
  teamRoutes,
  calendarRoutes,
  listRoutes,
  outsideRoutes,
  decreeRoutes,
  deliveryRoutes,
  programmeRoutes,
  ceilingRoutes,
  budgetTeamRoutes,
  rankingRoutes,
  fileRoutes,
  privacyRoutes,
  substitutionRoutes,
  ownPasswordRoutes,
  emergencyRoutes,
  breachRoutes,
  adminRoutes,
] as const;

/** The whole web as one server that listens nowhere yet. */
export async function createServer(deps: WebDeps): Promise<FastifyInstance> {
  const https = deps.ctx.publicUrl.startsWith('https:');
  const app = Fastify({
    logger: false,
    bodyLimit: MAXIMUM_BODY_BYTES,
    // X-Forwarded-For counts only from a proxy of one's own network
    trustProxy: ['loopback', 'linklocal', 'uniquelocal'],
    return503OnClosing: true,
  });
  await registerSecurity(app, { secret: deps.formSecret, https });
  registerPerson(app, deps);
  await registerForms(app, { secret: deps.formSecret, secureCookies: https, keepForm: keepLapsedForm });
  registerPages(app, deps);
  registerProblems(app, deps);
  await deps.assets.register(app);
  iconRoutes(app);
  healthRoutes(app, deps);
  signInRoutes(app, deps);
  verifyRoutes(app, deps);
  signUpRoutes(app, deps);
  for (const routes of signedIn) routes(app, deps);
  return app;
}
