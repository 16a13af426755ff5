import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { saveReport } from '../../app/drafts/save-report.js';
import { attachDocument } from '../../app/files/attach-document.js';
import { actOnProposal } from '../../app/proposal/act-on-proposal.js';
import type { CaseView } from '../../app/queries/case-view.js';
import { reportDocumentCodes } from '../../domain/document-codes.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { ReportPage } from '../../ui/pages/report.js';
import { freshForm, type FormState } from '../../ui/parts/form.js';
import type { HistoryView } from '../../ui/views.js';
import { refusalOf, refusedForm, statusOf, wrongForm } from '../forms/refused-form.js';
import { storeUploads } from '../forms/uploads.js';
import { wholeNumber } from '../forms/whole-number.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';
import { happenedSince, loadCase, seenVersion, type CaseParams } from './load-case.js';

interface Params {
  Params: CaseParams;
}
const columns = ['received', 'used', 'returned', 'lost'] as const;

/** The accountability report: saved as often as one likes, then sent. */
export function reportRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get<Params>('/cases/:id/report', async (request, reply) => {
    const view = await loadCase(deps, request);
    if (!mayReport(view)) return reply.redirect(`/cases/${request.params.id}`, 303);
    return reportPage(request, reply, view, freshForm(storedValues(view)), []);
  });
  app.post<Params>('/cases/:id/report', async (request, reply) => save(deps, request, reply));
  app.post<Params>('/cases/:id/report/send', async (request, reply) => send(deps, request, reply));
}

function mayReport(view: CaseView): boolean {
  return view.availableCommands.some((entry) => entry.type === 'submit_report' && entry.allowed);
}

async function reportPage(
  request: FastifyRequest,
  reply: FastifyReply,
  view: CaseView,
  state: FormState,
  since: readonly HistoryView[],
  status = 200,
): Promise<FastifyReply> {
  return reply.page(
    pageWords(request).institution.reportTitle,
    <ReportPage view={view} state={state} since={since} />,
    status,
  );
}

/** What is stored; what was delivered is the usual answer to what was received and used. */
function storedValues(view: CaseView): Record<string, string> {
  const values: Record<string, string> = { narrative: view.report?.narrative ?? '' };
  for (const line of view.report?.lines ?? []) {
    values[`line.${line.itemId}.received`] = String(line.received ?? line.delivered);
    values[`line.${line.itemId}.used`] = String(line.used ?? line.delivered);
    values[`line.${line.itemId}.returned`] = String(line.returned ?? 0);
    values[`line.${line.itemId}.lost`] = String(line.lost ?? 0);
    values[`line.${line.itemId}.note`] = line.note ?? '';
  }
  return values;
}

async function save(deps: WebDeps, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { form } = request;
  const words = pageWords(request);
  const actor = actorOf(request);
  const view = await loadCase(deps, request);
  const proposalId = view.proposal.id;
  const errors: Record<string, string> = {};
  const lines = (view.report?.lines ?? []).map(({ itemId }) => {
    const [received, used, returned, lost] = columns.map((column) => {
      const value = wholeNumber(form.text(`line.${itemId}.${column}`));
      if (value === null) errors[`line.${itemId}.${column}`] = words.institution.notNumber;
      return value ?? 0;
    });
    const note = form.text(`line.${itemId}.note`);
    return { itemId, received: received ?? 0, used: used ?? 0, returned: returned ?? 0, lost: lost ?? 0, note };
  });
  if (Object.keys(errors).length > 0) return reportPage(request, reply, view, wrongForm(form, errors), [], 422);
  try {
    for (const code of reportDocumentCodes) {
      const [photo] = await storeUploads(deps, request, code, view.institution.id);
      if (photo !== undefined)
        await attachDocument(deps.ctx, actor, { proposalId, code, number: null, blobId: photo.blobId });
    }
    await saveReport(deps.ctx, actor, { proposalId, narrative: form.text('narrative'), lines });
  } catch (error) {
    const rename = (field: string): string =>
      field.replace(/^lines\.(\d+)/, (_all, index: string) => `line.${lines[Number(index)]?.itemId ?? ''}`);
    const state = refusedForm(form, refusalOf(error), words, rename);
    return reportPage(request, reply, await loadCase(deps, request), state, [], statusOf(error));
  }
  return reply.doneTo(`/cases/${proposalId}/report`, words.institution.saved);
}

async function send(deps: WebDeps, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { form } = request;
  const words = pageWords(request);
  const { id: proposalId } = request.params as CaseParams;
  try {
    await actOnProposal(deps.ctx, actorOf(request), {
      proposalId,
      type: 'submit_report',
      payload: { reportId: form.text('reportId'), contentHash: form.text('contentHash') },
      expectedVersion: seenVersion(request),
      key: form.text('key'),
    });
  } catch (error) {
    const refusal = refusalOf(error);
    const view = await loadCase(deps, request);
    if (!mayReport(view)) throw new Refusal(refuse(refusal.code, refusal.details));
    const state = { ...refusedForm(form, refusal, words), values: storedValues(view) };
    return reportPage(request, reply, view, state, happenedSince(view, request), statusOf(error));
  }
  return reply.doneTo(`/cases/${proposalId}`, words.commandDone.submit_report);
}
