import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { actOnDecree } from '../../src/app/decree/act-on-decree.js';
import { createDecree } from '../../src/app/decree/create-decree.js';
import { importPersons } from '../../src/app/drafts/import-persons.js';
import { saveCostPlan } from '../../src/app/drafts/save-cost-plan.js';
import { saveLetter, type SaveLetter } from '../../src/app/drafts/save-letter.js';
import { storeBlob } from '../../src/app/files/store-blob.js';
import { actOnProposal } from '../../src/app/proposal/act-on-proposal.js';
import type { Actor } from '../../src/domain/actor.js';
import { createAppWorld, type AppWorld } from '../support/app-world.js';
import { fingerprintOf } from '../support/database-fingerprint.js';
import { aRow } from '../support/person-rows.js';
import { readyProposal, submitNow, type Home } from '../support/ready-proposal.js';
import { refusedBy } from '../support/refused.js';

const TEN_MEGABYTES = 'a'.repeat(10 * 1024 * 1024);
const NUL = '\u0000';
const HALF = '\uD83D';

let world: AppWorld;
let home: Home;
let submitted: Home;
let secretary: Actor;
beforeAll(async () => {
  world = await createAppWorld();
  home = await readyProposal(world, [aRow(1), aRow(2)]);
  submitted = await readyProposal(world, [aRow(3)]);
  await submitNow(world, submitted);
  secretary = await world.user(['SECRETARIAT']);
});
afterAll(async () => world[Symbol.asyncDispose]());

function register(agendaNumber: string, disposition: string): Promise<unknown> {
  return actOnProposal(world.ctx, secretary, {
    proposalId: submitted.proposalId,
    type: 'register',
    payload: { agendaNumber, disposition },
    expectedVersion: null,
    key: randomUUID(),
  });
}
function letter(over: Partial<SaveLetter>): Promise<void> {
  const typed = { letterNumber: '1', letterDate: '2026-01-31', background: 'Latar', purpose: 'Tujuan', ...over };
  return saveLetter(world.ctx, home.operator, { proposalId: home.proposalId, ...typed });
}

describe('rupiah', () => {
  it.each([
    '-5',
    '-Rp5',
    '−1',
    '1,5',
    '12,50',
    '1.5',
    '12.34',
    '0.5',
    '1e3',
    'NaN',
    'Infinity',
    '٣',
    '9'.repeat(40),
    '',
  ])('%p is no amount of a cost plan', async (amount) => {
    const { proposalId } = home;
    const line = { description: 'Angkutan', volume: 1, unit: 'kali', unitPrice: '1000' };
    const share = { proposalId, ownShare: amount, ownLines: [] };
    const priced = { proposalId, ownShare: '0', ownLines: [{ ...line, unitPrice: amount }] };
    for (const plan of [share, priced]) {
      const refused = await refusedBy(world, () => saveCostPlan(world.ctx, home.operator, plan));
      expect(refused).toMatchObject({ code: 'INVALID_INPUT', changed: false });
      expect(refused.says).toMatch(/^Not right: (Institution's own share|Unit price)/);
    }
  });

  it.each([-1n, 10_000_000_000_001n])('%p as a number is none either', async (amount) => {
    const plan = { proposalId: home.proposalId, ownShare: amount, ownLines: [] };
    const refused = await refusedBy(world, () => saveCostPlan(world.ctx, home.operator, plan));
    expect(refused).toMatchObject({ code: 'INVALID_INPUT', changed: false });
  });

  it('below nothing or in fractions is none of a decree, and nobody buys a part of a thing', async () => {
    const { programmeId } = world.programme;
    const made = await createDecree(world.ctx, secretary, { programmeId, title: 'Peraga', key: randomUUID() });
    const paper = {
      number: '1',
      signedOn: '2026-01-31',
      signatory: 'Gubernur',
      signedBlobId: randomUUID(),
      persons: 1,
    };
    for (const amount of ['-1', '1.5', '1,5', 'x', '']) {
      const record = { ...made, type: 'record', expectedVersion: null, key: randomUUID() } as const;
      const refused = await refusedBy(world, () =>
        actOnDecree(world.ctx, secretary, { ...record, payload: { ...paper, amount } }),
      );
      expect(refused).toMatchObject({ code: 'INVALID_INPUT', changed: false });
    }
    for (const volume of [-1, 0, 1.5, Number.NaN]) {
      const ownLines = [{ description: 'Angkutan', volume, unit: 'kali', unitPrice: '1000' }];
      const plan = { proposalId: home.proposalId, ownShare: '0', ownLines };
      const refused = await refusedBy(world, () => saveCostPlan(world.ctx, home.operator, plan));
      expect(refused).toMatchObject({ code: 'INVALID_INPUT', changed: false });
    }
  });
});

describe('ten megabytes of text', () => {
  it('are too long for every field', async () => {
    const row = { proposalId: home.proposalId, mode: 'append' as const };
    const attempts: readonly (() => Promise<unknown>)[] = [
      () => letter({ background: TEN_MEGABYTES }),
      () => letter({ letterNumber: TEN_MEGABYTES }),
      () => register('123', TEN_MEGABYTES),
      () => register(TEN_MEGABYTES, ''),
      () => importPersons(world.ctx, home.operator, { ...row, rows: [aRow(9, { name: TEN_MEGABYTES })] }),
      () =>
        saveCostPlan(world.ctx, home.operator, { proposalId: home.proposalId, ownShare: TEN_MEGABYTES, ownLines: [] }),
    ];
    for (const attempt of attempts) {
      const refused = await refusedBy(world, attempt);
      expect(refused).toMatchObject({ code: 'TOO_LARGE', changed: false });
      expect(refused.says).toMatch(/^Too long: /);
    }
  });

  it('of a person’s name make that row wrong and no other', async () => {
    const rows = [aRow(9, { name: 'a'.repeat(15_000) }), aRow(10)];
    const looked = await importPersons(world.ctx, home.operator, {
      proposalId: home.proposalId,
      rows,
      mode: 'dry_run',
    });
    expect(looked.rows.map((row) => row.errors)).toEqual([[{ field: 'name', code: 'TOO_LONG' }], []]);
  });

  it('and one byte more are no file', async () => {
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(10 * 1024 * 1024)]);
    const file = { fileName: 'surat.pdf', mediaType: 'application/pdf', bytes, institutionId: null };
    expect(await refusedBy(world, () => storeBlob(world.ctx, home.operator, file))).toEqual({
      code: 'TOO_LARGE',
      says: 'Too long: File.',
      changed: false,
    });
  });
});

