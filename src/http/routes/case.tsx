import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { actOnProposal } from '../../app/proposal/act-on-proposal.js';
import { readVisitCopy, saveVisitCopy } from '../../app/field/save-visit-copy.js';
import type { CaseView } from '../../app/queries/case-view.js';
import { getPolicy } from '../../app/queries/get-policy.js';
import { listAppealReviewers } from '../../app/queries/list-appeal-reviewers.js';
import { listBudgetLines } from '../../app/queries/list-budget-lines.js';
import { listEntrants } from '../../app/queries/list-entrants.js';
import { rankedList } from '../../app/queries/ranked-list.js';
import { listStaff } from '../../app/queries/list-staff.js';
import { errorCodes, Refusal, refuse, type DomainError } from '../../domain/errors.js';
import { witaDate } from '../../domain/time/wita.js';
import { CommandPage, isFormCommand, type FormCommand } from '../../ui/commands/command-page.js';
import { noExtras, type CommandExtras } from '../../ui/commands/extras.js';
import { CasePage, type CasePageProps } from '../../ui/pages/case/case-page.js';
import { freshForm, type FormState } from '../../ui/parts/form.js';
import type { HistoryView } from '../../ui/views.js';
import { payloadReaders } from '../forms/read-payload.js';
import { typedScores } from '../forms/read-score.js';
import { refusalOf, refusedForm, statusOf, wrongForm } from '../forms/refused-form.js';
import { copyOf, keptOf, storeVisitFiles } from '../forms/visit-copy.js';
import { storeUploads, type KeptFile } from '../forms/uploads.js';
import { pageWords } from '../plugins/pages.js';
import { recordedValues, recordsOf } from '../forms/read-correction.js';
import { actorOf, personOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';
import { happenedSince, loadCase, seenVersion, type CaseParams } from './load-case.js';

interface Params {
  Params: CaseParams & { readonly command: string };
}
/** Fields that carry files, by command. */
const fileFields: Readonly<Partial<Record<FormCommand, string>>> = {
  consider: 'scan',
  waitlist: 'scan',
  reject: 'scan',
  allow_late: 'scan',
  approve_urgent: 'scan',
  sign_pact: 'signedScan',
  amend: 'scan',
  update_list: 'scan',
  correct_record: 'scan',
};
/** After these the case is not what its page showed: the page is drawn anew with what happened. */
const movedOn: ReadonlySet<string> = new Set([
  'STALE_VERSION',
  'NOT_ALLOWED_IN_STATE',
  'CASE_ENDED',
  'NOTHING_PENDING',
]);

/** One case, and one form per command that its transition table and this person's roles allow. */
export function caseRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get<{ Params: CaseParams }>('/cases/:id', async (request, reply) =>
    casePage(request, reply, { view: await loadCase(deps, request), problem: null, since: [], refusal: null }),
  );
  app.get<Params>('/cases/:id/do/:command', async (request, reply) => {
    const { command } = request.params;
    if (!isFormCommand(command)) return reply.redirect(`/cases/${request.params.id}`, 303);
    const view = await loadCase(deps, request);
    const why = whyNot(view, command);
    if (why !== null) return moved(request, reply, view, why, []);
    const copy = command === 'submit_field' ? await readVisitCopy(deps.ctx, actorOf(request), view.proposal.id) : null;
    const state = freshForm({ ...(await firstValues(deps, request, view, command)), ...copy?.values });
    const extras = {
      ...(await extrasOf(deps, request, command, view, copy === null ? {} : keptOf(copy.values))),
      visitCopy: copy,
    };
    return commandPage(request, reply, { view, command, state, extras, since: [] });
  });
  app.post<{ Params: CaseParams }>('/cases/:id/visit-copy', async (request, reply) => {
    const view = await loadCase(deps, request);
    const files = await storeVisitFiles(deps, request, view);
    await saveVisitCopy(deps.ctx, actorOf(request), {
      proposalId: view.proposal.id,
      values: copyOf(request, files),
    });
    return reply.doneTo(`/cases/${view.proposal.id}/do/submit_field`, pageWords(request).visit.saved);
  });
  app.post<Params>('/cases/:id/do/:command', async (request, reply) => {
    const { command } = request.params;
    if (command === 'confirm' || command === 'refuse_pending') return answerPending(deps, request, reply, command);
    if (!isFormCommand(command)) throw new Refusal(refuse('NOT_FOUND', { what: 'proposal' }));
    return giveCommand(deps, request, reply, command);
  });
}

