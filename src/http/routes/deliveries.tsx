import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { listDecrees } from '../../app/decree/list-decrees.js';
import { getDecree } from '../../app/decree/get-decree.js';
import { actOnDelivery } from '../../app/delivery/act-on-delivery.js';
import { listDeliverable } from '../../app/delivery/deliverable.js';
import { getBatch } from '../../app/delivery/get-batch.js';
import { listBatches } from '../../app/delivery/list-batches.js';
import { planBatch } from '../../app/delivery/plan-batch.js';
import { getCase } from '../../app/queries/get-case.js';
import { listDeliveryUnits } from '../../app/queries/list-delivery-units.js';
import { isDeliveryCommandType, type DeliveryCommandType } from '../../domain/delivery/delivery-case.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { witaDate } from '../../domain/time/wita.js';
import { noExtras, type CommandExtras } from '../../ui/commands/extras.js';
import { DeliveriesPage, PlanDeliveryPage } from '../../ui/pages/deliveries.js';
import { DeliveryPage, type DeliveryPageProps } from '../../ui/pages/delivery.js';
import { freshForm, type FormState } from '../../ui/parts/form.js';
import { namesBelow } from '../forms/form-values.js';
import { refusalOf, refusedForm, statusOf, wrongForm } from '../forms/refused-form.js';
import { storeUploads } from '../forms/uploads.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf, personOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';
import { seenVersion } from './load-case.js';

interface Params {
  Params: { readonly id: string; readonly type: string };
}

/** Deliveries: planned by the goods keeper, driven and handed over by a unit, reconciled once all have confirmed. */
export function deliveryRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get('/deliveries', async (request, reply) => {
    const actor = actorOf(request);
    const person = personOf(request);
    // a unit's officer sees the batches of the own unit first of all
    const unitId = person.roles.includes('UPTD_OFFICER') ? person.orgUnitIds[0] : undefined;
    const batches = await listBatches(deps.ctx, actor, { unitId });
    const planning = person.roles.includes('PENGURUS_BARANG');
    const decrees = planning ? await listDecrees(deps.ctx, actor, {}) : [];
    const inForce = decrees.filter((decree) => decree.state === 'REGISTERED' || decree.state === 'SIGNED');
    return reply.page(
      pageWords(request).official.deliveriesTitle,
      <DeliveriesPage batches={batches} decrees={inForce} />,
    );
  });
  app.get<{ Querystring: { readonly decree?: string } }>('/deliveries/new', async (request, reply) =>
    planPage(deps, request, reply, request.query.decree ?? '', freshForm({ plannedOn: await today(deps) })),
  );
  app.post('/deliveries/new', async (request, reply) => {
    const { form } = request;
    const words = pageWords(request);
    const decreeId = form.text('decreeId');
    const proposalIds = namesBelow(form, 'pick');
    if (proposalIds.length === 0) {
      const wrong = wrongForm(form, { proposalIds: words.official.pickNone });
      return planPage(deps, request, reply, decreeId, wrong, 422);
    }
    let batchId: string;
    try {
      ({ batchId } = await planBatch(deps.ctx, actorOf(request), {
        decreeId,
        unitId: form.text('unitId'),
        proposalIds: [...proposalIds],
        plannedOn: form.text('plannedOn'),
        key: form.text('key'),
      }));
    } catch (error) {
      return planPage(deps, request, reply, decreeId, refusedForm(form, refusalOf(error), words), statusOf(error));
    }
    return reply.doneTo(`/deliveries/${batchId}`, words.official.batchPlanned);
  });
  app.get<Params>('/deliveries/:id', async (request, reply) => batchPage(deps, request, reply, null));
  app.post<Params>('/deliveries/:id/do/:type', async (request, reply) => {
    const { type } = request.params;
    if (!isDeliveryCommandType(type)) throw new Refusal(refuse('NOT_FOUND', { what: 'batch' }));
    return giveCommand(deps, request, reply, type);
  });
}

