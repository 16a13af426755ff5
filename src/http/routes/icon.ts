import type { FastifyInstance } from 'fastify';

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><rect width="36" height="36" rx="7" fill="#0b5351"/><path d="M8 12c5-5 9 3 14-2 2-2 4-2 6-1M8 19c5-5 9 3 14-2 2-2 4-2 6-1" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round"/><path d="M8 26c5-5 9 3 14-2 2-2 4-2 6-1" fill="none" stroke="#e0b04a" stroke-width="2.6" stroke-linecap="round"/></svg>';

/** The mark in the browser's tab, and what robots are told: nothing here is for them. */
export function iconRoutes(app: FastifyInstance): void {
  const config = { bare: true } as const;
  app.get('/icon.svg', { config }, async (_request, reply) =>
    reply.type('image/svg+xml').header('cache-control', 'public, max-age=604800').send(ICON),
  );
  app.get('/favicon.ico', { config }, async (_request, reply) => reply.redirect('/icon.svg', 301));
  app.get('/robots.txt', { config }, async (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send('User-agent: *\nDisallow: /\n'),
  );
}
