import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/actor.js';
import { isLocale, type Locale } from '../../domain/locale.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { getSession, type Session } from '../../app/queries/get-session.js';
import type { WebDeps } from '../web-deps.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in; null for nobody. */
    person: Session | null;
    locale: Locale;
  }
  interface FastifyContextConfig {
    /** Open to people who are not signed in. */
    open?: boolean;
    /** Its POST is read by its handler as it comes. */
    streams?: boolean;
    /** No person and no language: files, probes. */
    bare?: boolean;
  }
}

const LANGUAGE_COOKIE = 'salur.language';
const YEAR_SECONDS = 31_536_000;

/** Before every handler: whose session it is, and which language. */
export function registerPerson(app: FastifyInstance, deps: WebDeps): void {
  const secure = deps.ctx.publicUrl.startsWith('https:');
  app.decorateRequest('person', null);
  app.decorateRequest('locale', 'id');
  app.addHook('onRequest', async (request, reply) => {
    const { config } = request.routeOptions;
    if (config.bare === true) return undefined;
    request.person = await readPerson(deps, request, reply);
    request.locale = readLocale(request, reply, secure);
    if (request.person !== null || config.open === true || request.is404 || isLapsedForm(request, deps))
      return undefined;
    const again = request.method === 'POST' ? '&again=1' : '';
    return reply.redirect(`/sign-in?next=${encodeURIComponent(request.url)}${again}`, 303);
  });
}

/**
 * A form of ours that comes after its session has ended: what was typed is kept over the sign-in. Only from a page of this
 * site, so that nobody else can put words into it; files are not read without a session.
 */
export function isLapsedForm(request: FastifyRequest, deps: WebDeps): boolean {
  return (
    request.method === 'POST' &&
    request.headers.origin === new URL(deps.ctx.publicUrl).origin &&
    request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true
  );
}

/** The person as an actor; every use-case asks the database again what this person may do. */
export function actorOf(request: FastifyRequest): Actor {
  if (request.person === null) throw new Refusal(refuse('NOT_SIGNED_IN'));
  return { kind: 'user', userId: request.person.userId };
}
export function personOf(request: FastifyRequest): Session {
  if (request.person === null) throw new Refusal(refuse('NOT_SIGNED_IN'));
  return request.person;
}

export function addCookies(reply: FastifyReply, cookies: readonly string[]): void {
  for (const cookie of cookies) reply.header('set-cookie', cookie);
}

async function readPerson(deps: WebDeps, request: FastifyRequest, reply: FastifyReply): Promise<Session | null> {
  const signedIn = await deps.sessions.whoseSession(request.headers.cookie ?? '');
  if (signedIn === null) return null;
  addCookies(reply, signedIn.cookies);
  return getSession(deps.ctx, { kind: 'user', userId: signedIn.userId });
}

/** The switch of this request, else of an earlier one, else the person's own, else Indonesian. */
function readLocale(request: FastifyRequest, reply: FastifyReply, secure: boolean): Locale {
  const asked = new URL(request.url, 'http://localhost').searchParams.get('lang') ?? '';
  if (isLocale(asked)) {
    reply.setCookie(LANGUAGE_COOKIE, asked, {
      path: '/',
      sameSite: 'lax',
      httpOnly: true,
      secure,
      maxAge: YEAR_SECONDS,
    });
    return asked;
  }
  const kept = request.cookies[LANGUAGE_COOKIE] ?? '';
  if (isLocale(kept)) return kept;
  return request.person?.locale ?? 'id';
}
