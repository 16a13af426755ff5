import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse, type DomainError } from '../../domain/errors.js';
import type { AppContext } from '../ports.js';
import { retryWaiting, type RetryNow, type RetrySubject, type SubjectKind } from './retry-waiting.js';

export interface RetryResult {
  /** As it was asked for. */
  readonly subject: string;
  /** Attempts that were begun anew; 0 where none was waiting any more. */
  readonly attempts: number;
  readonly error: DomainError | null;
}

const kinds: readonly SubjectKind[] = ['proposal', 'decree', 'delivery'];

/**
 * The same for many workflows, `proposal/{id}`, `decree/{id}` or `delivery/{id}`, each with its own result: one that
 * cannot be retried keeps no other from it.
 */
export async function retryMany(
  ctx: Pick<AppContext, 'db'>,
  actor: Actor,
  subjects: readonly string[],
  retryNow: RetryNow,
): Promise<readonly RetryResult[]> {
  const results: RetryResult[] = [];
  for (const subject of new Set(subjects)) {
    try {
      const attempts = await retryWaiting(ctx, actor, parseSubject(subject), retryNow);
      results.push({ subject, attempts, error: null });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      results.push({ subject, attempts: 0, error: error.error });
    }
  }
  return results;
}

/** An id alone means a case. */
function parseSubject(text: string): RetrySubject {
  const [first = '', second] = text.split('/');
  if (second === undefined) return { kind: 'proposal', id: first };
  const kind = kinds.find((known) => known === first);
  if (kind === undefined) throw new Refusal(refuse('INVALID_INPUT', { fields: ['subject'] }));
  return { kind, id: second };
}