async function giveCommand(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  command: FormCommand,
): Promise<FastifyReply> {
  const { form } = request;
  const words = pageWords(request);
  const view = await loadCase(deps, request);
  let files: Readonly<Record<string, readonly KeptFile[]>> = {};
  const again = async (
    shown: CaseView,
    state: FormState,
    since: readonly HistoryView[],
    status: number,
  ): Promise<FastifyReply> => {
    const extras = await extrasOf(deps, request, command, shown, files);
    return commandPage(request, reply, { view: shown, command, state, extras, since }, status);
  };
  try {
    const field = fileFields[command];
    // an official's scan is the province's alone: it may say what stays hidden until the decree
    if (command === 'submit_field') {
      files = await storeVisitFiles(deps, request, view);
      // what was typed is kept also where the answer never arrives, or the second officer refuses
      await keepVisitCopy(deps, request, view, files);
    } else if (field !== undefined)
      files = { [field]: await storeUploads(deps, request, field, personOf(request).institutionId) };
    const { payload, errors } = payloadReaders[command]({ form, view, words, files });
    if (Object.keys(errors).length > 0) return await again(view, wrongForm(form, errors), [], 422);
    await actOnProposal(deps.ctx, actorOf(request), {
      proposalId: view.proposal.id,
      type: command,
      payload,
      expectedVersion: seenVersion(request),
      key: form.text('key'),
    });
  } catch (error) {
    const refusal = refusalOf(error);
    const now = await loadCase(deps, request);
    const since = happenedSince(now, request);
    // the form is drawn again where this person can still decide; else the case as it is now, also where Temporal is away
    const gone = !now.availableCommands.some(({ type }) => type === command);
    if (gone || (movedOn.has(refusal.code) && whyNot(now, command) !== null))
      return moved(request, reply, now, refusal, since);
    return again(now, refusedForm(form, refusal, words), since, statusOf(error));
  }
  return reply.doneTo(`/cases/${view.proposal.id}`, words.commandDone[command]);
}

/** Refused is it where the command itself is refused a moment later, in words. */
async function keepVisitCopy(
  deps: WebDeps,
  request: FastifyRequest,
  view: CaseView,
  files: Readonly<Record<string, readonly KeptFile[]>>,
): Promise<void> {
  if (whyNot(view, 'submit_field') !== null) return;
  const values = copyOf(request, files);
  await saveVisitCopy(deps.ctx, actorOf(request), { proposalId: view.proposal.id, values });
}

async function answerPending(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  type: 'confirm' | 'refuse_pending',
): Promise<FastifyReply> {
  const { form } = request;
  const words = pageWords(request);
  const { id: proposalId } = request.params as CaseParams;
  const reason = form.text('words');
  if (type === 'refuse_pending' && reason === '') {
    const view = await loadCase(deps, request);
    const refusal = wrongForm(form, { words: words.fieldProblems.missing });
    return casePage(request, reply, { view, problem: null, since: [], refusal }, 422);
  }
  try {
    await actOnProposal(deps.ctx, actorOf(request), {
      proposalId,
      type,
      payload: {},
      expectedVersion: seenVersion(request),
      key: form.text('key'),
      words: reason,
    });
  } catch (error) {
    const view = await loadCase(deps, request);
    return moved(request, reply, view, refusalOf(error), happenedSince(view, request));
  }
  return reply.doneTo(`/cases/${proposalId}`, words.commandDone[type]);
}

async function casePage(
  request: FastifyRequest,
  reply: FastifyReply,
  props: CasePageProps,
  status = 200,
): Promise<FastifyReply> {
  const title = pageWords(request).cases.proposalOf(props.view.institution.name);
  return reply.page(title, <CasePage {...props} />, status);
}

/** The case as it is now, with why the step was not possible and who did what meanwhile. */
async function moved(
  request: FastifyRequest,
  reply: FastifyReply,
  view: CaseView,
  error: DomainError,
  since: readonly HistoryView[],
): Promise<FastifyReply> {
  const problem = pageWords(request).errors[error.code](error.details);
  return casePage(request, reply, { view, problem, since, refusal: null }, errorCodes[error.code].http);
}

