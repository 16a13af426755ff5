import { appendFileSync, chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readBlob } from '../../src/app/files/read-blob.js';
import { storeBlob } from '../../src/app/files/store-blob.js';
import { checkInvariants } from '../../src/app/record/check-invariants.js';
import { verifyChain } from '../../src/app/record/verify-chain.js';
import { samplePdf } from '../../src/app/simulation/sample-files.js';
import type { BackupReport, RestoreReport } from '../../src/cli/backup-report.js';
import { handOnSettings } from '../../src/config/hand-on-settings.js';
import { createMasterKeyFile } from '../../src/infra/crypto/key-file.js';
import { startStack } from '../../src/infra/embedded/stack.js';
import { createWorkflowAdmin } from '../../src/infra/temporal/workflow-admin.js';
import { asking } from '../support/asking.js';
import { fingerprintOf } from '../support/database-fingerprint.js';
import { decreeAct, include, openDecree } from '../support/decree-steps.js';
import { openRestored } from '../support/restored-world.js';
import { lastLine, runSalur, type Ran } from '../support/run-salur.js';
import { stepsOf, walkTo } from '../support/walk-proposal.js';
import { startWorkerProcess } from '../support/worker-process.js';
import { createWorld, type Draft, type World } from '../support/world.js';

const PHONE = '0541-000000';
let folder: string;
let world: World;
let open: { endorsed: Draft; pending: Draft; fenced: Draft; decreeId: string; blobId: string };
let before: string;
let report: BackupReport;
const at = (...names: readonly string[]): string => join(folder, ...names);
/** Only these settings: a restore must not find servers of the machine it runs on. */
const alone = (home: string): NodeJS.ProcessEnv =>
  handOnSettings({ SALUR_HOME: home, DATABASE_URL: undefined, TEMPORAL_ADDRESS: undefined, SMTP_URL: undefined });
const restore = (home: string, backup: string, keys: string): Promise<Ran> =>
  runSalur(['restore', backup, '--keys', keys, '--json'], { env: alone(home) });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'salur-drill-'));
  // the database's user must pass through
  chmodSync(folder, 0o711);
  world = await createWorld();
  const workers = await world.startWorker();
  try {
    open = await openCases(world);
  } finally {
    workers.shutdown();
    await workers.finished;
  }
  before = await fingerprintOf(world);
  const made = await runSalur(['backup', at('backup'), '--keys-to', at('apart.key'), '--json'], {
    env: world.environment,
  });
  expect(made.err).toBe('');
  report = JSON.parse(lastLine(made.out)) as BackupReport;
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** One with its next endorsement open, one that waits for a second person, one inside an open decree; a file and a sealed field. */
async function openCases(w: World): Promise<typeof open> {
  const [endorsed, pending, fenced] = [await w.draft(), await w.draft(), await w.draft()];
  await walkTo(w, endorsed, 'endorse_1');
  await walkTo(w, pending, 'consider');
  await walkTo(w, fenced, 'link_budget');
  const decreeId = await openDecree(w);
  await include(w, decreeId, [fenced]);
  const file = { ...samplePdf('Surat peraga'), institutionId: endorsed.institutionId };
  const { blobId } = await storeBlob(w.ctx, endorsed.operator, file);
  const sealed = await w.ctx.vault.seal('phone', `institution|phone|${endorsed.institutionId}`, PHONE);
  await w.sql('update institution set phone_sealed = $2 where id = $1', [endorsed.institutionId, sealed]);
  return { endorsed, pending, fenced, decreeId, blobId };
}

describe('a backup', () => {
  it('has no keys in it unless asked, and nothing readable of what is sealed', () => {
    expect(readdirSync(at('backup'))).not.toContain('master.key');
    expect(readFileSync(at('apart.key'), 'utf8')).toMatch(/^salur-keys /);
    const manifest = readFileSync(at('backup', 'manifest.json'), 'utf8');
    expect(manifest).not.toContain(readFileSync(at('apart.key'), 'utf8').split(/\s/)[3]);
    expect(report.chain.events).toBeGreaterThan(20);
  });

  it('is never written over another one', async () => {
    const again = await runSalur(['backup', at('backup')], { env: world.environment });
    expect(again.code).toBe(3);
    expect(existsSync(at('backup.unfinished'))).toBe(false);
  });

  it('that was changed, or comes with other keys, is refused before anything is written', async () => {
    cpSync(at('backup'), at('changed'), { recursive: true });
    const event = readdirSync(at('changed')).find((name) => name.includes('public.event'));
    appendFileSync(at('changed', event ?? ''), 'x');
    const changed = await restore(at('never'), at('changed'), at('apart.key'));
    expect(changed.code).toBe(3);
    expect(changed.err).toContain('is not as the backup wrote it');
    await createMasterKeyFile(at('other.key'));
    const foreign = await restore(at('never'), at('backup'), at('other.key'));
    expect(foreign.code).toBe(3);
    expect(foreign.err).toContain(report.keys.fingerprint);
    expect(existsSync(at('never', 'postgres.json'))).toBe(false);
  });
});

describe('a restored record', () => {
  it('is the same one, and its open cases go on', async () => {
    const home = at('home');
    const ran = await restore(home, at('backup'), at('apart.key'));
    expect(ran.code === 0 ? '' : ran.err + ran.out).toBe('');
    const restored = JSON.parse(lastLine(ran.out)) as RestoreReport;
    // three cases and their decree
    expect(restored).toMatchObject({ chain: { faults: [] }, workflows: { started: 4, failed: 0 } });
    expect((await restore(home, at('backup'), at('apart.key'))).code).toBe(3);

    await using stack = await startStack({ home });
    await using elsewhere = await openRestored(stack);
    const there: World = { ...world, ctx: elsewhere.ctx, sql: elsewhere.sql };
    expect(await fingerprintOf(there)).toBe(before);
    const { ctx } = there;
    const { endorsed, pending, fenced, decreeId, blobId } = open;
    expect((await readBlob(ctx, endorsed.operator, blobId)).bytes).toEqual(samplePdf('Surat peraga').bytes);
    const [row] = await there.sql('select phone_sealed from institution where id = $1', [endorsed.institutionId]);
    const sealed = row?.['phone_sealed'] as Uint8Array;
    expect(await ctx.vault.open('phone', `institution|phone|${endorsed.institutionId}`, sealed)).toBe(PHONE);

    await using worker = startWorkerProcess(elsewhere.environment);
    expect(await asking(() => stepsOf(there, endorsed).endorse_2('endorse-after'))).toMatchObject({
      eventTypes: ['endorse'],
    });
    expect(await asking(() => stepsOf(there, pending).confirm_consider('confirm-after'))).toMatchObject({
      summary: { state: 'CONSIDERED' },
    });
    const secretary = there.as('SECRETARIAT');
    expect(await asking(() => decreeAct(there, secretary, decreeId, 'freeze', {}, 'freeze-after'))).toMatchObject({
      summary: { state: 'FROZEN' },
    });
    expect(worker.lastWords()).toBeUndefined();
    expect(await createWorkflowAdmin(ctx.client).describe('proposal', fenced.proposalId)).toMatchObject({
      status: 'RUNNING',
    });
    expect((await verifyChain(ctx)).faults).toEqual([]);
    expect((await checkInvariants(ctx)).filter(({ violations }) => violations.length > 0)).toEqual([]);
  });
});
