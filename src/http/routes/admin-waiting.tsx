import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { findWaiting } from '../../app/doctor/find-waiting.js';
import { retryMany, type RetryResult } from '../../app/doctor/retry-many.js';
import { WaitingWorkPage } from '../../ui/pages/admin/waiting-work.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';

/** Work that waits to be tried again, over all cases, decrees and deliveries. */
export function waitingWorkRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get('/admin/waiting', async (request, reply) => waitingPage(deps, request, reply, null));
  app.post('/admin/waiting', async (request, reply) => {
    const results = await retryMany(deps.ctx, actorOf(request), request.form.all('subject'), (kind, id) =>
      deps.workflowAdmin.retryNow(kind, id),
    );
    return waitingPage(deps, request, reply, results);
  });
}

async function waitingPage(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  results: readonly RetryResult[] | null,
): Promise<FastifyReply> {
  const words = pageWords(request);
  const waiting = await findWaiting(deps.ctx, actorOf(request), (kind, id) => deps.workflowAdmin.describe(kind, id));
  const shown =
    results?.map(({ subject, attempts, error }) => ({
      subject,
      attempts,
      problem: error === null ? null : words.errors[error.code](error.details).what,
    })) ?? null;
  return reply.page(words.admin.waitingTitle, <WaitingWorkPage waiting={waiting} results={shown} />);
}
