import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** The built style sheet under its hashed name, kept by browsers for a year; the sign-in page needs it too. */
export function builtAssets(folder: string): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    await app.register(async (assets) => {
      assets.addHook('onRoute', (route) => {
        route.config = { ...route.config, bare: true };
      });
      await assets.register(fastifyStatic, {
        root: folder,
        prefix: '/assets/',
        immutable: true,
        maxAge: '365d',
        index: false,
        decorateReply: false,
      });
    });
  };
}
