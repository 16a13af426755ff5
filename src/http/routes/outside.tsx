import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createAssisted } from '../../app/drafts/create-assisted.js';
import { createFromLetter } from '../../app/drafts/create-from-letter.js';
import { listDisasters } from '../../app/drafts/disasters.js';
import { listInstitutions } from '../../app/queries/list-institutions.js';
import { openProgrammes } from '../../app/queries/open-programmes.js';
import { isId } from '../../app/parse-input.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { OutsideLetterPage, type OutsideLetterProps } from '../../ui/pages/outside-letter.js';
import { freshForm, type FormState } from '../../ui/parts/form.js';
import { disasterOf } from '../forms/named-disaster.js';
import { refusalOf, refusedForm, statusOf, wrongForm } from '../forms/refused-form.js';
import { storeUploads, type KeptFile } from '../forms/uploads.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';

type Kind = OutsideLetterProps['kind'];

/** An official opens a draft of an institution: by a letter from outside, or from its chair's signed paper. */
export function outsideRoutes(app: FastifyInstance, deps: WebDeps): void {
  for (const kind of ['outside', 'assisted'] as const) openingRoutes(app, deps, kind);
}

function openingRoutes(app: FastifyInstance, deps: WebDeps, kind: Kind): void {
  app.get(`/cases/${kind}`, async (request, reply) =>
    openingPage(deps, request, reply, { kind, state: freshForm(), scan: [] }),
  );
  app.post(`/cases/${kind}`, async (request, reply) => {
    const { form } = request;
    const words = pageWords(request);
    const { missing } = words.fieldProblems;
    const asked = kind === 'outside' ? ['source'] : [];
    const unanswered = [...asked, 'institutionId', 'packageId'].filter((name) => form.text(name) === '');
    if (unanswered.length > 0) {
      const wrong = wrongForm(form, Object.fromEntries(unanswered.map((name) => [name, missing])));
      return openingPage(deps, request, reply, { kind, state: wrong, scan: [] }, 422);
    }
    let kept: readonly KeptFile[] = [];
    try {
      const institutionId = form.text('institutionId');
      if (!isId(institutionId)) throw new Refusal(refuse('INVALID_INPUT', { fields: ['institutionId'] }));
      kept = await storeUploads(deps, request, 'scan', institutionId);
      const [file] = kept;
      if (file === undefined) throw new Refusal(refuse('INCOMPLETE', { fields: ['scan'] }));
      const [programmeId = '', packageId = ''] = form.text('packageId').split(' ');
      const opening = {
        institutionId,
        programmeId,
        packageId,
        disaster: await disasterOf(deps, request, programmeId),
        documentNumber: form.text('documentNumber'),
        documentDate: form.text('documentDate'),
        key: form.text('key'),
      };
      const actor = actorOf(request);
      const { proposalId } =
        kind === 'assisted'
          ? await createAssisted(deps.ctx, actor, { ...opening, scanBlobId: file.blobId })
          : await createFromLetter(deps.ctx, actor, { ...opening, source: form.text('source'), blobId: file.blobId });
      return await reply.redirect(`/cases/${proposalId}`, 303);
    } catch (error) {
      const state = refusedForm(form, refusalOf(error), words);
      return openingPage(deps, request, reply, { kind, state, scan: kept }, statusOf(error));
    }
  });
}

async function openingPage(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  { kind, state, scan }: { readonly kind: Kind; readonly state: FormState; readonly scan: readonly KeptFile[] },
  status = 200,
): Promise<FastifyReply> {
  const actor = actorOf(request);
  const [institutions, programmes, disasters] = await Promise.all([
    listInstitutions(deps.ctx, actor),
    openProgrammes(deps.ctx, actor),
    listDisasters(deps.ctx, actor),
  ]);
  return reply.page(
    kind === 'assisted' ? pageWords(request).assisted.title : pageWords(request).official.outsideTitle,
    <OutsideLetterPage
      kind={kind}
      state={state}
      institutions={institutions.map(({ id, code, name }) => ({ value: id, label: `${name} (${code})` }))}
      programmes={programmes}
      disasters={disasters}
      keptFiles={{ scan }}
    />,
    status,
  );
}
