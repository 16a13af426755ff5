import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { takeCheckpoint } from '../../src/app/audit/checkpoint.js';
import type { Notary } from '../../src/app/ports.js';
import { withDatabaseSource } from '../../src/app/audit/database-source.js';
import { exportRecord } from '../../src/app/audit/export-record.js';
import { openExport } from '../../src/app/audit/export-source.js';
import { verifyRecord, type RecordReport } from '../../src/app/audit/verify-record.js';
import { eventHash } from '../../src/app/record/append-event.js';
import { reportInWords } from '../../src/cli/audit-words.js';
import { checkpointFolder } from '../../src/infra/checkpoint-folder.js';
import { openSigningKey } from '../../src/infra/crypto/signing-key.js';
import { createAppWorld, type AppWorld } from '../support/app-world.js';
import { aRow } from '../support/person-rows.js';
import { readyProposal, submitNow } from '../support/ready-proposal.js';
import { runSalur } from '../support/run-salur.js';

describe('an export of the record', () => {
  let world: AppWorld;
  let folder: string;
  let notary: Notary;
  let whole: string;

  beforeAll(async () => {
    world = await createAppWorld();
    folder = mkdtempSync(join(tmpdir(), 'salur-audit-'));
    notary = {
      store: checkpointFolder(join(folder, 'checkpoints')),
      signer: await openSigningKey(join(folder, 'keys', 'checkpoint.key')),
    };
    await submitNow(world, await readyProposal(world, [aRow(1), aRow(2)]));
    await takeCheckpoint(world.ctx, notary);
    whole = join(folder, 'whole');
    const proof = { checkpoints: await notary.store.list(), publicKey: notary.signer.publicKey };
    await withDatabaseSource(world.ctx, (source) =>
      exportRecord(source, whole, { at: new Date(0).toISOString(), ...proof }),
    );
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await world[Symbol.asyncDispose]();
  });

  let copies = 0;
  /** A copy in which `change` rewrote one file. */
  function changed(name: string, change: (text: string) => string): string {
    const copy = join(folder, `copy-${(copies += 1)}`);
    cpSync(whole, copy, { recursive: true });
    writeFileSync(join(copy, name), change(readFileSync(join(copy, name), 'utf8')));
    return copy;
  }
  async function judge(of: string): Promise<RecordReport> {
    const { source, ...proof } = await openExport(of);
    return verifyRecord(source, proof);
  }

  it('is judged without a server, and says what it guarantees', async () => {
    const { code, out } = await runSalur(['audit', 'verify', '--export', whole], {
      env: { SALUR_HOME: join(folder, 'none'), DATABASE_URL: undefined, TEMPORAL_ADDRESS: undefined },
    });
    expect([code, out]).toEqual([0, expect.stringMatching(/^The record is whole\.\n.*1 cases rebuilt, 1 checkpoints/)]);
    expect(out).toContain('Guaranteed also against somebody who recomputes every hash');
  });

  it('agrees with the database it was taken from', async () => {
    const proof = { checkpoints: await notary.store.list(), publicKey: notary.signer.publicKey };
    const live = await withDatabaseSource(world.ctx, (source) => verifyRecord(source, proof));
    expect(await judge(whole)).toEqual(live);
    expect(live.faults).toEqual([]);
  });

  it('names the row that was changed in it, in both languages, and ends with 1', async () => {
    const copy = changed('rows/person.ndjson', (text) =>
      text.replace(/\\"birth_date\\": \\"\d{4}/, '\\"birth_date\\": \\"1999'),
    );
    const { code, out } = await runSalur(['audit', 'verify', '--export', copy]);
    expect([code, out]).toEqual([
      1,
      expect.stringMatching(/^The record is BROKEN in 1 places; the first:\n {2}The row \S+ of person was changed/),
    ]);
    expect(reportInWords(await judge(copy), 'id')).toMatch(/Baris \S+ pada person diubah oleh pihak selain program\./);
    const json = await runSalur(['audit', 'verify', '--export', copy, '--json']);
    expect(JSON.parse(json.out)).toMatchObject({ faults: [{ code: 'ROW_CHANGED', table: 'person' }] });
  });

  it('does not survive somebody who recomputes every hash, where a checkpoint covers it', async () => {
    const copy = changed('events.ndjson', (text) => {
      let before = '';
      return text.replace(/.+/g, (line) => {
        const { key, body } = JSON.parse(line) as { key: string; body: string };
        const event = JSON.parse(body) as Record<string, unknown>;
        if (!key.startsWith('rows/')) return line;
        if (event['seq'] === 1) before = '';
        const { stream, seq, type, roles, data } = event;
        const at = new Date(String(event['at'])).toISOString();
        const actor = 'user:somebody-else';
        const hash = eventHash(before, { stream, seq, type, actor, roles, commandId: null, at, data });
        const forged = { ...event, actor, prev_hash: before, hash };
        before = hash;
        return JSON.stringify({ key, body: JSON.stringify(forged) });
      });
    });
    const { faults } = await judge(copy);
    expect(faults.length).toBeGreaterThan(0);
    expect(new Set(faults.map((fault) => fault.code))).toEqual(new Set(['CHECKPOINT_DISAGREES']));
  });

  it('shows a checkpoint that was rewritten, or signed by another', async () => {
    const [name = ''] = readdirSync(join(whole, 'checkpoints'));
    const forged = changed(join('checkpoints', name), (text) => text.replace('"number":1', '"number":2'));
    expect((await judge(forged)).faults[0]).toEqual({ code: 'CHECKPOINT_FORGED', file: name });
    const other = await openSigningKey(join(folder, 'keys', 'other.key'));
    writeFileSync(join(folder, 'other.pub'), other.publicKey);
    const { code, out } = await runSalur([
      'audit',
      'verify',
      '--export',
      whole,
      '--public-key',
      join(folder, 'other.pub'),
    ]);
    expect([code, out]).toEqual([1, expect.stringContaining(`The checkpoint ${name} does not carry the signature`)]);
  });

  it('has one checkpoint an hour, under a key that only its owner reads', async () => {
    const before = await notary.store.list();
    expect(await takeCheckpoint(world.ctx, notary)).toEqual(before.at(-1));
    expect(await notary.store.list()).toEqual(before);
    expect(statSync(join(folder, 'keys', 'checkpoint.key')).mode & 0o777).toBe(0o600);
  });
});
