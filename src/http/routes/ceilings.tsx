import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { setCeiling } from '../../app/budget/set-ceiling.js';
import { listCeilings } from '../../app/queries/list-ceilings.js';
import { ceilingKeepers, ceilingScopes } from '../../domain/ceiling.js';
import { parseRupiah } from '../../domain/rupiah.js';
import { CeilingsPage } from '../../ui/pages/ceilings.js';
import { freshForm, type FormState } from '../../ui/parts/form.js';
import { refusalOf, refusedForm, statusOf, wrongForm } from '../forms/refused-form.js';
import { wholeNumber } from '../forms/whole-number.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf, personOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';

interface Programme {
  Params: { readonly id: string };
}

/** Money limits of a programme. */
export function ceilingRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get<Programme>('/programmes/:id/ceilings', async (request, reply) =>
    ceilingsPage(deps, request, reply, freshForm({ hardness: 'hard' })),
  );
  app.post<Programme>('/programmes/:id/ceilings', async (request, reply) => {
    const { form } = request;
    const words = pageWords(request);
    const programmeId = request.params.id;
    const scope = ceilingScopes.find((one) => one === form.text('scope'));
    const amount = parseRupiah(form.text('limitAmount'));
    const errors = {
      ...(scope === undefined ? { scope: words.fieldProblems.missing } : {}),
      ...(amount.ok ? {} : { limitAmount: words.institution.notRupiah }),
      ...(form.has('hardness') ? {} : { hardness: words.fieldProblems.missing }),
    };
    if (scope === undefined || !amount.ok || Object.keys(errors).length > 0)
      return ceilingsPage(deps, request, reply, wrongForm(form, errors), 422);
    const scopeKey = form.text('scopeKey');
    try {
      await setCeiling(deps.ctx, actorOf(request), {
        programmeId,
        scope,
        scopeKey,
        amount: amount.rupiah.toString(),
        hard: form.text('hardness') === 'hard',
        reason: form.text('reason'),
        // the version that this page showed of it
        basedOn: wholeNumber(form.text(`seen.${scope}/${scopeKey}`)) ?? 0,
      });
    } catch (error) {
      return ceilingsPage(deps, request, reply, refusedForm(form, refusalOf(error), words), statusOf(error));
    }
    return reply.doneTo(`/programmes/${programmeId}/ceilings`, words.ceiling.done);
  });
}

async function ceilingsPage(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  state: FormState,
  status = 200,
): Promise<FastifyReply> {
  const { id: programmeId } = request.params as Programme['Params'];
  const view = await listCeilings(deps.ctx, actorOf(request), { programmeId });
  const maySet = ceilingKeepers.some((role) => personOf(request).roles.includes(role));
  return reply.page(
    pageWords(request).ceiling.title,
    <CeilingsPage view={view} maySet={maySet} state={state} />,
    status,
  );
}
