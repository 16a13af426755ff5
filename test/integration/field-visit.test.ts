import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { storeBlob } from '../../src/app/files/store-blob.js';
import { samplePhoto } from '../../src/app/simulation/sample-files.js';
import { importPersons } from '../../src/app/drafts/import-persons.js';
import { actOnProposal } from '../../src/app/proposal/act-on-proposal.js';
import { getCase } from '../../src/app/queries/get-case.js';
import type { CommandType } from '../../src/domain/proposal/transitions.js';
import { deadlineAfter } from '../../src/domain/time/working-days.js';
import { witaDate } from '../../src/domain/time/wita.js';
import type { AppWorld } from '../support/app-world.js';
import { aRow } from '../support/person-rows.js';
import { readyProposal, submitNow, upload, type Home } from '../support/ready-proposal.js';
import { refusedBy } from '../support/refused.js';
import { createWebWorld, type WebWorld } from '../support/web-world.js';

const TODAY = witaDate(new Date());
const criteria = { selective: true, eligible: true, temporary: true, purposeful: true };

describe('a visit', () => {
  let web: WebWorld;
  let world: AppWorld;
  let home: Home;
  const people = new Map<string, string>();
  const photos: string[] = [];
  const unproved: string[] = [];
  let withPaper: Awaited<ReturnType<typeof refusedBy>>;

  beforeAll(async () => {
    web = await createWebWorld();
    world = web.world;
    for (const [name, role] of [
      ['secretary', 'SECRETARIAT'],
      ['desk', 'ADMIN_VERIFIER'],
      ['first', 'FIELD_VERIFIER'],
      ['second', 'FIELD_VERIFIER'],
      ['team', 'KETUA_TIM'],
      ['division', 'KABID'],
      ['office', 'SEKRETARIS_DINAS'],
      ['head', 'HEAD_DINSOS'],
    ] as const)
      people.set(name, await web.person(`${name}@salur.invalid`, [role]));
    home = await readyProposal(world, [aRow(1), aRow(2), aRow(3)]);
    await submitNow(world, home);
    await does('secretary', 'register', { agendaNumber: '1', disposition: '' });
    await does('desk', 'start_admin');
    const checks = ['LETTER', 'PROPOSAL', 'SP_NO_DUP', 'SPTJ'].map((code) => ({ code, valid: true, reason: '' }));
    await does('desk', 'pass_admin', { checks, notes: '' });
    const officers = [people.get('first'), people.get('second')];
    const order = { teamName: 'Tim 1', orderNumber: 'ST/1', route: 'Samarinda', orderDate: TODAY, plannedOn: TODAY };
    await does('division', 'assign_field', { ...order, officers });
    for (const fileName of ['kamar.jpg', 'dapur.jpg']) {
      const same = { ...samplePhoto('gambar yang sama'), fileName, institutionId: null };
      photos.push((await storeBlob(world.ctx, as('first'), same)).blobId);
    }
    const place = { bedCount: 80, latitude: -0.5, longitude: 117.1 };
    const minutes = { signature: 'SIGNED', signatureNote: '', notes: '' };
    const [one, second] = (await seen()).persons.entries;
    const visit = {
      ...place,
      ...minutes,
      visitedOn: TODAY,
      photoBlobIds: photos,
      exceptions: [{ beneficiaryId: second?.beneficiaryId, presence: 'NOT_FOUND' }],
    };
    const paper = await upload(world, as('first'), 'catatan.pdf');
    withPaper = await refusedBy(world, () =>
      does('first', 'submit_field', { ...visit, photoBlobIds: [...photos, paper] }),
    );
    for (const changed of [
      { exceptions: [{ beneficiaryId: second?.beneficiaryId, presence: 'ABSENT_WITH_PROOF', whereabouts: 'SCHOOL' }] },
      { exceptions: [{ beneficiaryId: second?.beneficiaryId, presence: 'HOME_CARE_UNSAMPLED' }] },
    ])
      unproved.push((await refusedBy(world, () => does('first', 'submit_field', { ...visit, ...changed }))).code);
    await does('first', 'submit_field', {
      ...visit,
      exceptions: [
        ...visit.exceptions,
        { beneficiaryId: one?.beneficiaryId, presence: 'PRESENT', identityPaper: 'KK' },
      ],
      residentCount: 90,
      unlistedCount: 2,
      unlistedNote: 'Dua anak baru datang',
    });
    await does('second', 'confirm');
  });
  afterAll(async () => web[Symbol.asyncDispose]());

  function as(name: string) {
    return { kind: 'user', userId: people.get(name) ?? '' } as const;
  }
  function does(name: string, type: CommandType, payload: unknown = {}): Promise<unknown> {
    const request = { proposalId: home.proposalId, type, payload, expectedVersion: null, key: randomUUID() };
    return actOnProposal(world.ctx, name === 'lks' ? home.operator : as(name), request);
  }
  function seen(name = 'head') {
    return getCase(world.ctx, as(name), { proposalId: home.proposalId });
  }

  it('does not take a paper for a photo', () => {
    expect(withPaper).toMatchObject({ code: 'INCOMPLETE', changed: false });
  });

  it('takes no absence without its proof, and samples those at home alone', () => {
    expect(unproved).toEqual(['INCOMPLETE', 'INVALID_INPUT']);
  });

  it('verifies the number of whoever showed a paper, says who stood on no list, and flags a picture used twice', async () => {
    const [nik] = await world.sql(
      `select array_agg(p.nik_status order by b.position) as stands from person p join proposal_beneficiary b on b.person_id = p.id
        where b.proposal_id = $1`,
      [home.proposalId],
    );
    expect(nik?.['stands']).toEqual(['VERIFIED', 'UNVERIFIED', 'UNVERIFIED']);
    const { visit } = await seen();
    expect(visit).toMatchObject({ residentCount: 90, unlistedCount: 2, overBeds: null });
    // both photos of this test are the same picture
    expect(visit?.photos.map(({ usedElsewhere, takenAt }) => [usedElsewhere, takenAt])).toEqual([
      [true, null],
      [true, null],
    ]);
    const own = await getCase(world.ctx, home.operator, { proposalId: home.proposalId });
    expect(own.visit?.seen).toEqual([]);
  });

  it('keeps which photos it rests on, in its record and in the chain, and shows them on the case page', async () => {
    const { visit } = await seen();
    expect(visit?.photos.map(({ blobId, fileName }) => [blobId, fileName])).toEqual([
      [photos[0], 'kamar.jpg'],
      [photos[1], 'dapur.jpg'],
    ]);
    const [event] = await world.sql(
      `select data->'note'->'photoBlobIds' as photos from event where type = 'submit_field'`,
    );
    expect(event?.['photos']).toEqual(photos);
    const browser = await web.browser('head@salur.invalid');
    const page = await browser.get(`/cases/${home.proposalId}`);
    for (const photo of photos) {
      expect(page.body).toContain(`href="/files/${photo}"`);
      expect((await browser.get(`/files/${photo}`)).statusCode).toBe(200);
    }
    // they are the province's: the institution sees that there was a visit, not the files
    const own = await getCase(world.ctx, home.operator, { proposalId: home.proposalId });
    expect(own.visit).toMatchObject({ photos: [] });
  });

  it.each([
    ['Maratua, an island', '64.03', '64.03.11.2001', 21],
    ['Tanjung Redeb, a town of the same regency', '64.03', '64.03.05.1001', 14],
    ['a village of Mahakam Ulu that is not known', '64.11', null, 21],
    ['a village of Berau that is not known', '64.03', null, 14],
  ])('has the days that the way to %s takes', async (_name, regency, village, days) => {
    const far = await readyProposal(world, [aRow(10 + days), aRow(40 + days)]);
    await world.sql('update institution set regency_code = $2, village_code = $3 where id = $1', [
      far.institutionId,
      regency,
      village,
    ]);
    await world.sql(`update proposal set state = 'ADMIN_VERIFIED' where id = $1`, [far.proposalId]);
    const officers = [people.get('first'), people.get('second')];
    const order = { teamName: 'Tim 1', orderNumber: 'ST/9', route: regency, orderDate: TODAY, plannedOn: TODAY };
    const payload = { ...order, officers };
    const request = { proposalId: far.proposalId, type: 'assign_field', payload, expectedVersion: null } as const;
    await actOnProposal(world.ctx, as('division'), { ...request, key: randomUUID() });
    const holidays = await world.sql('select date::text from holiday');
    const [row] = await world.sql('select due_at, state_since from proposal where id = $1', [far.proposalId]);
    const since = row?.['state_since'] as Date;
    const calendar = new Set(holidays.map((holiday) => String(holiday['date'])));
    expect(row?.['due_at']).toEqual(deadlineAfter(since, days, calendar));
  });

  it('is saved on the way with its photos for both officers, and frozen when it is sent', async () => {
    const other = await readyProposal(world, [aRow(71), aRow(72)]);
    await world.sql(`update proposal set state = 'ADMIN_VERIFIED' where id = $1`, [other.proposalId]);
    const officers = [people.get('first'), people.get('second')];
    const order = { teamName: 'Tim 1', orderNumber: 'ST/7', route: 'Samarinda', orderDate: TODAY, plannedOn: TODAY };
    const request = { proposalId: other.proposalId, type: 'assign_field', payload: { ...order, officers } } as const;
    await actOnProposal(world.ctx, as('division'), { ...request, expectedVersion: null, key: randomUUID() });
    const address = `/cases/${other.proposalId}/do/submit_field`;
    const first = await web.browser('first@salur.invalid');
    const page = await first.get(address);
    // the button of the form that saves sends it elsewhere
    const saving = {
      ...page,
      body: page.body.replaceAll(`${address}#notice`, `/cases/${other.proposalId}/visit-copy#notice`),
    };
    const bytes = new Uint8Array(Buffer.from('89504e470d0a1a0a00', 'hex'));
    const saved = await first.upload(
      saving,
      `/cases/${other.proposalId}/visit-copy`,
      { notes: 'Jalan licin', residentCount: '31', signature: 'SIGNED' },
      { photos: { name: 'gerbang.png', bytes } },
    );
    expect(saved.statusCode).toBe(303);
    const second = await web.browser('second@salur.invalid');
    const again = await second.get(address);
    expect(again.body).toContain('Jalan licin');
    expect(again.body).toMatch(/name="kept.photos" value="[0-9a-f-]{36} gerbang.png"/);
    expect((await (await web.browser('division@salur.invalid')).get(address)).statusCode).not.toBe(200);
    const sent = await second.upload(
      again,
      address,
      {
        visitedOn: TODAY,
        bedCount: '40',
        latitude: '-0,5',
        longitude: '117,1',
        residentCount: '31',
        signature: 'SIGNED',
        notes: 'Jalan licin',
      },
      {},
    );
    expect(sent.statusCode).toBe(303);
    await actOnProposal(world.ctx, as('first'), {
      proposalId: other.proposalId,
      type: 'confirm',
      payload: {},
      expectedVersion: null,
      key: randomUUID(),
    });
    const [visit] = await world.sql(
      `select working_copy, resident_count, cardinality(photo_blob_ids) as photos from visit where proposal_id = $1`,
      [other.proposalId],
    );
    expect(visit).toEqual({ working_copy: null, resident_count: 31, photos: 1 });
  });

  it('counts for those it saw: who was added afterwards is not recommended', async () => {
    await does('team', 'endorse', { note: '' });
    await does('division', 'return', { words: 'Tambahkan penghuni baru', remarks: [] });
    const { proposalId } = home;
    await importPersons(world.ctx, home.operator, { proposalId, rows: [aRow(4)], mode: 'append' });
    const { proposal } = await getCase(world.ctx, home.operator, { proposalId });
    await does('lks', 'resubmit', { contentHash: proposal.contentHash });
    // another content: the first endorsement was of what is no longer there
    for (const name of ['team', 'division', 'office']) await does(name, 'endorse', { note: '' });
    const payload = { criteria, criteriaNote: '', cuts: [] };
    expect(await refusedBy(world, () => does('head', 'recommend', payload))).toEqual({
      code: 'NOT_VERIFIED',
      says: 'Not every person of the list was seen at the visit. Not found: number 2 of the list. Added after the visit and seen by nobody: number 4 of the list.',
      changed: false,
    });
    const { persons } = await seen();
    const cuts = persons.entries
      .filter((person) => person.position === 2 || person.position === 4)
      .flatMap((person) => person.lines)
      .map((line) => ({ lineId: line.id, quantity: 0, reason: 'tidak terverifikasi' }));
    await does('head', 'recommend', { ...payload, cuts });
    expect((await seen()).proposal).toMatchObject({ state: 'RECOMMENDED', recommendedAmount: '4000000' });
  });
});
