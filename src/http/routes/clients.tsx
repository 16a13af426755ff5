import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { registerClient } from '../../app/drafts/register-client.js';
import { refuse, Refusal } from '../../domain/errors.js';
import { AddClientPage } from '../../ui/pages/case/add-client.js';
import { freshForm, type FormState } from '../../ui/parts/form.js';
import { readPerson } from '../forms/read-person.js';
import { refusalOf, refusedForm, statusOf, wrongForm } from '../forms/refused-form.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';
import { loadCase, type CaseParams } from './load-case.js';

interface Params {
  Params: CaseParams;
}

/** A person more in the client register of an institution whose goods are under way. */
export function clientRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get<Params>('/cases/:id/clients/add', async (request, reply) =>
    addPage(deps, request, reply, freshForm({ residenceMode: 'IN_PANTI' })),
  );
  app.post<Params>('/cases/:id/clients/add', async (request, reply) => {
    const { form } = request;
    const words = pageWords(request);
    const proposalId = request.params.id;
    try {
      const { errors, warnings } = await registerClient(deps.ctx, actorOf(request), {
        proposalId,
        row: readPerson(form),
      });
      if (errors.length > 0) {
        const wrong = Object.fromEntries(errors.map(({ field, code }) => [field, words.personErrors[code]]));
        return await addPage(deps, request, reply, wrongForm(form, wrong), 422);
      }
      const warned = warnings.map(({ code }) => words.personWarnings[code]);
      const told = [words.listUpdate.registered, ...(warned.length === 0 ? [] : [`${warned.join('; ')}.`])].join(' ');
      return await reply.doneTo(`/cases/${proposalId}/do/update_list`, told);
    } catch (error) {
      return addPage(deps, request, reply, refusedForm(form, refusalOf(error), words), statusOf(error));
    }
  });
}

/** Only where the list may be brought up to date: elsewhere the register is drawn on by proposals alone. */
async function addPage(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  state: FormState,
  status = 200,
): Promise<FastifyReply> {
  const view = await loadCase(deps, request);
  if (!view.availableCommands.some((entry) => entry.type === 'update_list' && entry.allowed))
    throw new Refusal(refuse('NOT_ALLOWED_IN_STATE', { state: view.proposal.state, command: 'update_list' }));
  return reply.page(pageWords(request).listUpdate.register, <AddClientPage view={view} state={state} />, status);
}
