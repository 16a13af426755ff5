import type { FastifyInstance, FastifyReply } from 'fastify';
import { errorCodes, Refusal, type DomainError } from '../../domain/errors.js';
import { PlainProblemPage } from '../../ui/pages/plain-problem.js';
import type { Words } from '../../ui/i18n/words.js';
import type { WebDeps } from '../web-deps.js';
import { pageWords } from './pages.js';

/** Every way a request can fail ends in a page with words; the log has the rest. */
export function registerProblems(app: FastifyInstance, deps: WebDeps): void {
  app.setNotFoundHandler(async (request, reply) => {
    const { notFound } = pageWords(request);
    return problemPage(reply, 404, { title: notFound.title, what: notFound.words, todo: notFound.todo });
  });
  app.setErrorHandler(async (error, request, reply) => {
    const known = knownProblem(error, pageWords(request));
    if (known !== null) return problemPage(reply, known.status, known);
    const reference = request.id;
    deps.ctx.log.error(
      {
        reference,
        method: request.method,
        route: request.routeOptions.url ?? '',
        error: String(error),
        stack: error instanceof Error ? error.stack : undefined,
      },
      'a request failed',
    );
    const { broken } = pageWords(request);
    return problemPage(reply, 500, { title: broken.title, what: broken.words, todo: broken.todo(reference) });
  });
}

interface ProblemWords {
  readonly title: string;
  readonly what: string;
  readonly todo: string;
}

async function problemPage(reply: FastifyReply, status: number, words: ProblemWords): Promise<FastifyReply> {
  return reply.page(words.title, <PlainProblemPage {...words} />, status);
}

/** A domain error as title and words. */
export function refusalWords(error: DomainError, words: Words): ProblemWords {
  const { what, todo } = words.errors[error.code](error.details);
  return { title: refusalTitle(error, words), what, todo };
}
function refusalTitle({ code }: DomainError, words: Words): string {
  if (code === 'NOT_FOUND') return words.notFound.title;
  return errorCodes[code].http === 403 ? words.forbidden : words.summaryTitle;
}

function knownProblem(error: unknown, words: Words): (ProblemWords & { readonly status: number }) | null {
  if (error instanceof Refusal)
    return { status: errorCodes[error.error.code].http, ...refusalWords(error.error, words) };
  const { code, statusCode } = describeError(error);
  if (code === 'FST_CSRF_INVALID_TOKEN' || code === 'FST_CSRF_MISSING_SECRET') {
    return { status: 403, title: words.staleForm.title, what: words.staleForm.words, todo: words.staleForm.todo };
  }
  if (statusCode === 413) {
    return { status: 413, title: words.tooLarge.title, what: words.tooLarge.words, todo: words.tooLarge.todo };
  }
  if (statusCode === 429) {
    return { status: 429, title: words.tooFast.title, what: words.tooFast.words, todo: words.tooFast.todo };
  }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    const refused = words.errors.INVALID_INPUT({});
    return { status: statusCode, title: words.summaryTitle, ...refused };
  }
  return null;
}

function describeError(error: unknown): { readonly code: string | undefined; readonly statusCode: number | undefined } {
  if (typeof error !== 'object' || error === null) return { code: undefined, statusCode: undefined };
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  return {
    code: typeof code === 'string' ? code : undefined,
    statusCode: typeof statusCode === 'number' ? statusCode : undefined,
  };
}
