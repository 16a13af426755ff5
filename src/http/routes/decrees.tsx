import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { actOnDecree } from '../../app/decree/act-on-decree.js';
import { createDecree } from '../../app/decree/create-decree.js';
import { getDecree } from '../../app/decree/get-decree.js';
import { listDecreeCandidates, listDecrees } from '../../app/decree/list-decrees.js';
import { exportAnnex, exportAnnexPersons, exportDecreeText, type DecreeFile } from '../../app/decree/export-decree.js';
import { FilePurposePage } from '../../ui/pages/privacy/person.js';
import { recordStop } from '../../app/decree/record-stop.js';
import { readDecreeAnnex } from '../../app/decree/read-decree-annex.js';
import { listProgrammes } from '../../app/queries/list-programmes.js';
import { isDecreeCommandType, type DecreeCommandType } from '../../domain/decree/decree-states.js';
import { errorCodes, Refusal, refuse, type DomainError, type ErrorCode } from '../../domain/errors.js';
import { parseRupiah } from '../../domain/rupiah.js';
import type { CommandExtras } from '../../ui/commands/extras.js';
import { noExtras } from '../../ui/commands/extras.js';
import { DecreePage, type DecreePageProps } from '../../ui/pages/decree.js';
import { DecreesPage, NewDecreePage } from '../../ui/pages/decrees.js';
import { detailList } from '../../ui/i18n/details.js';
import type { Words } from '../../ui/i18n/words.js';
import { freshForm, type FormState } from '../../ui/parts/form.js';
import { namesBelow } from '../forms/form-values.js';
import { refusalOf, refusedForm, statusOf, wrongForm } from '../forms/refused-form.js';
import { sendBlob } from './files.js';
import { storeUploads } from '../forms/uploads.js';
import { wholeNumber } from '../forms/whole-number.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf, personOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';
import { seenVersion } from './load-case.js';

interface Params {
  Params: { readonly id: string; readonly type: string };
}

/** Decrees: many proposals picked, frozen, signed outside, recorded by one and checked by another. */
export function decreeRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get('/decrees', async (request, reply) => {
    const decrees = await listDecrees(deps.ctx, actorOf(request), {});
    const may = personOf(request).roles.includes('SECRETARIAT');
    return reply.page(pageWords(request).official.decreesTitle, <DecreesPage decrees={decrees} may={may} />);
  });
  app.get('/decrees/new', async (request, reply) => newPage(deps, request, reply, freshForm()));
  app.post('/decrees/new', async (request, reply) => {
    const { form } = request;
    let decreeId: string;
    try {
      const input = { programmeId: form.text('programmeId'), title: form.text('title'), key: form.text('key') };
      ({ decreeId } = await createDecree(deps.ctx, actorOf(request), input));
    } catch (error) {
      return newPage(deps, request, reply, refusedForm(form, refusalOf(error), pageWords(request)), statusOf(error));
    }
    return reply.doneTo(`/decrees/${decreeId}`, pageWords(request).official.decreeCreated);
  });
  app.get<Params>('/decrees/:id', async (request, reply) => decreePage(deps, request, reply, null));
  app.get<Params>('/decrees/:id/annex', async (request, reply) =>
    sendBlob(reply, await readDecreeAnnex(deps.ctx, actorOf(request), request.params.id)),
  );
  app.get<Params>('/decrees/:id/text.docx', async (request, reply) =>
    sendExport(reply, DOCX, await exportDecreeText(deps.ctx, actorOf(request), request.params.id)),
  );
  app.get<Params>('/decrees/:id/annex.xlsx', async (request, reply) =>
    sendExport(reply, XLSX, await exportAnnex(deps.ctx, actorOf(request), request.params.id)),
  );
  app.get<Params>('/decrees/:id/persons.xlsx', async (request, reply) => {
    // whoever may not see it is not asked what for
    await exportAnnex(deps.ctx, actorOf(request), request.params.id);
    return purposePage(request, reply, freshForm());
  });
  app.post<Params>('/decrees/:id/persons.xlsx', async (request, reply) => sendPersons(deps, request, reply));
  app.post<Params>('/decrees/:id/way', async (request, reply) => recordOneStop(deps, request, reply));
  app.post<Params>('/decrees/:id/do/:type', async (request, reply) => {
    const { type } = request.params;
    if (!isDecreeCommandType(type)) throw new Refusal(refuse('NOT_FOUND', { what: 'decree' }));
    return giveCommand(deps, request, reply, type);
  });
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function sendExport(reply: FastifyReply, type: string, { fileName, bytes }: DecreeFile): Promise<FastifyReply> {
  return reply
    .type(type)
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .header('cache-control', 'no-store')
    .send(Buffer.from(bytes));
}

