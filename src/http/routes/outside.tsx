import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createFromLetter } from '../../app/drafts/create-from-letter.js';
import { listInstitutions } from '../../app/queries/list-institutions.js';
import { openProgrammes } from '../../app/queries/open-programmes.js';
import { isId } from '../../app/parse-input.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { OutsideLetterPage } from '../../ui/pages/outside-letter.js';
import { freshForm, type FormState } from '../../ui/parts/form.js';
import { refusalOf, refusedForm, statusOf, wrongForm } from '../forms/refused-form.js';
import { storeUploads, type KeptFile } from '../forms/uploads.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';

/** The secretariat opens a draft of an institution by a letter from outside. */
export function outsideRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get('/cases/outside', async (request, reply) => outsidePage(deps, request, reply, freshForm(), []));
  app.post('/cases/outside', async (request, reply) => {
    const { form } = request;
    const words = pageWords(request);
    const { missing } = words.fieldProblems;
    const unanswered = ['source', 'institutionId', 'packageId'].filter((name) => form.text(name) === '');
    if (unanswered.length > 0) {
      const wrong = wrongForm(form, Object.fromEntries(unanswered.map((name) => [name, missing])));
      return outsidePage(deps, request, reply, wrong, [], 422);
    }
    let kept: readonly KeptFile[] = [];
    try {
      const institutionId = form.text('institutionId');
      if (!isId(institutionId)) throw new Refusal(refuse('INVALID_INPUT', { fields: ['institutionId'] }));
      kept = await storeUploads(deps, request, 'scan', institutionId);
      const [file] = kept;
      if (file === undefined) throw new Refusal(refuse('INCOMPLETE', { fields: ['scan'] }));
      const [programmeId = '', packageId = ''] = form.text('packageId').split(' ');
      const { proposalId } = await createFromLetter(deps.ctx, actorOf(request), {
        institutionId,
        programmeId,
        packageId,
        source: form.text('source'),
        documentNumber: form.text('documentNumber'),
        documentDate: form.text('documentDate'),
        blobId: file.blobId,
        key: form.text('key'),
      });
      return await reply.redirect(`/cases/${proposalId}`, 303);
    } catch (error) {
      return outsidePage(deps, request, reply, refusedForm(form, refusalOf(error), words), kept, statusOf(error));
    }
  });
}

async function outsidePage(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  state: FormState,
  scan: readonly KeptFile[],
  status = 200,
): Promise<FastifyReply> {
  const actor = actorOf(request);
  const [institutions, programmes] = await Promise.all([
    listInstitutions(deps.ctx, actor),
    openProgrammes(deps.ctx, actor),
  ]);
  return reply.page(
    pageWords(request).official.outsideTitle,
    <OutsideLetterPage
      state={state}
      institutions={institutions.map(({ id, code, name }) => ({ value: id, label: `${name} (${code})` }))}
      programmes={programmes}
      keptFiles={{ scan }}
    />,
    status,
  );
}
