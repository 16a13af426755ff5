import type { FastifyInstance } from 'fastify';
import { actOnClawback } from '../../app/clawback/act-on-clawback.js';
import { listClawbacks } from '../../app/queries/list-clawbacks.js';
import { clawbackSteps } from '../../domain/clawback.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { parseRupiah } from '../../domain/rupiah.js';
import { ClawbacksPage } from '../../ui/pages/clawbacks.js';
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
    const words = pageWords(request);
    const step = clawbackSteps.find((name) => name === form.text('step'));
    const amount = parseRupiah(form.text('amount'));
    const day = (name: string): string | null => (form.text(name) === '' ? null : form.text(name));
    await actOnClawback(deps.ctx, actorOf(request), {
      proposalId,
      step: step ?? 'request',
      number: form.text('number'),
      dated: day('dated'),
      due: day('due'),
      amount: amount.ok ? amount.rupiah.toString() : null,
      reason: form.text('reason'),
    });
    return reply.doneTo(`/cases/${proposalId}#lateness`, words.clawback.saved);
  });
  app.get('/clawbacks', async (request, reply) => {
    const debts = await listClawbacks(deps.ctx, actorOf(request));
    return reply.page(pageWords(request).clawback.title, <ClawbacksPage debts={debts} />);
  });
}
