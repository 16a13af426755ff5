import { examineRecord } from '../app/doctor/examine-record.js';
import type { Config } from '../config/config.js';
import { findDisagreement, rebuildWorkflows } from './rebuild-workflows.js';
import { openSeedContext, type SeedServers } from './seed-on-start.js';

/** After a restore, or with another version of Temporal: what fails is named by `salur doctor`, and keeps nobody from starting. */
export async function rebuildOnStart(servers: SeedServers, config: Config): Promise<void> {
  await using ctx = await openSeedContext(servers, config);
  const { expected } = await examineRecord(ctx);
  const { missing } = await findDisagreement(ctx.client, expected);
  const { started, failed } = await rebuildWorkflows(ctx.client, missing);
  for (const { workflowId, reason } of failed) ctx.log.warn({ workflowId, reason }, 'not started from the record');
  ctx.log.info({ started, failed: failed.length }, 'workflows started from the record');
}
