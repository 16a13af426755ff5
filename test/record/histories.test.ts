import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectTemporalWorker } from '../../src/infra/temporal/connect-temporal.js';
import { startWorkflow } from '../../src/infra/temporal/start-workflow.js';
import { runMailer } from '../../src/main/run-mailer.js';
import type { Actor } from '../../src/domain/actor.js';
import type { CommandType } from '../../src/domain/proposal/transitions.js';
import type { RunningWorker } from '../../src/main/run-worker.js';
import { taskQueues, wakeSignal, workflowIds } from '../../workflows/messages.js';
import { closeProposal } from '../support/close-proposal.js';
import { commandOf } from '../support/command-message.js';
import { codeOf, today } from '../support/decree-steps.js';
import { forgetfulDatabase, type ForgetfulDatabase } from '../support/forgetful-database.js';
import { startMailServer } from '../support/mail-server.js';
import { startOwnTemporal, type OwnTemporal } from '../support/own-temporal.js';
import { recordHistory } from '../support/recorded-history.js';
import { replayed } from '../support/replayed.js';
import { runsOf } from '../support/runs-of.js';
import { until } from '../support/until.js';
import {
  attachPaper,
  urgentApproval,
  urgentDraft,
  urgentProgramme,
  urgentRecommendation,
  victim,
} from '../support/urgent-draft.js';
import { act, contentHashOf, stepsOf, walkTo } from '../support/walk-proposal.js';
import { createWorld, type Draft, type World } from '../support/world.js';

// Not a test of the product: writes test/replay/histories anew from the real stack (CONTRIBUTING.md), each file replayed
// once here. Everybody in them is synthetic.

/** Records a workflow under the name of its path; what went wrong when the recording was replayed. */
async function record(world: World, name: string, workflowId: string, runId?: string): Promise<string | null> {
  const recorded = await recordHistory(world.ctx.client, name, workflowId, runId);
  const [result] = await replayed([recorded]);
  return result === undefined ? 'not replayed' : result.failure;
}

describe('the paths of a case', () => {
  let world: World;
  let workers: RunningWorker;
  let forgetful: ForgetfulDatabase;
  beforeAll(async () => {
    world = await createWorld();
    forgetful = forgetfulDatabase(world.ctx.db);
    workers = await world.startWorker({ db: forgetful.db });
  });
  afterAll(async () => {
    workers.shutdown();
    await workers.finished;
    await world[Symbol.asyncDispose]();
  });

  const kept = (name: string, draft: Draft) => record(world, name, workflowIds.proposal(draft.proposalId));
  async function draftAt(last: Parameters<typeof walkTo>[2]): Promise<Draft> {
    const draft = await world.draft({ persons: 1 });
    await walkTo(world, draft, last);
    return draft;
  }
  async function happened({ proposalId }: Draft, type: string): Promise<void> {
    await until(`${type} happens`, async () => {
      const rows = await world.sql('select 1 from event where stream = $1 and type = $2', [
        `proposal/${proposalId}`,
        type,
      ]);
      return rows.length > 0;
    });
  }

  it('to a closed report, with its decree and its delivery', async () => {
    const draft = await draftAt('link_budget');
    const { decreeId, batchId } = await closeProposal(world, draft);
    expect(await kept('proposal-closed', draft)).toBeNull();
    await until('the annex is rendered', async () => {
      const [row] = await world.sql('select annex_blob_id from decree where id = $1', [decreeId]);
      return row?.['annex_blob_id'] !== null;
    });
    expect(await record(world, 'decree-in-force', workflowIds.decree(decreeId))).toBeNull();
    expect(await record(world, 'delivery-reconciled', workflowIds.delivery(batchId))).toBeNull();
  });

  it('returned, repaired and sent again', async () => {
    const draft = await draftAt('start_admin');
    const remarks = [{ target: 'background', words: 'terlalu pendek' }];
    await act(world, world.as('ADMIN_VERIFIER'), draft.proposalId, 'return', { words: 'Lengkapi', remarks });
    await world.sql(`update proposal set background = 'Latar belakang yang lengkap' where id = $1`, [draft.proposalId]);
    await act(world, draft.operator, draft.proposalId, 'resubmit', { contentHash: await contentHashOf(world, draft) });
    expect(await kept('proposal-returned', draft)).toBeNull();
  });

  it('rejected', async () => {
    const draft = await draftAt('confirm_consider');
    await act(world, world.as('SUBBAG_PERENCANAAN', 0), draft.proposalId, 'reject', {
      reasonCode: 'NO_BUDGET',
      words: 'Pagu tidak cukup',
      documentNumber: 'TAPD/9',
      documentDate: new Date().toISOString().slice(0, 10),
    });
    await act(world, world.as('SEKRETARIS_DINAS'), draft.proposalId, 'confirm');
    expect(await kept('proposal-rejected', draft)).toBeNull();
  });

  it('withdrawn', async () => {
    const draft = await draftAt('submit');
    await act(world, draft.operator, draft.proposalId, 'withdraw', { words: 'Sudah dibantu pihak lain' });
    expect(await kept('proposal-withdrawn', draft)).toBeNull();
  });

  it('refused, and decided by a command whose answer is lost, and by a long one', async () => {
    const draft = await draftAt('submit');
    expect(await codeOf(act(world, world.as('SECRETARIAT'), draft.proposalId, 'start_admin'))).not.toBe('accepted');
    forgetful.losses = 4;
    await stepsOf(world, draft).register();
    const long = commandOf(world.as('ADMIN_VERIFIER'), draft.proposalId, 'start_admin');
    await world.ctx.workflows.send('proposal', { ...long, heavy: true });
    expect(await kept('proposal-patient', draft)).toBeNull();
  });

  it('rung by its own timer when a deadline is missed', async () => {
    const draft = await draftAt('submit');
    await world.sql(`update proposal set due_at = now() + interval '2 seconds' where id = $1`, [draft.proposalId]);
    await world.ctx.waker.wake(workflowIds.proposal(draft.proposalId), new Date());
    await happened(draft, 'escalated');
    expect(await kept('proposal-late', draft)).toBeNull();
  });

  it('urgent, in hours and without a visit, with its papers to follow', async () => {
    const disaster = { name: 'Banjir Peraga', happenedOn: today() };
    const draft = await urgentDraft(world, await urgentProgramme(world), [victim(1)], disaster);
    const does = (actor: Actor, type: CommandType, payload: unknown = {}): Promise<unknown> =>
      act(world, actor, draft.proposalId, type, payload);
    await attachPaper(world, draft, 'URGENT_NEED_LETTER');
    await does(draft.operator, 'submit', { contentHash: await contentHashOf(world, draft) });
    await does(world.as('KABID'), 'extend', { moreHours: 1, words: 'Jalan putus' });
    await stepsOf(world, draft).register();
    await does(world.as('KABID'), 'pass_urgent', { words: 'Mendesak' });
    await does(world.as('HEAD_DINSOS'), 'recommend', urgentRecommendation);
    await does(world.as('SECRETARIAT', 0), 'approve_urgent', urgentApproval());
    await does(world.as('SECRETARIAT', 1), 'confirm');
    await until('the pact is printed', async () => {
      const open = 'select 1 from pact where proposal_id = $1 and form_blob_id is null';
      return (await world.sql(open, [draft.proposalId])).length === 0;
    });
    expect(await kept('proposal-urgent', draft)).toBeNull();
  });

  it('a draft whose first submission is refused and whose window closes', async () => {
    const draft = await world.draft();
    const stale = commandOf(draft.operator, draft.proposalId, 'submit', { contentHash: '0'.repeat(64) });
    expect(await codeOf(world.ctx.workflows.send('proposal', stale))).not.toBe('accepted');
    await world.sql(`update programme set window_closes_at = now() - interval '1 second'`);
    await world.ctx.waker.wake(workflowIds.proposal(draft.proposalId), new Date());
    await happened(draft, 'close_window');
    expect(await kept('proposal-draft-ended', draft)).toBeNull();
  });
});

