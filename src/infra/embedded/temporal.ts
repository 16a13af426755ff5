import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '@temporalio/client';
import { z } from 'zod';
import { SetupError } from '../../config/setup-error.js';
import { connectTemporal } from '../temporal/connect-temporal.js';
import { prepareNamespace, searchAttributePairs } from '../temporal/prepare-namespace.js';
import { findFreePort, isListening } from './free-port.js';
import { startProcess, stopRecordedProcess, type ManagedProcess } from './managed-process.js';
import type { EmbeddedPart } from './part.js';
import { ensurePrivateFolder, readJsonFile, writePrivateFile } from './private-file.js';
import { lastLine } from './run-limited.js';
import type { TemporalCli } from './temporal-cli.js';

export interface EmbeddedTemporal extends EmbeddedPart {
  readonly address: string;
  readonly namespace: string;
  readonly uiUrl: string | undefined;
  /** True when its database file is new: running cases, if any, must be started again from the record. */
  readonly fresh: boolean;
}

export interface TemporalOptions {
  readonly home: string;
  readonly cli: TemporalCli;
  readonly namespace: string;
  /** Temporal's own pages for operators; they cost memory. */
  readonly ui: boolean;
  /** A throw-away home: its end need not be tidy, which takes this server over a second. */
  readonly ephemeral: boolean;
  /** Dynamic configuration of the server beyond what every deployment sets. */
  readonly settings?: readonly string[];
}

const START_LIMIT_MS = 60_000;
const portsSchema = z.object({ port: z.number(), uiPort: z.number() });

/** Defaults allow 10 open and 2,000 total Updates a workflow; one decree or busy proposal may pass both. */
const DYNAMIC_CONFIG = [
  'history.maxInFlightUpdates=1000',
  'history.maxTotalUpdates=20000',
  // Every write is the only one on this machine: the limits protect shared clusters.
  'frontend.namespaceRPS=20000',
  'frontend.rps=20000',
  'history.persistenceMaxQPS=50000',
  'matching.numTaskqueueReadPartitions=1',
  'matching.numTaskqueueWritePartitions=1',
];

/**
 * With a write-ahead log the server did 1.9 times as many operations here as with its own default (2.5 times with
 * `normal`, which a killed process does not notice and a power cut may cost the last moment).
 */
function storagePragmas(ephemeral: boolean): string[] {
  return ['journal_mode=wal', `synchronous=${ephemeral ? 'normal' : 'full'}`];
}

/** Starts Temporal's dev server on loopback with its state under the home, after ending what a killed start left behind. */
export async function startTemporal(options: TemporalOptions): Promise<EmbeddedTemporal> {
  const folder = ensurePrivateFolder(join(options.home, 'temporal'));
  const recordFile = join(options.home, 'temporal.process.json');
  await stopRecordedProcess(recordFile, 'SIGTERM', 5000);
  // A dev file is set up once and never migrated (architecture 5): each server version has its own.
  const database = join(folder, `temporal-${options.cli.serverVersion}.db`);
  const fresh = !existsSync(database);
  const portsFile = join(options.home, 'temporal.json');
  const remembered = portsSchema.safeParse(readJsonFile(portsFile)).data;
  const port = await findFreePort(remembered?.port);
  const uiPort = await findFreePort(remembered?.uiPort);
  writePrivateFile(portsFile, JSON.stringify({ port, uiPort }));
  const address = `127.0.0.1:${port}`;

  const launch = async (): Promise<ManagedProcess> => {
    const server = await startProcess({
      name: 'Temporal',
      command: options.cli.path,
      args: argumentsFor(options, port, uiPort, database),
      logFile: join(options.home, 'logs', 'temporal.log'),
      recordFile,
      stopSignal: options.ephemeral ? 'SIGKILL' : 'SIGTERM',
      graceMs: 8000,
    });
    const connection = await awaitAnswer(server, port, options);
    try {
      await prepareNamespace(connection, options.namespace);
    } finally {
      await connection.close();
    }
    return server;
  };
  let running = await launch();
  return {
    name: 'temporal',
    port,
    address,
    namespace: options.namespace,
    uiUrl: options.ui ? `http://127.0.0.1:${uiPort}` : undefined,
    fresh,
    get pid() {
      return running.pid;
    },
    ended: () => running.ended,
    async restart() {
      running = await launch();
    },
    stop: async () => await running.stop(),
  };
}

function argumentsFor(options: TemporalOptions, port: number, uiPort: number, database: string): string[] {
  const pages = options.ui ? ['--ui-port', String(uiPort), '--ui-disable-news-fetch'] : ['--headless'];
  return ['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port)].concat(
    pages,
    ['--db-filename', database, '--namespace', options.namespace, '--log-level', 'error'],
    storagePragmas(options.ephemeral).flatMap((pragma) => ['--sqlite-pragma', pragma]),
    searchAttributePairs().flatMap((pair) => ['--search-attribute', pair]),
    [...DYNAMIC_CONFIG, ...(options.settings ?? [])].flatMap((pair) => ['--dynamic-config-value', pair]),
  );
}

async function awaitAnswer(server: ManagedProcess, port: number, options: TemporalOptions): Promise<Connection> {
  const until = performance.now() + START_LIMIT_MS;
  let refusal = 'no answer within 60 s';
  while (performance.now() < until && !server.hasEnded()) {
    // A gRPC client whose first try is refused waits a second before its next one.
    if (!(await isListening(port))) {
      await sleep(20);
      continue;
    }
    try {
      return await connectTemporal({ address: `127.0.0.1:${port}`, namespace: options.namespace }, 1000);
    } catch (error) {
      if (!(error instanceof SetupError)) throw error;
      refusal = error.message;
      await sleep(50);
    }
  }
  const output = server.output();
  await server.stop();
  throw new SetupError(explain(output, refusal, options.home));
}

function explain(output: string, refusal: string, home: string): string {
  if (/no space left on device|database or disk is full/i.test(output)) {
    return `The embedded Temporal server did not start because the disk under ${home} is full; free some space or set SALUR_HOME to a folder on another disk.`;
  }
  const reason = lastLine(output) ?? refusal;
  return `The embedded Temporal server did not start: ${reason}; see ${join(home, 'logs', 'temporal.log')} or set TEMPORAL_ADDRESS to a server of your own.`;
}
