import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { verifyChain } from '../../src/app/record/verify-chain.js';
import { connectTemporalWorker } from '../../src/infra/temporal/connect-temporal.js';
import { startWorkflow } from '../../src/infra/temporal/start-workflow.js';
import { runMailer } from '../../src/main/run-mailer.js';
import type { RunningWorker } from '../../src/main/run-worker.js';
import { taskQueues, wakeSignal, workflowIds } from '../../workflows/messages.js';
import { asking } from '../support/asking.js';
import { budgetedProposal } from '../support/budgeted-proposal.js';
import { bringIntoForce, codeOf, include, openDecree, today } from '../support/decree-steps.js';
import { deliveryAct, dispatch, dropOf, plan, provincialUnit, readyToDeliver } from '../support/delivery-steps.js';
import { startMailServer } from '../support/mail-server.js';
import { startOwnTemporal, type OwnTemporal } from '../support/own-temporal.js';
import { runsOf } from '../support/runs-of.js';
import { until } from '../support/until.js';
import { act, stepsOf } from '../support/walk-proposal.js';
import { createWorld, type Draft, type World } from '../support/world.js';

// A server that asks every workflow to continue as new after so few events that it happens after every few commands. People
// act in waves: the commands of a wave are under way together, and the next wave meets a workflow that just continues.
const EVENTS = 20;
const WAVES = [1, 2, 3, 4] as const;
const AT_ONCE = 4;
let temporal: OwnTemporal;
let world: World;
let workers: RunningWorker;
beforeAll(async () => {
  temporal = await startOwnTemporal([`limit.historyCount.suggestContinueAsNew=${EVENTS}`]);
  world = await createWorld({ temporal });
  workers = await world.startWorker();
});
afterAll(async () => {
  workers.shutdown();
  await workers.finished;
  await world[Symbol.asyncDispose]();
  await temporal[Symbol.asyncDispose]();
});

async function wave(): Promise<readonly Draft[]> {
  const made: Draft[] = [];
  for (let index = 0; index < AT_ONCE; index += 1) made.push(await budgetedProposal(world, 1));
  return made;
}
async function waves(): Promise<readonly (readonly Draft[])[]> {
  const all: (readonly Draft[])[] = [];
  for (const _ of WAVES) all.push(await wave());
  return all;
}
async function typesOf(stream: string): Promise<readonly unknown[]> {
  const rows = await world.sql('select type from event where stream = $1 order by seq', [stream]);
  return rows.map((row) => row['type']);
}
async function runs(workflowId: string): Promise<number> {
  return (await runsOf(world.ctx.client, workflowId)).length;
}
async function continued(workflowId: string): Promise<void> {
  await until(`${workflowId} has continued as new`, async () => (await runs(workflowId)) > 1);
}

it('a proposal goes its whole way through many runs, and every decision is answered and happens once', async () => {
  const draft = await world.draft();
  const id = draft.proposalId;
  const answered: string[] = [];
  const happened: string[] = [];
  for (const [name, step] of Object.entries(stepsOf(world, draft))) {
    // beside the decision, three that must be refused: each of them gets its answer, whichever run it reaches
    const before = happened.length;
    const early = [0, 1, 2].map(() => codeOf(act(world, world.as('LPJ_REVIEWER'), id, 'accept_report', { note: '' })));
    const [outcome, ...refused] = await Promise.all([asking(() => step()), ...(name === 'submit' ? [] : early)]);
    await Promise.all(early);
    answered.push(...refused);
    happened.push(...outcome.eventTypes);
    expect(outcome.summary.version).toBe(before + 1);
  }
  expect(await typesOf(`proposal/${id}`)).toEqual(happened);
  expect(new Set(answered)).toEqual(new Set(['NOT_ALLOWED_IN_STATE']));
  expect(await runs(workflowIds.proposal(id))).toBeGreaterThan(3);
  expect(await world.sql('select state from proposal where id = $1', [id])).toEqual([{ state: 'BUDGETED' }]);
  expect((await verifyChain(world.ctx)).faults).toEqual([]);
});

it('a decree takes up every proposal that four people include at once, across its runs', async () => {
  const all = await waves();
  const decreeId = await openDecree(world);
  for (const drafts of all) {
    const outcomes = await Promise.all(drafts.map((draft) => asking(includeOf(decreeId, draft))));
    for (const outcome of outcomes) expect(outcome.refused).toBeUndefined();
  }
  const fenced = await world.sql('select 1 from proposal where fenced_by = $1', [decreeId]);
  expect(fenced).toHaveLength(WAVES.length * AT_ONCE);
  const types = await typesOf(`decree/${decreeId}`);
  expect(types.filter((type) => type === 'include')).toHaveLength(WAVES.length * AT_ONCE);
  expect(await runs(workflowIds.decree(decreeId))).toBeGreaterThan(WAVES.length);
  const inForce = await bringIntoForce(world, decreeId);
  expect(inForce.summary).toMatchObject({ state: 'REGISTERED', ended: true });
  await until('the annex is rendered', async () => {
    const [row] = await world.sql('select annex_blob_id from decree where id = $1', [decreeId]);
    return row?.['annex_blob_id'] !== null;
  });
});