describe('characters that are none', () => {
  it.each([
    ['NUL', NUL],
    ['half a character', HALF],
    ['the other half', '\uDE00'],
    ['escape', '\u001B[31m'],
    ['a turned direction', '\u202Egnorw\u202C'],
    ['an isolate', '\u2066x'],
  ])('%s is refused in the words of a decision', async (_name, text) => {
    for (const attempt of [() => register(`12${text}3`, ''), () => register('123', `Kepada${text} Dinsos`)]) {
      const refused = await refusedBy(world, attempt);
      expect(refused).toMatchObject({ code: 'INVALID_INPUT', changed: false });
      expect(refused.says).toMatch(/^Not right: /);
    }
  });

  it('are dropped from a working copy, where a paste brings them along unseen', async () => {
    await letter({ background: `Latar${NUL} belakang${HALF} 🏠\u0007`, purpose: `a\r\nb${HALF}` });
    const [row] = await world.sql('select background, purpose from proposal where id = $1', [home.proposalId]);
    expect(row).toEqual({ background: 'Latar belakang 🏠', purpose: 'a\nb' });
    const rows = [aRow(11, { name: `Anak${NUL} Peraga${HALF} 😀` })];
    const { proposalId } = home;
    expect(await importPersons(world.ctx, home.operator, { proposalId, rows, mode: 'append' })).toMatchObject({
      accepted: 1,
    });
    const named = await world.sql(`select name from person where name like '%😀'`);
    expect(named).toEqual([{ name: 'Anak Peraga 😀' }]);
  });

  it('that turn the reading direction are refused there too', async () => {
    const before = await fingerprintOf(world);
    const refused = await refusedBy(world, () => letter({ letterNumber: '\u202E321' }));
    expect(refused).toEqual({ code: 'INVALID_INPUT', says: 'Not right: Number of the letter.', changed: false });
    const rows = [aRow(12, { name: 'Anak \u2067Peraga' })];
    const { proposalId } = home;
    const result = await importPersons(world.ctx, home.operator, { proposalId, rows, mode: 'dry_run' });
    expect(result.rows[0]?.errors).toEqual([{ field: 'name', code: 'DIRECTION_CONTROLS' }]);
    expect(await fingerprintOf(world)).toBe(before);
  });
});
