import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { decideIdentity, type DecideIdentity } from '../../app/duplicates/decide-identity.js';
import { listIdentityQuestions } from '../../app/queries/list-identity-questions.js';
import { DuplicatesPage } from '../../ui/pages/duplicates.js';
import { freshForm, type FormState } from '../../ui/parts/form.js';
import { refusalOf, refusedForm, statusOf } from '../forms/refused-form.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';
import { askedText } from './lists.js';

interface Params {
  Params: { readonly id: string };
}

/** People without a NIK who may be one, for whoever judges them. */
export function duplicateRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get('/duplicates', async (request, reply) => draw(deps, request, reply, freshForm(), null));
  app.post<Params>('/duplicates/:id', async (request, reply) => {
    const { form } = request;
    const words = pageWords(request);
    const questionId = request.params.id;
    const verdict = form.text('verdict') as DecideIdentity['verdict'];
    try {
      const ground = form.text('ground') as DecideIdentity['ground'];
      await decideIdentity(deps.ctx, actorOf(request), { questionId, verdict, ground });
      return await reply.doneTo('/duplicates', words.duplicates.done[verdict]);
    } catch (error) {
      const state = refusedForm(form, refusalOf(error), words);
      return draw(deps, request, reply, state, questionId, statusOf(error));
    }
  });
}

async function draw(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  state: FormState,
  sent: string | null,
  status = 200,
): Promise<FastifyReply> {
  const decided = askedText(request, 'decided') === '1';
  const page = await listIdentityQuestions(deps.ctx, actorOf(request), {
    decided,
    page: Number(askedText(request, 'page') || 1),
  });
  const drawn = <DuplicatesPage page={page} decided={decided} state={state} sent={sent} />;
  return reply.page(pageWords(request).duplicates.title, drawn, status);
}
