import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { setClock } from '../../src/app/simulation/stepped-clock.js';
import type { RunningWorker } from '../../src/main/run-worker.js';
import { workflowIds } from '../../workflows/messages.js';
import { startSkippingTemporal, type SkippingTemporal } from '../support/skipping-temporal.js';
import { until } from '../support/until.js';
import { act, contentHashOf, stepsOf, walkTo } from '../support/walk-proposal.js';
import { createWorld, type Draft, type World } from '../support/world.js';

// Temporal's time and the record's clock jump together, and nobody wakes a workflow: what rings is its own timer.
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
let temporal: SkippingTemporal;
let world: World;
let workers: RunningWorker;
/** Where the record's clock stands: at the beginning of each test on a Monday at ten in Samarinda. */
let monday: Date;
let now: Date;
beforeAll(async () => {
  temporal = await startSkippingTemporal();
  world = await createWorld({ temporal, steppedClock: true });
  workers = await world.startWorker();
  now = new Date();
});
beforeEach(async () => {
  const daysAhead = (8 - now.getUTCDay()) % 7 || 7;
  monday = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + daysAhead, 2));
  await jumpTo(monday);
});
afterAll(async () => {
  workers.shutdown();
  await workers.finished;
  await world[Symbol.asyncDispose]();
  await temporal[Symbol.asyncDispose]();
});

async function jumpTo(instant: Date): Promise<void> {
  await setClock(world.ctx, instant);
  await temporal.pass(instant.getTime() - now.getTime());
  now = instant;
}
function after(milliseconds: number, instant = now): Date {
  return new Date(instant.getTime() + milliseconds);
}
async function alarmAt({ proposalId }: Draft, kind: string): Promise<Date> {
  const [row] = await world.sql('select due_at from alarm where proposal_id = $1 and kind = $2', [proposalId, kind]);
  if (row === undefined) throw new Error(`the case has no alarm ${kind}`);
  return row['due_at'] as Date;
}
/** What the clock did to the case, in order. */
async function rung({ proposalId }: Draft): Promise<readonly unknown[]> {
  const rows = await world.sql(
    `select type from event where stream = $1 and type in ('reminded','escalated','second_overdue') order by seq`,
    [`proposal/${proposalId}`],
  );
  return rows.map((row) => row['type']);
}
async function rings(draft: Draft, times: number): Promise<readonly unknown[]> {
  await until(`the clock has rung ${times} times`, async () => (await rung(draft)).length >= times);
  return rung(draft);
}
async function rolesMailed({ proposalId }: Draft, template: string): Promise<readonly unknown[]> {
  const rows = await world.sql(
    `select distinct m.role from notification n join membership m on m.user_id = n.recipient_user_id
      where n.proposal_id = $1 and n.template = $2 order by 1`,
    [proposalId, template],
  );
  return rows.map((row) => row['role']);
}
async function historyOf({ proposalId }: Draft): Promise<readonly string[]> {
  const { events } = await world.ctx.client.workflow.getHandle(workflowIds.proposal(proposalId)).fetchHistory();
  return (events ?? []).flatMap((event) =>
    event.timerFiredEventAttributes ? ['timer'] : event.workflowExecutionSignaledEventAttributes ? ['signal'] : [],
  );
}

it('reminds the one waited for on the working day before, then tells the superior, who may act from then on', async () => {
  const draft = await world.draft();
  const steps = stepsOf(world, draft);
  await steps.submit();
  const [reminder, deadline] = [await alarmAt(draft, 'REMINDER'), await alarmAt(draft, 'DEADLINE')];
  expect([reminder, deadline]).toEqual([after(22 * HOUR_MS), after(62 * HOUR_MS - 1_000)]);

  await jumpTo(after(-HOUR_MS, reminder));
  expect(await rung(draft)).toEqual([]);
  await jumpTo(reminder);
  expect(await rings(draft, 1)).toEqual(['reminded']);
  expect(await rolesMailed(draft, 'deadline_reminder')).toEqual(['SECRETARIAT']);
  const register = { agendaNumber: '1', disposition: '' };
  const superior = world.as('SEKRETARIS_DINAS');
  await expect(act(world, superior, draft.proposalId, 'register', register)).rejects.toThrow('WRONG_ROLE');

  await jumpTo(after(-HOUR_MS, deadline));
  expect(await rung(draft)).toEqual(['reminded']);
  await jumpTo(deadline);
  expect(await rings(draft, 2)).toEqual(['reminded', 'escalated']);
  expect(await rolesMailed(draft, 'escalation')).toEqual(['SEKRETARIS_DINAS']);
  const [late] = await world.sql('select state, escalation from proposal where id = $1', [draft.proposalId]);
  expect(late).toEqual({ state: 'SUBMITTED', escalation: 1 });
  expect(await historyOf(draft)).toEqual(['timer', 'timer']);

  const outcome = await act(world, superior, draft.proposalId, 'register', register);
  expect(outcome.summary.state).toBe('REGISTERED');
});

it('stops the clock of the reviewer while the institution repairs, who then has the days that were left', async () => {
  const draft = await world.draft();
  await walkTo(world, draft, 'start_admin');
  const first = await alarmAt(draft, 'DEADLINE');
  await jumpTo(after(DAY_MS));
  const words = { words: 'Lengkapi latar belakang', remarks: [] };
  await act(world, world.as('ADMIN_VERIFIER'), draft.proposalId, 'return', words);

  const repaired = after(HOUR_MS, first);
  await jumpTo(repaired);
  await world.sql(`update proposal set background = 'Latar belakang yang lengkap' where id = $1`, [draft.proposalId]);
  await act(world, draft.operator, draft.proposalId, 'resubmit', { contentHash: await contentHashOf(world, draft) });
  expect(await rung(draft)).toEqual([]);

  // of five working days one was used; four remain
  const second = await alarmAt(draft, 'DEADLINE');
  expect([first, second]).toEqual([after(7 * DAY_MS + 14 * HOUR_MS - 1_000, monday), after(7 * DAY_MS, first)]);
  await jumpTo(second);
  expect(await rings(draft, 2)).toEqual(['reminded', 'escalated']);
  expect(await rolesMailed(draft, 'escalation')).toEqual(['ADMIN_VERIFIER', 'KETUA_TIM']);
});

it('counts the two days of a second person by themselves', async () => {
  const draft = await world.draft();
  await walkTo(world, draft, 'submit_field');
  const late = await alarmAt(draft, 'SECOND');
  await jumpTo(late);
  await until('the clock has rung', async () => (await rung(draft)).includes('second_overdue'));
  expect(await rolesMailed(draft, 'escalation')).toEqual(['FIELD_VERIFIER', 'KETUA_TIM']);
});
