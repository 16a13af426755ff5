import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lastLine, runSalur } from '../support/run-salur.js';

describe('the command line', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'salur-cli-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('explains every command with examples, and its exit codes', async () => {
    const help = await runSalur(['--help']);
    expect(help.code).toBe(0);
    for (const name of [
      'up',
      'worker',
      'web',
      'migrate',
      'seed',
      'user',
      'substitution',
      'emergency',
      'proposal',
      'policy',
      'calendar',
      'process',
      'simulate',
      'audit',
      'doctor',
    ]) {
      expect(help.out).toMatch(new RegExp(`^  ${name} `, 'm'));
    }
    for (const code of [0, 1, 2, 3, 4, 5, 6, 7]) expect(help.out).toMatch(new RegExp(`^  ${code}  `, 'm'));
    for (const command of [
      ['up'],
      ['user', 'create'],
      ['user', 'reset-password'],
      ['calendar', 'set'],
      ['mail', 'resend'],
      ['emergency', 'request'],
      ['substitution', 'set'],
      ['proposal', 'act'],
      ['simulate'],
      ['doctor'],
      ['migrate'],
      ['audit', 'verify'],
    ]) {
      const { out } = await runSalur([...command, '--help']);
      expect(out).toMatch(/Examples?:\n {2}/);
    }
  });

  it('says in one sentence what is wrong with a command line, and ends with 2', async () => {
    for (const args of [
      ['simulate', 'another'],
      ['simulate', 'bst-2025', '--scale', '-1'],
      ['simulate', 'bst-2025', '--seed', 'x'],
      ['user', 'create', '--email', 'a@b.example'],
      ['user', 'create', '--email', 'a@b.example', '--name', 'A'],
      ['nothing-like-this'],
      ['doctor', '--unknown'],
    ]) {
      const { code, err, out } = await runSalur(args);
      expect([args, code]).toEqual([args, 2]);
      expect(err).toMatch(/^salur: .+/);
      expect(err + out).not.toMatch(/\n\s+at .+:\d+:\d+/);
    }
  });

  it('says in one sentence that no server is there, and ends with 3', async () => {
    const env = { SALUR_HOME: join(folder, 'none'), DATABASE_URL: undefined, TEMPORAL_ADDRESS: undefined };
    for (const args of [['migrate'], ['seed'], ['proposal', 'list', '--as', 'a@b.example']]) {
      const { code, err } = await runSalur(args, { env, input: 'a password\n' });
      expect([args, code]).toEqual([args, 3]);
      expect(err).toContain('start it with "salur up"');
      expect(err.trim().split('\n')).toHaveLength(1);
    }
  });

  it('takes no password from the command line, and none from nowhere', async () => {
    const { code, err } = await runSalur(['proposal', 'list', '--as', 'a@b.example'], { input: '' });
    expect(code).toBe(2);
    expect(err).toContain('No password was given');
    const { code: refused } = await runSalur(['proposal', 'list', '--as', 'a@b.example', '--password', 'x']);
    expect(refused).toBe(2);
  });

  it('gives errors as JSON on stdout where JSON is wanted', async () => {
    const env = { SALUR_HOME: join(folder, 'none'), DATABASE_URL: undefined };
    const { code, out, err } = await runSalur(['migrate', '--json'], { env });
    expect(code).toBe(3);
    expect(JSON.parse(lastLine(out))).toMatchObject({ error: { code: 'SETUP', details: {} } });
    expect(err).toMatch(/^salur: /);
    const wrong = await runSalur(['proposal', 'list', '--json']);
    expect(wrong.code).toBe(2);
    expect(JSON.parse(lastLine(wrong.out))).toMatchObject({
      error: { code: 'USAGE', message: "required option '--as <email>' not specified" },
    });
  });

  it('lets the doctor say why nothing else could be asked', async () => {
    const env = { SALUR_HOME: join(folder, 'none'), DATABASE_URL: undefined };
    const { code, out } = await runSalur(['doctor', '--json'], { env });
    expect(code).toBe(1);
    expect(JSON.parse(lastLine(out))).toMatchObject({
      healthy: false,
      findings: [{ part: 'settings', level: 'wrong' }],
    });
  });
});
