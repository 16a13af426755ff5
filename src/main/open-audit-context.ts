import type { AuditContext } from '../cli/cli-parts.js';
import { readConfig, type Config } from '../config/config.js';
import { checkpointFolder } from '../infra/checkpoint-folder.js';
import { systemClock } from '../infra/clock.js';
import { openSigningKey } from '../infra/crypto/signing-key.js';
import { openDatabase } from '../infra/db/database.js';
import { findServers } from './find-servers.js';
import type { Notary } from '../app/ports.js';

/** The database and the checkpoints beside it, without Temporal: an audit needs no more. */
export async function openAuditContext(): Promise<AuditContext> {
  const config = readConfig();
  const { database } = findServers(config);
  // only to look: the record of a simulation is judged too
  const db = openDatabase(database.appUrl, { connections: 2, allowSteppedClock: true });
  return {
    db,
    clock: systemClock,
    notary: await openNotary(config),
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  };
}

/** What signs checkpoints, and the folder that keeps them. */
export async function openNotary(config: Pick<Config, 'checkpointFolder' | 'checkpointKeyFile'>): Promise<Notary> {
  return {
    store: checkpointFolder(config.checkpointFolder),
    signer: await openSigningKey(config.checkpointKeyFile),
  };
}
