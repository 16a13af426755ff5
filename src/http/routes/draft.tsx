import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { listDisasters } from '../../app/drafts/disasters.js';
import { createProposal } from '../../app/drafts/create-proposal.js';
import { saveLetter } from '../../app/drafts/save-letter.js';
import { attachDocument } from '../../app/files/attach-document.js';
import { actOnProposal } from '../../app/proposal/act-on-proposal.js';
import { myProposals } from '../../app/queries/my-proposals.js';
import { openProgrammes } from '../../app/queries/open-programmes.js';
import type { CaseView } from '../../app/queries/case-view.js';
import { isProposalDocument, proposalDocumentCodes } from '../../domain/document-codes.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { DocumentsPage } from '../../ui/pages/draft/documents.js';
import { LetterPage } from '../../ui/pages/draft/letter.js';
import { StartPage } from '../../ui/pages/draft/start.js';
import { TaskListPage } from '../../ui/pages/draft/task-list.js';
import { freshForm, type FormState } from '../../ui/parts/form.js';
import type { HistoryView } from '../../ui/views.js';
import { disasterOf } from '../forms/named-disaster.js';
import { refusalOf, refusedForm, statusOf, wrongForm } from '../forms/refused-form.js';
import { storeUploads } from '../forms/uploads.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';
import { attachable, editable, happenedSince, loadCase, seenVersion, type CaseParams } from './load-case.js';

interface Params {
  Params: CaseParams;
}

/** The institution writes and sends its proposal: start, letter, documents, send. */
export function draftRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get('/cases/new', async (request, reply) => startPage(deps, request, reply, freshForm()));
  app.post('/cases/new', async (request, reply) => {
    const { form } = request;
    const [programmeId = '', packageId = ''] = form.text('packageId').split(' ');
    if (packageId === '') {
      const wrong = wrongForm(form, { packageId: pageWords(request).fieldProblems.missing });
      return startPage(deps, request, reply, wrong, 422);
    }
    try {
      const copyFrom = form.text('copyFrom') === '' ? null : form.text('copyFrom');
      const disaster = await disasterOf(deps, request, programmeId);
      const input = { programmeId, packageId, disaster, copyFrom, key: form.text('key') };
      const { proposalId } = await createProposal(deps.ctx, actorOf(request), input);
      return await reply.redirect(`/cases/${proposalId}/edit`, 303);
    } catch (error) {
      return startPage(deps, request, reply, refusedForm(form, refusalOf(error), pageWords(request)), statusOf(error));
    }
  });

  app.get<Params>('/cases/:id/edit', async (request, reply) => {
    const view = await loadCase(deps, request);
    if (!view.proposal.editable) return reply.redirect(`/cases/${view.proposal.id}`, 303);
    return taskPage(request, reply, { view, state: freshForm(), since: [] });
  });
  app.post<Params>('/cases/:id/edit', async (request, reply) => send(deps, request, reply));

  app.get<Params>('/cases/:id/letter', async (request, reply) => {
    const view = await editable(deps, request);
    const { letterNumber, letterDate, background, purpose } = view.proposal;
    const stored = {
      letterNumber: letterNumber ?? '',
      letterDate: letterDate ?? '',
      background: background ?? '',
      purpose: purpose ?? '',
    };
    return letterPage(request, reply, view, freshForm(stored));
  });
  app.post<Params>('/cases/:id/letter', async (request, reply) => {
    const { form } = request;
    const proposalId = request.params.id;
    try {
      await saveLetter(deps.ctx, actorOf(request), {
        proposalId,
        letterNumber: form.text('letterNumber'),
        letterDate: form.text('letterDate'),
        background: form.text('background'),
        purpose: form.text('purpose'),
      });
    } catch (error) {
      const state = refusedForm(form, refusalOf(error), pageWords(request));
      return letterPage(request, reply, await loadCase(deps, request), state, statusOf(error));
    }
    return reply.doneTo(`/cases/${proposalId}/edit`, pageWords(request).institution.saved);
  });

  app.get<Params>('/cases/:id/documents', async (request, reply) =>
    documentsPage(request, reply, await attachable(deps, request), null),
  );
  app.post<Params>('/cases/:id/documents', async (request, reply) => {
    const code = request.form.text('code');
    try {
      await uploadDocument(deps, request, code);
    } catch (error) {
      const state = refusedForm(request.form, refusalOf(error), pageWords(request), () => `file.${code}`);
      return documentsPage(request, reply, await loadCase(deps, request), { code, state }, statusOf(error));
    }
    const words = pageWords(request);
    const done = words.institution.uploaded(words.names.documents[code] ?? code);
    return reply.doneTo(`/cases/${request.params.id}/documents`, done);
  });
}

