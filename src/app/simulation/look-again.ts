import { Refusal } from '../../domain/errors.js';
import { done, type Look } from './desk.js';

/**
 * A page is made of several reads, and a colleague may decide between them: then the decision is refused as stale, and the
 * person looks again. The same page refused twice is no such meeting but a fault.
 */
export function createSecondLooks(): (page: string, run: () => Promise<Look>) => Promise<Look> {
  const refused = new Set<string>();
  return async (page, run) => {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof Refusal) || error.error.code !== 'STALE_VERSION' || refused.has(page)) throw error;
      refused.add(page);
      return done;
    }
  };
}
