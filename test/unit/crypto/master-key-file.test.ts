import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createMasterKeyFile } from '../../../src/infra/crypto/key-file.js';
import { openKeyRing } from '../../../src/infra/crypto/key-ring.js';
import { loadMasterKey, masterNamed } from '../../../src/infra/crypto/master-key.js';
import { forgetMaster, rotateMaster } from '../../../src/infra/crypto/rotate-master.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'salur-keys-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true });
});

describe('the master key file', () => {
  it('is private, whole, and gives the same keys on every load', async () => {
    const path = join(directory, 'deeper', 'keys', 'master.key');
    await createMasterKeyFile(path);

    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(directory, 'deeper', 'keys'))).toEqual(['master.key']);
    expect(await loadMasterKey(path)).toEqual(await loadMasterKey(path));
    const { wrapping, lookupRoot, payload } = await loadMasterKey(path);
    const hex = [wrapping, lookupRoot, payload].map((key) => Buffer.from(key).toString('hex'));
    expect(new Set(hex).size).toBe(3);
    expect(hex.every((key) => key.length === 64)).toBe(true);
  });

  it('differs between installations', async () => {
    await createMasterKeyFile(join(directory, 'a'));
    await createMasterKeyFile(join(directory, 'b'));
    const [a, b] = [await loadMasterKey(join(directory, 'a')), await loadMasterKey(join(directory, 'b'))];
    expect(a.fingerprint).not.toBe(b.fingerprint);
    expect(a.wrapping).not.toEqual(b.wrapping);
  });

  it('is never overwritten, and a refused creation leaves nothing behind', async () => {
    const path = join(directory, 'master.key');
    await createMasterKeyFile(path);
    const before = await readFile(path, 'utf8');
    await expect(createMasterKeyFile(path)).rejects.toMatchObject({ code: 'KEY_FILE_EXISTS' });
    expect(await readFile(path, 'utf8')).toBe(before);
    expect(await readdir(directory)).toEqual(['master.key']);
  });

  it('created by several starts at once has one winner', async () => {
    const path = join(directory, 'master.key');
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => createMasterKeyFile(path)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await loadMasterKey(path)).wrapping).toHaveLength(32);
  });

  it.each([
    ['missing', async (): Promise<void> => undefined, 'KEY_FILE_MISSING'],
    ['empty', (path: string) => writeFile(path, '', { mode: 0o600 }), 'KEY_FILE_MALFORMED'],
    [
      'cut off',
      (path: string) => writeFile(path, 'salur-keys 1\nmaster AAAA\nlookup AAAA\n', { mode: 0o600 }),
      'KEY_FILE_MALFORMED',
    ],
    [
      'another kind of file',
      (path: string) => writeFile(path, '-----BEGIN PRIVATE KEY-----\n', { mode: 0o600 }),
      'KEY_FILE_MALFORMED',
    ],
    ['a directory', (path: string) => symlink(directory, path), 'KEY_FILE_UNREADABLE'],
  ])('%s is refused in one sentence that names it', async (_, prepare, code) => {
    const path = join(directory, 'master.key');
    await prepare(path);
    const error = await loadMasterKey(path).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ code });
    const { message } = error as Error;
    expect(message).toContain(path);
    expect(message).toMatch(/^The key file [^\n]+\.$/);
  });

  it.each([0o640, 0o604, 0o660, 0o644])('of mode %o is refused, for its keys may be known', async (mode) => {
    const path = join(directory, 'master.key');
    await createMasterKeyFile(path);
    await chmod(path, mode);
    await expect(loadMasterKey(path)).rejects.toMatchObject({ code: 'KEY_FILE_MODE' });
    await chmod(path, 0o600);
    expect((await loadMasterKey(path)).wrapping).toHaveLength(32);
  });
});

describe('a rotated key file', () => {
  it('has a new master, the same look-ups, and goes on opening what the earlier masters closed', async () => {
    const path = join(directory, 'master.key');
    await createMasterKeyFile(path);
    const first = await loadMasterKey(path);
    const { from, to } = await rotateMaster(path, new Date('2026-03-03T01:00:00Z'));
    await rotateMaster(path, new Date('2027-03-03T01:00:00Z'));
    const keys = await loadMasterKey(path);
    expect(from).toBe(first.fingerprint);
    expect(keys.lookupRoot).toEqual(first.lookupRoot);
    expect(keys.previous.map(({ fingerprint, retiredAt }) => [fingerprint, retiredAt])).toEqual([
      [to, '2027-03-03T01:00:00.000Z'],
      [from, '2026-03-03T01:00:00.000Z'],
    ]);
    expect(masterNamed(keys, from)?.wrapping).toEqual(first.wrapping);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(directory)).toEqual(['master.key']);

    await forgetMaster(path, from);
    expect((await loadMasterKey(path)).previous.map(({ fingerprint }) => fingerprint)).toEqual([to]);
  });

  it('is seen by a running process at once where it must be', async () => {
    const path = join(directory, 'master.key');
    await createMasterKeyFile(path);
    const latest = await openKeyRing(path);
    const { from, to } = await rotateMaster(path, new Date('2026-03-03T01:00:00Z'));
    expect((await latest()).fingerprint).toBe(from);
    expect((await latest('now')).fingerprint).toBe(to);
    expect((await latest()).fingerprint).toBe(to);
  });

  it('with a torn line is refused as a whole', async () => {
    const path = join(directory, 'master.key');
    await createMasterKeyFile(path);
    await rotateMaster(path, new Date('2026-03-03T01:00:00Z'));
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.slice(0, -30));
    await expect(loadMasterKey(path)).rejects.toMatchObject({ code: 'KEY_FILE_MALFORMED' });
  });
});
