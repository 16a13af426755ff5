import { expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { startWorkflow } from '../../src/infra/temporal/start-workflow.js';
import { workflowIds } from '../../workflows/messages.js';
import { createWorld } from '../support/world.js';

it('one workflow of the deployment ends drafts whose window has closed, with no workflow of their own', async () => {
  await using world = await createWorld();
  const draft = await world.draft();
  const workers = await world.startWorker();
  try {
    await world.sql(`update programme set window_closes_at = now() + interval '2 seconds'`);
    await Promise.all([1, 2].map(() => startWorkflow(world.ctx.client, workflowIds.drafts)));
    let state: unknown = 'DRAFT';
    for (let looksLeft = 300; state === 'DRAFT' && looksLeft > 0; looksLeft -= 1) {
      await sleep(100);
      [{ state } = { state: null }] = await world.sql('select state from proposal where id = $1', [draft.proposalId]);
    }
    expect(state).toBe('EXPIRED');
  } finally {
    workers.shutdown();
    await workers.finished;
  }
});
