import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fromPackageRoot } from '../../src/config/package-root.js';
import { birthOf } from '../../src/infra/embedded/process-identity.js';

/** Two small programs stand for worker and web: what is tested is what `npm start` does around them. */
const WORKER = `
  import { appendFileSync } from 'node:fs';
  const note = (text) => appendFileSync(process.env.SALUR_HOME + '/diary', text + '\\n');
  process.on('SIGTERM', () => { note('worker drained'); process.exit(0); });
  note('worker up');
  setInterval(() => undefined, 60_000);`;

const WEB = `
  import { appendFileSync } from 'node:fs';
  import { createServer } from 'node:http';
  const note = (text) => appendFileSync(process.env.SALUR_HOME + '/diary', text + '\\n');
  const settings = Object.keys(process.env).filter((name) => /^(DATABASE|AUTH_DATABASE|TEMPORAL|SMTP|SALUR|PORT)/.test(name));
  const server = createServer((request, response) => {
    if (request.url === '/settings') response.end(JSON.stringify(settings.map((name) => [name, process.env[name]])));
    else response.writeHead(request.url === '/health/ready' ? 200 : 404).end();
  });
  server.listen(Number(process.env.PORT), '127.0.0.1', () => note('web up'));
  process.on('SIGTERM', () => { note('web drained'); process.exit(0); });`;

interface Up {
  readonly child: ChildProcess;
  /** Everything it printed so far. */
  output(): string;
  /** Waits for a text in the output and returns the first line that holds it. */
  sees(text: string): Promise<string>;
  end(signal: NodeJS.Signals): Promise<number | null>;
}

let folder: string;
let home: string;
const started: Up[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'salur-up-'));
  chmodSync(folder, 0o711);
  home = join(folder, 'home');
  writeFileSync(join(folder, 'worker.mjs'), WORKER);
  writeFileSync(join(folder, 'web.mjs'), WEB);
});

afterEach(async () => {
  for (const up of started.splice(0)) await up.end('SIGTERM');
  rmSync(folder, { recursive: true });
});

