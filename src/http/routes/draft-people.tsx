import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { importPersons, type ImportResult } from '../../app/drafts/import-persons.js';
import { readPersonRows, personsCsvTemplate } from '../../app/drafts/read-person-rows.js';
import { removePerson } from '../../app/drafts/remove-person.js';
import type { CaseView } from '../../app/queries/case-view.js';
import type { PersonRow } from '../../domain/person-row.js';
import { Refusal } from '../../domain/errors.js';
import { ImportPeoplePage, type ImportPeopleProps } from '../../ui/pages/draft/import-people.js';
import { AddPersonPage, PeoplePage } from '../../ui/pages/draft/people.js';
import { freshForm, type FormState } from '../../ui/parts/form.js';
import { namesBelow } from '../forms/form-values.js';
import { readPerson } from '../forms/read-person.js';
import { personsText } from '../forms/persons-text.js';
import { refusalOf, refusedForm, statusOf, wrongForm } from '../forms/refused-form.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';
import { editable, loadCase, type CaseParams } from './load-case.js';

interface Params {
  Params: CaseParams;
}

/** The list of persons: one by one, pasted or from a file, each row with its result before anything is saved. */
export function peopleRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get<Params>('/cases/:id/people', async (request, reply) => {
    const view = await editable(deps, request);
    return reply.page(pageWords(request).institution.peopleTitle, <PeoplePage view={view} />);
  });
  app.get<Params>('/cases/:id/people/template.csv', async (_request, reply) =>
    reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="daftar-penerima.csv"')
      .send(personsCsvTemplate()),
  );

  app.get<Params>('/cases/:id/people/add', async (request, reply) => {
    const view = await editable(deps, request);
    const usual = view.package.items.filter((item) => item.needGroup !== 'ASSISTIVE_DEVICE');
    const chosen = Object.fromEntries(usual.map((item) => [`item.${item.code}`, 'on']));
    return addPage(request, reply, view, freshForm({ residenceMode: 'IN_PANTI', ...chosen }));
  });
  app.post<Params>('/cases/:id/people/add', async (request, reply) => addPerson(deps, request, reply));

  app.post<Params>('/cases/:id/people/remove', async (request, reply) => {
    const proposalId = request.params.id;
    try {
      await removePerson(deps.ctx, actorOf(request), { proposalId, beneficiaryId: request.form.text('beneficiaryId') });
    } catch (error) {
      // sent twice: the person is out of the list, as was asked
      if (!(error instanceof Refusal) || error.error.code !== 'NOT_FOUND') throw error;
    }
    return reply.doneTo(`/cases/${proposalId}/people`, pageWords(request).institution.removed);
  });

  app.get<Params>('/cases/:id/people/import', async (request, reply) =>
    importPage(request, reply, { view: await editable(deps, request), state: freshForm(), result: null }),
  );
  app.post<Params>('/cases/:id/people/import', async (request, reply) => importPeople(deps, request, reply));
}

async function addPage(
  request: FastifyRequest,
  reply: FastifyReply,
  view: CaseView,
  state: FormState,
  status = 200,
): Promise<FastifyReply> {
  return reply.page(pageWords(request).institution.addOne, <AddPersonPage view={view} state={state} />, status);
}

async function addPerson(deps: WebDeps, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { form } = request;
  const words = pageWords(request);
  const { id: proposalId } = request.params as CaseParams;
  const items = namesBelow(form, 'item');
  const row: PersonRow = { ...readPerson(form), items };
  let result: ImportResult;
  try {
    // a row without items means the whole package; here it means that nothing was chosen
    if (items.length === 0) {
      const wrong = wrongForm(form, { items: words.personErrors.ITEM_REQUIRED });
      return await addPage(request, reply, await loadCase(deps, request), wrong, 422);
    }
    result = await importPersons(deps.ctx, actorOf(request), { proposalId, rows: [row], mode: 'append' });
  } catch (error) {
    const state = refusedForm(form, refusalOf(error), words);
    return addPage(request, reply, await loadCase(deps, request), state, statusOf(error));
  }
  const [only] = result.rows;
  if (only === undefined || !only.ok) {
    const errors = Object.fromEntries(
      (only?.errors ?? []).map((wrong) => [wrong.field, words.personErrors[wrong.code]]),
    );
    return addPage(request, reply, await loadCase(deps, request), wrongForm(form, errors), 422);
  }
  const warnings = only.warnings.map((warning) => words.personWarnings[warning.code]);
  const { importDone, importWarned } = words.institution;
  const done = warnings.length === 0 ? importDone(1) : `${importDone(1)} ${importWarned(warnings.join('; '))}`;
  return reply.doneTo(`/cases/${proposalId}/people`, done);
}

async function importPage(
  request: FastifyRequest,
  reply: FastifyReply,
  props: ImportPeopleProps,
  status = 200,
): Promise<FastifyReply> {
  return reply.page(pageWords(request).institution.addMany, <ImportPeoplePage {...props} />, status);
}

async function importPeople(deps: WebDeps, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { form } = request;
  const words = pageWords(request);
  const { id: proposalId } = request.params as CaseParams;
  const step = form.text('step');
  const mode = step === 'append' || step === 'replace' ? step : 'dry_run';
  const [file] = form.files('csvFile');
  try {
    const rows = await readPersonRows(file?.bytes ?? form.all('pasted').at(-1) ?? '');
    if (rows.length === 0) {
      const wrong = wrongForm(form, { pasted: words.institution.noRows });
      return await importPage(request, reply, { view: await loadCase(deps, request), state: wrong, result: null }, 422);
    }
    const result = await importPersons(deps.ctx, actorOf(request), { proposalId, rows, mode });
    const done = words.institution.importDone(result.accepted);
    if (result.saved && result.refused === 0) return await reply.doneTo(`/cases/${proposalId}/people`, done);
    // what was saved is in the list: what is left to mend are the refused rows
    const left = result.saved ? rows.filter((_row, index) => result.rows[index]?.ok === false) : rows;
    const shown = result.saved ? { ...result, rows: result.rows.filter((row) => !row.ok), accepted: 0 } : result;
    const view = await loadCase(deps, request);
    const named = shown.rows.map((row) => ({ ...row, name: rows[row.row - 1]?.name ?? '' }));
    const state = freshForm({ pasted: personsText(left) });
    return await importPage(request, reply, { view, state, result: { ...shown, rows: named } });
  } catch (error) {
    const rename = (field: string): string => (field === 'file' || field === 'rows' ? 'pasted' : field);
    const state = refusedForm(form, refusalOf(error), words, rename);
    return importPage(request, reply, { view: await loadCase(deps, request), state, result: null }, statusOf(error));
  }
}
