import { Client, type Connection } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import type { AppContext } from '../app/ports.js';
import { systemClock, steppedClock } from '../infra/clock.js';
import { createDataKeyStore } from '../infra/crypto/data-key-store.js';
import { openKeyRing } from '../infra/crypto/key-ring.js';
import { openVault, type ManagedVault } from '../infra/crypto/vault.js';
import { openDatabase, type OpenDatabase } from '../infra/db/database.js';
import { connectTemporal, type TemporalSettings } from '../infra/temporal/connect-temporal.js';
import { createDataConverter } from '../infra/temporal/data-converter.js';
import { createDocumentRenderer } from '../infra/pdf/create-document-renderer.js';
import { createWakePort } from '../infra/temporal/wake-port.js';
import { createWorkflowPort } from '../infra/temporal/workflow-port.js';
import { createLogger } from '../infra/logger.js';

export interface ContextSettings {
  readonly databaseUrl: string;
  readonly databaseConnections: number;
  readonly temporal: TemporalSettings;
  readonly masterKeyFile: string;
  readonly publicUrl: string;
  /** Simulations and tests only; production refuses it (src/config). */
  readonly allowSteppedClock: boolean;
  readonly processName: string;
}

export interface OpenContext extends AppContext, AsyncDisposable {
  readonly db: OpenDatabase;
  readonly vault: ManagedVault;
  readonly client: Client;
  readonly connection: Connection;
  readonly dataConverter: DataConverter;
}

/** Wires one process: database, keys, Temporal, clock. Everything it opens is closed by disposing it. */
export async function buildContext(settings: ContextSettings): Promise<OpenContext> {
  const db = openDatabase(settings.databaseUrl, {
    connections: settings.databaseConnections,
    allowSteppedClock: settings.allowSteppedClock,
  });
  let connection: Connection | undefined;
  const close = async (): Promise<void> => {
    await connection?.close();
    await db[Symbol.asyncDispose]();
  };
  try {
    const clock = settings.allowSteppedClock ? steppedClock(db) : systemClock;
    const keys = await openKeyRing(settings.masterKeyFile);
    const vault = await openVault(keys, createDataKeyStore(db), clock);
    connection = await connectTemporal(settings.temporal);
    const dataConverter = createDataConverter(keys);
    const client = new Client({ connection, namespace: settings.temporal.namespace, dataConverter });
    return {
      db,
      clock,
      vault,
      client,
      connection,
      dataConverter,
      workflows: createWorkflowPort(client, connection),
      waker: createWakePort(client),
      documents: createDocumentRenderer(),
      log: createLogger(settings.processName, 'info'),
      publicUrl: settings.publicUrl,
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