describe('npm start', () => {
  it('says where it is ready, hands the settings on, and ends pages, worker and servers in this order', async () => {
    const up = start({ DATABASE_OWNER_URL: '' });
    const line = await up.sees('Salur is ready');
    expect(line).toMatch(/^Salur is ready at http:\/\/127\.0\.0\.1:\d+$/);
    const url = line.replace('Salur is ready at ', '');

    const settings = Object.fromEntries((await (await fetch(`${url}/settings`)).json()) as [string, string][]);
    expect(Object.keys(settings)).not.toContain('DATABASE_OWNER_URL');
    expect(settings).toMatchObject({
      DATABASE_URL: expect.stringMatching(/^postgresql:\/\/salur_app:/),
      AUTH_DATABASE_URL: expect.stringMatching(/^postgresql:\/\/salur_auth:/),
      TEMPORAL_NAMESPACE: 'salur',
      SMTP_URL: expect.stringMatching(/^smtp:\/\/127\.0\.0\.1:/),
      SALUR_HOME: home,
      SALUR_DEMO: 'true',
      SALUR_PUBLIC_URL: url,
    });
    expect(statSync(settings['SALUR_MASTER_KEY_FILE'] ?? '').mode & 0o777).toBe(0o600);

    expect(existsSync(join(home, 'postgres', 'data'))).toBe(true);
    expect(existsSync(join(home, 'checkpoints', '00000001.json'))).toBe(true);
    expect(await up.end('SIGINT')).toBe(0);
    // both start at once, so either may be up first; they end one after the other
    const told = diary();
    expect(told.slice(0, 2).toSorted((a, b) => a.localeCompare(b))).toEqual(['web up', 'worker up']);
    expect(told.slice(2)).toEqual(['web drained', 'worker drained']);
    expect(up.output()).toContain('Salur has stopped');
  });

  // one walk, because each start makes a database anew
  it('refuses a second start by naming the first, starts killed pages again at the same address, and clears up after a start that was killed outright', async () => {
    const first = start();
    const url = (await first.sees('Salur is ready')).replace('Salur is ready at ', '');
    const second = start();
    expect(await once(second.child, 'exit')).toEqual([1, null]);
    expect(second.output()).toContain(
      `Salur: Salur is already running at ${url} (process ${first.child.pid ?? 0}) with ${home}; use that one, stop it with Ctrl-C, or set SALUR_HOME to another folder.\n`,
    );
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);

    process.kill(recordedPid('web'), 'SIGKILL');
    await first.sees('web runs again');
    while (diary().filter((line) => line === 'web up').length < 2) await sleep(20);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);

    const leftovers = ['web', 'worker', 'postgres', 'temporal'].map(recordedPid);
    await first.end('SIGKILL');
    const next = start();
    await next.sees('Salur is ready');
    expect(leftovers.map(birthOf)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('takes the next port when 3000 is taken', async () => {
    const squatter = createServer();
    squatter.on('error', () => undefined);
    squatter.listen(3000, '127.0.0.1');
    try {
      const up = start();
      const line = await up.sees('Salur is ready');
      expect(Number(new URL(line.replace('Salur is ready at ', '')).port)).toBeGreaterThan(3000);
      expect(up.output()).toContain('port 3000 is taken, so the pages are at ');
    } finally {
      squatter.close();
    }
  });

  it('says in one sentence that the port asked for is taken', async () => {
    const squatter = createServer();
    await once(squatter.listen(0, '127.0.0.1'), 'listening');
    const address = squatter.address();
    const port = typeof address === 'object' && address !== null ? String(address.port) : '';
    try {
      const up = start({ PORT: port });
      expect(await once(up.child, 'exit')).toEqual([1, null]);
      expect(up.output()).toContain(
        `Salur: PORT ${port} is taken by another program; stop that program or set PORT to another number.\n`,
      );
      expect(up.output()).not.toMatch(/^\s+at /m);
    } finally {
      squatter.close();
    }
  });

  it('says why the pages ended before they were ready, and ends everything', async () => {
    // not before the worker is up, or it might end by the signal before it can say that it drains
    const diaryFile = `process.env.SALUR_HOME + '/diary'`;
    const program = `
      import { existsSync } from 'node:fs';
      setInterval(() => {
        if (!existsSync(${diaryFile})) return;
        console.error('Salur: the pages lack their ink.');
        process.exit(1);
      }, 10);`;
    writeFileSync(join(folder, 'web.mjs'), program);
    const up = start();
    expect(await once(up.child, 'exit')).toEqual([1, null]);
    expect(up.output()).toContain(
      `Salur: The web process ended with code 1: Salur: the pages lack their ink.; see ${join(home, 'logs', 'web.log')}.\n`,
    );
    expect(diary()).toEqual(['worker up', 'worker drained']);
  });

  it('says in one sentence what is wrong with a setting, before it starts anything', async () => {
    const up = start({ PORT: 'many' });
    expect(await once(up.child, 'exit')).toEqual([1, null]);
    expect(up.output()).toBe('Salur: PORT is no port number; write a number from 1 to 65535.\n');
  });
});

function start(env: NodeJS.ProcessEnv = {}): Up {
  const module = JSON.stringify(fromPackageRoot('dist', 'src', 'main', 'run-up.js'));
  const report = JSON.stringify(fromPackageRoot('dist', 'src', 'main', 'report-fatal.js'));
  const programs = JSON.stringify({ worker: join(folder, 'worker.mjs'), web: join(folder, 'web.mjs') });
  const script = `const { runUp } = await import(${module}); const { reportFatal } = await import(${report});
    await runUp({ args: ['--demo'], programs: ${programs} }).catch(reportFatal);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, NODE_ENV: 'development', SALUR_HOME: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: Buffer): void => {
    output += chunk.toString('utf8');
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const up: Up = {
    child,
    output: () => output,
    async sees(text) {
      for (;;) {
        const line = output.split('\n').find((candidate) => candidate.includes(text));
        if (line !== undefined) return line;
        if (child.exitCode !== null) throw new Error(`It ended with code ${child.exitCode}:\n${output}`);
        await sleep(20);
      }
    },
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
      return child.exitCode;
    },
  };
  started.push(up);
  return up;
}

function recordedPid(name: string): number {
  return (JSON.parse(readFileSync(join(home, `${name}.process.json`), 'utf8')) as { pid: number }).pid;
}

function diary(): string[] {
  return readFileSync(join(home, 'diary'), 'utf8').trim().split('\n');
}
