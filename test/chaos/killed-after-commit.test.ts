import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { checkInvariants } from '../../src/app/record/check-invariants.js';
import { verifyChain } from '../../src/app/record/verify-chain.js';
import { createWorkflowAdmin } from '../../src/infra/temporal/workflow-admin.js';
import { buildContext, type OpenContext } from '../../src/main/build-context.js';
import { summaryQuery, workflowIds, type CommandOutcome } from '../../workflows/messages.js';
import { asking } from '../support/asking.js';
import { openCommitGate, type CommitGate } from '../support/commit-gate.js';
import { startOwnTemporal, type OwnTemporal } from '../support/own-temporal.js';
import { openRelay, type Relay } from '../support/relay.js';
import { until } from '../support/until.js';
import { stepsOf } from '../support/walk-proposal.js';
import { startWorkerProcess, type WorkerProcess } from '../support/worker-process.js';
import { createWorld, type Draft, type World } from '../support/world.js';

// PostgreSQL may commit what Temporal has not yet recorded (architecture 4.5). Here the real worker is killed at exactly
// that instant, and Temporal after it, and the person who sent the command is gone too: nobody ever sends it again by
// itself. What comes next is another command.
let temporal: OwnTemporal;
let world: World;

beforeAll(async () => {
  temporal = await startOwnTemporal();
  world = await createWorld({ temporal });
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await temporal[Symbol.asyncDispose]();
});

const rounds = [
  { before: ['submit', 'register'], lost: 'start_admin', next: 'pass_admin', after: 'assign_field' },
  { before: [], lost: 'submit', next: 'register', after: 'start_admin' },
] as const;

it('a command whose worker and Temporal die after its commit happened once, and a different one comes on top', async () => {
  const answers: { readonly answer: Promise<CommandOutcome>; readonly outcome: CommandOutcome }[] = [];
  let workers = await startGatedWorker();
  try {
    for (const { before, lost, next, after } of rounds) {
      const draft = await world.draft();
      for (const step of before) await asking(() => stepsOf(world, draft)[step]());
      const key = randomUUID();
      const { answer } = await commitAndDie(workers, (sender) => stepsOf({ ...world, ctx: sender }, draft)[lost](key));
      expect(await eventTypes(draft)).toEqual([...before, lost]);

      await temporal.restart();
      workers = await startGatedWorker();
      const nextKey = randomUUID();
      const nextOutcome = await asking(() => stepsOf(world, draft)[next](nextKey));
      expect(nextOutcome).toMatchObject({ eventTypes: [next], summary: { version: before.length + 2 } });

      // the first one again, as a person does who saw no answer: its own outcome, and nothing happens
      const outcome = await asking(() => stepsOf(world, draft)[lost](key));
      expect(outcome).toMatchObject({ eventTypes: [lost], summary: { version: before.length + 1 } });
      expect(await storedOutcomes(draft, lost)).toEqual([outcome]);
      expect(await eventTypes(draft)).toEqual([...before, lost, next]);
      answers.push({ answer, outcome });

      // the workflow has heard of both and goes on; what it asked of the dead worker comes back by itself
      const handle = world.ctx.client.workflow.getHandle(workflowIds.proposal(draft.proposalId));
      expect(await handle.query(summaryQuery)).toEqual(nextOutcome.summary);
      expect(await createWorkflowAdmin(world.ctx.client).describe('proposal', draft.proposalId)).toMatchObject({
        status: 'RUNNING',
        workflowTaskFailure: null,
      });
      await asking(() => stepsOf(world, draft)[after]());
      expect(await eventTypes(draft)).toEqual([...before, lost, next, after]);
    }
    for (const { answer, outcome } of answers) expect(await answer).toEqual(outcome);
  } finally {
    await ended(workers);
  }
  const caretaker = await world.ctx.client.workflow.getHandle(workflowIds.caretaker).describe();
  expect(caretaker.status.name).toBe('RUNNING');
  expect(await world.sql('select value from counter')).toEqual([{ value: 2 }]);
  expect((await verifyChain(world.ctx)).faults).toEqual([]);
  expect((await checkInvariants(world.ctx)).filter((report) => report.violations.length > 0)).toEqual([]);
}, 400_000);

interface GatedWorker {
  readonly gate: CommitGate;
  readonly worker: WorkerProcess;
}
async function startGatedWorker(): Promise<GatedWorker> {
  const gate = await openCommitGate(world.environment['DATABASE_URL'] ?? '');
  return { gate, worker: startWorkerProcess({ ...world.environment, DATABASE_URL: gate.url }) };
}
async function ended({ gate, worker }: GatedWorker): Promise<void> {
  await worker.killed();
  await gate[Symbol.asyncDispose]();
}

/**
 * Sends one command, and kills worker and Temporal between the commit and the end of the workflow task. The sender's line
 * to Temporal is cut too, so that it cannot send again: its answer comes from the record, when its patience ends.
 */
async function commitAndDie(
  workers: GatedWorker,
  send: (sender: OpenContext) => Promise<CommandOutcome>,
): Promise<{ readonly answer: Promise<CommandOutcome> }> {
  await using line = await openRelay(Number(temporal.address.split(':')[1]));
  const [before] = await world.sql('select count(*)::int as n from command');
  workers.gate.shutAtNextCommand();
  const answer = (async () => {
    await using sender = await senderThrough(line);
    return await send(sender);
  })();
  await until('the command is committed', async () => {
    const [now] = await world.sql('select count(*)::int as n from command');
    expect(workers.worker.lastWords()).toBeUndefined();
    return now?.['n'] !== before?.['n'];
  });
  expect(workers.gate.isShut()).toBe(true);
  line.cut();
  await ended(workers);
  await temporal.killed();
  return { answer };
}

async function senderThrough(line: Relay): Promise<OpenContext> {
  return buildContext({
    databaseUrl: world.appUrl,
    databaseConnections: 2,
    temporal: { ...temporal, address: `127.0.0.1:${line.port}` },
    masterKeyFile: world.environment['SALUR_MASTER_KEY_FILE'] ?? '',
    publicUrl: world.ctx.publicUrl,
    allowSteppedClock: false,
    processName: 'sender',
  });
}

async function eventTypes(draft: Draft): Promise<readonly unknown[]> {
  const rows = await world.sql('select type from event where stream = $1 order by seq', [
    `proposal/${draft.proposalId}`,
  ]);
  return rows.map((row) => row['type']);
}
async function storedOutcomes(draft: Draft, type: string): Promise<readonly unknown[]> {
  const rows = await world.sql('select outcome from command where stream = $1 and type = $2', [draft.proposalId, type]);
  return rows.map((row) => row['outcome']);
}
