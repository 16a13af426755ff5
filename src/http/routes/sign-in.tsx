import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { getSession } from '../../app/queries/get-session.js';
import { noteSignIn } from '../../app/record/note-sign-in.js';
import { ResumePage, SignInPage, type KeptForm, type SignInProps } from '../../ui/pages/sign-in.js';
import { freshForm } from '../../ui/parts/form.js';
import { pageWords } from '../plugins/pages.js';
import { addCookies } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';

const ATTEMPTS_PER_MINUTE = 10;

interface SignInQuery {
  readonly next?: string;
  readonly again?: string;
}

export function signInRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get<{ Querystring: SignInQuery }>('/sign-in', { config: { open: true } }, async (request, reply) => {
    const next = safePath(request.query.next ?? '/');
    if (request.person !== null) return reply.redirect(next, 303);
    return signInPage(request, reply, { state: freshForm(), next, again: request.query.again === '1', kept: null });
  });

  const attempts = app.createRateLimit({
    max: ATTEMPTS_PER_MINUTE,
    timeWindow: '1 minute',
    keyGenerator: (request) => `${request.ip} ${request.form.text('email').toLowerCase()}`,
  });

  app.post('/sign-in', { config: { open: true } }, async (request, reply) => {
    const words = pageWords(request).signIn;
    const email = request.form.text('email').toLowerCase();
    const next = safePath(request.form.text('next'));
    const kept = keptForm(request);
    const refused = (what: string, status: number): Promise<FastifyReply> =>
      signInPage(
        request,
        reply,
        { state: { ...freshForm({ email }), problem: { what, todo: '' } }, next, again: false, kept },
        status,
      );
    // by address and account together: one office must not lock out another, one attacker not try many passwords
    const limit = await attempts(request);
    if (!limit.isAllowed && limit.isExceeded) return refused(words.tooMany, 429);
    // the password is taken as typed: spaces may belong to it
    const password = request.form.all('password').at(-1) ?? '';
    const signedIn =
      email === '' || password === ''
        ? null
        : await deps.sessions.signIn({ email, password, agent: request.headers['user-agent'] ?? '' });
    const outcome = signedIn === null ? 'sign_in_refused' : 'signed_in';
    await noteSignIn(deps.ctx, { outcome, email, by: 'pages' });
    if (signedIn === null) return refused(words.wrong, 401);
    addCookies(reply, signedIn.cookies);
    if (kept === null) return reply.redirect(next, 303);
    request.person = await getSession(deps.ctx, { kind: 'user', userId: signedIn.userId });
    return reply.page(words.resumeTitle, <ResumePage kept={kept} next={next} />);
  });

  app.post('/sign-out', { config: { open: true } }, async (request, reply) => {
    addCookies(reply, await deps.sessions.signOut(request.headers.cookie ?? ''));
    return reply.redirect('/sign-in', 303);
  });
}

async function signInPage(
  request: FastifyRequest,
  reply: FastifyReply,
  props: SignInProps,
  status = 200,
): Promise<FastifyReply> {
  return reply.page(pageWords(request).signIn.title, <SignInPage {...props} />, status);
}

/** The answer to a form whose session has ended: sign in, and nothing that was typed is lost. */
export async function keepLapsedForm(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const kept = { action: safePath(request.url), fields: request.form.entries };
  return signInPage(request, reply, { state: freshForm(), next: kept.action, again: true, kept }, 401);
}

const keptFields = z.array(z.tuple([z.string(), z.string()]));

function keptForm({ form }: FastifyRequest): KeptForm | null {
  if (!form.has('kept.action')) return null;
  const fields = keptFields.safeParse(parseJson(form.text('kept.fields')));
  return fields.success ? { action: safePath(form.text('kept.action')), fields: fields.data } : null;
}

/** undefined for what is no JSON: somebody changed the page. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Only a path of this site: never an address that another site put into the link. */
export function safePath(text: string): string {
  const base = 'http://localhost';
  if (!text.startsWith('/') || !URL.canParse(text, base)) return '/';
  const url = new URL(text, base);
  return url.origin === base && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : '/';
}
