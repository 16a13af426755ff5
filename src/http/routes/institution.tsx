import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { attachInstitutionDocument } from '../../app/files/attach-institution-document.js';
import { proposeAccount } from '../../app/institutions/propose-account.js';
import { saveInstitutionFile } from '../../app/institutions/save-file.js';
import { sendInstitutionFile } from '../../app/institutions/send-file.js';
import { myInstitution } from '../../app/queries/my-institution.js';
import { institutionDocumentCodes } from '../../domain/document-codes.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { defaultPolicy } from '../../domain/policy.js';
import { witaYear } from '../../domain/time/wita.js';
import { InstitutionFilePage, type InstitutionFileProps } from '../../ui/pages/institution-file.js';
import { refusalOf, refusedForm, statusOf } from '../forms/refused-form.js';
import { readInstitutionFile } from '../forms/read-institution-file.js';
import { storeUploads } from '../forms/uploads.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';

/** The institution keeps its own file: each document once, with number and validity. */
export function institutionRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get('/institution', async (request, reply) => filePage(deps, request, reply, null));
  app.post('/institution/file', async (request, reply) => {
    const words = pageWords(request);
    try {
      const { id } = await myInstitution(deps.ctx, actorOf(request));
      await saveInstitutionFile(deps.ctx, actorOf(request), readInstitutionFile(request.form, id));
    } catch (error) {
      const state = refusedForm(request.form, refusalOf(error), words);
      return filePage(deps, request, reply, { code: 'file', state }, statusOf(error));
    }
    return reply.doneTo('/institution', words.life.file.saved);
  });
  app.post('/institution/account', async (request, reply) => {
    const words = pageWords(request);
    const { form } = request;
    try {
      const { id } = await myInstitution(deps.ctx, actorOf(request));
      const [book] = await storeUploads(deps, request, 'bankBook', id);
      if (book === undefined) throw new Refusal(refuse('INCOMPLETE', { fields: ['bankBook'] }));
      await proposeAccount(deps.ctx, actorOf(request), {
        institutionId: id,
        bank: form.text('bank'),
        number: form.text('number'),
        holderName: form.text('holderName'),
        holderReason: form.text('holderReason'),
        blobId: book.blobId,
        key: form.text('key'),
      });
    } catch (error) {
      const state = refusedForm(form, refusalOf(error), words);
      return filePage(deps, request, reply, { code: 'account', state }, statusOf(error));
    }
    return reply.doneTo('/institution', words.life.account.proposed);
  });
  app.post('/institution/send', async (request, reply) => {
    const words = pageWords(request);
    try {
      const { id } = await myInstitution(deps.ctx, actorOf(request));
      await sendInstitutionFile(deps.ctx, actorOf(request), { institutionId: id });
    } catch (error) {
      const state = refusedForm(request.form, refusalOf(error), words);
      return filePage(deps, request, reply, { code: 'send', state }, statusOf(error));
    }
    return reply.doneTo('/institution', words.life.file.sentDone);
  });
  app.post('/institution', async (request, reply) => {
    const code = request.form.text('code');
    const words = pageWords(request);
    try {
      await upload(deps, request, code);
    } catch (error) {
      const rename = (field: string): string =>
        field === 'number' || field === 'validUntil' ? `${field}.${code}` : `file.${code}`;
      const state = refusedForm(request.form, refusalOf(error), words, rename);
      return filePage(deps, request, reply, { code, state }, statusOf(error));
    }
    return reply.doneTo('/institution', words.institution.uploaded(words.names.documents[code] ?? code));
  });
}

async function upload(deps: WebDeps, request: FastifyRequest, code: string): Promise<void> {
  const { form } = request;
  const actor = actorOf(request);
  const institution = await myInstitution(deps.ctx, actor);
  const [file] = await storeUploads(deps, request, `file.${code}`, institution.id);
  if (file === undefined) throw new Refusal(refuse('INCOMPLETE', { fields: ['file'] }));
  const orNull = (name: string): string | null => (form.text(name) === '' ? null : form.text(name));
  await attachInstitutionDocument(deps.ctx, actor, {
    institutionId: institution.id,
    code,
    number: orNull(`number.${code}`),
    validUntil: orNull(`validUntil.${code}`),
    blobId: file.blobId,
  });
}

async function filePage(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  refused: InstitutionFileProps['refused'],
  status = 200,
): Promise<FastifyReply> {
  const institution = await myInstitution(deps.ctx, actorOf(request));
  // what every programme asks for unless its policy says otherwise; a proposal's own checklist is exact
  const mandatory = defaultPolicy(witaYear(await deps.ctx.clock.now())).mandatoryInstitutionDocuments;
  const body = (
    <InstitutionFilePage
      institution={institution}
      codes={institutionDocumentCodes}
      mandatory={mandatory}
      refused={refused}
    />
  );
  return reply.page(pageWords(request).institution.fileTitle, body, status);
}
