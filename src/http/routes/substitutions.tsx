import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { listSubstitutions } from '../../app/queries/list-substitutions.js';
import { endSubstitution } from '../../app/users/end-substitution.js';
import { setSubstitution } from '../../app/users/set-substitution.js';
import { substitutionKinds } from '../../domain/substitution.js';
import { SubstitutionsPage } from '../../ui/pages/substitutions.js';
import { freshForm, type FormState } from '../../ui/parts/form.js';
import { refusalOf, refusedForm, statusOf } from '../forms/refused-form.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf, personOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';

/** Each official's own substitutes; the secretary and the administrator see and arrange all. */
export function substitutionRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get('/substitutions', async (request, reply) => substitutionsPage(deps, request, reply));
  app.post('/substitutions', async (request, reply) => {
    const { form } = request;
    const words = pageWords(request);
    const text = (name: string): string => form.text(name);
    try {
      await setSubstitution(deps.ctx, actorOf(request), {
        holder: text('holder'),
        substitute: text('substitute'),
        role: text('role'),
        kind: substitutionKinds.find((kind) => kind === text('kind')) ?? 'PLH',
        letterNumber: text('letterNumber'),
        letterDate: text('letterDate'),
        decreeNumber: text('decreeNumber'),
        decreeDate: text('decreeDate') === '' ? null : text('decreeDate'),
        startsOn: text('startsOn'),
        endsOn: text('endsOn'),
      });
    } catch (error) {
      return substitutionsPage(
        deps,
        request,
        reply,
        refusedForm(form, refusalOf(error), words, (name) => name),
        statusOf(error),
      );
    }
    return reply.doneTo('/substitutions', words.substitution.done);
  });
  app.post<{ Params: { readonly id: string } }>('/substitutions/:id/end', async (request, reply) => {
    await endSubstitution(deps.ctx, actorOf(request), { substitutionId: request.params.id });
    return reply.doneTo('/substitutions', pageWords(request).substitution.ended);
  });
}

async function substitutionsPage(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  state: FormState | null = null,
  status = 200,
): Promise<FastifyReply> {
  personOf(request);
  const view = await listSubstitutions(deps.ctx, actorOf(request));
  const own = view.people.find((person) => person.self);
  const shown = state ?? freshForm(own === undefined ? {} : { holder: own.email });
  return reply.page(pageWords(request).substitution.title, <SubstitutionsPage view={view} state={shown} />, status);
}