async function purposePage(
  request: FastifyRequest,
  reply: FastifyReply,
  state: FormState,
  status = 200,
): Promise<FastifyReply> {
  const { id } = request.params as Params['Params'];
  const page = <FilePurposePage action={`/decrees/${id}/persons.xlsx`} state={state} />;
  return reply.page(pageWords(request).privacy.fileTitle, page, status);
}

/** Names and numbers for a purpose, which is logged. */
async function sendPersons(deps: WebDeps, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { id: decreeId } = request.params as Params['Params'];
  try {
    const purpose = request.form.text('accessPurpose');
    return await sendExport(reply, XLSX, await exportAnnexPersons(deps.ctx, actorOf(request), { decreeId, purpose }));
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal.code !== 'PURPOSE_REQUIRED') throw error;
    return purposePage(request, reply, refusedForm(request.form, refusal, pageWords(request)), statusOf(error));
  }
}

async function newPage(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  state: FormState,
  status = 200,
): Promise<FastifyReply> {
  const programmes = await listProgrammes(deps.ctx, actorOf(request));
  return reply.page(
    pageWords(request).official.newDecree,
    <NewDecreePage state={state} programmes={programmes} />,
    status,
  );
}

async function decreePage(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  refused: DecreePageProps['refused'],
  status = 200,
): Promise<FastifyReply> {
  const { id } = request.params as Params['Params'];
  const actor = actorOf(request);
  const decree = await getDecree(deps.ctx, actor, id);
  const picking = decree.availableCommands.some((entry) => entry.type === 'include' && entry.allowed);
  const candidates = picking ? await listDecreeCandidates(deps.ctx, actor, { programmeId: decree.programmeId }) : [];
  return reply.page(decree.title, <DecreePage decree={decree} candidates={candidates} refused={refused} />, status);
}

async function giveCommand(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  type: DecreeCommandType,
): Promise<FastifyReply> {
  const { form } = request;
  const words = pageWords(request);
  const { id: decreeId } = request.params as Params['Params'];
  let extras: CommandExtras = noExtras;
  try {
    if (type === 'record')
      extras = { ...noExtras, keptFiles: { signedScan: await storeUploads(deps, request, 'signedScan', null) } };
    const read = readDecreePayload(request, type, extras);
    if (Object.keys(read.errors).length > 0) {
      return await decreePage(deps, request, reply, { type, state: wrongForm(form, read.errors), extras }, 422);
    }
    const { refused = [] } = await actOnDecree(deps.ctx, actorOf(request), {
      decreeId,
      type,
      payload: read.payload,
      expectedVersion: seenVersion(request),
      key: form.text('key'),
    });
    const [first] = refused;
    if (first !== undefined) {
      // some proposals did not follow: the page shows which still stand, the reason of the first is said
      const { what } = words.errors[first.error.code](first.error.details);
      return await reply.doneTo(`/decrees/${decreeId}`, `${words.official.refusedEntries}: ${refused.length}. ${what}`);
    }
  } catch (error) {
    const refusal = refusalOf(error);
    const state = withFaults(refusedForm(form, refusal, words), refusal, words);
    return decreePage(deps, request, reply, { type, state, extras }, statusOf(error));
  }
  return reply.doneTo(`/decrees/${decreeId}`, words.official.decreeDone[type] ?? words.doneTitle);
}

