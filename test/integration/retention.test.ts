import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Fault } from '../../src/app/audit/fault.js';
import { withDatabaseSource } from '../../src/app/audit/database-source.js';
import { verifyRecord } from '../../src/app/audit/verify-record.js';
import { openBreach } from '../../src/app/breach/open-breach.js';
import { readBundle } from '../../src/app/bundle/read-bundle.js';
import { readBlob } from '../../src/app/files/read-blob.js';
import { carryOutPurges, confirmPurge, listPurges, previewPurge, proposePurge } from '../../src/app/privacy/purge.js';
import { getCase } from '../../src/app/queries/get-case.js';
import { importPersons } from '../../src/app/drafts/import-persons.js';
import { createProposal } from '../../src/app/drafts/create-proposal.js';
import { checkInvariants } from '../../src/app/record/check-invariants.js';
import type { Database } from '../../src/app/ports.js';
import type { Actor } from '../../src/domain/actor.js';
import { createAppWorld, type AppWorld } from '../support/app-world.js';
import { aRow } from '../support/person-rows.js';
import { decideNow, readyProposal, submitNow, type Home } from '../support/ready-proposal.js';
import { refusedBy } from '../support/refused.js';

describe('personal data whose years are over', () => {
  let world: AppWorld;
  let dpo: Actor;
  let head: Actor;
  let old: Home;
  let second: Home;
  let kept: Home;
  /** What the verifier says of the two dates that this test set, and of nothing else. */
  let dates: readonly Fault[];
  beforeAll(async () => {
    world = await createAppWorld();
    dpo = await world.user(['DPO']);
    head = await world.user(['HEAD_DINSOS']);
    const ended = async (first: number): Promise<Home> => {
      const home = await readyProposal(world, [aRow(first), aRow(first + 1)]);
      await submitNow(world, home);
      await decideNow(world, home.operator, home.proposalId, 'withdraw', { words: 'Tidak jadi' });
      return home;
    };
    [old, second, kept] = [await ended(1), await ended(11), await ended(21)];
    // as if these two had ended long ago; the owner of the database says so openly
    await world.sql(`update proposal set fiscal_year = 2013, state_since = '2013-06-01T00:00:00Z' where id = any($1)`, [
      [old.proposalId, second.proposalId],
    ]);
    await world.sql(`select reseal_table('proposal', 'dates of a test')`);
    dates = await faults();
    expect(dates.map(({ code }) => code)).toEqual(['STATE_DIFFERS', 'STATE_DIFFERS']);
  });
  afterAll(async () => world[Symbol.asyncDispose]());

  const propose = () => proposePurge(world.ctx, dpo, { reason: 'Retensi', key: randomUUID() });
  const due = async (): Promise<readonly string[]> =>
    (await previewPurge(world.ctx, dpo)).map(({ proposalId }) => proposalId).toSorted();
  const both = () => [old.proposalId, second.proposalId].toSorted();
  const faults = async () => (await withDatabaseSource(world.ctx, (source) => verifyRecord(source))).faults;

  it('is named for the ended cases alone, and for none that is held, audited, owed or touched by an open breach', async () => {
    expect(await due()).toEqual(both());
    const blocked: readonly (readonly [string, string])[] = [
      [
        `update proposal set case_data = case_data || '{"audit":{"by":"x"}}'`,
        `update proposal set case_data = case_data || '{"audit":null}'`,
      ],
      [
        `insert into clawback (id, proposal_id, institution_id, regency_code, amount, state, number, dated, created_at)
           select gen_random_uuid(), id, institution_id, regency_code, 1, 'REQUESTED', id::text, now(), now() from proposal`,
        `update clawback set state = 'CANCELLED'`,
      ],
    ];
    for (const [block, free] of blocked) {
      await world.sql(block);
      expect(await due()).toEqual([]);
      await world.sql(free);
      expect(await due()).toEqual(both());
    }
    await world.sql(`alter table clawback disable trigger user`);
    await world.sql('delete from clawback');
    await world.sql(`alter table clawback enable trigger user`);
    await world.sql(`select reseal_table('proposal', 'scene of a test'), reseal_table('clawback', 'scene of a test')`);
  });

  it('is proposed by the data protection officer and confirmed by another office; nobody else may, in the database neither', async () => {
    expect((await refusedBy(world, () => proposePurge(world.ctx, head, { reason: 'x', key: randomUUID() }))).code).toBe(
      'WRONG_ROLE',
    );
    const { purgeId } = await propose();
    expect((await refusedBy(world, () => confirmPurge(world.ctx, dpo, { purgeId }))).code).toBe('WRONG_ROLE');
    expect((await refusedBy(world, () => confirmPurge(world.ctx, head, { purgeId: randomUUID() }))).code).toBe(
      'NOT_FOUND',
    );
    // nothing is blanked before it is confirmed, by whoever asks
    expect(await carryOutPurges(world.ctx)).toEqual({ purged: 0, persons: 0, files: 0 });
    const system: Actor = { kind: 'system', purpose: 'purge' };
    await expect(
      world.ctx.db.withActor(
        system,
        5_000,
        (tx) => tx.sql.$queryRaw`select * from purge_person_data(${old.proposalId}::uuid, ${purgeId}::uuid, now())`,
      ),
    ).rejects.toThrow('purge_not_due');
  });

  it('is blanked although the process dies between two cases, once, and nothing else with it', async () => {
    const { purgeId } = await propose();
    const before = await getCase(world.ctx, old.operator, { proposalId: old.proposalId });
    let committed = 0;
    const dying: Database['withActor'] = async (actor, timeoutMs, run, kind) => {
      const done = await world.ctx.db.withActor(actor, timeoutMs, run, kind);
      if (actor.kind === 'system' && (committed += 1) === 2) throw new Error('killed here');
      return done;
    };
    const killed = { ...world.ctx, db: { ...world.ctx.db, withActor: dying } };
    await expect(confirmPurge(killed, head, { purgeId })).rejects.toThrow('killed here');
    const half = (await listPurges(world.ctx, dpo)).find(({ id }) => id === purgeId);
    expect(half).toMatchObject({ cases: 2, purged: 1, confirmedBy: 'Peraga HEAD_DINSOS' });
    expect(await confirmPurge(world.ctx, head, { purgeId })).toMatchObject({ purged: 1, persons: 2 });
    expect(await carryOutPurges(world.ctx)).toEqual({ purged: 0, persons: 0, files: 0 });
    expect(await due()).toEqual([]);

    const people = await world.sql(
      `select p.name, p.nik_sealed is null as no_nik, p.purged_at is not null as purged, count(*)::int from person p
         join proposal_beneficiary b on b.person_id = p.id group by 1, 2, 3 order by 3`,
    );
    expect(people.filter((row) => row['purged'] === true)).toEqual([
      { name: '–', no_nik: true, purged: true, count: 4 },
    ]);
    expect(people.filter((row) => row['purged'] === false).reduce((sum, row) => sum + Number(row['count']), 0)).toBe(2);
    const files = await world.sql(
      `select d.proposal_id = $1 as kept, bool_and(b.purged_at is null) as there, bool_or(length(b.sealed) > 0) as bytes
         from proposal_document d join blob b on b.id = d.blob_id group by 1 order by 1`,
      [kept.proposalId],
    );
    expect(files).toEqual([
      { kept: false, there: false, bytes: false },
      { kept: true, there: true, bytes: true },
    ]);
    // what the institution asked for, by whom it was decided and how much, stays
    const after = await getCase(world.ctx, old.operator, { proposalId: old.proposalId });
    expect(after.proposal).toMatchObject({ ...before.proposal, purgedOn: expect.any(String) });
    expect(after.timeline).toEqual(before.timeline);
    expect(await faults()).toEqual(dates);
    expect((await checkInvariants(world.ctx)).flatMap(({ violations }) => violations)).toEqual([]);
  });

  it('is said wherever the case is looked at, and its files are refused by name', async () => {
    const [file] = await world.ctx.db.withActor(head, 10_000, async (tx) =>
      (await readBundle(tx, old.proposalId)).blobs.filter(({ label }) => label === 'LETTER'),
    );
    expect((await refusedBy(world, () => readBlob(world.ctx, head, file?.id ?? ''))).code).toBe('PURGED');
  });

  it('comes back with the person, where the institution cares for her again', async () => {
    const { proposalId } = await createProposal(world.ctx, old.operator, {
      programmeId: world.programme.programmeId,
      packageId: world.packageOf('CHILD'),
      key: randomUUID(),
    });
    const { rows } = await importPersons(world.ctx, old.operator, { proposalId, rows: [aRow(1)], mode: 'replace' });
    expect(rows.flatMap(({ errors }) => errors)).toEqual([]);
    const { persons } = await getCase(world.ctx, old.operator, { proposalId });
    expect(persons.entries.map(({ name }) => name)).toEqual([aRow(1).name]);
    expect(await faults()).toEqual(dates);
    // and while a breach is open, nothing more is blanked
    await openBreach(world.ctx, dpo, {
      foundAt: new Date().toISOString(),
      what: 'Laptop hilang',
      handling: '',
      dataKinds: ['FILES'],
      subjects: ['CLIENTS'],
      affected: 1,
      key: randomUUID(),
    });
    await world.sql(`update proposal set fiscal_year = 2013, state_since = '2013-06-01T00:00:00Z' where id = $1`, [
      kept.proposalId,
    ]);
    expect(await due()).toEqual([]);
    expect((await refusedBy(world, propose)).code).toBe('NOT_FOUND');
  });
});
