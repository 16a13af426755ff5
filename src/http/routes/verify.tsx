import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { verifyPaper } from '../../app/documents/verify-paper.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { groupCode } from '../../domain/papers.js';
import { VerifyPage } from '../../ui/pages/verify.js';
import { MAXIMUM_FILE_BYTES } from '../forms/read-multipart.js';
import { pageWords } from '../plugins/pages.js';
import type { WebDeps } from '../web-deps.js';

interface Params {
  Params: { readonly code: string };
  Querystring: { readonly sha256?: string };
}

/** Whoever tries codes learns nothing, slowly. */
const rateLimit = { max: 30, timeWindow: '1 minute' } as const;

/** Open to anybody who holds a paper: what it is, whose, and the hash of its file; never a person's name. */
export function verifyRoutes(app: FastifyInstance, deps: WebDeps): void {
  const config = { open: true, rateLimit };
  app.get<{ Querystring: { readonly code?: string } }>('/verify', { config }, async (request, reply) => {
    const typed = request.query.code?.trim() ?? '';
    if (typed === '') return page(deps, request, reply, null, null);
    const paper = await verifyPaper(deps.ctx, typed);
    return paper === null
      ? page(deps, request, reply, typed, null)
      : reply.redirect(`/verify/${groupCode(paper.code)}`, 303);
  });
  app.get<Params>('/verify/:code', { config }, async (request, reply) => {
    const typed = request.query.sha256?.replaceAll(/[\s:]/g, '').toLowerCase() ?? '';
    return page(deps, request, reply, request.params.code, typed === '' ? null : typed);
  });
  app.post<Params>('/verify/:code', { config: { ...config, streams: true } }, async (request, reply) =>
    page(deps, request, reply, request.params.code, await hashOf(request)),
  );
}

/** Piece by piece: the file is never in memory as a whole, nor kept. */
async function hashOf(request: FastifyRequest): Promise<string> {
  const part = request.isMultipart()
    ? await request.file({ limits: { fileSize: MAXIMUM_FILE_BYTES, files: 1 } })
    : undefined;
  if (part === undefined) throw new Refusal(refuse('INCOMPLETE', { fields: ['file'] }));
  const digest = createHash('sha256');
  for await (const chunk of part.file) digest.update(chunk as Uint8Array);
  if (part.file.truncated) throw new Refusal(refuse('INVALID_INPUT', { fields: ['file'] }));
  return digest.digest('hex');
}

async function page(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  asked: string | null,
  compared: string | null,
): Promise<FastifyReply> {
  const paper = asked === null ? null : await verifyPaper(deps.ctx, asked);
  const status = asked !== null && paper === null ? 404 : 200;
  return reply.page(
    pageWords(request).papers.verifyTitle,
    <VerifyPage asked={asked} paper={paper} compared={compared} />,
    status,
  );
}
