import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { hasDemonstrationData } from '../../app/queries/has-demonstration-data.js';
import { isRole } from '../../domain/roles.js';
import type { Frame } from '../../ui/frame.js';
import { wordsOf, type Words } from '../../ui/i18n/words.js';
import { Document } from '../../ui/layout/document.js';
import type { WebDeps } from '../web-deps.js';
import { tokenOwner } from './forms.js';

declare module 'fastify' {
  interface FastifyReply {
    /** Draws a page in its frame. */
    page(title: string, body: VNode, status?: number): Promise<FastifyReply>;
    /** 303 to a page that says once what was done. */
    doneTo(path: string, words: string): FastifyReply;
  }
}

const DONE_COOKIE = 'salur.done';
const DEMO_RECHECK_MS = 15_000;

export function registerPages(app: FastifyInstance, deps: WebDeps): void {
  const secure = deps.ctx.publicUrl.startsWith('https:');
  const demo = demoMemory(deps);
  app.decorateReply('page', async function page(this: FastifyReply, title: string, body: VNode, status = 200) {
    const { request } = this;
    const frame: Frame = {
      locale: request.locale,
      words: wordsOf(request.locale),
      address: request.url,
      person:
        request.person === null
          ? null
          : {
              name: request.person.name,
              roles: request.person.roles.filter(isRole),
              institutionName: request.person.institutionName,
            },
      csrfToken: this.generateCsrf({ userInfo: tokenOwner(request) }),
      newKey: randomUUID,
      demo: await demo(),
      localInbox: deps.inbox !== null,
      done: takeDone(request, this, secure),
      stylesheet: `/assets/${deps.assets.stylesheet}`,
      now: await deps.ctx.clock.now(),
    };
    const html = renderToString(
      <Document frame={frame} title={title}>
        {body}
      </Document>,
    );
    return this.status(status)
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(`<!doctype html>${html}`);
  });
  app.decorateReply('doneTo', function doneTo(this: FastifyReply, path: string, words: string) {
    this.setCookie(DONE_COOKIE, words, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure,
      signed: true,
      maxAge: 60,
    });
    return this.redirect(path, 303);
  });
}

export function pageWords(request: FastifyRequest): Words {
  return wordsOf(request.locale);
}

function takeDone(request: FastifyRequest, reply: FastifyReply, secure: boolean): string | null {
  const cookie = request.cookies[DONE_COOKIE];
  if (cookie === undefined) return null;
  reply.clearCookie(DONE_COOKIE, { path: '/', httpOnly: true, sameSite: 'lax', secure });
  const { valid, value } = request.unsignCookie(cookie);
  return valid ? value : null;
}

/** Asked of the database at most every 15 s: the banner must be on every page, the question need not be. */
function demoMemory(deps: WebDeps): () => Promise<boolean> {
  let known: { readonly answer: boolean; readonly at: number } | null = null;
  return async () => {
    if (known === null || performance.now() - known.at > DEMO_RECHECK_MS) {
      known = { answer: await hasDemonstrationData(deps.ctx), at: performance.now() };
    }
    return known.answer;
  };
}
