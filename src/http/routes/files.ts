import type { FastifyInstance, FastifyReply } from 'fastify';
import { readBlob, type BlobContent } from '../../app/files/read-blob.js';
import { actorOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';

/** Stored files, for whoever row security lets see them. */
export function fileRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get<{ Params: { id: string } }>('/files/:id', async (request, reply) =>
    sendBlob(reply, await readBlob(deps.ctx, actorOf(request), request.params.id)),
  );
}

/** Pictures are shown, anything else is saved; in a sandbox, so that nothing in a file can run here. */
export async function sendBlob(reply: FastifyReply, blob: BlobContent): Promise<FastifyReply> {
  const disposition = blob.mediaType.startsWith('image/') ? 'inline' : 'attachment';
  return reply
    .header('content-type', blob.mediaType)
    .header('content-disposition', `${disposition}; filename*=UTF-8''${encodeURIComponent(blob.fileName)}`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'private, max-age=300')
    .send(Buffer.from(blob.bytes));
}