async function startPage(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  state: FormState,
  status = 200,
): Promise<FastifyReply> {
  const [programmes, proposals, disasters] = await Promise.all([
    openProgrammes(deps.ctx, actorOf(request)),
    myProposals(deps.ctx, actorOf(request)),
    listDisasters(deps.ctx, actorOf(request)),
  ]);
  const drafts = proposals.filter(({ state: at }) => at === 'DRAFT');
  const earlier = proposals.filter(({ state: at, persons }) => at !== 'DRAFT' && persons > 0);
  return reply.page(
    pageWords(request).institution.startTitle,
    <StartPage state={state} drafts={drafts} earlier={earlier} programmes={programmes} disasters={disasters} />,
    status,
  );
}

async function taskPage(
  request: FastifyRequest,
  reply: FastifyReply,
  props: { readonly view: CaseView; readonly state: FormState; readonly since: readonly HistoryView[] },
  status = 200,
): Promise<FastifyReply> {
  return reply.page(pageWords(request).cases.draftTitle, <TaskListPage {...props} />, status);
}

async function send(deps: WebDeps, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { form } = request;
  const words = pageWords(request);
  const { id: proposalId } = request.params as CaseParams;
  const before = await loadCase(deps, request);
  const type = before.proposal.state === 'RETURNED' ? 'resubmit' : 'submit';
  if (!form.has('statement')) {
    const state = wrongForm(form, { statement: words.institution.statementRequired });
    return taskPage(request, reply, { view: before, state, since: [] }, 422);
  }
  try {
    await actOnProposal(deps.ctx, actorOf(request), {
      proposalId,
      type,
      payload: { contentHash: form.text('contentHash') },
      expectedVersion: seenVersion(request),
      key: form.text('key'),
    });
  } catch (error) {
    const view = await loadCase(deps, request);
    const props = { view, state: refusedForm(form, refusalOf(error), words), since: happenedSince(view, request) };
    return taskPage(request, reply, props, statusOf(error));
  }
  return reply.doneTo(`/cases/${proposalId}`, words.commandDone[type]);
}

async function letterPage(
  request: FastifyRequest,
  reply: FastifyReply,
  view: CaseView,
  state: FormState,
  status = 200,
): Promise<FastifyReply> {
  return reply.page(pageWords(request).institution.letterTitle, <LetterPage view={view} state={state} />, status);
}

async function documentsPage(
  request: FastifyRequest,
  reply: FastifyReply,
  view: CaseView,
  refused: { readonly code: string; readonly state: FormState } | null,
  status = 200,
): Promise<FastifyReply> {
  const mandatory = view.checklist.filter((entry) => entry.of === 'proposal').map((entry) => entry.code);
  const codes = [...new Set([...mandatory.filter(isProposalDocument), ...proposalDocumentCodes])];
  return reply.page(
    pageWords(request).institution.documentsTitle,
    <DocumentsPage view={view} codes={codes} refused={refused} />,
    status,
  );
}

async function uploadDocument(deps: WebDeps, request: FastifyRequest, code: string): Promise<void> {
  const { form } = request;
  const { id: proposalId } = request.params as CaseParams;
  const view = await loadCase(deps, request);
  const number = form.text(`number.${code}`);
  const [file] = await storeUploads(deps, request, `file.${code}`, view.institution.id);
  if (file === undefined) throw new Refusal(refuse('INCOMPLETE', { fields: ['file'] }));
  const input = { proposalId, code, number: number === '' ? null : number, blobId: file.blobId };
  await attachDocument(deps.ctx, actorOf(request), input);
}