/** One and the same command, however often it is sent. */
function includeOf(decreeId: string, draft: Draft): () => ReturnType<typeof include> {
  const key = randomUUID();
  return () => include(world, decreeId, [draft], key);
}

it('a batch is handed over at four places at once, across its runs, and no paper is lost on the way', async () => {
  const unit = await provincialUnit(world);
  const all = [await wave(), await wave()];
  const drafts = all.flat();
  const batchId = await plan(world, await readyToDeliver(world, drafts), unit, drafts);
  await dispatch(world, batchId);
  for (const people of all) {
    await Promise.all(people.map((draft) => handOver(batchId, draft, unit.officer)));
  }
  expect(await runs(workflowIds.delivery(batchId))).toBeGreaterThan(1);
  const reconciled = await deliveryAct(world, world.as('PENGURUS_BARANG'), batchId, 'reconcile');
  expect(reconciled.summary).toMatchObject({ state: 'RECONCILED', ended: true });
  const types = await typesOf(`delivery/${batchId}`);
  expect(types.filter((type) => type === 'hand_over')).toHaveLength(drafts.length);
  const ids = drafts.map((draft) => draft.proposalId);
  await until('every list and pact has its paper', async () => {
    const [row] = await world.sql(
      `select (select count(*) from beneficiary_list where proposal_id = any($1) and blob_id is not null)
            + (select count(*) from pact where proposal_id = any($1) and form_blob_id is not null) as papers`,
      [ids],
    );
    return Number(row?.['papers']) === 2 * drafts.length;
  });
});

async function handOver(batchId: string, draft: Draft, officer: Draft['operator']): Promise<void> {
  const drop = await dropOf(world, batchId, draft);
  const minutes = { dropId: drop.id, bastNumber: `BAST/${drop.id}`, bastDate: today(), scanBlobId: null };
  const key = randomUUID();
  await asking(() => deliveryAct(world, officer, batchId, 'hand_over', minutes, key));
  await act(world, draft.operator, draft.proposalId, 'confirm_receipt', {
    dropId: drop.id,
    receivedOn: today(),
    signedBy: 'Ketua Peraga',
    exceptions: [],
  });
}

it('the mailer sends each mail once, across its runs', async () => {
  await using server = await startMailServer();
  const native = await connectTemporalWorker(temporal);
  const { namespace } = temporal;
  const mailer = await runMailer(world.ctx, native, { namespace, smtpUrl: server.url, roundMs: 1 });
  const allSent = (): Promise<void> =>
    until('all mails are sent', async () => {
      const rows = await world.sql(`select 1 from notification where state = 'QUEUED'`);
      return rows.length === 0;
    });
  try {
    await allSent();
    await continued(workflowIds.mailer);
    await stepsOf(world, await world.draft()).submit();
    await allSent();
  } finally {
    mailer.shutdown();
    await mailer.finished;
    await native.close();
  }
  const rows = await world.sql(`select message_id from notification where state = 'SENT'`);
  expect(server.inbox).toHaveLength(rows.length);
  expect(new Set(server.inbox.map((mail) => mail.messageId))).toEqual(new Set(rows.map((row) => row['message_id'])));
});

it('the caretaker carries what it saw into its next run, and wakes what is still forgotten there', async () => {
  await world.ctx.client.workflow.start('caretaker', {
    workflowId: workflowIds.caretaker,
    taskQueue: taskQueues.decisions,
    args: [[], 10],
  });
  await continued(workflowIds.caretaker);
  const draft = await world.draft();
  await stepsOf(world, draft).submit();
  // behind the back of the workflow, which waits for another instant
  await world.sql(`update proposal set due_at = now() - interval '1 hour' where id = $1`, [draft.proposalId]);
  await world.sql(`update alarm set due_at = now() - interval '1 hour' where proposal_id = $1`, [draft.proposalId]);
  await until('the deadline rings', async () => {
    const types = await typesOf(`proposal/${draft.proposalId}`);
    return types.includes('escalated');
  });
  const types = await typesOf(`proposal/${draft.proposalId}`);
  expect(types.filter((type) => type === 'escalated')).toHaveLength(1);
  await world.ctx.client.workflow.getHandle(workflowIds.caretaker).terminate();
});

it('who looks after drafts goes on after its runs', async () => {
  await startWorkflow(world.ctx.client, workflowIds.drafts);
  const watcher = world.ctx.client.workflow.getHandle(workflowIds.drafts);
  await until('the watcher has continued as new', async () => {
    await watcher.signal(wakeSignal, new Date().toISOString());
    return (await runs(workflowIds.drafts)) > 1;
  });
  const draft = await world.draft();
  await world.sql(`update programme set window_closes_at = now() - interval '1 second'`);
  await watcher.signal(wakeSignal, new Date().toISOString());
  await until('the draft has ended', async () => {
    const [row] = await world.sql('select state from proposal where id = $1', [draft.proposalId]);
    return row?.['state'] !== 'DRAFT';
  });
  expect(await typesOf(`proposal/${draft.proposalId}`)).toEqual(['close_window']);
});
