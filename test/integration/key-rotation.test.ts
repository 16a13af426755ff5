import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readBlob } from '../../src/app/files/read-blob.js';
import { storeBlob } from '../../src/app/files/store-blob.js';
import { verifyChain } from '../../src/app/record/verify-chain.js';
import { samplePdf } from '../../src/app/simulation/sample-files.js';
import type { KeysStatus, ResealReport, RotationReport } from '../../src/cli/keys-report.js';
import { sealedColumns } from '../../src/infra/crypto/sealed-columns.js';
import { sealedVersion } from '../../src/infra/crypto/sealed-format.js';
import { buildContext, type OpenContext } from '../../src/main/build-context.js';
import { summaryQuery, workflowIds } from '../../workflows/messages.js';
import { asking } from '../support/asking.js';
import { lastLine, runSalur, type Ran } from '../support/run-salur.js';
import { until } from '../support/until.js';
import { stepsOf, walkTo, type WalkStep } from '../support/walk-proposal.js';
import { startWorkerProcess, type WorkerProcess } from '../support/worker-process.js';
import { createWorld, type Draft, type World } from '../support/world.js';

const PHONE = '0541-000000';
let world: World;
let worker: WorkerProcess;
let draft: Draft;
let blobId: string;
const keys = (...args: readonly string[]): Promise<Ran> =>
  runSalur(['keys', ...args, '--json'], { env: world.environment });
const place = (): string => `institution|phone|${draft.institutionId}`;

beforeAll(async () => {
  world = await createWorld();
  worker = startWorkerProcess(world.environment);
  draft = await world.draft();
  await walkTo(world, draft, 'endorse_1');
  const file = { ...samplePdf('Surat peraga'), institutionId: draft.institutionId };
  ({ blobId } = await storeBlob(world.ctx, draft.operator, file));
  await sealPhone(world.ctx);
});
afterAll(async () => {
  await worker.killed();
  await world[Symbol.asyncDispose]();
});

async function sealPhone({ vault }: OpenContext): Promise<void> {
  const sealed = await vault.seal('phone', place(), PHONE);
  await world.sql('update institution set phone_sealed = $2 where id = $1', [draft.institutionId, sealed]);
}
async function phone(): Promise<Uint8Array> {
  const [row] = await world.sql('select phone_sealed from institution where id = $1', [draft.institutionId]);
  return new Uint8Array(row?.['phone_sealed'] as Buffer);
}
/** A process that starts now. */
function newcomer(keyFile = keyFileOf()): Promise<OpenContext> {
  return buildContext({
    databaseUrl: world.appUrl,
    databaseConnections: 2,
    temporal: {
      address: world.environment['TEMPORAL_ADDRESS'] ?? '',
      namespace: world.environment['TEMPORAL_NAMESPACE'] ?? '',
    },
    masterKeyFile: keyFile,
    publicUrl: world.ctx.publicUrl,
    allowSteppedClock: false,
    processName: 'newcomer',
  });
}
function keyFileOf(): string {
  return world.environment['SALUR_MASTER_KEY_FILE'] ?? '';
}
async function readsEverything(ctx: OpenContext): Promise<void> {
  expect((await readBlob(ctx, draft.operator, blobId)).bytes).toEqual(samplePdf('Surat peraga').bytes);
  expect(await ctx.vault.open('phone', place(), await phone())).toBe(PHONE);
  const handle = ctx.client.workflow.getHandle(workflowIds.proposal(draft.proposalId));
  expect(await handle.query(summaryQuery)).toMatchObject({ subjectId: draft.proposalId });
}
/** What the case's workflow was begun with, long before the rotation: how many payloads of it open. */
async function beginning({ client, dataConverter }: OpenContext): Promise<number> {
  const { events } = await client.workflow.getHandle(workflowIds.proposal(draft.proposalId)).fetchHistory();
  const payloads = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  const opened = await dataConverter.payloadCodecs?.[0]?.decode([...payloads]);
  return opened?.length ?? 0;
}
/** How many files are sealed with the first key, once every paper of the case is rendered. */
async function filesOfFirstKey(): Promise<number> {
  const unrendered = (): Promise<unknown[]> => world.sql('select id from paper where blob_id is null');
  await until('every paper is rendered', async () => (await unrendered()).length === 0);
  const files = await world.sql('select sealed from blob');
  return files.filter(({ sealed }) => sealedVersion(new Uint8Array(sealed as Buffer)) === 1).length;
}
const goesOn = (ctx: OpenContext, step: WalkStep): Promise<unknown> =>
  asking(() => stepsOf({ ...world, ctx }, draft)[step](`${step}/after-rotation`));

