import { expect, it } from '@jest/globals';
import { forgetfulDatabase } from '../support/forgetful-database.js';
import { stepsOf, walkTo } from '../support/walk-proposal.js';
import { createWorld } from '../support/world.js';

// PostgreSQL may commit what Temporal has not yet recorded (architecture 4.5). Here the worker loses the answer of every
// deciding transaction for a while, in the local attempts and in the ordinary ones, as a kill at that instant would.
it('a command whose answer was lost after the commit is applied once, and a different command follows', async () => {
  await using world = await createWorld();
  const forgetful = forgetfulDatabase(world.ctx.db);
  const worker = await world.startWorker({ db: forgetful.db });
  try {
    const draft = await world.draft();
    await walkTo(world, draft, 'submit');

    // the use-case looks before it sends, through a database of its own that forgets nothing
    forgetful.losses = 4;
    const outcome = await stepsOf(world, draft).register();
    expect(forgetful.losses).toBe(0);
    expect(outcome.summary).toMatchObject({ state: 'REGISTERED', version: 2 });
    await stepsOf(world, draft).start_admin();

    const events = await world.sql('select type from event where stream = $1 order by seq', [
      `proposal/${draft.proposalId}`,
    ]);
    expect(events.map((event) => event['type'])).toEqual(['submit', 'register', 'start_admin']);
    const [counter] = await world.sql('select value from counter');
    expect(counter?.['value']).toBe(1);
  } finally {
    worker.shutdown();
    await worker.finished;
  }
});
