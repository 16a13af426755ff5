import { examineCase } from '../app/doctor/examine-case.js';
import { diagnoseCase, type CaseDiagnosis, type TechnicalFindings } from '../cli/case-diagnosis.js';
import { readConfig } from '../config/config.js';
import { messageOf, SetupError } from '../config/setup-error.js';
import type { Locale } from '../domain/locale.js';
import { openDatabase } from '../infra/db/database.js';
import { createWorkflowAdmin } from '../infra/temporal/workflow-admin.js';
import { summaryQuery, workflowIds } from '../../workflows/messages.js';
import { buildContext, type OpenContext } from './build-context.js';
import { findServers, type Servers } from './find-servers.js';

const LIMIT_MS = 10_000;

/** The record first: it answers also while Temporal is away, and then says so. */
export async function examineOneCase(reference: string, locale: Locale): Promise<CaseDiagnosis> {
  const config = readConfig();
  const servers = findServers(config);
  await using db = openDatabase(servers.database.appUrl, { connections: 2, allowSteppedClock: true });
  const record = await examineCase({ db }, reference);
  return diagnoseCase(record, await technicalOf(servers, config.masterKeyFile, record.proposalId), locale);
}

async function technicalOf(
  { database, temporal }: Servers,
  masterKeyFile: string,
  proposalId: string,
): Promise<TechnicalFindings | null> {
  let ctx: OpenContext;
  try {
    ctx = await buildContext({
      databaseUrl: database.appUrl,
      databaseConnections: 1,
      temporal,
      masterKeyFile,
      publicUrl: 'http://127.0.0.1:3000',
      allowSteppedClock: true,
      processName: 'doctor',
    });
  } catch (error) {
    // why it is away is the business of `salur doctor`; a case says only that nobody could be asked
    if (error instanceof SetupError) return null;
    throw error;
  }
  await using open = ctx;
  const found = await createWorkflowAdmin(open.client).describe('proposal', proposalId);
  const known = found.status === 'RUNNING' ? await askWorkflow(open, proposalId) : { version: null, silence: null };
  return { ...found, ...known };
}

/** A query is answered by a worker; without one there is no answer. */
async function askWorkflow(
  { client, connection }: OpenContext,
  proposalId: string,
): Promise<Pick<TechnicalFindings, 'version' | 'silence'>> {
  try {
    const handle = client.workflow.getHandle(workflowIds.proposal(proposalId));
    const summary = await connection.withDeadline(new Date(new Date().getTime() + LIMIT_MS), () =>
      handle.query(summaryQuery),
    );
    return { version: summary?.version ?? null, silence: null };
  } catch (error) {
    return { version: null, silence: messageOf(error) };
  }
}
