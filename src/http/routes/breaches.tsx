import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { openBreach } from '../../app/breach/open-breach.js';
import { closeBreach, recordNotice } from '../../app/breach/work-on-breach.js';
import { getBreach, listBreaches } from '../../app/queries/list-breaches.js';
import { breachDataKinds, breachOpeners, breachSubjects, breachTold } from '../../domain/breach.js';
import type { Role } from '../../domain/roles.js';
import { witaInstant } from '../../domain/time/wita.js';
import { BreachesPage, BreachPage, NewBreachPage } from '../../ui/pages/privacy/breaches.js';
import { freshForm, type FormState } from '../../ui/parts/form.js';
import { namesBelow } from '../forms/form-values.js';
import { refusalOf, refusedForm, statusOf, wrongForm } from '../forms/refused-form.js';
import { wholeNumber } from '../forms/whole-number.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf, personOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';

interface OneBreach {
  Params: { readonly id: string };
}
interface Forms {
  readonly notice: FormState;
  readonly closing: FormState;
}

/** The register of breaches and its clock. */
export function breachRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get('/privacy/breaches', async (request, reply) => {
    const breaches = await listBreaches(deps.ctx, actorOf(request));
    const body = <BreachesPage breaches={breaches} mayOpen={holds(request, breachOpeners)} />;
    return reply.page(pageWords(request).breach.title, body);
  });
  app.get('/privacy/breaches/new', async (request, reply) => newPage(request, reply, freshForm(), 200));
  app.post('/privacy/breaches/new', async (request, reply) => open(deps, request, reply));
  app.get<OneBreach>('/privacy/breaches/:id', async (request, reply) => breachPage(deps, request, reply, {}, 200));
  app.post<OneBreach>('/privacy/breaches/:id/notice', async (request, reply) => {
    const { form } = request;
    const told = breachTold.find((one) => one === form.text('told'));
    const words = pageWords(request);
    if (told === undefined)
      return breachPage(deps, request, reply, { notice: wrongForm(form, { told: words.fieldProblems.missing }) }, 422);
    const letter = { breachId: request.params.id, told, number: form.text('number'), sentOn: form.text('sentOn') };
    return work(deps, request, reply, 'notice', () => recordNotice(deps.ctx, actorOf(request), letter));
  });
  app.post<OneBreach>('/privacy/breaches/:id/close', async (request, reply) => {
    const closing = { breachId: request.params.id, handling: request.form.text('handling') };
    return work(deps, request, reply, 'closing', () => closeBreach(deps.ctx, actorOf(request), closing));
  });
}

async function open(deps: WebDeps, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { form } = request;
  const words = pageWords(request);
  const foundAt = witaInstant(form.text('foundAt'), form.text('foundTime'));
  if (foundAt === null) return newPage(request, reply, wrongForm(form, { foundTime: words.fieldProblems.date }), 422);
  const chosen = <T extends string>(known: readonly T[], name: string): T[] => {
    const names = new Set(namesBelow(form, name));
    return known.filter((one) => names.has(one));
  };
  try {
    const { breachId } = await openBreach(deps.ctx, actorOf(request), {
      foundAt: foundAt.toISOString(),
      what: form.text('what'),
      handling: form.text('handling'),
      dataKinds: chosen(breachDataKinds, 'kind'),
      subjects: chosen(breachSubjects, 'subject'),
      affected: wholeNumber(form.text('affected')) ?? Number.NaN,
      key: form.text('key'),
    });
    const { number } = await getBreach(deps.ctx, actorOf(request), breachId);
    return await reply.doneTo(`/privacy/breaches/${breachId}`, words.breach.opened(number));
  } catch (error) {
    return newPage(request, reply, refusedForm(form, refusalOf(error), words), statusOf(error));
  }
}

async function work(
  deps: WebDeps,
  request: FastifyRequest<OneBreach>,
  reply: FastifyReply,
  which: keyof Forms,
  run: () => Promise<void>,
): Promise<FastifyReply> {
  const words = pageWords(request);
  try {
    await run();
  } catch (error) {
    const state = refusedForm(request.form, refusalOf(error), words);
    return breachPage(deps, request, reply, { [which]: state }, statusOf(error));
  }
  const done = which === 'notice' ? words.breach.recorded : words.breach.closed;
  return reply.doneTo(`/privacy/breaches/${request.params.id}`, done);
}

async function newPage(
  request: FastifyRequest,
  reply: FastifyReply,
  state: FormState,
  status: number,
): Promise<FastifyReply> {
  return reply.page(pageWords(request).breach.open, <NewBreachPage state={state} />, status);
}

async function breachPage(
  deps: WebDeps,
  request: FastifyRequest<OneBreach>,
  reply: FastifyReply,
  { notice, closing }: Partial<Forms>,
  status: number,
): Promise<FastifyReply> {
  const entry = await getBreach(deps.ctx, actorOf(request), request.params.id);
  const body = (
    <BreachPage
      entry={entry}
      mayWork={holds(request, ['DPO'])}
      notice={notice ?? freshForm()}
      closing={closing ?? freshForm({ handling: entry.handling })}
    />
  );
  return reply.page(entry.number, body, status);
}

function holds(request: FastifyRequest, wanted: readonly Role[]): boolean {
  return wanted.some((role) => personOf(request).roles.includes(role));
}