/** Of a freeze: every proposal that stands in its way with its own reason, and how it is left out. */
function withFaults(state: FormState, refusal: DomainError, words: Words): FormState {
  const faults = detailList(refusal.details, 'faults').map((fault) => {
    const [code = '', ...number] = fault.split(' ').toReversed();
    const reason = code in errorCodes ? words.errors[code as ErrorCode]({}).what : code;
    return `${number.toReversed().join(' ')}: ${reason}`;
  });
  if (faults.length === 0 || state.problem === null) return state;
  return { ...state, problem: { what: faults.join(' '), todo: words.official.leaveOut } };
}

interface ReadDecree {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string>>;
}

function readDecreePayload(request: FastifyRequest, type: DecreeCommandType, extras: CommandExtras): ReadDecree {
  const { form } = request;
  const words = pageWords(request);
  if (type === 'include' || type === 'exclude') {
    const proposalIds = namesBelow(form, 'pick');
    return {
      payload: { proposalIds },
      errors: proposalIds.length === 0 ? { proposalIds: words.official.pickNone } : {},
    };
  }
  if (type === 'refuse_pending') {
    const reason = form.text('words');
    return { payload: { words: reason }, errors: reason === '' ? { words: words.fieldProblems.missing } : {} };
  }
  if (type === 'confirm') return readChecked(request);
  if (type !== 'record') return { payload: {}, errors: {} };
  const errors: Record<string, string> = {};
  const persons = wholeNumber(form.text('persons'));
  const amount = parseRupiah(form.text('amount'));
  const scan = extras.keptFiles['signedScan']?.[0];
  if (persons === null) errors['persons'] = words.institution.notNumber;
  if (!amount.ok) errors['amount'] = words.institution.notRupiah;
  if (scan === undefined) errors['signedScan'] = words.institution.noFile;
  return {
    payload: {
      number: form.text('number'),
      signedOn: form.text('signedOn'),
      signatory: form.text('signatory'),
      signedBlobId: scan?.blobId ?? '',
      persons: persons ?? 0,
      amount: amount.ok ? amount.rupiah.toString() : '0',
    },
    errors,
  };
}

/** What the second person typed from the paper. */
function readChecked(request: FastifyRequest): ReadDecree {
  const { form } = request;
  const words = pageWords(request);
  const persons = wholeNumber(form.text('persons'));
  const institutions = wholeNumber(form.text('institutions'));
  const amount = parseRupiah(form.text('amount'));
  return {
    payload: {
      number: form.text('number'),
      signedOn: form.text('signedOn'),
      institutions: institutions ?? 0,
      persons: persons ?? 0,
      amount: amount.ok ? amount.rupiah.toString() : '0',
    },
    errors: {
      ...(institutions === null ? { institutions: words.institution.notNumber } : {}),
      ...(persons === null ? { persons: words.institution.notNumber } : {}),
      ...(amount.ok ? {} : { amount: words.institution.notRupiah }),
    },
  };
}

async function recordOneStop(deps: WebDeps, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { form } = request;
  const { id: decreeId } = request.params as Params['Params'];
  try {
    await recordStop(deps.ctx, actorOf(request), {
      decreeId,
      stopAt: form.text('stopAt'),
      arrivedOn: form.text('arrivedOn'),
      note: form.text('note'),
      key: form.text('key'),
    });
  } catch (error) {
    const state = refusedForm(form, refusalOf(error), pageWords(request));
    return decreePage(deps, request, reply, { type: 'stop', state, extras: noExtras }, statusOf(error));
  }
  return reply.doneTo(`/decrees/${decreeId}`, pageWords(request).official.wayDone);
}
