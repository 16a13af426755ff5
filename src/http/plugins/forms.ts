import csrf from '@fastify/csrf-protection';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal, refuse } from '../../domain/errors.js';
import { formValues, type FormValues } from '../forms/form-values.js';
import { MAXIMUM_FILE_BYTES, MAXIMUM_FILES, readMultipart } from '../forms/read-multipart.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before the handler of every POST. */
    form: FormValues;
  }
}

const MAXIMUM_FIELDS = 20_000;
const MAXIMUM_TEXT_BYTES = 2 * 1024 * 1024;

export interface FormOptions {
  readonly secret: string;
  readonly secureCookies: boolean;
  /** Draws the sign-in page that keeps what was typed. */
  readonly keepForm: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;
}

/** Every POST is a form of ours: read here, and refused without the token that its page carried. */
export async function registerForms(app: FastifyInstance, options: FormOptions): Promise<void> {
  const entries = (text: string): Record<string, string[]> => {
    const parsed: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
    for (const [name, value] of new URLSearchParams(text)) (parsed[name] ??= []).push(value);
    return parsed;
  };
  await app.register(formbody, { bodyLimit: MAXIMUM_TEXT_BYTES, parser: entries });
  await app.register(multipart, {
    limits: {
      fileSize: MAXIMUM_FILE_BYTES,
      files: MAXIMUM_FILES,
      fields: MAXIMUM_FIELDS,
      parts: MAXIMUM_FIELDS + MAXIMUM_FILES,
      fieldSize: MAXIMUM_TEXT_BYTES,
    },
  });
  await app.register(csrf, {
    cookieKey: options.secureCookies ? '__Host-salur.forms' : 'salur.forms',
    cookieOpts: { path: '/', httpOnly: true, sameSite: 'lax', secure: options.secureCookies },
    csrfOpts: { hmacKey: options.secret, userInfo: true },
    getToken: (request) => request.form.text('_csrf'),
    getUserInfo: tokenOwner,
  });
  app.decorateRequest('form', null as unknown as FormValues);
  app.addHook('preHandler', async (request, reply) => {
    if (request.method !== 'POST') return undefined;
    // its handler reads the file piece by piece and changes nothing, so that it needs neither session nor token
    if (request.routeOptions.config.streams === true) return undefined;
    // whoever is not signed in sends no files: their size would be the server's memory
    if (request.isMultipart() && request.person === null) throw new Refusal(refuse('NOT_SIGNED_IN'));
    request.form = request.isMultipart() ? await readMultipart(request) : fromBody(request.body);
    const lapsed = request.person === null && request.routeOptions.config.open !== true && !request.is404;
    return lapsed ? options.keepForm(request, reply) : undefined;
  });
  app.addHook('preHandler', (request, reply, done) => {
    if (request.method === 'POST' && request.routeOptions.config.streams !== true)
      app.csrfProtection(request, reply, done);
    else done();
  });
}

/** A form token is good for the person it was drawn for; the library takes no empty name. */
export function tokenOwner(request: FastifyRequest): string {
  return request.person?.userId ?? 'nobody';
}

function fromBody(body: unknown): FormValues {
  const parsed = typeof body === 'object' && body !== null ? (body as Record<string, string[]>) : {};
  return formValues(
    Object.entries(parsed).flatMap(([name, values]) => values.map((value): [string, string] => [name, value])),
  );
}
