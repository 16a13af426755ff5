import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { listEmergencies } from '../../app/queries/list-emergencies.js';
import {
  confirmEmergency,
  emergencyRequesters,
  endEmergency,
  requestEmergency,
} from '../../app/users/emergency-access.js';
import { EmergencyPage } from '../../ui/pages/emergency.js';
import { freshForm, type FormState } from '../../ui/parts/form.js';
import { refusalOf, refusedForm, statusOf } from '../forms/refused-form.js';
import { wholeNumber } from '../forms/whole-number.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf, personOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';

interface Emergency {
  Params: { readonly id: string };
}

/** Break-glass: asked for by one person, opened by another. */
export function emergencyRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get('/emergency', async (request, reply) => emergencyPage(deps, request, reply, freshForm()));
  app.post('/emergency', async (request, reply) => {
    const { form } = request;
    try {
      await requestEmergency(deps.ctx, actorOf(request), {
        person: form.text('person'),
        role: form.text('role'),
        hours: wholeNumber(form.text('hours')) ?? Number.NaN,
        reason: form.text('reason'),
      });
    } catch (error) {
      const state = refusedForm(form, refusalOf(error), pageWords(request));
      return emergencyPage(deps, request, reply, state, statusOf(error));
    }
    return reply.doneTo('/emergency', pageWords(request).emergency.requested);
  });
  app.post<Emergency>('/emergency/:id/confirm', async (request, reply) => {
    await confirmEmergency(deps.ctx, actorOf(request), { emergencyId: request.params.id });
    return reply.doneTo('/emergency', pageWords(request).emergency.confirmed);
  });
  app.post<Emergency>('/emergency/:id/end', async (request, reply) => {
    await endEmergency(deps.ctx, actorOf(request), { emergencyId: request.params.id });
    return reply.doneTo('/emergency', pageWords(request).emergency.ended);
  });
}

async function emergencyPage(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  state: FormState,
  status = 200,
): Promise<FastifyReply> {
  const items = await listEmergencies(deps.ctx, actorOf(request));
  const mayAsk = emergencyRequesters.some((role) => personOf(request).roles.includes(role));
  return reply.page(
    pageWords(request).emergency.title,
    <EmergencyPage items={items} form={mayAsk ? state : null} />,
    status,
  );
}
