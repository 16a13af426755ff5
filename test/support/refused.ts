import { Refusal, type DomainError } from '../../src/domain/errors.js';
import { en } from '../../src/ui/i18n/en.js';
import type { AppWorld } from './app-world.js';
import { fingerprintOf } from './database-fingerprint.js';

export interface Refused {
  readonly code: string;
  /** What the page says, in English. */
  readonly says: string;
  readonly changed: boolean;
}

/** Tries what must be refused: the code, the sentence that a person reads, and whether any row of the database changed. */
export async function refusedBy(world: Pick<AppWorld, 'sql'>, run: () => Promise<unknown>): Promise<Refused> {
  const before = await fingerprintOf(world);
  const error = await refusalOf(run);
  const changed = (await fingerprintOf(world)) !== before;
  return { code: error.code, says: en.errors[error.code](error.details).what, changed };
}

export async function refusalOf(run: () => Promise<unknown>): Promise<DomainError> {
  try {
    await run();
  } catch (error) {
    if (error instanceof Refusal) return error.error;
    throw error;
  }
  throw new Error('nothing was refused');
}
