import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { chooseClients } from '../../app/drafts/choose-clients.js';
import { confirmRegisterMonth } from '../../app/institutions/confirm-month.js';
import { recordMovement } from '../../app/institutions/record-movement.js';
import { listClients } from '../../app/queries/list-clients.js';
import { listEntrants } from '../../app/queries/list-entrants.js';
import { movementKinds } from '../../domain/institution/register.js';
import { ChooseClientsPage } from '../../ui/pages/draft/choose-clients.js';
import { RegisterPage, type RegisterPageProps } from '../../ui/pages/institutions/register-page.js';
import { freshForm, type FormState } from '../../ui/parts/form.js';
import { namesBelow } from '../forms/form-values.js';
import { refusalOf, refusedForm, statusOf, wrongForm } from '../forms/refused-form.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';
import { askedPage, askedText } from './lists.js';
import { loadCase, type CaseParams } from './load-case.js';

interface OneClient {
  Params: { readonly person: string };
}
interface OneCase {
  Params: CaseParams;
}

/** The client register of an institution, and lists that are drawn from it. */
export function clientRegisterRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get('/clients', async (request, reply) => registerPage(deps, request, reply, null));
  app.post('/clients/month', async (request, reply) => {
    await confirmRegisterMonth(deps.ctx, actorOf(request));
    return reply.doneTo('/clients', pageWords(request).life.register.confirmedNow);
  });
  app.post<OneClient>('/clients/:person', async (request, reply) => {
    const { form, params } = request;
    const words = pageWords(request);
    try {
      await recordMovement(deps.ctx, actorOf(request), {
        personId: params.person,
        kind: movementKinds.find((one) => one === form.text('movement')) ?? 'OUT',
        happenedOn: form.text('happenedOn'),
        documentNumber: form.text('documentNumber'),
        key: form.text('key'),
      });
    } catch (error) {
      const state = refusedForm(form, refusalOf(error), words);
      return registerPage(deps, request, reply, { of: params.person, state }, statusOf(error));
    }
    return reply.doneTo('/clients', words.life.register.saved);
  });
  app.get<OneCase>('/cases/:id/people/choose', async (request, reply) => choosePage(deps, request, reply, freshForm()));
  app.post<OneCase>('/cases/:id/people/choose', async (request, reply) => {
    const { form } = request;
    const words = pageWords(request);
    const personIds = [...namesBelow(form, 'client')];
    if (personIds.length === 0)
      return choosePage(deps, request, reply, wrongForm(form, { clients: words.fieldProblems.missing }), 422);
    const proposalId = request.params.id;
    try {
      const { accepted } = await chooseClients(deps.ctx, actorOf(request), { proposalId, personIds });
      return await reply.doneTo(`/cases/${proposalId}/people`, words.institution.importDone(accepted));
    } catch (error) {
      return choosePage(deps, request, reply, refusedForm(form, refusalOf(error), words), statusOf(error));
    }
  });
}

async function registerPage(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  refused: RegisterPageProps['refused'],
  status = 200,
): Promise<FastifyReply> {
  const q = askedText(request, 'q');
  const register = await listClients(deps.ctx, actorOf(request), { q, page: askedPage(request), pageSize: 50 });
  const body = <RegisterPage register={register} q={q} refused={refused} />;
  return reply.page(pageWords(request).life.register.title, body, status);
}

async function choosePage(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  state: FormState,
  status = 200,
): Promise<FastifyReply> {
  const view = await loadCase(deps, request);
  const clients = await listEntrants(deps.ctx, actorOf(request), { proposalId: view.proposal.id });
  const body = <ChooseClientsPage view={view} clients={clients} state={state} />;
  return reply.page(pageWords(request).life.register.choose, body, status);
}
