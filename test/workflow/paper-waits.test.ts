import { expect, it } from '@jest/globals';
import { workflowIds } from '../../workflows/messages.js';
import { budgetedProposal } from '../support/budgeted-proposal.js';
import { bringIntoForce, codeOf, include, openDecree } from '../support/decree-steps.js';
import { startOwnTemporal } from '../support/own-temporal.js';
import { runsOf } from '../support/runs-of.js';
import { until } from '../support/until.js';
import { act } from '../support/walk-proposal.js';
import { createWorld } from '../support/world.js';

// A run whose history is long takes no paper with it: it waits for the paper before it continues as new. Where nobody can
// render, that is long.
it('a run that waits for a paper before it continues as new still hears people and the clock', async () => {
  await using temporal = await startOwnTemporal(['limit.historyCount.suggestContinueAsNew=20']);
  await using world = await createWorld({ temporal });
  const { documents } = world.ctx;
  const workers = await world.startWorker({
    documents: {
      render: (form) =>
        form.kind === 'beneficiary_list' ? Promise.reject(new Error('no paper')) : documents.render(form),
    },
  });
  try {
    const draft = await budgetedProposal(world, 1);
    const id = draft.proposalId;
    const decreeId = await openDecree(world);
    await include(world, decreeId, [draft]);
    await bringIntoForce(world, decreeId);
    await act(world, world.as('HEAD_DINSOS'), id, 'set_list');
    const { length: before } = await runsOf(world.ctx.client, workflowIds.proposal(id));
    for (let nth = 0; nth < 5; nth += 1) {
      expect(await codeOf(act(world, world.as('SECRETARIAT'), id, 'start_admin'))).toBe('NOT_ALLOWED_IN_STATE');
    }
    expect(await runsOf(world.ctx.client, workflowIds.proposal(id))).toHaveLength(before);

    await world.sql(`update proposal set due_at = now() - interval '1 hour' where id = $1`, [id]);
    await world.ctx.waker.wake(workflowIds.proposal(id), new Date());
    await until('the deadline rings', async () => {
      const rows = await world.sql(`select 1 from event where stream = $1 and type = 'escalated'`, [`proposal/${id}`]);
      return rows.length === 1;
    });
  } finally {
    workers.shutdown();
    await workers.finished;
  }
});
