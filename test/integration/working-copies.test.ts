import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readBundle } from '../../src/app/bundle/read-bundle.js';
import { createFromLetter, type CreateFromLetter } from '../../src/app/drafts/create-from-letter.js';
import { createProposal, type CreateProposal } from '../../src/app/drafts/create-proposal.js';
import { importPersons } from '../../src/app/drafts/import-persons.js';
import { saveCostPlan } from '../../src/app/drafts/save-cost-plan.js';
import { saveLetter, type SaveLetter } from '../../src/app/drafts/save-letter.js';
import { storeBlob } from '../../src/app/files/store-blob.js';
import { readContent } from '../../src/app/proposal/proposal-content.js';
import { getCase } from '../../src/app/queries/get-case.js';
import { myProposals } from '../../src/app/queries/my-proposals.js';
import type { Actor } from '../../src/domain/actor.js';
import { aRow, codeOf } from '../support/person-rows.js';
import { addDays, witaDate } from '../../src/domain/time/wita.js';
import { createAppWorld, syntheticPdf, type AppWorld } from '../support/app-world.js';

let world: AppWorld;
let institutionId: string;
let operator: Actor;
beforeAll(async () => {
  world = await createAppWorld();
  institutionId = await world.institution();
  operator = await world.user(['LKS_OPERATOR'], { institutionId });
});
afterAll(async () => world[Symbol.asyncDispose]());

function draft(by: Actor = operator, key: string = randomUUID()): Promise<{ proposalId: string }> {
  return createProposal(world.ctx, by, {
    programmeId: world.programme.programmeId,
    packageId: world.packageOf('CHILD'),
    key,
  });
}
async function proposalRow(id: string): Promise<Record<string, unknown>> {
  const [row] = await world.sql('select * from proposal where id = $1', [id]);
  return row ?? {};
}

describe('a new draft', () => {
  it('is one for each key, belongs to the institution and stands in the chain', async () => {
    const key = randomUUID();
    const [first, again] = await Promise.all([draft(operator, key), draft(operator, key)]);
    expect(again).toEqual(first);
    expect(await proposalRow(first.proposalId)).toMatchObject({
      state: 'DRAFT',
      institution_id: institutionId,
      regency_code: '64.72',
      version: 0,
    });
    const events = await world.sql('select type, data from event where stream = $1', [`proposal/${first.proposalId}`]);
    expect(events.map((event) => event['type'])).toEqual(['created']);
    expect(await world.sql('select duty from involvement where proposal_id = $1', [first.proposalId])).toEqual([
      { duty: 'LKS' },
    ]);
  });

  it('may begin with what the institution wrote before for the same package', async () => {
    const { proposalId: earlier } = await draft();
    const words = { background: 'Penghuni memerlukan pangan', purpose: 'Kebutuhan dasar' };
    await saveLetter(world.ctx, operator, {
      proposalId: earlier,
      letterNumber: '1',
      letterDate: '2026-01-05',
      ...words,
    });
    await importPersons(world.ctx, operator, { proposalId: earlier, rows: [aRow(51), aRow(52)], mode: 'append' });
    const ownLines = [{ description: 'Ongkos angkut', volume: 3, unit: 'kali', unitPrice: 100_000n }];
    await saveCostPlan(world.ctx, operator, { proposalId: earlier, ownShare: 'Rp 300.000', ownLines });
    const copy = (over: Partial<CreateProposal> = {}, by: Actor = operator): Promise<{ proposalId: string }> =>
      createProposal(world.ctx, by, {
        programmeId: world.programme.programmeId,
        packageId: world.packageOf('CHILD'),
        copyFrom: earlier,
        key: randomUUID(),
        ...over,
      });
    const { proposalId } = await copy();
    expect(await proposalRow(proposalId)).toMatchObject({ ...words, person_count: 2, letter_number: null });
    const content = async (id: string): Promise<unknown> => {
      const { costTotal, linesTotal, persons } = await world.ctx.db.withActor(operator, 5_000, (tx) =>
        readContent(tx, id),
      );
      return { costTotal, linesTotal, persons };
    };
    expect(await content(proposalId)).toEqual(await content(earlier));
    expect(await codeOf(copy({ packageId: world.packageOf('ELDERLY') }))).toBe('INVALID_INPUT copyFrom');
    const stranger = await world.user(['LKS_OPERATOR'], { institutionId: await world.institution() });
    expect(await codeOf(copy({}, stranger))).toBe('INVALID_INPUT copyFrom');
  });

  it('is refused to officials, after the window, to a suspended institution and for an unknown package', async () => {
    expect(await codeOf(draft(await world.user(['KABID'])))).toBe('WRONG_ROLE');
    expect(
      await codeOf(
        createProposal(world.ctx, operator, { programmeId: randomUUID(), packageId: randomUUID(), key: randomUUID() }),
      ),
    ).toBe('NOT_FOUND');
    const suspended = await world.institution();
    const itsOperator = await world.user(['LKS_OPERATOR'], { institutionId: suspended });
    await world.sql(`update institution set status = 'SUSPENDED' where id = $1`, [suspended]);
    expect(await codeOf(draft(itsOperator))).toBe('INSTITUTION_NOT_ACTIVE');
    await world.sql(`update programme set window_closes_at = now() - interval '1 minute'`);
    expect(await codeOf(draft())).toBe('WINDOW_CLOSED');
    await world.sql(`update programme set window_closes_at = now() + interval '30 days'`);
  });
});

