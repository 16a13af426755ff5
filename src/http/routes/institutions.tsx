import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answerAccount } from '../../app/institutions/answer-account.js';
import { resolveFlag } from '../../app/institutions/resolve-flag.js';
import { checkInstitutionDocument } from '../../app/institutions/check-document.js';
import { decideInstitutionStep } from '../../app/institutions/decide-step.js';
import { proposeInstitutionStep } from '../../app/institutions/propose-step.js';
import { saveInstitutionFile } from '../../app/institutions/save-file.js';
import { findInstitutions } from '../../app/queries/find-institutions.js';
import { listFlags } from '../../app/queries/list-flags.js';
import { getInstitution } from '../../app/queries/get-institution.js';
import { accountAnswers } from '../../domain/institution/account.js';
import { institutionLife, institutionSteps, institutionStatuses } from '../../domain/institution/life.js';
import { FlagsPage } from '../../ui/pages/institutions/flags-page.js';
import { InstitutionPage, type Refused } from '../../ui/pages/institutions/institution-page.js';
import { InstitutionsPage } from '../../ui/pages/institutions/institutions-page.js';
import { refusalOf, refusedForm, statusOf } from '../forms/refused-form.js';
import { readInstitutionFile } from '../forms/read-institution-file.js';
import { storeUploads } from '../forms/uploads.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';
import { askedPage, askedText } from './lists.js';

interface One {
  Params: { readonly id: string };
}
interface OneAccount {
  Params: { readonly id: string; readonly account: string };
}
interface OneDocument {
  Params: { readonly id: string; readonly document: string };
}
interface OneChange {
  Params: { readonly id: string; readonly change: string };
}

/** Institutions as officials see them, and the steps of their life. */
export function institutionsRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get('/institutions', async (request, reply) => {
    const q = askedText(request, 'q');
    const status = institutionStatuses.find((one) => one === askedText(request, 'status')) ?? null;
    const page = await findInstitutions(deps.ctx, actorOf(request), {
      q,
      status,
      page: askedPage(request),
      pageSize: 50,
    });
    const body = <InstitutionsPage page={page} q={q} status={status ?? ''} />;
    return reply.page(pageWords(request).life.title, body);
  });
  app.get('/flags', async (request, reply) => flagsPage(deps, request, reply, null));
  app.post<One>('/flags/:id', async (request, reply) => {
    const words = pageWords(request);
    const { id: flagId } = request.params;
    try {
      await resolveFlag(deps.ctx, actorOf(request), { flagId, reason: request.form.text('reason') });
    } catch (error) {
      const state = refusedForm(request.form, refusalOf(error), words);
      return flagsPage(deps, request, reply, { of: flagId, state }, statusOf(error));
    }
    return reply.doneTo('/flags', words.life.flags.resolved);
  });
  app.post<OneAccount>('/institutions/:id/accounts/:account', async (request, reply) =>
    orRefused(deps, request, reply, request.params.account, async () => {
      await answerAccount(deps.ctx, actorOf(request), {
        institutionId: request.params.id,
        accountId: request.params.account,
        answer: accountAnswers.find((one) => one === request.form.text('answer')) ?? 'check',
        reason: request.form.text('reason'),
      });
      return pageWords(request).life.account.answered;
    }),
  );
  app.get<One>('/institutions/:id', async (request, reply) => institutionPage(deps, request, reply, null));
  app.post<One>('/institutions/:id/step', async (request, reply) => step(deps, request, reply));
  app.post<One>('/institutions/:id/file', async (request, reply) =>
    orRefused(deps, request, reply, 'file', async () => {
      await saveInstitutionFile(deps.ctx, actorOf(request), readInstitutionFile(request.form, request.params.id));
      return pageWords(request).life.file.saved;
    }),
  );
  app.post<OneDocument>('/institutions/:id/documents/:document', async (request, reply) =>
    orRefused(deps, request, reply, request.params.document, async () => {
      await checkInstitutionDocument(deps.ctx, actorOf(request), {
        institutionId: request.params.id,
        documentId: request.params.document,
        valid: request.form.text('valid') === 'yes',
        reason: request.form.text('reason'),
      });
      return pageWords(request).life.file.checked;
    }),
  );
  app.post<OneChange>('/institutions/:id/changes/:change', async (request, reply) => {
    const { form, params } = request;
    const words = pageWords(request).life;
    const confirm = form.text('answer') === 'confirm';
    const answer = { institutionId: params.id, changeId: params.change, confirm, reason: form.text('reason') };
    return orRefused(deps, request, reply, 'refuse', async () => {
      await decideInstitutionStep(deps.ctx, actorOf(request), answer);
      return confirm ? words.done : words.refused;
    });
  });
}

async function step(deps: WebDeps, request: FastifyRequest<One>, reply: FastifyReply): Promise<FastifyReply> {
  const { form } = request;
  const words = pageWords(request).life;
  const asked = institutionSteps.find((name) => name === form.text('step')) ?? 'register';
  const { second, paper } = institutionLife[asked];
  return orRefused(deps, request, reply, asked, async () => {
    const [scan] = paper ? await storeUploads(deps, request, 'scan', request.params.id) : [];
    await proposeInstitutionStep(deps.ctx, actorOf(request), {
      institutionId: request.params.id,
      step: asked,
      reason: form.text('reason'),
      letterNumber: form.text('letterNumber'),
      letterDate: form.text('letterDate') === '' ? null : form.text('letterDate'),
      blobId: scan?.blobId ?? null,
      key: form.text('key'),
    });
    return second === null ? words.done : words.saved;
  });
}

/** Runs what a form asks for; refused, the page is drawn again with what was typed. */
async function orRefused(
  deps: WebDeps,
  request: FastifyRequest<One>,
  reply: FastifyReply,
  of: string,
  run: () => Promise<string>,
): Promise<FastifyReply> {
  try {
    return await reply.doneTo(`/institutions/${request.params.id}`, await run());
  } catch (error) {
    const state = refusedForm(request.form, refusalOf(error), pageWords(request));
    return institutionPage(deps, request, reply, { of, state }, statusOf(error));
  }
}

async function institutionPage(
  deps: WebDeps,
  request: FastifyRequest<One>,
  reply: FastifyReply,
  refused: Refused | null,
  status = 200,
): Promise<FastifyReply> {
  const institution = await getInstitution(deps.ctx, actorOf(request), request.params.id);
  return reply.page(institution.name, <InstitutionPage institution={institution} refused={refused} />, status);
}

async function flagsPage(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
  status = 200,
): Promise<FastifyReply> {
  const list = await listFlags(deps.ctx, actorOf(request));
  return reply.page(pageWords(request).life.flags.title, <FlagsPage list={list} refused={refused} />, status);
}
