import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectTemporal } from '../../src/infra/temporal/connect-temporal.js';
import { prepareNamespace } from '../../src/infra/temporal/prepare-namespace.js';
import { sharedStack } from './shared-stack.js';

export interface TestNamespace {
  readonly address: string;
  readonly namespace: string;
}

/**
 * A Temporal namespace of the caller's own: workflow ids such as `mailer` and the queues are the same in every file, so
 * two files must not share one. It ends with the server.
 */
export async function createTestNamespace(): Promise<TestNamespace> {
  const { temporalAddress: address } = sharedStack();
  const namespace = `test-${randomBytes(8).toString('hex')}`;
  const connection = await connectTemporal({ address, namespace });
  try {
    // A new namespace reaches the server's own caches within a second; until then it is "not found".
    for (let waitsLeft = 300; (await prepareNamespace(connection, namespace)).length > 0; waitsLeft -= 1) {
      if (waitsLeft === 0) throw new Error(`Temporal does not know the namespace ${namespace} after 30 s`);
      await sleep(100);
    }
  } finally {
    await connection.close();
  }
  return { address, namespace };
}