describe('a draft by a letter from outside', () => {
  async function letter(over: Partial<CreateFromLetter> = {}): Promise<CreateFromLetter> {
    const { blobId } = await storeBlob(world.ctx, await world.user(['SECRETARIAT']), {
      fileName: 'surat.pdf',
      mediaType: 'application/pdf',
      bytes: syntheticPdf('surat'),
      institutionId,
    });
    const { programmeId } = world.programme;
    const of = { institutionId, programmeId, packageId: world.packageOf('CHILD'), source: 'POKIR_DPRD' };
    return { ...of, documentNumber: '12/DPRD', documentDate: '2026-01-31', blobId, key: randomUUID(), ...over };
  }

  it('says in every list and page who asked, and is the institution’s to complete', async () => {
    const secretary = await world.user(['SECRETARIAT']);
    const asked = await letter();
    const { proposalId } = await createFromLetter(world.ctx, secretary, asked);
    const bundle = await world.ctx.db.withActor(secretary, 5_000, (tx) => readBundle(tx, proposalId));
    expect(bundle.blobs.map((blob) => blob.id)).toContain(asked.blobId);
    const told = `select recipient_user_id as who, params->>'dueAt' is not null as due from notification where proposal_id = $1 and template = 'draft_by_letter'`;
    await createFromLetter(world.ctx, secretary, asked);
    expect(await world.sql(told, [proposalId])).toEqual([
      { who: operator.kind === 'user' ? operator.userId : '', due: true },
    ]);
    const view = await getCase(world.ctx, operator, { proposalId });
    expect(view.proposal).toMatchObject({ source: 'POKIR_DPRD', editable: true });
    expect(view.proposal.outsideLetter).toMatchObject({ number: '12/DPRD', date: '2026-01-31' });
    expect(view.timeline[0]?.note).toMatchObject({ source: 'POKIR_DPRD', documentNumber: '12/DPRD' });
    const mine = await myProposals(world.ctx, operator);
    expect(mine.find((item) => item.proposalId === proposalId)).toMatchObject({ source: 'POKIR_DPRD' });
    expect(await world.sql('select duty from involvement where proposal_id = $1', [proposalId])).toEqual([
      { duty: 'OFFICIAL' },
    ]);
  });

  it('is opened by the secretariat alone, with a letter that is there and not of tomorrow', async () => {
    const secretary = await world.user(['SECRETARIAT']);
    const attempt = async (over: Partial<CreateFromLetter>, by: Actor = secretary): Promise<string> =>
      codeOf(createFromLetter(world.ctx, by, await letter(over)));
    expect(await attempt({}, operator)).toBe('WRONG_ROLE');
    expect(await attempt({}, await world.user(['KABID']))).toBe('WRONG_ROLE');
    expect(await attempt({ source: 'LKS' })).toBe('INVALID_INPUT source');
    expect(await attempt({ documentNumber: ' ' })).toBe('INVALID_INPUT documentNumber');
    expect(await attempt({ documentDate: addDays(witaDate(new Date()), 1) })).toBe('DATE_ORDER');
    expect(await attempt({ blobId: randomUUID() })).toBe('INVALID_INPUT scan');
  });

  it('keeps its source whatever the program does', async () => {
    const { proposalId } = await createFromLetter(world.ctx, await world.user(['SECRETARIAT']), await letter());
    await expect(world.sql(`update proposal set source = 'SKPD' where id = $1`, [proposalId])).rejects.toThrow(/kept/);
    const own = await draft();
    await expect(
      world.sql(`update proposal set outside_letter_number = '1' where id = $1`, [own.proposalId]),
    ).rejects.toThrow();
  });
});

