import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTemporal } from '../../src/infra/embedded/temporal.js';
import { findTemporalCli } from '../../src/infra/embedded/temporal-cli.js';
import type { TestNamespace } from './test-namespace.js';

export interface OwnTemporal extends TestNamespace, AsyncDisposable {
  /** SIGKILL, and its end. */
  killed(): Promise<void>;
  /** On the same address, from the file that the killed one left. */
  restart(): Promise<void>;
}

/** An embedded Temporal server of the test's own, which it may kill or set: the shared one serves other files too. */
export async function startOwnTemporal(settings: readonly string[] = []): Promise<OwnTemporal> {
  const home = mkdtempSync(join(tmpdir(), 'salur-temporal-'));
  const cli = await findTemporalCli(home);
  const server = await startTemporal({ home, cli, namespace: 'salur', ui: false, ephemeral: true, settings });
  return {
    address: server.address,
    namespace: server.namespace,
    async killed() {
      const ended = server.ended();
      process.kill(server.pid, 'SIGKILL');
      await ended;
    },
    restart: () => server.restart(),
    async [Symbol.asyncDispose]() {
      await server.stop();
      rmSync(home, { recursive: true });
    },
  };
}
