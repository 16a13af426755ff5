import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';

/** Offices share one address: generous for people, too little for a flood. */
const REQUESTS_PER_MINUTE = 1_200;

export interface SecurityOptions {
  readonly secret: string;
  readonly https: boolean;
}

/** Strict headers, cookies, limits and compression for every answer. */
export async function registerSecurity(app: FastifyInstance, { secret, https }: SecurityOptions): Promise<void> {
  await app.register(cookie, { secret });
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        // the pages have no script and no style of their own: one style sheet, pictures of the case
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    xFrameOptions: { action: 'deny' },
  });
  await app.register(rateLimit, { max: REQUESTS_PER_MINUTE, timeWindow: '1 minute' });
  await app.register(compress, { global: true, threshold: 1_024, encodings: ['br', 'gzip'] });
}