describe('the letter', () => {
  it('keeps what was typed, emoji and right-to-left script included, and drops control characters', async () => {
    const { proposalId } = await draft();
    await saveLetter(world.ctx, operator, {
      proposalId,
      letterNumber: '01/LKSA/2026',
      letterDate: '2026-01-31',
      background: `Latar 🏠 belakang\u0000\u0007 \u0645\u0631\u062D\u0628\u0627`,
      purpose: 'Tujuan\r\nbaris kedua',
    });
    expect(await proposalRow(proposalId)).toMatchObject({
      letter_number: '01/LKSA/2026',
      background: 'Latar 🏠 belakang \u0645\u0631\u062D\u0628\u0627',
      purpose: 'Tujuan\nbaris kedua',
    });
  });

  it('refuses what is too long, no date or hides its direction, and changes nothing', async () => {
    const { proposalId } = await draft();
    const good: SaveLetter = { proposalId, letterNumber: '1', letterDate: null, background: '', purpose: '' };
    const save = (over: Partial<SaveLetter>): Promise<string> =>
      codeOf(saveLetter(world.ctx, operator, { ...good, ...over }));
    expect(await save({ background: 'x'.repeat(10_000_000) })).toBe('TOO_LARGE background');
    expect(await save({ purpose: 'x'.repeat(20_001) })).toBe('TOO_LARGE purpose');
    expect(await save({ letterDate: '2026-02-30' })).toBe('INVALID_INPUT letterDate');
    expect(await save({ letterDate: '9999-01-01' })).toBe('INVALID_INPUT letterDate');
    expect(await save({ background: 'abc\u202Edef' })).toBe('INVALID_INPUT background');
    expect(await proposalRow(proposalId)).toMatchObject({ letter_number: null, background: null });
  });

  it('is no longer the institution’s to change once the case is with the officials', async () => {
    const { proposalId } = await draft();
    const letter = { proposalId, letterNumber: '1', letterDate: null, background: 'a', purpose: 'b' };
    await world.sql(`update proposal set state = 'WITHDRAWN' where id = $1`, [proposalId]);
    expect(await codeOf(saveLetter(world.ctx, operator, letter))).toBe('CASE_ENDED');
    const stranger = await world.user(['LKS_OPERATOR'], { institutionId: await world.institution() });
    expect(await codeOf(saveLetter(world.ctx, stranger, letter))).toBe('NOT_FOUND');
    const [noted] = await world.sql(
      `select data from event where stream = 'security' and type = 'refused' order by seq desc limit 1`,
    );
    expect(noted?.['data']).toMatchObject({ subject: `proposal/${proposalId}`, code: 'NOT_FOUND' });
  });
});

describe('the cost plan', () => {
  it('takes item lines from the persons and adds up with the own share', async () => {
    const { proposalId } = await draft();
    await importPersons(world.ctx, operator, { proposalId, rows: [aRow(1), aRow(2)], mode: 'append' });
    await saveCostPlan(world.ctx, operator, {
      proposalId,
      ownShare: 'Rp 300.000',
      ownLines: [{ description: 'Ongkos angkut', volume: 3, unit: 'kali', unitPrice: 100_000n }],
    });
    const lines = await world.sql(
      'select position, description, volume, amount, item_id is null as own from cost_line where proposal_id = $1 order by position',
      [proposalId],
    );
    expect(lines).toMatchObject([
      { position: 1, volume: 4, amount: '1100000', own: false },
      { position: 2, volume: 8, amount: '2900000', own: false },
      { position: 1001, description: 'Ongkos angkut', amount: '300000', own: true },
    ]);
    expect(await proposalRow(proposalId)).toMatchObject({
      requested_amount: '4000000',
      own_share: '300000',
      person_count: 2,
    });
    const content = await world.ctx.db.withActor(operator, 5_000, (tx) => readContent(tx, proposalId));
    expect(content.costTotal).toBe(content.linesTotal + content.ownShare);
  });

  it('refuses fractions, negatives and amounts that no budget has', async () => {
    const { proposalId } = await draft();
    const save = (ownShare: string | bigint, unitPrice: string | bigint = 1n, volume = 1): Promise<string> =>
      codeOf(
        saveCostPlan(world.ctx, operator, {
          proposalId,
          ownShare,
          ownLines: [{ description: 'Ongkos', volume, unit: 'kali', unitPrice }],
        }),
      );
    expect(await save('1.000,50')).toBe('INVALID_INPUT ownShare');
    expect(await save(-1n)).toBe('INVALID_INPUT ownShare');
    expect(await save('-5')).toBe('INVALID_INPUT ownShare');
    expect(await save(10_000_000_000_001n)).toBe('INVALID_INPUT ownShare');
    expect(await save('0', '0')).toBe('INVALID_INPUT ownLines.0.unitPrice');
    expect(await save('0', 1n, 0.5)).toBe('INVALID_INPUT ownLines.0.volume');
    expect(await save('0', 10_000_000_000_000n, 2)).toBe('INVALID_INPUT ownLines.0.unitPrice');
    expect(await world.sql('select 1 from cost_line where proposal_id = $1', [proposalId])).toEqual([]);
  });
});
