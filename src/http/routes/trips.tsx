import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { assignTrip } from '../../app/field/assign-trip.js';
import { planTrip } from '../../app/field/plan-trip.js';
import { listTeams } from '../../app/queries/list-teams.js';
import { getTrip, listTripCandidates, listTrips } from '../../app/queries/list-trips.js';
import { tripPlanners } from '../../domain/field/trip.js';
import { NewTripPage, TripPage, TripsPage } from '../../ui/pages/trips.js';
import { freshForm, type FormState, type Problem } from '../../ui/parts/form.js';
import { namesBelow } from '../forms/form-values.js';
import { refusalOf, refusedForm, statusOf } from '../forms/refused-form.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf, personOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';

interface Params {
  Params: { readonly id: string };
}

/** Letters of assignment: one journey for many institutions. */
export function tripRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get('/trips', async (request, reply) => {
    const trips = await listTrips(deps.ctx, actorOf(request));
    return reply.page(pageWords(request).trip.title, <TripsPage trips={trips} mayPlan={plans(request)} />);
  });
  app.get('/trips/new', async (request, reply) => newPage(deps, request, reply, freshForm()));
  app.post('/trips/new', async (request, reply) => {
    const { form } = request;
    const words = pageWords(request);
    let tripId: string;
    try {
      const startsOn = form.text('startsOn');
      ({ tripId } = await planTrip(deps.ctx, actorOf(request), {
        teamId: form.text('teamId'),
        officers: [...namesBelow(form, 'officer')],
        orderNumber: form.text('orderNumber'),
        orderDate: form.text('orderDate'),
        route: form.text('route'),
        startsOn,
        endsOn: form.text('endsOn'),
        stops: namesBelow(form, 'stop').map((proposalId) => ({
          proposalId,
          plannedOn: form.text(`plannedOn.${proposalId}`) === '' ? startsOn : form.text(`plannedOn.${proposalId}`),
        })),
        key: form.text('key'),
      }));
    } catch (error) {
      return newPage(deps, request, reply, refusedForm(form, refusalOf(error), words), statusOf(error));
    }
    return reply.doneTo(`/trips/${tripId}`, words.trip.planned);
  });
  app.get<Params>('/trips/:id', async (request, reply) => tripPage(deps, request, reply, new Map(), freshForm()));
  app.post<Params>('/trips/:id/assign', async (request, reply) => {
    const { form } = request;
    const words = pageWords(request);
    const tripId = request.params.id;
    try {
      const results = await assignTrip(deps.ctx, actorOf(request), { tripId, key: form.text('key') });
      const refused = results.flatMap(({ proposalId, error }): [string, Problem][] =>
        error === null ? [] : [[proposalId, words.errors[error.code](error.details)]],
      );
      if (refused.length > 0) return await tripPage(deps, request, reply, new Map(refused), freshForm(), 409);
    } catch (error) {
      const state = refusedForm(form, refusalOf(error), words);
      return tripPage(deps, request, reply, new Map(), state, statusOf(error));
    }
    return reply.doneTo(`/trips/${tripId}`, words.trip.allDone);
  });
}

function plans(request: FastifyRequest): boolean {
  return tripPlanners.some((role) => personOf(request).roles.includes(role));
}

async function newPage(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  state: FormState,
  status = 200,
): Promise<FastifyReply> {
  const actor = actorOf(request);
  const [teams, candidates] = await Promise.all([listTeams(deps.ctx, actor), listTripCandidates(deps.ctx, actor)]);
  return reply.page(
    pageWords(request).trip.planTitle,
    <NewTripPage teams={teams} candidates={candidates} state={state} />,
    status,
  );
}

async function tripPage(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  refused: ReadonlyMap<string, Problem>,
  state: FormState,
  status = 200,
): Promise<FastifyReply> {
  const { id: tripId } = request.params as Params['Params'];
  const trip = await getTrip(deps.ctx, actorOf(request), { tripId });
  return reply.page(
    pageWords(request).trip.of(trip.orderNumber),
    <TripPage trip={trip} mayAssign={plans(request)} refused={refused} state={state} />,
    status,
  );
}
