import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { declareLink, endLink } from '../../app/field/declare-link.js';
import { recordTeam } from '../../app/field/record-team.js';
import { listTeams } from '../../app/queries/list-teams.js';
import { tripPlanners } from '../../domain/field/trip.js';
import { TeamsPage, type TeamsForm } from '../../ui/pages/teams.js';
import { freshForm, type FormState } from '../../ui/parts/form.js';
import { namesBelow } from '../forms/form-values.js';
import { refusalOf, refusedForm, statusOf, wrongForm } from '../forms/refused-form.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf, personOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';

/** Verification teams, and who is bound to which institution. */
export function teamRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get('/teams', async (request, reply) => teamsPage(deps, request, reply, freshForm(), null));
  app.post('/teams', async (request, reply) => {
    const { form } = request;
    const words = pageWords(request);
    try {
      await recordTeam(deps.ctx, actorOf(request), {
        name: form.text('teamTitle'),
        decreeNumber: form.text('decreeNumber'),
        decreeDate: form.text('decreeDate'),
        validFrom: form.text('validFrom'),
        validUntil: form.text('validUntil'),
        members: [...namesBelow(form, 'member')],
        key: form.text('key'),
      });
    } catch (error) {
      const state = refusedForm(form, refusalOf(error), words, (field) => (field === 'name' ? 'teamTitle' : field));
      return teamsPage(deps, request, reply, state, 'team', statusOf(error));
    }
    return reply.doneTo('/teams', words.trip.recorded);
  });
  app.post('/teams/links', async (request, reply) => {
    const { form } = request;
    const words = pageWords(request);
    const kind = form.text('linkKind');
    if (kind !== 'KIN' && kind !== 'BOARD') {
      const state = wrongForm(form, { linkKind: words.fieldProblems.missing });
      return teamsPage(deps, request, reply, state, 'link', 422);
    }
    try {
      await declareLink(deps.ctx, actorOf(request), {
        institutionId: form.text('institutionId'),
        kind,
        words: form.text('linkWords'),
        userId: form.text('linkUser') === '' ? null : form.text('linkUser'),
      });
    } catch (error) {
      return teamsPage(deps, request, reply, refusedForm(form, refusalOf(error), words), 'link', statusOf(error));
    }
    return reply.doneTo('/teams', words.trip.declared);
  });
  app.post('/teams/links/end', async (request, reply) => {
    const { form } = request;
    const words = pageWords(request);
    try {
      await endLink(deps.ctx, actorOf(request), { linkId: form.text('linkId'), reason: form.text('endReason') });
    } catch (error) {
      const state = refusedForm(form, refusalOf(error), words, (field) => (field === 'reason' ? 'endReason' : field));
      return teamsPage(deps, request, reply, state, 'end', statusOf(error));
    }
    return reply.doneTo('/teams', words.trip.ended);
  });
}

async function teamsPage(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  state: FormState,
  refused: TeamsForm | null,
  status = 200,
): Promise<FastifyReply> {
  const view = await listTeams(deps.ctx, actorOf(request));
  const mayPlan = tripPlanners.some((role) => personOf(request).roles.includes(role));
  return reply.page(
    pageWords(request).trip.teamsTitle,
    <TeamsPage view={view} mayPlan={mayPlan} state={state} refused={refused} />,
    status,
  );
}
