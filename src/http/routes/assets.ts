import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** The built style sheet under its hashed name, kept by browsers for a year. */
export function builtAssets(folder: string): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    await app.register(fastifyStatic, {
      root: folder,
      prefix: '/assets/',
      immutable: true,
      maxAge: '365d',
      index: false,
      decorateReply: false,
    });
  };
}
