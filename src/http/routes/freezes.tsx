import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { endFreeze, freezers, setFreeze } from '../../app/freeze/set-freeze.js';
import { listFreezes } from '../../app/queries/list-freezes.js';
import { listProgrammes } from '../../app/queries/list-programmes.js';
import { witaDate } from '../../domain/time/wita.js';
import { FreezesPage } from '../../ui/pages/freezes.js';
import { freshForm, type FormState } from '../../ui/parts/form.js';
import { namesBelow } from '../forms/form-values.js';
import { refusalOf, refusedForm, statusOf } from '../forms/refused-form.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf, personOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';

/** Times in which nothing is handed over: read by all officials, set and ended by the head of division. */
export function freezeRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get('/freezes', async (request, reply) => freezesPage(deps, request, reply, freshForm()));
  app.post('/freezes', async (request, reply) => {
    const { form } = request;
    const words = pageWords(request);
    try {
      await setFreeze(deps.ctx, actorOf(request), {
        fromOn: form.text('fromOn'),
        untilOn: form.text('untilOn'),
        reason: form.text('reason'),
        documentNumber: form.text('documentNumber'),
        documentDate: form.text('documentDate'),
        exemptGroups: [...namesBelow(form, 'group')],
        exemptProgrammes: [...namesBelow(form, 'programme')],
      });
    } catch (error) {
      const state = refusedForm(form, refusalOf(error), words);
      return freezesPage(deps, request, reply, state, statusOf(error));
    }
    return reply.doneTo('/freezes', words.freeze.done);
  });
  app.post('/freezes/end', async (request, reply) => {
    const { form } = request;
    const words = pageWords(request);
    try {
      await endFreeze(deps.ctx, actorOf(request), { freezeId: form.text('freezeId'), reason: form.text('endReason') });
    } catch (error) {
      const state = refusedForm(form, refusalOf(error), words, (field) => (field === 'reason' ? 'endReason' : field));
      return freezesPage(deps, request, reply, state, statusOf(error));
    }
    return reply.doneTo('/freezes', words.freeze.endDone);
  });
}

async function freezesPage(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  state: FormState,
  status = 200,
): Promise<FastifyReply> {
  const actor = actorOf(request);
  const [freezes, programmes, now] = await Promise.all([
    listFreezes(deps.ctx, actor),
    listProgrammes(deps.ctx, actor),
    deps.ctx.clock.now(),
  ]);
  const roles = personOf(request)?.roles ?? [];
  return reply.page(
    pageWords(request).freeze.title,
    <FreezesPage
      freezes={freezes}
      programmes={programmes}
      today={witaDate(now)}
      mayFreeze={freezers.some((role) => roles.includes(role))}
      state={state}
    />,
    status,
  );
}
