import type { FastifyInstance } from 'fastify';
import { settleClawback } from '../../app/clawback/settle-clawback.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { ReportLetter } from '../../ui/pages/case/report-letter.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';
import { loadCase, type CaseParams } from './load-case.js';

interface Letter {
  Params: CaseParams & { readonly number: string };
}

/** Letters about a report that did not come, and the payment of what is given back. */
export function latenessRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get<Letter>('/cases/:id/letters/:number', async (request, reply) => {
    const view = await loadCase(deps, request);
    const number = Number(request.params.number);
    if (!view.proposal.letters.some((letter) => letter.number === number))
      throw new Refusal(refuse('NOT_FOUND', { what: 'document' }));
    return reply.page(pageWords(request).late.letter(number), <ReportLetter view={view} number={number} />);
  });
  app.post<{ Params: CaseParams }>('/cases/:id/clawback', async (request, reply) => {
    const { id: proposalId } = request.params;
    const { form } = request;
    const payment = { proposalId, paidNumber: form.text('paidNumber'), paidOn: form.text('paidOn') };
    await settleClawback(deps.ctx, actorOf(request), payment);
    return reply.doneTo(`/cases/${proposalId}`, pageWords(request).late.settled);
  });
}
