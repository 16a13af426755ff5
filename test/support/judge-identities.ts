import type { AppContext } from '../../src/app/ports.js';
import { decideIdentity } from '../../src/app/duplicates/decide-identity.js';
import { listIdentityQuestions } from '../../src/app/queries/list-identity-questions.js';
import type { Actor } from '../../src/domain/actor.js';

/** Whoever may be one person is found to be two. */
export async function judgeAllDifferent(ctx: AppContext, kabid: Actor): Promise<void> {
  for (;;) {
    const { items } = await listIdentityQuestions(ctx, kabid);
    if (items.length === 0) return;
    for (const { id: questionId } of items)
      await decideIdentity(ctx, kabid, { questionId, verdict: 'DIFFERENT', ground: 'SEEN_BOTH' });
  }
}
