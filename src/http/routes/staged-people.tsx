import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { acceptStagedPersons } from '../../app/drafts/accept-staged-persons.js';
import { mendStagedRow } from '../../app/drafts/mend-staged-row.js';
import { personsTemplate } from '../../app/drafts/persons-template.js';
import { personsCsvTemplate, readPersonRows } from '../../app/drafts/read-person-rows.js';
import { stagePersons } from '../../app/drafts/stage-persons.js';
import { readStagedPersons, readStagedRow } from '../../app/queries/read-staged-persons.js';
import type { CaseView } from '../../app/queries/case-view.js';
import { readResidence, readSex, type PersonRow } from '../../domain/person-row.js';
import { ImportPeoplePage } from '../../ui/pages/draft/import-people.js';
import { MendRowPage, StagedPeoplePage } from '../../ui/pages/draft/staged-people.js';
import { freshForm, type FormState } from '../../ui/parts/form.js';
import { readPerson } from '../forms/read-person.js';
import { refusalOf, refusedForm, statusOf, wrongForm } from '../forms/refused-form.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';
import { askedText } from './lists.js';
import { editable, type CaseParams } from './load-case.js';

interface Params {
  Params: CaseParams & { readonly importId: string; readonly number: string };
}
type Request = FastifyRequest<Params>;

/** A list from a file or pasted text: judged, kept, mended row by row, and only then accepted. */
export function stagedPeopleRoutes(app: FastifyInstance, deps: WebDeps): void {
  const at = '/cases/:id/people/import';
  app.get<Params>('/cases/:id/people/template.csv', async (_request, reply) =>
    reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="daftar-penerima.csv"')
      .send(personsCsvTemplate()),
  );
  app.get<Params>('/cases/:id/people/template.xlsx', async (_request, reply) =>
    reply
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('content-disposition', 'attachment; filename="daftar-penerima.xlsx"')
      .send(Buffer.from(personsTemplate())),
  );
  app.get<Params>(at, async (request, reply) => uploadPage(request, reply, await editable(deps, request), freshForm()));
  app.post<Params>(at, async (request, reply) => upload(deps, request, reply));
  app.get<Params>(`${at}/:importId`, async (request, reply) => stagedPage(deps, request, reply, freshForm()));
  app.post<Params>(`${at}/:importId/accept`, async (request, reply) => accept(deps, request, reply));
  app.get<Params>(`${at}/:importId/rows/:number`, async (request, reply) => {
    const view = await editable(deps, request);
    const row = await readStagedRow(deps.ctx, actorOf(request), rowOf(request));
    const state = { ...freshForm(valuesOf(row.content)), errors: errorsOf(request, row.errors) };
    return mendPage(request, reply, view, state);
  });
  app.post<Params>(`${at}/:importId/rows/:number`, async (request, reply) => mend(deps, request, reply));
}

async function uploadPage(
  request: Request,
  reply: FastifyReply,
  view: CaseView,
  state: FormState,
  status = 200,
): Promise<FastifyReply> {
  const page = <ImportPeoplePage view={view} state={state} />;
  return reply.page(pageWords(request).institution.addMany, page, status);
}

async function upload(deps: WebDeps, request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const { form, params } = request;
  const words = pageWords(request);
  const [file] = form.files('sheetFile');
  try {
    const rows = await readPersonRows(file?.bytes ?? form.all('pasted').at(-1) ?? '');
    if (rows.length === 0) {
      const wrong = wrongForm(form, { [file === undefined ? 'pasted' : 'sheetFile']: words.institution.noRows });
      return await uploadPage(request, reply, await editable(deps, request), wrong, 422);
    }
    const { importId } = await stagePersons(deps.ctx, actorOf(request), { proposalId: params.id, rows });
    return await reply.redirect(`/cases/${params.id}/people/import/${importId}`, 303);
  } catch (error) {
    const field = file === undefined ? 'pasted' : 'sheetFile';
    const rename = (name: string): string => (name === 'file' || name === 'rows' ? field : name);
    const state = refusedForm(form, refusalOf(error), words, rename);
    return uploadPage(request, reply, await editable(deps, request), state, statusOf(error));
  }
}

async function stagedPage(
  deps: WebDeps,
  request: Request,
  reply: FastifyReply,
  state: FormState,
  status = 200,
): Promise<FastifyReply> {
  const view = await editable(deps, request);
  const page = Number(askedText(request, 'page') || 1);
  const { id: proposalId, importId } = request.params;
  const staged = await readStagedPersons(deps.ctx, actorOf(request), { proposalId, importId, page });
  const drawn = <StagedPeoplePage view={view} staged={staged} state={state} />;
  return reply.page(pageWords(request).institution.checkTitle, drawn, status);
}

async function accept(deps: WebDeps, request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const words = pageWords(request);
  const { id: proposalId, importId } = request.params;
  const mode = request.form.text('step') === 'replace' ? 'replace' : 'append';
  try {
    const { saved, left } = await acceptStagedPersons(deps.ctx, actorOf(request), { proposalId, importId, mode });
    if (left === 0) return await reply.doneTo(`/cases/${proposalId}/people`, words.institution.importDone(saved));
    const done = words.institution.importLeft(saved, left);
    return await reply.doneTo(`/cases/${proposalId}/people/import/${importId}`, done);
  } catch (error) {
    return stagedPage(deps, request, reply, refusedForm(request.form, refusalOf(error), words), statusOf(error));
  }
}

async function mendPage(
  request: Request,
  reply: FastifyReply,
  view: CaseView,
  state: FormState,
  status = 200,
): Promise<FastifyReply> {
  const { importId, number } = rowOf(request);
  const page = <MendRowPage view={view} importId={importId} number={number} state={state} />;
  return reply.page(pageWords(request).institution.mendTitle(number), page, status);
}

async function mend(deps: WebDeps, request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const { form, params } = request;
  const words = pageWords(request);
  const items = form.text('items').split(/[,;|+]/);
  const row: PersonRow = { ...readPerson(form), items: items.map((item) => item.trim()).filter((item) => item !== '') };
  try {
    const input = { proposalId: params.id, ...rowOf(request), row };
    const { errors } = await mendStagedRow(deps.ctx, actorOf(request), input);
    if (errors.length === 0) {
      const done = words.institution.mended(input.number);
      return await reply.doneTo(`/cases/${params.id}/people/import/${params.importId}`, done);
    }
    const wrong = wrongForm(form, errorsOf(request, errors));
    return await mendPage(request, reply, await editable(deps, request), wrong, 422);
  } catch (error) {
    const state = refusedForm(form, refusalOf(error), words);
    return mendPage(request, reply, await editable(deps, request), state, statusOf(error));
  }
}

function rowOf(request: Request): { readonly importId: string; readonly number: number } {
  const number = Number(request.params.number);
  return { importId: request.params.importId, number: Number.isSafeInteger(number) ? Math.abs(number) : 0 };
}

/** A row as the form shows it: what was understood of it, chosen; what was not, as it was typed. */
function valuesOf(row: PersonRow): Readonly<Record<string, string>> {
  const sex = { M: 'L', F: 'P', none: row.sex }[readSex(row.sex) ?? 'none'];
  const residenceMode = readResidence(row.residenceMode) ?? row.residenceMode;
  return { ...row, sex, residenceMode, items: row.items.join(', ') };
}

function errorsOf(
  request: Request,
  errors: Awaited<ReturnType<typeof mendStagedRow>>['errors'],
): Readonly<Record<string, string>> {
  return Object.fromEntries(errors.map(({ field, code }) => [field, pageWords(request).personErrors[code]]));
}
