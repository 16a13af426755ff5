import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { bundleCase } from '../../app/bundle/bundle-case.js';
import { isId } from '../../app/parse-input.js';
import { exportPerson } from '../../app/privacy/export-person.js';
import { listAccesses } from '../../app/queries/list-accesses.js';
import { viewContact } from '../../app/queries/view-contact.js';
import { viewPerson } from '../../app/queries/view-person.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { isAccessPurpose, type AccessPurpose } from '../../domain/privacy.js';
import { isLocalDate } from '../../domain/time/wita.js';
import { caseSummary } from '../../ui/bundle/case-summary.js';
import { AccessLogPage } from '../../ui/pages/privacy/access-log.js';
import { PersonExportPage, personExportHtml } from '../../ui/pages/privacy/person-export.js';
import { FullPersonPage } from '../../ui/pages/privacy/person.js';
import { ContactPage } from '../../ui/pages/case/contact-section.js';
import { freshForm, type FormState } from '../../ui/parts/form.js';
import { refusalOf, refusedForm, statusOf, wrongForm } from '../forms/refused-form.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf, personOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';
import { askedPage, askedText } from './lists.js';
import { loadCase, type CaseParams } from './load-case.js';

interface PersonParams {
  Params: CaseParams & { readonly beneficiaryId: string };
}

/** Personal data in full, each time for a purpose that is logged, and the log. */
export function privacyRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get<PersonParams>('/cases/:id/persons/:beneficiaryId', async (request, reply) =>
    personPage(deps, request, reply, null),
  );
  app.post<PersonParams>('/cases/:id/persons/:beneficiaryId', async (request, reply) =>
    personPage(deps, request, reply, request.form.text('accessPurpose')),
  );
  app.post<{ Params: CaseParams }>('/cases/:id/contact', async (request, reply) => {
    const view = await loadCase(deps, request);
    const phone = await viewContact(deps.ctx, actorOf(request), { proposalId: view.proposal.id });
    const link = new URL(`/cases/${view.proposal.id}`, deps.ctx.publicUrl).href;
    return reply.page(pageWords(request).contact.title, <ContactPage view={view} phone={phone} link={link} />);
  });
  app.get<{ Params: CaseParams }>('/cases/:id/bundle', async (request, reply) => bundle(deps, request, reply, null));
  app.post<{ Params: CaseParams }>('/cases/:id/bundle', async (request, reply) => {
    const purpose = request.form.text('accessPurpose');
    if (!isAccessPurpose(purpose)) throw new Refusal(refuse('PURPOSE_REQUIRED'));
    return bundle(deps, request, reply, purpose);
  });
  app.get('/privacy/export', async (request, reply) => exportPage(request, reply, freshForm(), 200));
  app.post('/privacy/export', async (request, reply) => {
    try {
      const held = await exportPerson(deps.ctx, actorOf(request), { person: request.form.text('dataSubject') });
      return await reply
        .type('text/html; charset=utf-8')
        .header('content-disposition', 'attachment; filename="person.html"')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('cache-control', 'no-store')
        .send(personExportHtml(held, request.locale));
    } catch (error) {
      const refusal = refusalOf(error);
      return exportPage(
        request,
        reply,
        refusedForm(request.form, refusal, pageWords(request), (field) => (field === 'person' ? 'dataSubject' : field)),
        statusOf(error),
      );
    }
  });
  app.get('/privacy/log', async (request, reply) => {
    const purpose = askedText(request, 'purpose');
    const filters = {
      purpose: isAccessPurpose(purpose) ? purpose : '',
      ...ids(request, 'user', 'subject'),
      ...days(request, 'from', 'until'),
    } as const;
    const page = await listAccesses(deps.ctx, actorOf(request), {
      purpose: filters.purpose === '' ? null : filters.purpose,
      userId: filters.user === '' ? null : filters.user,
      subjectId: filters.subject === '' ? null : filters.subject,
      from: filters.from === '' ? null : filters.from,
      until: filters.until === '' ? null : filters.until,
      page: askedPage(request),
      pageSize: 50,
    });
    return reply.page(pageWords(request).privacy.logTitle, <AccessLogPage page={page} filters={filters} />);
  });
}

async function exportPage(
  request: FastifyRequest,
  reply: FastifyReply,
  state: FormState,
  status: number,
): Promise<FastifyReply> {
  if (!personOf(request).roles.includes('DPO')) throw new Refusal(refuse('WRONG_ROLE', { needed: ['DPO'] }));
  return reply.page(pageWords(request).privacy.exportTitle, <PersonExportPage state={state} />, status);
}

async function bundle(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  purpose: AccessPurpose | null,
): Promise<FastifyReply> {
  const { id: proposalId } = request.params as CaseParams;
  if (!isId(proposalId)) throw new Refusal(refuse('NOT_FOUND', { what: 'proposal' }));
  const zip = await bundleCase(deps.ctx, actorOf(request), { proposalId, purpose }, (view) =>
    caseSummary(view, request.locale),
  );
  return reply
    .type('application/zip')
    .header('content-disposition', `attachment; filename="case-${proposalId}.zip"`)
    .header('cache-control', 'no-store')
    .send(Readable.from(zip));
}

/** What an address asks for in a form that it cannot have is left out. */
function ids<N extends string>(request: FastifyRequest, ...names: readonly N[]): Record<N, string> {
  return asked(request, names, isId);
}
function days<N extends string>(request: FastifyRequest, ...names: readonly N[]): Record<N, string> {
  return asked(request, names, isLocalDate);
}
function asked<N extends string>(
  request: FastifyRequest,
  names: readonly N[],
  fits: (text: string) => boolean,
): Record<N, string> {
  return Object.fromEntries(
    names.map((name) => [name, fits(askedText(request, name)) ? askedText(request, name) : '']),
  ) as Record<N, string>;
}

async function personPage(
  deps: WebDeps,
  request: FastifyRequest<PersonParams>,
  reply: FastifyReply,
  asked: string | null,
): Promise<FastifyReply> {
  const { id: proposalId, beneficiaryId } = request.params;
  if (!isId(proposalId) || !isId(beneficiaryId)) throw new Refusal(refuse('NOT_FOUND', { what: 'person' }));
  const words = pageWords(request);
  const purpose = asked !== null && isAccessPurpose(asked) ? asked : null;
  const person = await viewPerson(deps.ctx, actorOf(request), { proposalId, beneficiaryId, purpose });
  const missing = asked !== null && purpose === null;
  const state = missing ? wrongForm(request.form, { accessPurpose: words.fieldProblems.missing }) : freshForm();
  const body = (
    <FullPersonPage
      casePath={`/cases/${proposalId}`}
      beneficiaryId={beneficiaryId}
      person={person}
      state={purpose === null ? state : null}
    />
  );
  return reply.page(words.privacy.personTitle(person.name), body, missing ? 422 : 200);
}
