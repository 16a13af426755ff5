import type { FastifyInstance } from 'fastify';
import { listInbox } from '../../app/queries/list-inbox.js';
import { myInstitution } from '../../app/queries/my-institution.js';
import { myProposals } from '../../app/queries/my-proposals.js';
import { openProgrammes } from '../../app/queries/open-programmes.js';
import { hasBusiness } from '../../domain/roles.js';
import { addDays, witaDate } from '../../domain/time/wita.js';
import { HomePage } from '../../ui/pages/home.js';
import { PlainProblemPage } from '../../ui/pages/plain-problem.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf, personOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';

/** Documents are renewed before they expire: the home page warns this many days ahead. */
const RENEW_DAYS = 60;

export function homeRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get('/', async (request, reply) => {
    const words = pageWords(request);
    const person = personOf(request);
    if (person.scope === 'public') {
      return reply.page(
        words.signIn.title,
        <PlainProblemPage title={words.signIn.title} what={words.signIn.noDuty} todo="" />,
        403,
      );
    }
    if (person.scope !== 'institution') {
      if (hasBusiness(person.roles)) return reply.redirect('/inbox', 303);
      return reply.redirect(person.roles.includes('ADMIN') ? '/admin/processes' : '/privacy/log', 303);
    }
    const actor = actorOf(request);
    const [institution, waiting, proposals, programmes, now] = await Promise.all([
      myInstitution(deps.ctx, actor),
      listInbox(deps.ctx, actor, { tab: 'mine', pageSize: 50 }),
      myProposals(deps.ctx, actor),
      openProgrammes(deps.ctx, actor),
      deps.ctx.clock.now(),
    ]);
    return reply.page(
      words.institution.homeTitle,
      <HomePage
        institution={institution}
        waiting={waiting.items}
        proposals={proposals}
        programmes={programmes}
        renewBefore={addDays(witaDate(now), RENEW_DAYS)}
      />,
    );
  });
}
