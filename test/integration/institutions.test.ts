import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { storeBlob } from '../../src/app/files/store-blob.js';
import { decideInstitutionStep } from '../../src/app/institutions/decide-step.js';
import { proposeInstitutionStep } from '../../src/app/institutions/propose-step.js';
import { findInstitutions } from '../../src/app/queries/find-institutions.js';
import { getInstitution } from '../../src/app/queries/get-institution.js';
import { myInstitution } from '../../src/app/queries/my-institution.js';
import { samplePdf } from '../../src/app/simulation/sample-files.js';
import type { Actor } from '../../src/domain/actor.js';
import type { InstitutionStep } from '../../src/domain/institution/life.js';
import { witaDate } from '../../src/domain/time/wita.js';
import { createAppWorld, type AppWorld } from '../support/app-world.js';
import { codeOf } from '../support/person-rows.js';

let world: AppWorld;
let institutionId: string;
let operator: Actor;
let kabid: Actor;
let head: Actor;
let blobId: string;
beforeAll(async () => {
  world = await createAppWorld();
  institutionId = await world.institution();
  operator = await world.user(['LKS_OPERATOR'], { institutionId });
  kabid = await world.user(['KABID']);
  head = await world.user(['HEAD_DINSOS']);
  ({ blobId } = await storeBlob(world.ctx, kabid, { ...samplePdf('Surat peraga'), institutionId }));
});
afterAll(async () => world[Symbol.asyncDispose]());

function propose(by: Actor, step: InstitutionStep, key: string = randomUUID()): Promise<{ readonly changeId: string }> {
  const letter = { reason: 'Papan nama dicabut', letterNumber: '460/7', letterDate: witaDate(new Date()), blobId };
  return proposeInstitutionStep(world.ctx, by, { institutionId, step, key, ...letter });
}
function decide(by: Actor, changeId: string, confirm = true): Promise<{ readonly status: string }> {
  return decideInstitutionStep(world.ctx, by, { institutionId, changeId, confirm, reason: confirm ? '' : 'Belum' });
}
async function statusNow(): Promise<unknown> {
  const [row] = await world.sql('select status from institution where id = $1', [institutionId]);
  return row?.['status'];
}

describe('a step in the life of an institution', () => {
  it('changes nothing before another person confirms it, and then once', async () => {
    expect(await codeOf(propose(await world.user(['SECRETARIAT']), 'suspend'))).toMatch(/^WRONG_ROLE/);
    expect(await codeOf(propose(operator, 'suspend'))).toMatch(/^WRONG_ROLE/);
    const key = randomUUID();
    const { changeId } = await propose(kabid, 'suspend', key);
    expect(await propose(kabid, 'suspend', key)).toEqual({ changeId });
    expect(await statusNow()).toBe('ACTIVE');
    expect(await codeOf(propose(head, 'close'))).toMatch(/^WRONG_ROLE/);
    expect(await codeOf(propose(kabid, 'suspend'))).toMatch(/^INSTITUTION_STAGE/);
    expect(await codeOf(decide(kabid, changeId))).toMatch(/^SAME_PERSON/);
    const waiting = await findInstitutions(world.ctx, head, { q: 'Harapan' });
    expect(waiting.items[0]).toMatchObject({ id: institutionId, status: 'ACTIVE', waits: true });
    // its own people neither see it nor read of it before it holds
    const own = await myInstitution(world.ctx, operator);
    expect([own.life.pending, own.life.history.map((entry) => entry.type)]).toEqual([null, ['institution_created']]);

    expect(await decide(head, changeId)).toEqual({ status: 'SUSPENDED' });
    expect(await decide(head, changeId)).toEqual({ status: 'SUSPENDED' });
    expect(await statusNow()).toBe('SUSPENDED');
    expect(await codeOf(decide(await world.user(['HEAD_DINSOS']), changeId))).toMatch(/^NOTHING_PENDING/);
    const told = await world.sql(
      `select template, params->>'reason' as reason from notification where template like 'institution_%' order by template`,
    );
    expect(told).toEqual([
      { template: 'institution_status_changed', reason: 'Papan nama dicabut' },
      // everybody who may confirm it, of whom the proposer is one
      ...Array.from({ length: 2 }, () => ({ template: 'institution_step_waits', reason: 'Papan nama dicabut' })),
    ]);
    const history = (await myInstitution(world.ctx, operator)).life.history.map((entry) => entry.type);
    expect(history).toEqual(['institution_stepped', 'institution_created']);
  });

  it('refused, leaves the status as it was', async () => {
    const { changeId } = await propose(kabid, 'blacklist');
    expect(await decide(head, changeId, false)).toEqual({ status: 'SUSPENDED' });
    const { life, status } = await getInstitution(world.ctx, kabid, institutionId);
    expect([status, life.pending, life.steps]).toEqual(['SUSPENDED', null, ['resume', 'blacklist', 'close']]);
    expect(await decide(head, (await propose(kabid, 'resume')).changeId)).toEqual({ status: 'ACTIVE' });
  });

  it('is the only way of the program to another status', async () => {
    const direct = (statement: string): Promise<unknown> =>
      world.ctx.db.withActor({ kind: 'system', purpose: 'test' }, 5_000, (tx) => tx.sql.$executeRawUnsafe(statement));
    await expect(direct(`update institution set status = 'CLOSED'`)).rejects.toThrow(/permission denied/);
    const forged = (over: string): string =>
      `insert into institution_change (id, institution_id, regency_code, step, from_status, to_status, reason, letter_number, letter_date, blob_id, state, proposed_by, proposed_at, decided_by, decided_at)
       select uuidv7(), '${institutionId}', '64.72', 'suspend', 'ACTIVE', 'SUSPENDED', 'x', '1', '2026-01-01', '${blobId}', 'CONFIRMED', c.proposed_by, now(), ${over}, now()
         from institution_change c limit 1`;
    await expect(direct(forged('c.proposed_by'))).rejects.toThrow(/institution_change_two_persons/);
    await expect(direct(forged('null'))).rejects.toThrow(/institution_change_second/);
    await expect(direct(`update institution_change set decided_at = now()`)).rejects.toThrow(/decided already/);
    expect(await statusNow()).toBe('ACTIVE');
  });
});
