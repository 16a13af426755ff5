import type { FastifyRequest } from 'fastify';
import { getCase } from '../../app/queries/get-case.js';
import { isId } from '../../app/parse-input.js';
import type { CaseView } from '../../app/queries/case-view.js';
import { Refusal, refuse } from '../../domain/errors.js';
import type { HistoryView } from '../../ui/views.js';
import { actorOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';

export interface CaseParams {
  readonly id: string;
}

/** An address that names no case leads to nothing, whatever is wrong with it. */
export async function loadCase(deps: WebDeps, request: FastifyRequest): Promise<CaseView> {
  const { id } = request.params as CaseParams;
  if (!isId(id)) throw new Refusal(refuse('NOT_FOUND', { what: 'proposal' }));
  return getCase(deps.ctx, actorOf(request), { proposalId: id });
}

/** What happened since the form was drawn: it carries the last event that its page showed. */
export function happenedSince(view: CaseView, request: FastifyRequest): readonly HistoryView[] {
  const seen = Number(request.form.text('seen'));
  return Number.isInteger(seen) && seen > 0 ? view.timeline.filter((entry) => entry.seq > seen) : [];
}

/** The version that the page showed; a form without one is refused by the use-case. */
export function seenVersion(request: FastifyRequest): number {
  const version = Number(request.form.text('version'));
  return Number.isInteger(version) && request.form.has('version') ? version : -1;
}

/** A part of a draft that is no longer the institution's to change shows the case instead. */
export async function editable(deps: WebDeps, request: FastifyRequest): Promise<CaseView> {
  const view = await loadCase(deps, request);
  if (view.proposal.editable) return view;
  throw new Refusal(refuse('NOT_ALLOWED_IN_STATE', { state: view.proposal.state, command: 'edit' }));
}

/** The same of the documents, which an urgent case may complete after its approval. */
export async function attachable(deps: WebDeps, request: FastifyRequest): Promise<CaseView> {
  const view = await loadCase(deps, request);
  const { editable: open, completeBy, state } = view.proposal;
  if (open || completeBy !== null) return view;
  throw new Refusal(refuse('NOT_ALLOWED_IN_STATE', { state, command: 'edit' }));
}
