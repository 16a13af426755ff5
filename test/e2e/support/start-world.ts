import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { fromPackageRoot } from '../../../src/config/package-root.js';
import { handOnSettings } from '../../../src/config/hand-on-settings.js';
import { People, type Account, type World } from './people.js';

export interface E2eWorld extends World, AsyncDisposable {
  /** Its SALUR_HOME. */
  readonly home: string;
  readonly browser: Browser;
  readonly people: People;
}

const READY = /^Salur is ready at (http:\S+)$/m;
const START_LIMIT_MS = 120_000;

/** The product as `npm start` runs it, in a home of its own, and a browser. */
export async function startWorld(): Promise<E2eWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'salur-e2e-'));
  // the embedded database may run as another user, who must be able to pass through
  chmodSync(folder, 0o711);
  const home = join(folder, 'home');
  // two files at once must not both find the same port free
  const port = await freePort();
  const salur = spawn(process.execPath, [fromPackageRoot('dist', 'src', 'main', 'up.js'), '--demo'], {
    env: handOnSettings({
      SALUR_HOME: home,
      PORT: String(port),
      NODE_ENV: 'test',
      DATABASE_URL: undefined,
      TEMPORAL_ADDRESS: undefined,
      SMTP_URL: undefined,
    }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async (): Promise<void> => {
    if (salur.exitCode === null && salur.signalCode === null) {
      const ended = once(salur, 'exit');
      salur.kill('SIGTERM');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const url = await readyAddress(salur);
    const accounts = JSON.parse(readFileSync(join(home, 'accounts.json'), 'utf8')) as Account[];
    const browser = await launch();
    const people = new People(browser, { url, accounts });
    return {
      url,
      home,
      accounts,
      browser,
      people,
      async [Symbol.asyncDispose]() {
        await people[Symbol.asyncDispose]();
        await browser.close();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function readyAddress(salur: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error(`Salur did not become ready:\n${said}`)), START_LIMIT_MS);
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const address = READY.exec(said)?.[1];
      if (address === undefined) return;
      clearTimeout(limit);
      resolve(address);
    };
    salur.stdout?.on('data', listen);
    salur.stderr?.on('data', listen);
    salur.once('exit', (code) => {
      clearTimeout(limit);
      reject(new Error(`Salur ended with code ${code ?? 'none'}:\n${said}`));
    });
  });
}

async function launch(): Promise<Browser> {
  const executablePath = process.env['SALUR_CHROMIUM'] ?? '/usr/bin/chromium';
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
}
