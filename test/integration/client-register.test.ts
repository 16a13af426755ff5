import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chooseClients } from '../../src/app/drafts/choose-clients.js';
import { createProposal } from '../../src/app/drafts/create-proposal.js';
import { importPersons } from '../../src/app/drafts/import-persons.js';
import { confirmRegisterMonth } from '../../src/app/institutions/confirm-month.js';
import { recordMovement, type RecordMovement } from '../../src/app/institutions/record-movement.js';
import { listClients } from '../../src/app/queries/list-clients.js';
import { listEntrants } from '../../src/app/queries/list-entrants.js';
import type { Actor } from '../../src/domain/actor.js';
import { addDays, witaDate } from '../../src/domain/time/wita.js';
import { createAppWorld, type AppWorld } from '../support/app-world.js';
import { aRow, codeOf } from '../support/person-rows.js';

let world: AppWorld;
let operator: Actor;
let stranger: Actor;
let proposalId: string;
const today = witaDate(new Date());
beforeAll(async () => {
  world = await createAppWorld();
  operator = await world.user(['LKS_OPERATOR'], { institutionId: await world.institution() });
  stranger = await world.user(['LKS_OPERATOR'], { institutionId: await world.institution() });
  const { programmeId } = world.programme;
  const packageId = world.packageOf('CHILD');
  ({ proposalId } = await createProposal(world.ctx, operator, { programmeId, packageId, key: 'register-1' }));
  await importPersons(world.ctx, operator, {
    proposalId,
    mode: 'append',
    rows: [aRow(1), aRow(2)],
  });
});
afterAll(async () => world[Symbol.asyncDispose]());

function move(by: Actor, personId: string, over: Partial<RecordMovement> = {}): Promise<unknown> {
  const said = { kind: 'REUNIFIED' as const, happenedOn: today, documentNumber: '12/K', key: randomUUID() };
  return recordMovement(world.ctx, by, { personId, ...said, ...over });
}

describe('the client register', () => {
  it('says who is there and who left, in order, to its own institution alone', async () => {
    const { items, present } = await listClients(world.ctx, operator);
    expect([items.length, present]).toEqual([2, 2]);
    expect((await listClients(world.ctx, stranger)).items).toEqual([]);
    const id = items[0]?.personId ?? '';
    expect(await codeOf(move(stranger, id))).toMatch(/^NOT_FOUND/);
    expect(await codeOf(move(await world.user(['KABID']), id))).toMatch(/^WRONG_ROLE/);
    expect(await codeOf(move(operator, id, { kind: 'IN' }))).toBe('CLIENT_MOVEMENT');
    expect(await codeOf(move(operator, id, { happenedOn: addDays(today, 1) }))).toMatch(/^DATE_ORDER/);
    const key = randomUUID();
    const once = await move(operator, id, { key });
    expect(await move(operator, id, { key })).toEqual(once);
    expect(await codeOf(move(operator, id, { kind: 'OUT' }))).toBe('CLIENT_MOVEMENT');
    const after = await listClients(world.ctx, operator);
    expect(after.present).toBe(1);
    expect(after.items.map(({ leftHow, next }) => [leftHow, next.length])).toEqual([
      [null, 4],
      ['REUNIFIED', 1],
    ]);
    await expect(
      world.sql(
        `insert into client_movement select gen_random_uuid(), person_id, institution_id, regency_code, 'DIED', happened_on, null, recorded_by, now() from client_movement limit 1`,
      ),
    ).rejects.toThrow(/client_movement_follows/);
  });

  it('keeps who left out of lists, with a warning where he is typed again', async () => {
    const { items } = await listClients(world.ctx, operator);
    const left = items.find(({ leftHow }) => leftHow !== null);
    const typed = await importPersons(world.ctx, operator, {
      proposalId,
      mode: 'replace',
      rows: [aRow(1), aRow(2)],
    });
    expect(typed.rows.flatMap((row) => row.warnings.map(({ code }) => code))).toContain('LEFT_REGISTER');
    await importPersons(world.ctx, operator, {
      proposalId,
      mode: 'replace',
      rows: [aRow(3)],
    });
    expect((await listEntrants(world.ctx, operator, { proposalId })).length).toBe(1);
    const choose = (personId: string) =>
      codeOf(chooseClients(world.ctx, operator, { proposalId, personIds: [personId] }));
    expect(await choose(left?.personId ?? '')).toMatch(/^NOT_FOUND/);
    expect(await choose(items.find(({ leftHow }) => leftHow === null)?.personId ?? '')).toBe('accepted');
    expect(await listEntrants(world.ctx, operator, { proposalId })).toEqual([]);
  });

  it('is confirmed once a month by one press, and forgets the papers of who is purged', async () => {
    const month = `${today.slice(0, 7)}-01`;
    expect(await confirmRegisterMonth(world.ctx, operator)).toEqual({ month });
    expect(await confirmRegisterMonth(world.ctx, operator)).toEqual({ month });
    expect((await listClients(world.ctx, operator)).confirmed).toBe(true);
    expect(await world.sql('select movements from register_month')).toHaveLength(1);
    await world.sql(
      `update person set purged_at = now(), name = '', nik_sealed = null, nik_status = 'NONE', no_nik_reason = '' where left_on is not null`,
    );
    expect(await world.sql('select document_number from client_movement')).toEqual([{ document_number: null }]);
  });
});