describe('runs that continue as new', () => {
  let temporal: OwnTemporal;
  let world: World;
  let workers: RunningWorker;
  beforeAll(async () => {
    temporal = await startOwnTemporal(['limit.historyCount.suggestContinueAsNew=20']);
    world = await createWorld({ temporal });
    workers = await world.startWorker();
  });
  afterAll(async () => {
    workers.shutdown();
    await workers.finished;
    await world[Symbol.asyncDispose]();
    await temporal[Symbol.asyncDispose]();
  });

  /** The first run that has ended. */
  async function keptRun(
    name: string,
    workflowId: string,
    stir: () => Promise<unknown> = async () => null,
  ): Promise<string | null> {
    await until(`${workflowId} has continued as new`, async () => {
      await stir();
      return (await runsOf(world.ctx.client, workflowId)).length > 1;
    });
    const runs = await runsOf(world.ctx.client, workflowId);
    return record(world, name, workflowId, runs.at(-1));
  }

  it('of a proposal', async () => {
    const draft = await world.draft({ persons: 1 });
    await walkTo(world, draft, 'endorse_1');
    expect(await keptRun('proposal-continued', workflowIds.proposal(draft.proposalId))).toBeNull();
  });

  it('of the caretaker', async () => {
    const start = { workflowId: workflowIds.caretaker, taskQueue: taskQueues.decisions, args: [[], 10] };
    await world.ctx.client.workflow.start('caretaker', start);
    expect(await keptRun('caretaker-asks-versions', workflowIds.caretaker)).toBeNull();
    await world.ctx.client.workflow.getHandle(workflowIds.caretaker).terminate();
  });

  it('of who looks after drafts', async () => {
    await startWorkflow(world.ctx.client, workflowIds.drafts);
    const watcher = world.ctx.client.workflow.getHandle(workflowIds.drafts);
    expect(
      await keptRun('drafts', workflowIds.drafts, () => watcher.signal(wakeSignal, new Date().toISOString())),
    ).toBeNull();
  });

  it('of the mailer', async () => {
    await using server = await startMailServer();
    const native = await connectTemporalWorker(temporal);
    const { namespace } = temporal;
    const mailer = await runMailer(world.ctx, native, { namespace, smtpUrl: server.url, roundMs: 1 });
    try {
      expect(await keptRun('mailer', workflowIds.mailer)).toBeNull();
    } finally {
      mailer.shutdown();
      await mailer.finished;
      await native.close();
    }
  });
});
