import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { wakeBehind } from '../../src/app/caretaker/wake-behind.js';
import { actOnDecree } from '../../src/app/decree/act-on-decree.js';
import type { AppContext } from '../../src/app/ports.js';
import { actOnProposal, type ActOnProposal } from '../../src/app/proposal/act-on-proposal.js';
import { createWakePort } from '../../src/infra/temporal/wake-port.js';
import type { RunningWorker } from '../../src/main/run-worker.js';
import { summaryQuery, workflowIds } from '../../workflows/messages.js';
import { budgetedProposal } from '../support/budgeted-proposal.js';
import { include, openDecree } from '../support/decree-steps.js';
import { directWorkflows } from '../support/direct-workflows.js';
import { until } from '../support/until.js';
import { walkTo } from '../support/walk-proposal.js';
import { createWorld, type Draft, type World } from '../support/world.js';

// Worker and Temporal die between the commit of a command and its record: here the same transactions decide behind the back
// of the running workflow, which goes on knowing the version before. No work is left that would show it.
let world: World;
let workers: RunningWorker;
let behindItsBack: AppContext;
beforeAll(async () => {
  world = await createWorld();
  workers = await world.startWorker();
  behindItsBack = { ...world.ctx, workflows: directWorkflows(() => world.ctx) };
});
afterAll(async () => {
  workers.shutdown();
  await workers.finished;
  await world[Symbol.asyncDispose]();
});

async function known(workflowId: string): Promise<number | undefined> {
  const summary = await world.ctx.client.workflow.getHandle(workflowId).query(summaryQuery);
  return summary?.version;
}
function registration({ proposalId }: Draft): ActOnProposal {
  const payload = { agendaNumber: '123', disposition: 'Dinsos' };
  return { proposalId, type: 'register', payload, expectedVersion: null, key: randomUUID() };
}
async function submitted(): Promise<Draft> {
  const draft = await world.draft({ persons: 1 });
  await walkTo(world, draft, 'submit');
  return draft;
}

it('a case catches up when the same command is answered from the record', async () => {
  const draft = await submitted();
  const workflowId = workflowIds.proposal(draft.proposalId);
  const register = registration(draft);
  const secretariat = world.as('SECRETARIAT');
  const first = await actOnProposal(behindItsBack, secretariat, register);
  expect([first.summary.version, await known(workflowId)]).toEqual([2, 1]);

  expect(await actOnProposal(world.ctx, secretariat, register)).toEqual(first);
  await until('the workflow knows it', async () => (await known(workflowId)) === 2);
});

it('a decree catches up when the same command is answered from the record', async () => {
  const decreeId = await openDecree(world);
  await include(world, decreeId, [await budgetedProposal(world)]);
  const before = await known(workflowIds.decree(decreeId));
  const freeze = { decreeId, type: 'freeze', payload: {}, expectedVersion: null, key: randomUUID() } as const;
  const first = await actOnDecree(behindItsBack, world.as('SECRETARIAT'), freeze);
  expect(await known(workflowIds.decree(decreeId))).toBe(before);

  await actOnDecree(world.ctx, world.as('SECRETARIAT'), freeze);
  await until(
    'the workflow knows it',
    async () => (await known(workflowIds.decree(decreeId))) === first.summary.version,
  );
});

it('the answer stands while Temporal is away', async () => {
  const draft = await submitted();
  const register = registration(draft);
  const first = await actOnProposal(behindItsBack, world.as('SECRETARIAT'), register);
  const nowhere = Connection.lazy({ address: '127.0.0.1:9' });
  const away = { ...world.ctx, waker: createWakePort(new Client({ connection: nowhere })) };
  try {
    expect(await actOnProposal(away, world.as('SECRETARIAT'), register)).toEqual(first);
  } finally {
    await nowhere.close();
  }
});

it('what nobody sends again is found by the caretaker, in cases that have ended too, each once', async () => {
  const [behind, abreast, ended] = [await submitted(), await submitted(), await submitted()];
  const withdrawal = {
    type: 'withdraw',
    payload: { words: 'Sudah dibantu pihak lain' },
    expectedVersion: null,
  } as const;
  const since = new Date().toISOString();
  await actOnProposal(behindItsBack, world.as('SECRETARIAT'), registration(behind));
  await actOnProposal(world.ctx, world.as('SECRETARIAT'), registration(abreast));
  await actOnProposal(behindItsBack, ended.operator, {
    ...withdrawal,
    proposalId: ended.proposalId,
    key: randomUUID(),
  });

  const woken: string[] = [];
  const waker: AppContext['waker'] = {
    ...world.ctx.waker,
    wake: (workflowId, asOf) => {
      woken.push(workflowId);
      return world.ctx.waker.wake(workflowId, asOf);
    },
  };
  const looked = await wakeBehind({ ...world.ctx, waker }, since, 0);
  expect(woken.toSorted()).toEqual([behind, ended].map((draft) => workflowIds.proposal(draft.proposalId)).toSorted());
  await until('the workflow knows it', async () => (await known(workflowIds.proposal(behind.proposalId))) === 2);
  const handle = world.ctx.client.workflow.getHandle(workflowIds.proposal(ended.proposalId));
  expect(await handle.result()).toMatchObject({ state: 'WITHDRAWN', ended: true });
  await wakeBehind({ ...world.ctx, waker }, looked, 0);
  expect(woken).toHaveLength(2);
});
