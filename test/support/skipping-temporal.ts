import { TestWorkflowEnvironment } from '@temporalio/testing';
import { findTestServer } from '../../src/infra/embedded/temporal-cli.js';
import { readyRuntime } from './ready-runtime.js';
import type { TestNamespace } from './test-namespace.js';

export interface SkippingTemporal extends TestNamespace, AsyncDisposable {
  /** So much time passes at once, and the timers that it passes ring. */
  pass(milliseconds: number): Promise<void>;
}

/** The Temporal server for tests, whose time stands still apart from the seconds that really pass until a test lets it jump. */
export async function startSkippingTemporal(): Promise<SkippingTemporal> {
  readyRuntime();
  const path = await findTestServer();
  const server = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
  });
  return {
    address: server.address,
    namespace: server.namespace ?? 'default',
    pass: (milliseconds) => server.sleep(milliseconds),
    [Symbol.asyncDispose]: () => server.teardown(),
  };
}
