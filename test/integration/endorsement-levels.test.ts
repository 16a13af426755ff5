import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fireAlarms } from '../../src/app/proposal/fire-alarms.js';
import { getCase } from '../../src/app/queries/get-case.js';
import { listInbox } from '../../src/app/queries/list-inbox.js';
import type { Policy } from '../../src/domain/policy.js';
import type { Role } from '../../src/domain/roles.js';
import { createAppWorld, type AppWorld } from '../support/app-world.js';
import { driveTo } from '../support/histories/record-run.js';
import { openProvince, openScene, type Province } from '../support/histories/record-scene.js';
import { deskOf, type SceneDesk } from '../support/scene-desk.js';

const asked: readonly Role[] = ['KETUA_TIM', 'SUBBAG_KEUANGAN', 'KABID', 'SEKRETARIS_DINAS', 'HEAD_DINSOS'];

describe('a proposal whose visit is done', () => {
  let world: AppWorld;
  let province: Province;
  let desk: SceneDesk;
  beforeAll(async () => {
    world = await createAppWorld();
    province = await openProvince(world);
  });
  afterAll(async () => world[Symbol.asyncDispose]());

  async function visited(policy: Partial<Policy>): Promise<void> {
    const scene = await openScene(world, province, 100_000_000n, policy);
    desk = deskOf(scene);
    await driveTo(scene, 0, 'FIELD_VERIFIED');
  }
  /** The offices in whose inbox it stands, and to whom the page offers the endorsement. */
  async function turns(): Promise<readonly [readonly Role[], readonly Role[]]> {
    const { proposalId } = desk.home(0);
    const inbox: Role[] = [];
    const button: Role[] = [];
    for (const role of asked) {
      const { items } = await listInbox(world.ctx, desk.as(role), { tab: 'mine', pageSize: 100 });
      if (items.some((item) => item.proposalId === proposalId)) inbox.push(role);
      const view = await getCase(world.ctx, desk.as(role), { proposalId });
      if (view.availableCommands.some(({ type, allowed }) => type === 'endorse' && allowed)) button.push(role);
    }
    return [inbox, button];
  }

  it('waits for the head alone where the policy wants no endorsement', async () => {
    await visited({ endorsements: [] });
    expect(await turns()).toEqual([['HEAD_DINSOS'], []]);
  });

  it('waits for each of four levels in turn; a superior of the late one sees it too', async () => {
    await visited({ endorsementsFrom: { SUBBAG_KEUANGAN: '1' } });
    for (const role of asked.slice(0, 4)) {
      expect(await turns()).toEqual([[role], [role]]);
      if (role === 'SUBBAG_KEUANGAN') {
        const { proposalId } = desk.home(0);
        await world.sql(`update proposal set due_at = now() - interval '1 minute' where id = $1`, [proposalId]);
        await fireAlarms(world.ctx, proposalId);
        const both = [role, 'SEKRETARIS_DINAS'];
        expect(await turns()).toEqual([both, both]);
      }
      await desk.act(desk.home(0), desk.as(role), 'endorse', { note: '' });
    }
    expect(await turns()).toEqual([['HEAD_DINSOS'], []]);
    expect((await desk.caseOf(desk.home(0))).data.endorsed).toEqual(asked.slice(0, 4));
  });
});
