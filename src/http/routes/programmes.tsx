import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { changePolicy, policyMakers } from '../../app/policy/change-policy.js';
import { getPolicy, type PolicyView } from '../../app/queries/get-policy.js';
import { listProgrammes } from '../../app/queries/list-programmes.js';
import { endorserRoles } from '../../domain/policy.js';
import { scorePointNames } from '../../domain/score-points.js';
import { parseRupiah } from '../../domain/rupiah.js';
import { freshForm, type FormState } from '../../ui/parts/form.js';
import {
  choiceNames,
  dateFields,
  listFields,
  numberFields,
  policyValues,
  statesWithDays,
  statesWithHours,
} from '../../ui/pages/policy/policy-fields.js';
import { PolicyPage } from '../../ui/pages/policy/policy-page.js';
import { ProgrammesPage } from '../../ui/pages/policy/programmes-page.js';
import { namesBelow, type FormValues } from '../forms/form-values.js';
import { refusalOf, refusedForm, statusOf } from '../forms/refused-form.js';
import { wholeNumber } from '../forms/whole-number.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf, personOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';

interface Programme {
  Params: { readonly id: string };
}

/** Programmes and the rules that hold in them. */
export function programmeRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get('/programmes', async (request, reply) => {
    const programmes = await listProgrammes(deps.ctx, actorOf(request));
    return reply.page(pageWords(request).policy.programmes, <ProgrammesPage programmes={programmes} />);
  });
  app.get<Programme>('/programmes/:id/policy', async (request, reply) => policyPage(deps, request, reply));
  app.post<Programme>('/programmes/:id/policy', async (request, reply) => {
    const { form } = request;
    const words = pageWords(request);
    const view = await getPolicy(deps.ctx, actorOf(request), { programmeId: request.params.id });
    try {
      const changed = await changePolicy(deps.ctx, actorOf(request), {
        programmeId: view.programmeId,
        basedOn: wholeNumber(form.text('version')) ?? 0,
        policy: policyFrom(form, view),
        reason: form.text('reason'),
      });
      return await reply.doneTo(`/programmes/${view.programmeId}/policy`, words.policy.saved(changed.version));
    } catch (error) {
      const state = refusedForm(form, refusalOf(error), words, (field) => field.replace(/^policy\./, ''));
      return policyPage(deps, request, reply, state, statusOf(error));
    }
  });
}

/** What was typed, field by field; what is no number is refused under the name of its field. */
function policyFrom(form: FormValues, view: PolicyView): PolicyView['policy'] {
  const number = (name: string): number => wholeNumber(form.text(name)) ?? Number.NaN;
  const among = (name: keyof typeof listFields): string[] => {
    const chosen = new Set(namesBelow(form, name));
    return listFields[name].filter((entry) => chosen.has(entry));
  };
  const amount = (name: string): string => {
    const typed = parseRupiah(form.text(name));
    return typed.ok ? typed.rupiah.toString() : form.text(name);
  };
  const byAmount = endorserRoles.filter((role) => form.text(`endorsementsFrom.${role}`) !== '');
  return {
    ...view.policy,
    endorsementsFrom: Object.fromEntries(byAmount.map((role) => [role, amount(`endorsementsFrom.${role}`)])),
    scorePoints: pointsFrom(number),
    workingDays: Object.fromEntries(
      statesWithDays(view.policy).map((state) => [state, number(`workingDays.${state}`)]),
    ),
    urgentHours: Object.fromEntries(
      statesWithHours(view.policy).map((state) => [state, number(`urgentHours.${state}`)]),
    ),
    ...Object.fromEntries(numberFields.map((name) => [name, number(name)])),
    ...Object.fromEntries(choiceNames.map((name) => [name, form.text(name)])),
    ...Object.fromEntries(dateFields.map((name) => [name, form.text(name)])),
    ...Object.fromEntries((Object.keys(listFields) as (keyof typeof listFields)[]).map((name) => [name, among(name)])),
  };
}

function pointsFrom(number: (name: string) => number): PolicyView['policy']['scorePoints'] {
  const points = scorePointNames.map((name) => [name, number(`scorePoints.${name}`)] as const);
  return Object.fromEntries(points) as PolicyView['policy']['scorePoints'];
}

async function policyPage(
  deps: WebDeps,
  request: FastifyRequest<Programme>,
  reply: FastifyReply,
  refused: FormState | null = null,
  status = 200,
): Promise<FastifyReply> {
  const view = await getPolicy(deps.ctx, actorOf(request), { programmeId: request.params.id });
  const mayChange = policyMakers.some((role) => personOf(request).roles.includes(role));
  const form = mayChange ? (refused ?? freshForm(policyValues(view.policy))) : null;
  return reply.page(pageWords(request).policy.rules, <PolicyPage view={view} form={form} />, status);
}