describe('keys that are rotated under open cases', () => {
  let rotation: RotationReport;

  it('change for new values, and everybody goes on reading and deciding', async () => {
    const ran = await keys('rotate');
    expect(ran.code === 0 ? '' : ran.err).toBe('');
    rotation = JSON.parse(lastLine(ran.out)) as RotationReport;
    expect(rotation.to).not.toBe(rotation.from);
    expect(rotation).toMatchObject({ rewrapped: 5, versions: { file: 2, identity: 2, phone: 2 } });

    // worker and this process still began with the old file
    await readsEverything(world.ctx);
    await using fresh = await newcomer();
    await readsEverything(fresh);
    // the update travels under the new master to a worker that has not seen it
    expect(await goesOn(fresh, 'endorse_2')).toMatchObject({ eventTypes: ['endorse'] });
    await sealPhone(fresh);
    expect(sealedVersion(await phone())).toBe(2);
    expect(await world.ctx.vault.open('phone', place(), await phone())).toBe(PHONE);

    // a history of both masters is replayed by a worker that starts anew
    await worker.killed();
    worker = startWorkerProcess(world.environment);
    expect(await goesOn(fresh, 'endorse_3')).toMatchObject({ eventTypes: ['endorse'] });
  });

  it('are named with what they are still needed for, and no master that is needed is forgotten', async () => {
    const files = await filesOfFirstKey();
    expect(files).toBeGreaterThan(0);
    const status = JSON.parse(lastLine((await keys('status')).out)) as KeysStatus;
    expect(status).toMatchObject({ fingerprint: rotation.to, unreadable: [] });
    expect(status.previous).toMatchObject([{ fingerprint: rotation.from, wrapsDataKeys: 0 }]);
    expect(status.previous[0]?.workflows).toBeGreaterThan(0);
    expect(status.classes.find(({ fieldClass }) => fieldClass === 'file')).toMatchObject({
      version: 2,
      values: { '1': files },
    });
    const refused = await keys('forget', rotation.from);
    expect(refused.code).toBe(3);
    expect(readFileSync(keyFileOf(), 'utf8')).toContain('previous ');
  });

  it('can seal old values anew, and a second time there is nothing left', async () => {
    // files that the test laid there behind the program's back
    const refused = await keys('reseal');
    expect(refused.code).toBe(3);
    expect(refused.err).toContain('salur audit verify');
    await world.sql(`select reseal_table('blob', 'arranged by a test')`);
    const files = await filesOfFirstKey();
    const report = JSON.parse(lastLine((await keys('reseal')).out)) as ResealReport;
    expect(report.columns.find(({ column }) => column === 'blob.sealed')).toMatchObject({ values: files });
    expect(await filesOfFirstKey()).toBe(0);
    await readsEverything(world.ctx);
    const again = JSON.parse(lastLine((await keys('reseal')).out)) as ResealReport;
    expect(again.columns.every(({ values }) => values === 0)).toBe(true);
    expect((await verifyChain(world.ctx)).faults).toEqual([]);
    const noted = await world.sql(`select type from event where stream = 'operations' order by seq`);
    expect(noted.map((row) => row['type'])).toEqual(['keys_rotated', 'values_resealed', 'values_resealed']);
  });

  it('are lost where their master is lost, and a second rotation finds what an interrupted one left', async () => {
    const lost = join(keyFileOf(), '..', 'lost.key');
    const text = readFileSync(keyFileOf(), 'utf8');
    writeFileSync(lost, `${text.split('\n').slice(0, 3).join('\n')}\n`.replace('salur-keys 2', 'salur-keys 1'), {
      mode: 0o600,
    });
    await using without = await newcomer(lost);
    // values have new keys; the old history has not
    expect(await without.vault.open('phone', place(), await phone())).toBe(PHONE);
    await expect(beginning(without)).rejects.toThrow(rotation.from);
    await using whole = await newcomer();
    expect(await beginning(whole)).toBe(1);

    const second = JSON.parse(lastLine((await keys('rotate')).out)) as RotationReport;
    expect(second).toMatchObject({ from: rotation.to, rewrapped: 10, versions: { file: 3 } });
    await using fresh = await newcomer();
    await readsEverything(fresh);
  });
});

it('every sealed column of the database is known to the rotation', async () => {
  const rows = await world.sql(`
    select table_name || '.' || column_name as name from information_schema.columns
     where table_schema = 'public' and data_type = 'bytea' and column_name like '%sealed' order by 1`);
  expect(sealedColumns.map(({ table, column }) => `${table}.${column}`).toSorted()).toEqual(
    rows.map((row) => row['name']),
  );
});
