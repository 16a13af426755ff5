import { takeCheckpoint } from '../app/audit/checkpoint.js';
import type { Config } from '../config/config.js';
import { openDatabase } from '../infra/db/database.js';
import type { Stack } from '../infra/embedded/stack.js';
import { openNotary } from './open-audit-context.js';

/** Every start signs how far the record has come: nothing before it can be rewritten afterwards without contradicting a file outside. */
export async function checkpointOnStart(stack: Stack, config: Config): Promise<void> {
  await using db = openDatabase(stack.appUrl, { connections: 1, allowSteppedClock: config.steppedClock });
  await takeCheckpoint({ db }, await openNotary(config));
}
