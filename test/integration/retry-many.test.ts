import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createWorkflowAdmin } from '../../src/infra/temporal/workflow-admin.js';
import type { WaitingWork } from '../../src/app/doctor/find-waiting.js';
import type { RetryResult } from '../../src/app/doctor/retry-many.js';
import type { CaseDiagnosis } from '../../src/cli/case-diagnosis.js';
import { asking } from '../support/asking.js';
import { budgetedProposal } from '../support/budgeted-proposal.js';
import { bringIntoForce, include, openDecree } from '../support/decree-steps.js';
import { lastLine, runSalur } from '../support/run-salur.js';
import { until } from '../support/until.js';
import { act } from '../support/walk-proposal.js';
import { createWorld, type Draft, type World } from '../support/world.js';

let world: World;
let draft: Draft;
const salur = async (...args: readonly string[]): Promise<{ code: number | null; said: unknown }> => {
  const ran = await runSalur([...args, '--json'], { env: world.environment });
  return { code: ran.code, said: JSON.parse(lastLine(ran.out)) as unknown };
};

beforeAll(async () => {
  world = await createWorld();
  draft = await budgetedProposal(world);
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

it('work that waits is listed with its error, and tried again with a result for each', async () => {
  const workers = await world.startWorker({
    documents: { render: () => Promise.reject(new Error('the printer is out of paper')) },
  });
  try {
    const decreeId = await openDecree(world);
    await asking(() => include(world, decreeId, [draft], 'include-key'));
    await asking(() => bringIntoForce(world, decreeId));
    await asking(() => act(world, world.as('HEAD_DINSOS'), draft.proposalId, 'set_list', {}, 'set-list-key'));
    const admin = createWorkflowAdmin(world.ctx.client);
    for (const [kind, id] of [
      ['proposal', draft.proposalId],
      ['decree', decreeId],
    ] as const) {
      await until(`the paper of the ${kind} has failed twice`, async () => {
        const { pendingActivities } = await admin.describe(kind, id);
        return pendingActivities.some(({ attempt, nextRetryAt }) => attempt > 2 && nextRetryAt !== null);
      });
    }

    const { said: listed } = await salur('retry', '--list');
    const { waiting } = listed as { waiting: readonly WaitingWork[] };
    expect(waiting.map(({ subject }) => subject).toSorted()).toEqual(
      [`decree/${decreeId}`, `proposal/${draft.proposalId}`].toSorted(),
    );
    for (const work of waiting) expect(work).toMatchObject({ lastFailure: 'the printer is out of paper' });

    const { said: examined } = await salur('doctor', 'case', draft.proposalId);
    const attempt = (examined as CaseDiagnosis).statements.find(({ code }) => code === 'attempt');
    expect(attempt).toMatchObject({ level: 'wrong', words: expect.stringContaining('the printer is out of paper') });

    const unknown = 'delivery/01900000-0000-7000-8000-000000000000';
    const { code, said } = await salur('retry', `decree/${decreeId}`, draft.proposalId, unknown, 'nonsense/1');
    const { results } = said as { results: readonly RetryResult[] };
    expect(results.map(({ subject, error }) => [subject, error?.code ?? 'ok'])).toEqual([
      [`decree/${decreeId}`, 'ok'],
      [draft.proposalId, 'ok'],
      [unknown, 'NOT_FOUND'],
      ['nonsense/1', 'INVALID_INPUT'],
    ]);
    expect(code).toBe(1);
    const noted = await world.sql(
      `select data from event where stream = 'operations' and type = 'retried' order by seq`,
    );
    expect(noted.map((row) => row['data'])).toEqual([{ decreeId }, { proposalId: draft.proposalId }]);
  } finally {
    workers.shutdown();
    await workers.finished;
  }
});
