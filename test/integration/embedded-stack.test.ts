import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import pg from 'pg';
import { fromPackageRoot } from '../../src/config/package-root.js';
import { birthOf, commandLineOf } from '../../src/infra/embedded/process-identity.js';
import { startStack, superviseStack, type Stack } from '../../src/infra/embedded/stack.js';
import type { SupervisionEvent } from '../../src/infra/embedded/supervise-part.js';
import { connectTemporal } from '../../src/infra/temporal/connect-temporal.js';

let parent: string;
let home: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'salur-test-'));
  chmodSync(parent, 0o755);
  home = join(parent, 'home');
});

afterEach(() => rmSync(parent, { recursive: true, force: true }));

describe('the embedded stack', () => {
  it('answers in all three parts and keeps everything over a second start', async () => {
    const first = await startStack({ home });
    await note(first, 'kept');
    await sendMail(first, 'First mail');
    expect(await retentionDays(first)).toBeGreaterThanOrEqual(30);
    expect(first.temporalLostCases).toBe(false);
    await first.stop();

    const second = await startStack({ home });
    try {
      expect(second.appliedMigrations).toEqual([]);
      expect(second.temporalLostCases).toBe(false);
      expect(await notes(second)).toEqual(['kept']);
      const mails = second.parts.inbox?.list() ?? [];
      expect(mails).toMatchObject([
        { id: '00000001', from: 'salur@example.org', to: ['lks@example.org'], subject: 'First mail' },
      ]);
      await sendMail(second, 'Second mail');
      expect(second.parts.inbox?.list().map(({ subject }) => subject)).toEqual(['First mail', 'Second mail']);
      expect(await second.parts.inbox?.read('00000001')).toMatchObject({
        text: 'Isi surat',
        html: '<b>Isi surat</b>',
      });
    } finally {
      await second.stop();
    }
  });

  it('says when Temporal has forgotten what the database remembers', async () => {
    await (await startStack({ home, migrations: false })).stop();
    rmSync(join(home, 'temporal'), { recursive: true });
    await using stack = await startStack({ home, migrations: false });
    expect(stack.temporalLostCases).toBe(true);
  });

  it('stores committed data durably, in UTC and UTF-8', async () => {
    await using stack = await startStack({ home });
    const settings = await query(
      stack.ownerUrl,
      `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit,
              current_setting('timezone') AS zone, current_setting('server_encoding') AS encoding, lower('É') AS lower`,
    );
    expect(settings).toEqual([{ fsync: 'on', commit: 'on', zone: 'UTC', encoding: 'UTF8', lower: 'é' }]);
  });

  it('says in one sentence that another Salur runs in this home', async () => {
    await using first = await startStack({ home, migrations: false });
    first.lock.announce('http://127.0.0.1:3000');
    await expect(startStack({ home })).rejects.toThrow(
      `Salur is already running at http://127.0.0.1:3000 (process ${process.pid}) with ${home}; use that one, stop it with Ctrl-C, or set SALUR_HOME to another folder.`,
    );
    expect(await query(first.ownerUrl, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
  });

  it('brings a killed PostgreSQL and a killed Temporal back on their ports, with what was committed', async () => {
    await using stack = await startStack({ home });
    await note(stack, 'before the kill');
    const { postgres, temporal } = stack.parts;
    const before = [postgres?.pid ?? 0, temporal?.pid ?? 0];
    const events: SupervisionEvent[] = [];
    superviseStack(stack, (event) => events.push(event));
    for (const pid of before) process.kill(pid, 'SIGKILL');

    while (events.filter(({ kind }) => kind === 'restarted').length < 2) await sleep(50);

    expect(await notes(stack)).toEqual(['before the kill']);
    expect(await retentionDays(stack)).toBeGreaterThanOrEqual(30);
    expect([postgres?.pid, temporal?.pid]).not.toEqual(before);
    expect(events.filter(({ kind }) => kind === 'ended')).toContainEqual({
      kind: 'ended',
      part: 'postgres',
      reason: 'was ended by SIGKILL',
      waitMs: 250,
    });

    const after = [postgres?.pid ?? 0, temporal?.pid ?? 0];
    await stack.stop();
    expect(after.map(birthOf)).toEqual([undefined, undefined]);
    expect(events.filter(({ kind }) => kind === 'restarted')).toHaveLength(2);
  });

  it('ends the servers of a start that was killed, even if nothing of it was left to do so', async () => {
    const victim = await startInChild();
    const { postgres, temporal, guard } = victim.pids;
    process.kill(guard, 'SIGKILL');
    await victim.kill();
    expect([birthOf(postgres), birthOf(temporal)]).toEqual([expect.any(String), expect.any(String)]);

    await using stack = await startStack({ home });
    expect([birthOf(postgres), birthOf(temporal)]).toEqual([undefined, undefined]);
    expect(await notes(stack)).toEqual(['of the killed start']);
  });

  it('does not outlive a killed start', async () => {
    const victim = await startInChild();
    await victim.kill();
    while (birthOf(victim.pids.postgres) !== undefined || birthOf(victim.pids.temporal) !== undefined) await sleep(50);
    expect(await stateOfPostmasterLock()).toBe('gone');
  });

  it('leaves a process alone whose number a stale lock names', async () => {
    await (await startStack({ home, migrations: false })).stop();
    const other = spawn('sleep', ['600'], { stdio: 'ignore' });
    try {
      const lock = `${other.pid}\n${join(home, 'postgres', 'data')}\n`;
      writeFileSync(join(home, 'postgres', 'data', 'postmaster.pid'), lock);
      writeFileSync(join(home, 'temporal.process.json'), JSON.stringify({ pid: other.pid, birth: 'another life' }));
      writeFileSync(join(home, 'lock.json'), JSON.stringify({ pid: other.pid, birth: 'another life' }));
      await using stack = await startStack({ home, migrations: false });
      expect(await query(stack.ownerUrl, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
      expect(commandLineOf(other.pid ?? 0)).toContain('sleep');
    } finally {
      other.kill();
    }
  });

  it('works in a folder closed to all others', async () => {
    chmodSync(parent, 0o700);
    const said: string[] = [];
    await using stack = await startStack({ home, migrations: false, say: (text) => said.push(text) });
    const data = stack.parts.postgres?.dataFolder ?? '';
    try {
      expect(await query(stack.ownerUrl, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
      const moved = `The folders above ${home} are closed to the user "postgres", so the database lies in ${join(data, '..')}.`;
      expect(said.includes(moved)).toBe(process.getuid?.() === 0);
      expect(data.startsWith(home)).toBe(process.getuid?.() !== 0);
    } finally {
      await stack.stop();
      rmSync(join(data, '..'), { recursive: true });
    }
  });

  it('starts beside a program that took its remembered ports', async () => {
    const first = await startStack({ home, migrations: false });
    await first.stop();
    const { port } = JSON.parse(readFileSync(join(home, 'postgres.json'), 'utf8')) as { port: number };
    const squatter = spawn(
      process.execPath,
      ['--eval', `require('node:net').createServer().listen(${port}, '127.0.0.1', () => console.log('taken'))`],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    try {
      await once(squatter.stdout, 'data');
      await using stack = await startStack({ home, migrations: false });
      expect(stack.parts.postgres?.port).not.toBe(port);
      expect(await query(stack.ownerUrl, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
    } finally {
      squatter.kill();
    }
  });

  it('says in one sentence that the home cannot be made', async () => {
    writeFileSync(join(parent, 'file'), '');
    await expect(startStack({ home: join(parent, 'file', 'home') })).rejects.toThrow(
      /^SALUR_HOME \(.*home\) cannot be written: .*; point SALUR_HOME to a folder on a disk that you can write to\.$/,
    );
  });

  it('says in one sentence that a server it was pointed to does not answer', async () => {
    const temporal = { address: '127.0.0.1:1', namespace: 'salur' };
    await expect(startStack({ home, migrations: false, temporal })).rejects.toThrow(
      /^Temporal does not answer at TEMPORAL_ADDRESS 127\.0\.0\.1:1 \(.*\); start it, or correct the address, TEMPORAL_TLS or TEMPORAL_API_KEY\.$/,
    );
  });
});

interface Victim {
  readonly pids: { readonly postgres: number; readonly temporal: number; readonly guard: number };
  kill(): Promise<void>;
}

/** A start in a process of its own, to be killed. */
async function startInChild(): Promise<Victim> {
  mkdirSync(home, { recursive: true });
  const module = JSON.stringify(fromPackageRoot('dist', 'src', 'infra', 'embedded', 'stack.js'));
  const script = `
    const { startStack } = await import(${module});
    const { default: pg } = await import('pg');
    const { readdirSync, readFileSync } = await import('node:fs');
    const { spawnSync } = await import('node:child_process');
    const stack = await startStack({ home: ${JSON.stringify(home)} });
    const client = new pg.Client({ connectionString: stack.ownerUrl });
    await client.connect();
    await client.query("CREATE TABLE note (text text)");
    await client.query("INSERT INTO note VALUES ('of the killed start')");
    const guard = spawnSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' }).stdout;
    console.log(JSON.stringify({
      postgres: stack.parts.postgres.pid,
      temporal: stack.parts.temporal.pid,
      guard: Number.parseInt(guard.split('\\n').find((line) => line.includes('while IFS=')), 10),
    }));
    setInterval(() => undefined, 60_000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: fromPackageRoot(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return {
    pids: JSON.parse(line) as Victim['pids'],
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function stateOfPostmasterLock(): Promise<'gone' | 'there'> {
  const lock = join(home, 'postgres', 'data', 'postmaster.pid');
  for (let waitsLeft = 100; waitsLeft > 0; waitsLeft -= 1) {
    try {
      readFileSync(lock);
    } catch {
      return 'gone';
    }
    await sleep(50);
  }
  return 'there';
}

async function note(stack: Stack, text: string): Promise<void> {
  await query(stack.ownerUrl, 'CREATE TABLE IF NOT EXISTS note (text text)');
  await query(stack.ownerUrl, `INSERT INTO note VALUES ('${text}')`);
}

async function notes(stack: Stack): Promise<unknown[]> {
  return (await query(stack.ownerUrl, 'SELECT text FROM note')).map((row) => row['text']);
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function retentionDays(stack: Stack): Promise<number> {
  const connection = await connectTemporal(stack.temporal);
  try {
    const { config } = await connection.workflowService.describeNamespace({ namespace: stack.namespace });
    return Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) / 86_400;
  } finally {
    await connection.close();
  }
}

async function sendMail(stack: Stack, subject: string): Promise<void> {
  const transport = createTransport(stack.smtpUrl);
  await transport.sendMail({
    from: 'salur@example.org',
    to: 'lks@example.org',
    subject,
    text: 'Isi surat',
    html: '<b>Isi surat</b>',
  });
  transport.close();
}
