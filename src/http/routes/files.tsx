import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readBlob, type BlobContent } from '../../app/files/read-blob.js';
import { Refusal } from '../../domain/errors.js';
import { FilePurposePage } from '../../ui/pages/privacy/person.js';
import { freshForm } from '../../ui/parts/form.js';
import { refusedForm } from '../forms/refused-form.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';

interface FileParams {
  Params: { id: string };
}

/** Stored files, for whoever row security lets see them; one with personal data asks what for. */
export function fileRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get<FileParams>('/files/:id', async (request, reply) => file(deps, request, reply, null));
  app.post<FileParams>('/files/:id', async (request, reply) =>
    file(deps, request, reply, request.form.text('accessPurpose')),
  );
}

async function file(
  deps: WebDeps,
  request: FastifyRequest<FileParams>,
  reply: FastifyReply,
  purpose: string | null,
): Promise<FastifyReply> {
  const { id } = request.params;
  try {
    return await sendBlob(reply, await readBlob(deps.ctx, actorOf(request), id, purpose));
  } catch (error) {
    if (!(error instanceof Refusal) || error.error.code !== 'PURPOSE_REQUIRED') throw error;
    const words = pageWords(request);
    const state = purpose === null ? freshForm() : refusedForm(request.form, error.error, words);
    const status = purpose === null ? 200 : 422;
    return reply.page(words.privacy.fileTitle, <FilePurposePage action={`/files/${id}`} state={state} />, status);
  }
}

/** Pictures are shown, anything else is saved; in a sandbox, so that nothing in a file can run here. */
export async function sendBlob(reply: FastifyReply, blob: BlobContent): Promise<FastifyReply> {
  const disposition = blob.mediaType.startsWith('image/') ? 'inline' : 'attachment';
  return reply
    .header('content-type', blob.mediaType)
    .header('content-disposition', `${disposition}; filename*=UTF-8''${encodeURIComponent(blob.fileName)}`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', blob.personal ? 'no-store' : 'private, max-age=300')
    .send(Buffer.from(blob.bytes));
}