interface CommandShown {
  readonly view: CaseView;
  readonly command: FormCommand;
  readonly state: FormState;
  readonly extras: CommandExtras;
  readonly since: readonly HistoryView[];
}

async function commandPage(
  request: FastifyRequest,
  reply: FastifyReply,
  shown: CommandShown,
  status = 200,
): Promise<FastifyReply> {
  const entry = shown.view.availableCommands.find(({ type }) => type === shown.command);
  if (entry === undefined)
    throw new Refusal(refuse('NOT_ALLOWED_IN_STATE', { state: shown.view.proposal.state, command: shown.command }));
  const { transition } = entry;
  const title = request.locale === 'id' ? transition.labelId : transition.labelEn;
  return reply.page(title, <CommandPage {...shown} transition={transition} />, status);
}

/** null where this person can give the command now. */
function whyNot(view: CaseView, command: FormCommand): DomainError | null {
  const entry = view.availableCommands.find(({ type }) => type === command);
  if (entry === undefined) return refuse('NOT_ALLOWED_IN_STATE', { state: view.proposal.state, command });
  return entry.allowed ? null : entry.why;
}

async function extrasOf(
  deps: WebDeps,
  request: FastifyRequest,
  command: FormCommand,
  view: CaseView,
  keptFiles: CommandExtras['keptFiles'],
): Promise<CommandExtras> {
  const { id: proposalId } = request.params as CaseParams;
  const office = officeOf(command, view);
  const staff = office === null ? noExtras.staff : await listStaff(deps.ctx, actorOf(request), { proposalId, office });
  const budgetLines =
    command === 'link_budget'
      ? await listBudgetLines(deps.ctx, actorOf(request), { proposalId })
      : noExtras.budgetLines;
  const appealReviewers =
    command === 'name_reviewer'
      ? await listAppealReviewers(deps.ctx, actorOf(request), { proposalId })
      : noExtras.appealReviewers;
  const ranked = command === 'consider' || command === 'waitlist' ? await rankedOf(deps, request, view) : null;
  const entrants =
    command === 'update_list' ? await listEntrants(deps.ctx, actorOf(request), { proposalId }) : noExtras.entrants;
  const records = command === 'correct_record' ? recordsOf(request, view) : noExtras.records;
  const sample =
    command === 'submit_field'
      ? (await getPolicy(deps.ctx, actorOf(request), { programmeId: view.programme.id })).policy
      : null;
  return { ...noExtras, staff, entrants, appealReviewers, budgetLines, ranked, records, sample, keptFiles };
}

async function rankedOf(deps: WebDeps, request: FastifyRequest, view: CaseView): Promise<CommandExtras['ranked']> {
  const { items } = await rankedList(deps.ctx, actorOf(request), { programmeId: view.programme.id });
  const item = items.find(({ proposalId }) => proposalId === view.proposal.id);
  return item === undefined ? null : { item, of: items.length };
}

/** The office whose holders a form offers. */
function officeOf(command: FormCommand, view: CaseView): 'ADMIN_VERIFIER' | 'FIELD_VERIFIER' | null {
  switch (command) {
    case 'assign_field':
    case 'revisit':
    case 'update_list':
      return 'FIELD_VERIFIER';
    case 'assign':
    case 'reassign':
      return view.proposal.state === 'FIELD_VERIFICATION' ? 'FIELD_VERIFIER' : 'ADMIN_VERIFIER';
    default:
      return null;
  }
}

/** What a form is opened with: dates of today where that is usual, answers that are mostly right. */
async function firstValues(
  deps: WebDeps,
  request: FastifyRequest,
  view: CaseView,
  command: FormCommand,
): Promise<Record<string, string>> {
  const today = witaDate(await deps.ctx.clock.now());
  switch (command) {
    case 'assign_field':
    case 'revisit':
      return { orderDate: today };
    case 'score':
      return typedScores(view);
    case 'kabkota_recommend':
      return { letterDate: today };
    case 'submit_field':
      return { visitedOn: today, bedCount: String(view.institution.capacity) };
    case 'link_budget':
      return { accountCode: view.package.accountCode };
    case 'consider':
      return { documentDate: today };
    case 'correct_record':
      return recordedValues(recordsOf(request, view).chosen, view);
    case 'sign_pact':
    case 'confirm_receipt':
      return { signedOn: today, receivedOn: today, signedBy: view.institution.chairName };
    default:
      return {};
  }
}
