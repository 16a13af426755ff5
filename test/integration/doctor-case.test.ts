import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { CaseDiagnosis } from '../../src/cli/case-diagnosis.js';
import { workflowIds } from '../../workflows/messages.js';
import { lastLine, runSalur } from '../support/run-salur.js';
import { walkTo } from '../support/walk-proposal.js';
import { createWorld, type Draft, type World } from '../support/world.js';

let world: World;
let draft: Draft;

beforeAll(async () => {
  world = await createWorld();
  draft = await world.draft();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

async function doctor(reference: string): Promise<{ code: number | null; said: CaseDiagnosis }> {
  const ran = await runSalur(['doctor', 'case', reference, '--json'], { env: world.environment });
  return { code: ran.code, said: JSON.parse(lastLine(ran.out)) as CaseDiagnosis };
}
const codes = ({ statements }: CaseDiagnosis): readonly string[] => statements.map(({ code }) => code);

it('the doctor says of a real case whom it waits for, and what is wrong when its workflow is gone', async () => {
  const workers = await world.startWorker();
  try {
    await walkTo(world, draft, 'consider');
    const [row] = await world.sql('select registration_number from proposal where id = $1', [draft.proposalId]);
    const well = await doctor(String(row?.['registration_number']));
    expect(well.code).toBe(0);
    expect(codes(well.said)).toEqual(['state', 'pending', 'due', 'agreement']);
    expect(well.said.record).toMatchObject({
      proposalId: draft.proposalId,
      waitsFor: { roles: ['SUBBAG_PERENCANAAN', 'SEKRETARIS_DINAS'] },
      pending: { command: 'consider', enteredByName: 'Peraga SUBBAG_PERENCANAAN' },
    });
    expect(well.said.technical).toMatchObject({ status: 'RUNNING', version: well.said.record.version });
  } finally {
    workers.shutdown();
    await workers.finished;
  }

  await world.ctx.client.workflow.getHandle(workflowIds.proposal(draft.proposalId)).terminate('lost');
  await world.sql(`update alarm set due_at = now() - interval '1 day' where proposal_id = $1`, [draft.proposalId]);
  const lost = await doctor(draft.proposalId);
  expect(lost.code).toBe(1);
  const wrong = lost.said.statements.filter(({ level }) => level === 'wrong');
  expect([...new Set(wrong.map(({ code }) => code))]).toEqual(['alarm', 'workflow']);
  expect(wrong.at(-1)?.remedy).toContain('salur doctor --rebuild');
});

it('the doctor knows no other case', async () => {
  const ran = await runSalur(['doctor', 'case', 'BST/0000/9999'], { env: world.environment });
  expect(ran.code).toBe(5);
});
