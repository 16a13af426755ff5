import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createProposal } from '../../src/app/drafts/create-proposal.js';
import { readFreeze, readFrozenDays } from '../../src/app/freeze/read-freeze.js';
import { endFreeze, setFreeze, type SetFreeze } from '../../src/app/freeze/set-freeze.js';
import { listFreezes } from '../../src/app/queries/list-freezes.js';
import type { Actor } from '../../src/domain/actor.js';
import type { FreezeFact } from '../../src/domain/freeze.js';
import { addDays, witaDate } from '../../src/domain/time/wita.js';
import { createAppWorld, type AppWorld } from '../support/app-world.js';
import { codeOf } from '../support/person-rows.js';

let world: AppWorld;
let kabid: Actor;
let proposalId: string;
beforeAll(async () => {
  world = await createAppWorld();
  kabid = await world.user(['KABID']);
  const operator = await world.user(['LKS_OPERATOR'], { institutionId: await world.institution() });
  const { programmeId } = world.programme;
  const packageId = world.packageOf('CHILD');
  ({ proposalId } = await createProposal(world.ctx, operator, { programmeId, packageId, key: 'freezes-1' }));
});
afterAll(async () => world[Symbol.asyncDispose]());

function inDays(days: number): string {
  return addDays(witaDate(new Date()), days);
}
function freeze(over: Partial<SetFreeze> = {}): SetFreeze {
  const days = { fromOn: inDays(2), untilOn: inDays(9) };
  return { ...days, reason: 'Pilkada', documentNumber: 'SE/7', documentDate: inDays(0), ...over };
}
function holding(day: string): Promise<FreezeFact | null> {
  return world.ctx.db.withActor(kabid, 5_000, (tx) => readFreeze(tx, proposalId, day));
}

describe('a freeze of deliveries', () => {
  it('is set by the head of division, from a later day on, by a letter that is there', async () => {
    const attempt = (over: Partial<SetFreeze>, by: Actor = kabid): Promise<string> =>
      codeOf(setFreeze(world.ctx, by, freeze(over)));
    expect(await attempt({}, await world.user(['SECRETARIAT']))).toBe('WRONG_ROLE');
    expect(await attempt({}, await world.user(['ADMIN']))).toBe('WRONG_ROLE');
    const noted = await world.sql(
      `select data->>'code' as code from event where stream = 'security' and data->>'command' = 'set_freeze' order by seq`,
    );
    expect(noted.map((event) => event['code'])).toEqual(['WRONG_ROLE', 'WRONG_ROLE']);
    expect(await attempt({ fromOn: inDays(0) })).toBe('TOO_EARLY');
    expect(await attempt({ untilOn: inDays(1) })).toBe('DATE_ORDER');
    expect(await attempt({ documentDate: inDays(1) })).toBe('DATE_ORDER');
    expect(await attempt({ reason: ' ' })).toBe('INVALID_INPUT reason');
    expect(await listFreezes(world.ctx, kabid)).toEqual([]);
  });

  it('holds on its days and no others, leaves out what it exempts, and is ended once', async () => {
    const { programmeId } = world.programme;
    await setFreeze(world.ctx, kabid, freeze({ exemptGroups: ['CHILD'], documentNumber: 'SE/5' }));
    await setFreeze(world.ctx, kabid, freeze({ exemptProgrammes: [programmeId], documentNumber: 'SE/6' }));
    expect(await holding(inDays(4))).toBeNull();
    const { freezeId } = await setFreeze(world.ctx, kabid, freeze({ exemptGroups: ['ELDERLY'] }));
    const held = { letterNumber: 'SE/7', untilOn: inDays(9) };
    expect(await Promise.all([1, 2, 9, 10].map((day) => holding(inDays(day))))).toEqual([null, held, held, null]);
    const days = await world.ctx.db.withActor(kabid, 5_000, (tx) => readFrozenDays(tx, proposalId, inDays(3)));
    expect([...days]).toEqual([3, 4, 5, 6, 7, 8, 9].map(inDays));
    await endFreeze(world.ctx, kabid, { freezeId, reason: 'SE/9 mencabut SE/7' });
    expect(await holding(inDays(4))).toBeNull();
    expect(await codeOf(endFreeze(world.ctx, kabid, { freezeId, reason: 'lagi' }))).toBe('NOT_FOUND');
    const kept = await world.sql(`select type from event where type like 'freeze_%' order by seq`);
    expect(kept.map((event) => event['type'])).toEqual(['freeze_set', 'freeze_set', 'freeze_set', 'freeze_ended']);
  });

  it('lets nothing be dated inside, whatever writes it', async () => {
    await setFreeze(world.ctx, kabid, freeze({ documentNumber: 'SE/8', untilOn: inDays(20) }));
    const insert = (day: string): Promise<unknown> =>
      world.sql(
        `insert into delivery_drop (id, batch_id, proposal_id, institution_id, regency_code, state, bast_date)
         select gen_random_uuid(), gen_random_uuid(), p.id, p.institution_id, p.regency_code, 'HANDED_OVER', $2::date
           from proposal p where p.id = $1`,
        [proposalId, day],
      );
    await expect(insert(inDays(15))).rejects.toThrow(/inside a freeze/);
  });
});
