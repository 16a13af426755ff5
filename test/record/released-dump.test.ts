import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { fromPackageRoot } from '../../src/config/package-root.js';
import { readBackup } from '../../src/infra/backup/manifest.js';
import { receive } from '../support/close-proposal.js';
import { include, openDecree } from '../support/decree-steps.js';
import { dispatch, plan, provincialUnit, readyToDeliver } from '../support/delivery-steps.js';
import type { DumpedCases } from '../support/dumped-cases.js';
import { runSalur } from '../support/run-salur.js';
import { act, walkTo, type WalkStep } from '../support/walk-proposal.js';
import { createWorld, type Draft } from '../support/world.js';

// Not a test of the product: writes the dump of this release, with a case open in every part of the way (CONTRIBUTING.md).
// What a release has dumped is never written anew.

const { version } = JSON.parse(readFileSync(fromPackageRoot('package.json'), 'utf8')) as { version: string };
const folder = fromPackageRoot('test', 'upgrade', version);

if (existsSync(folder)) it('the dump of this release is there already, whole, and stays', keeps);
else it('the dump of this release', writes);

async function keeps(): Promise<void> {
  expect((await readBackup(folder)).tables).not.toEqual([]);
  const cases = JSON.parse(readFileSync(`${folder}/cases.json`, 'utf8')) as DumpedCases;
  expect(Object.keys(cases.drafts)).toHaveLength(8);
}

async function writes(): Promise<void> {
  await using world = await createWorld();
  const workers = await world.startWorker();
  try {
    const at = async (last: WalkStep): Promise<Draft> => {
      const draft = await world.draft({ persons: 1 });
      // whenever it is restored, the institution must still be registered
      await world.sql(`update institution set registration_valid_until = '2099-12-31' where id = $1`, [
        draft.institutionId,
      ]);
      await walkTo(world, draft, last);
      return draft;
    };
    const returned = await at('start_admin');
    const remarks = [{ target: 'SPTJ', words: 'Tanda tangan tidak terbaca' }];
    await act(world, world.as('ADMIN_VERIFIER'), returned.proposalId, 'return', { words: 'Lengkapi.', remarks });
    const held = await at('pass_admin');
    await act(world, world.as('KABID'), held.proposalId, 'hold', { words: 'Menunggu keterangan.' });
    const endorsed = await at('endorse_1');
    const pending = await at('consider');
    const fenced = await at('link_budget');
    const decreeId = await openDecree(world);
    await include(world, decreeId, [fenced]);

    const unit = await provincialUnit(world);
    const [signed, dispatched, reportDue] = [await at('link_budget'), await at('link_budget'), await at('link_budget')];
    const inForce = await readyToDeliver(world, [signed, dispatched, reportDue]);
    const batchId = await plan(world, inForce, unit, [dispatched]);
    await dispatch(world, batchId);
    const delivered = await plan(world, inForce, unit, [reportDue]);
    await dispatch(world, delivered);
    await receive(world, unit, delivered, [reportDue]);

    const roles = await world.sql(`select distinct role from membership where role <> 'LKS_OPERATOR' order by 1`);
    const users = Object.fromEntries(
      roles.map(({ role }) => {
        const known = role as Parameters<typeof world.userId>[0];
        return [known, [world.userId(known, 0), world.userId(known, 1)]];
      }),
    );
    const cases: DumpedCases = {
      programmeId: world.programmeId,
      packageId: world.packageId,
      unitId: unit.id,
      users,
      drafts: { returned, held, endorsed, pending, fenced, signed, dispatched, reportDue },
      openDecree: decreeId,
      decreeInForce: inForce,
      batchOnTheWay: batchId,
    };
    const made = await runSalur(['backup', folder, '--with-keys', '--json'], { env: world.environment });
    expect(made.code === 0 ? '' : made.err).toBe('');
    writeFileSync(`${folder}/cases.json`, `${JSON.stringify(cases, null, 2)}\n`);
  } finally {
    workers.shutdown();
    await workers.finished;
  }
}
