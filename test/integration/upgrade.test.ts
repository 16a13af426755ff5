import { chmodSync, copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { checkInvariants } from '../../src/app/record/check-invariants.js';
import { verifyChain } from '../../src/app/record/verify-chain.js';
import type { RestoreReport } from '../../src/cli/backup-report.js';
import { fromPackageRoot } from '../../src/config/package-root.js';
import { handOnSettings } from '../../src/config/hand-on-settings.js';
import type { Role } from '../../src/domain/roles.js';
import { startStack } from '../../src/infra/embedded/stack.js';
import { judgeAllDifferent } from '../support/judge-identities.js';
import { asking } from '../support/asking.js';
import { receive, report } from '../support/close-proposal.js';
import { bringIntoForce, include } from '../support/decree-steps.js';
import { dispatch, plan, signPacts, type Unit } from '../support/delivery-steps.js';
import type { DumpedCases } from '../support/dumped-cases.js';
import { openRestored, type RestoredWorld } from '../support/restored-world.js';
import { lastLine, runSalur } from '../support/run-salur.js';
import { act, contentHashOf, walkFrom } from '../support/walk-proposal.js';
import { startWorkerProcess } from '../support/worker-process.js';
import type { World } from '../support/world.js';

const releases = readdirSync(fromPackageRoot('test', 'upgrade'));
// servers of its own, which a busy machine starts slowly
const LIMIT_MS = 300_000;

it.each(releases)(
  'the cases that release %s left open go on to their end',
  async (release) => {
    const dump = fromPackageRoot('test', 'upgrade', release);
    const folder = mkdtempSync(join(tmpdir(), 'salur-upgrade-'));
    // the database's user must pass through
    chmodSync(folder, 0o711);
    const home = join(folder, 'home');
    try {
      const alone = { SALUR_HOME: home, DATABASE_URL: undefined, TEMPORAL_ADDRESS: undefined, SMTP_URL: undefined };
      // a checkout gives its files to everybody; a key file that others may read is refused
      const keys = join(folder, 'dumped.key');
      copyFileSync(join(dump, 'master.key'), keys);
      chmodSync(keys, 0o600);
      const ran = await runSalur(['restore', dump, '--keys', keys, '--json'], { env: handOnSettings(alone) });
      expect(ran.code === 0 ? '' : ran.err + ran.out).toBe('');
      const restored = JSON.parse(lastLine(ran.out)) as RestoreReport;
      // eight cases, the open decree, the batch that is on the way
      expect(restored).toMatchObject({ chain: { faults: [] }, workflows: { started: 10, failed: 0 } });

      await using stack = await startStack({ home });
      await using record = await openRestored(stack);
      await using worker = startWorkerProcess(record.environment);
      const cases = JSON.parse(readFileSync(join(dump, 'cases.json'), 'utf8')) as DumpedCases;
      await goOn(worldOf(record, cases), cases);
      expect(worker.lastWords()).toBeUndefined();
      const ends = await record.sql(`select state, count(*)::int as cases from proposal group by state`);
      expect(ends).toEqual([{ state: 'CLOSED', cases: 8 }]);
      expect((await verifyChain(record.ctx)).faults).toEqual([]);
      expect((await checkInvariants(record.ctx)).filter(({ violations }) => violations.length > 0)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  LIMIT_MS,
);

/** Every case goes on from where the dump has it, by the people of the dump. */
async function goOn(world: World, cases: DumpedCases): Promise<void> {
  const { returned, held, endorsed, pending, fenced, signed, dispatched, reportDue } = cases.drafts;
  const unit: Unit = { id: cases.unitId, officer: world.as('UPTD_OFFICER') };
  await asking(() =>
    act(world, world.as('KABID'), held.proposalId, 'resume', { words: 'Diterima.' }, `resume/${held.proposalId}`),
  );
  await walkFrom(world, held, 'assign_field');
  await asking(async () =>
    act(
      world,
      returned.operator,
      returned.proposalId,
      'resubmit',
      { contentHash: await contentHashOf(world, returned) },
      `resubmit/${returned.proposalId}`,
    ),
  );
  // the dumped children all have one name and one birthday
  await judgeAllDifferent(world.ctx, world.as('KABID'));
  await walkFrom(world, returned, 'pass_admin');
  await walkFrom(world, endorsed, 'endorse_2');
  await walkFrom(world, pending, 'confirm_consider');
  const later = [held, returned, endorsed, pending];
  await include(world, cases.openDecree, later);
  await bringIntoForce(world, cases.openDecree);
  const decreed = [...later, fenced];
  await signPacts(world, decreed);
  const batchId = await plan(world, cases.openDecree, unit, decreed);
  await dispatch(world, batchId);
  await receive(world, unit, batchId, decreed);
  const signedBatch = await plan(world, cases.decreeInForce, unit, [signed]);
  await dispatch(world, signedBatch);
  await receive(world, unit, signedBatch, [signed]);
  await receive(world, unit, cases.batchOnTheWay, [dispatched]);
  for (const draft of [...decreed, signed, dispatched, reportDue]) await report(world, draft);
}

function worldOf({ ctx, sql, environment }: RestoredWorld, cases: DumpedCases): World {
  const userId = (role: Role, nth = 0): string => {
    const found = cases.users[role]?.[nth];
    if (found === undefined) throw new Error(`the dump has no ${role} number ${nth}`);
    return found;
  };
  const never = (): never => {
    throw new Error('what a dump holds is all there is');
  };
  return {
    ctx,
    sql,
    environment,
    get notary() {
      return never();
    },
    appUrl: environment['DATABASE_URL'] ?? '',
    programmeId: cases.programmeId,
    packageId: cases.packageId,
    userId,
    as: (role, nth = 0) => ({ kind: 'user', userId: userId(role, nth) }),
    draft: never,
    startWorker: never,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
