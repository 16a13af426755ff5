import { expect, it } from '@jest/globals';
import { taskQueues } from '../../workflows/messages.js';
import { stepsOf } from '../support/walk-proposal.js';
import { createWorld, type World } from '../support/world.js';

const LONGEST_POLL_MS = 60_000;

/** Takes one task of a workflow as a worker does, and answers it without a word about the Update in it. */
async function passOver({ ctx }: World): Promise<void> {
  const { workflowService: service } = ctx.connection;
  const { namespace } = ctx.client.options;
  const taskQueue = { name: taskQueues.decisions };
  const deadline = new Date(new Date().getTime() + LONGEST_POLL_MS);
  const task = await ctx.connection.withDeadline(deadline, () =>
    service.pollWorkflowTaskQueue({ namespace, taskQueue }),
  );
  expect(task.messages).toHaveLength(1);
  await service.respondWorkflowTaskCompleted({ namespace, taskToken: task.taskToken });
}

it('a command that a worker passes over is sent again, as the same command', async () => {
  await using world = await createWorld();
  const draft = await world.draft();
  const answer = stepsOf(world, draft).submit();
  await passOver(world);
  const workers = await world.startWorker();
  try {
    expect((await answer).summary).toMatchObject({ state: 'SUBMITTED', version: 1 });
    const events = await world.sql('select type from event where stream = $1', [`proposal/${draft.proposalId}`]);
    expect(events).toEqual([{ type: 'submit' }]);
  } finally {
    workers.shutdown();
    await workers.finished;
  }
});
