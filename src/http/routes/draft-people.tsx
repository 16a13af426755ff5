import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { importPersons, type ImportResult } from '../../app/drafts/import-persons.js';
import { removePerson } from '../../app/drafts/remove-person.js';
import type { CaseView } from '../../app/queries/case-view.js';
import type { PersonRow } from '../../domain/person-row.js';
import { Refusal } from '../../domain/errors.js';
import { AddPersonPage, PeoplePage } from '../../ui/pages/draft/people.js';
import { freshForm, type FormState } from '../../ui/parts/form.js';
import { namesBelow } from '../forms/form-values.js';
import { readPerson } from '../forms/read-person.js';
import { refusalOf, refusedForm, statusOf, wrongForm } from '../forms/refused-form.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';
import { editable, loadCase, type CaseParams } from './load-case.js';

interface Params {
  Params: CaseParams;
}

/** The list of persons, one by one. */
export function peopleRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get<Params>('/cases/:id/people', async (request, reply) => {
    const view = await editable(deps, request);
    return reply.page(pageWords(request).institution.peopleTitle, <PeoplePage view={view} />);
  });
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