async function today(deps: WebDeps): Promise<string> {
  return witaDate(await deps.ctx.clock.now());
}

async function planPage(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  decreeId: string,
  state: FormState,
  status = 200,
): Promise<FastifyReply> {
  const actor = actorOf(request);
  const decree = await getDecree(deps.ctx, actor, decreeId);
  const [units, deliverable] = await Promise.all([
    listDeliveryUnits(deps.ctx, actor),
    listDeliverable(deps.ctx, actor, { decreeId }),
  ]);
  const body = <PlanDeliveryPage state={state} decree={decree} units={units} deliverable={deliverable} />;
  return reply.page(pageWords(request).official.planTitle, body, status);
}

async function batchPage(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  refused: DeliveryPageProps['refused'],
  status = 200,
): Promise<FastifyReply> {
  const { id } = request.params as Params['Params'];
  const batch = await getBatch(deps.ctx, actorOf(request), id);
  const title = pageWords(request).official.batchOf(batch.unitName);
  return reply.page(title, <DeliveryPage batch={batch} refused={refused} today={await today(deps)} />, status);
}

async function giveCommand(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  type: DeliveryCommandType,
): Promise<FastifyReply> {
  const { form } = request;
  const words = pageWords(request);
  const { id: batchId } = request.params as Params['Params'];
  const dropId = form.text('dropId');
  const rename = (field: string): string => (type === 'hand_over' && field !== 'dropId' ? `${field}.${dropId}` : field);
  let extras: CommandExtras = noExtras;
  try {
    if (type === 'hand_over') extras = await bastScan(deps, request, batchId, dropId);
    const { refused = [] } = await actOnDelivery(deps.ctx, actorOf(request), {
      batchId,
      type,
      payload: payloadOf(request, type, extras),
      expectedVersion: seenVersion(request),
      key: form.text('key'),
    });
    const [first] = refused;
    if (first !== undefined) {
      const { what } = words.errors[first.error.code](first.error.details);
      return await reply.doneTo(
        `/deliveries/${batchId}`,
        `${words.official.refusedEntries}: ${refused.length}. ${what}`,
      );
    }
  } catch (error) {
    const state = refusedForm(form, refusalOf(error), words, rename);
    return batchPage(deps, request, reply, { type, state, extras }, statusOf(error));
  }
  return reply.doneTo(`/deliveries/${batchId}`, words.official.deliveryDone[type] ?? words.doneTitle);
}

/** The signed minutes belong to the institution that receives: it must be able to read them. */
async function bastScan(
  deps: WebDeps,
  request: FastifyRequest,
  batchId: string,
  dropId: string,
): Promise<CommandExtras> {
  const field = `bastScan.${dropId}`;
  const batch = await getBatch(deps.ctx, actorOf(request), batchId);
  const drop = batch.drops.find((entry) => entry.id === dropId);
  if (drop === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'drop' }));
  const owner = await getCase(deps.ctx, actorOf(request), {
    proposalId: drop.proposalId,
    personsPage: 1,
    personsPageSize: 1,
  });
  return { ...noExtras, keptFiles: { [field]: await storeUploads(deps, request, field, owner.institution.id) } };
}

function payloadOf(
  request: FastifyRequest,
  type: DeliveryCommandType,
  extras: CommandExtras,
): Readonly<Record<string, unknown>> {
  const { form } = request;
  switch (type) {
    case 'dispatch':
      return { deliveryNote: form.text('deliveryNote'), dispatchedOn: form.text('dispatchedOn') };
    case 'hand_over': {
      const dropId = form.text('dropId');
      return {
        dropId,
        bastNumber: form.text(`bastNumber.${dropId}`),
        bastDate: form.text(`bastDate.${dropId}`),
        scanBlobId: extras.keptFiles[`bastScan.${dropId}`]?.[0]?.blobId ?? null,
      };
    }
    case 'reconcile':
      return {};
  }
}
