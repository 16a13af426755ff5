import type { FastifyInstance } from 'fastify';
import type { WebDeps } from '../web-deps.js';

/** For whoever runs the servers: is the process alive, and can it serve. No names, no numbers, no secrets. */
export function healthRoutes(app: FastifyInstance, deps: WebDeps): void {
  const config = { bare: true, rateLimit: false } as const;
  app.get('/health/live', { config }, async (_request, reply) => reply.send({ status: 'live' }));
  app.get('/health/ready', { config }, async (_request, reply) => {
    const checks = await deps.readiness();
    const ready = checks.every((check) => check.ok);
    return reply
      .status(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({
        status: ready ? 'ready' : 'not ready',
        checks: Object.fromEntries(checks.map((check) => [check.name, check.ok])),
      });
  });
}
