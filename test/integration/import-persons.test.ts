import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { acceptStagedPersons, type AcceptedPersons } from '../../src/app/drafts/accept-staged-persons.js';
import { createProposal } from '../../src/app/drafts/create-proposal.js';
import { importRegisters } from '../../src/app/drafts/import-registers.js';
import { importPersons, type ImportPersons, type ImportResult } from '../../src/app/drafts/import-persons.js';
import { mendStagedRow } from '../../src/app/drafts/mend-staged-row.js';
import { removePerson } from '../../src/app/drafts/remove-person.js';
import { dropStagedPersons, stagePersons } from '../../src/app/drafts/stage-persons.js';
import { readStagedPersons, type StagedPersons } from '../../src/app/queries/read-staged-persons.js';
import { readSheet } from '../../src/app/spreadsheet/read-sheet.js';
import { bytesSource } from '../../src/app/spreadsheet/sheet-source.js';
import type { Actor } from '../../src/domain/actor.js';
import type { PersonRow } from '../../src/domain/person-row.js';
import { createAppWorld, type AppWorld } from '../support/app-world.js';
import { aNik, aRow, codeOf } from '../support/person-rows.js';

interface House {
  readonly institutionId: string;
  readonly operator: Actor;
  readonly proposalId: string;
}
let world: AppWorld;
beforeAll(async () => {
  world = await createAppWorld();
});
afterAll(async () => world[Symbol.asyncDispose]());

async function house(targetGroup = 'CHILD', known?: House): Promise<House> {
  const institutionId = known?.institutionId ?? (await world.institution({ targetGroup }));
  const operator = known?.operator ?? (await world.user(['LKS_OPERATOR'], { institutionId }));
  const { proposalId } = await createProposal(world.ctx, operator, {
    programmeId: world.programme.programmeId,
    packageId: world.packageOf(targetGroup),
    key: randomUUID(),
  });
  return { institutionId, operator, proposalId };
}
function load(of: House, rows: readonly PersonRow[], mode: ImportPersons['mode'] = 'append'): Promise<ImportResult> {
  return importPersons(world.ctx, of.operator, { proposalId: of.proposalId, rows, mode });
}
function findings(result: ImportResult): string[][] {
  return result.rows.map((row) => [...row.errors, ...row.warnings].map((finding) => finding.code));
}
async function list(of: House): Promise<Record<string, unknown>[]> {
  return world.sql(
    `select b.id, b.position, b.status, p.name, (select array_agg(l.need_group order by l.need_group) from entitlement_line l where l.beneficiary_id = b.id) as needs
       from proposal_beneficiary b join person p on p.id = b.person_id where b.proposal_id = $1 order by b.position`,
    [of.proposalId],
  );
}
async function head(of: House): Promise<unknown> {
  const [row] = await world.sql('select requested_amount, person_count from proposal where id = $1', [of.proposalId]);
  return row;
}

describe('an imported list', () => {
  it('becomes register, list, lines and amounts, with sealed numbers', async () => {
    const home = await house();
    const result = await load(home, [
      aRow(1, { familyCardNo: '6472010101200001' }),
      aRow(2, { items: ['clothing'] }),
      aRow(3, { name: 'Wahyu Tandi', nationalId: '', noNationalIdReason: 'Anak temuan', residenceMode: 'rumah' }),
    ]);
    expect(result).toMatchObject({ accepted: 3, refused: 0, saved: true });
    expect(await list(home)).toMatchObject([
      { position: 1, status: 'PROPOSED', needs: ['CLOTHING', 'FOOD'] },
      { position: 2, status: 'PROPOSED', needs: ['CLOTHING'] },
      { position: 3, status: 'NO_NIK', needs: ['CLOTHING', 'FOOD'] },
    ]);
    // 3 persons with 2 sets of clothes at 275,000, 2 persons with 4 parcels at 362,500
    expect(await head(home)).toEqual({ requested_amount: '4550000', person_count: 3 });
    const people = await world.sql('select * from person where institution_id = $1 order by name', [
      home.institutionId,
    ]);
    expect(people[2]).toMatchObject({
      nik_status: 'NONE',
      nik_sealed: null,
      temporary_id: expect.stringMatching(/^TMP-6472-\d{4}-00001$/),
      residence_mode: 'HOME_CARE',
      target_group: 'CHILD',
    });
    const [first] = people;
    const sealed = first?.['nik_sealed'] as Uint8Array;
    expect(Buffer.from(sealed).includes(aNik(1))).toBe(false);
    const id = String(first?.['id']);
    expect(await world.ctx.vault.open('identity', `person|nik|${id}`, sealed)).toBe(aNik(1));
    const card = first?.['family_card_sealed'] as Uint8Array;
    expect(await world.ctx.vault.open('identity', `person|family_card|${id}`, card)).toBe('6472010101200001');
  });

  it('has a result for every row and takes the good ones', async () => {
    const home = await house();
    const result = await load(home, [
      aRow(10),
      aRow(11, { nationalId: '6472010055150001' }),
      aRow(10, { name: 'Sama Lagi' }),
      aRow(12, { items: ['YACHT'] }),
      aRow(13, { birthDate: '15/03/1999' }),
    ]);
    expect(result).toMatchObject({ accepted: 2, refused: 3, saved: true });
    expect(findings(result)).toEqual([
      [],
      ['NIK_DATE'],
      ['DUPLICATE_IN_FILE'],
      ['ITEM_UNKNOWN'],
      ['NIK_BIRTH_DATE_DIFFERS', 'AGE_OUTSIDE_GROUP'],
    ]);
    expect(await list(home)).toHaveLength(2);
    expect(findings(await load(home, [aRow(10)]))).toEqual([['ALREADY_LISTED']]);
  });

  it('is only looked at in a dry run', async () => {
    const home = await house();
    expect(await load(home, [aRow(20)], 'dry_run')).toMatchObject({ accepted: 1, saved: false });
    expect(await list(home)).toEqual([]);
    expect(await world.sql('select 1 from person where institution_id = $1', [home.institutionId])).toEqual([]);
  });

  it('is replaced as a whole or not at all, and who stays keeps his place in the record', async () => {
    const home = await house();
    await load(home, [aRow(30), aRow(31), aRow(32)]);
    const before = await list(home);
    expect(await load(home, [aRow(31), aRow(33, { sex: '?' })], 'replace')).toMatchObject({ refused: 1, saved: false });
    expect(await list(home)).toEqual(before);
    await load(home, [aRow(33), aRow(31, { items: ['FOOD'] })], 'replace');
    const after = await list(home);
    expect(after).toMatchObject([
      { position: 1, name: 'Anak Peraga 33' },
      { id: before[1]?.['id'], position: 2, name: 'Anak Peraga 31', needs: ['FOOD'] },
    ]);
    // the register keeps who left the list
    expect(await world.sql('select 1 from person where institution_id = $1', [home.institutionId])).toHaveLength(4);
    await removePerson(world.ctx, home.operator, {
      proposalId: home.proposalId,
      beneficiaryId: String(after[0]?.['id']),
    });
    expect(await head(home)).toEqual({ requested_amount: '1450000', person_count: 1 });
    expect(
      await codeOf(
        removePerson(world.ctx, home.operator, { proposalId: home.proposalId, beneficiaryId: randomUUID() }),
      ),
    ).toBe('NOT_FOUND');
  });

  it('asks for a device only where it is named', async () => {
    const home = await house('DISABILITY');
    await load(home, [aRow(40), aRow(41, { items: ['permakanan', 'Alat Bantu'] })]);
    expect(await list(home)).toMatchObject([{ needs: ['CLOTHING', 'FOOD'] }, { needs: ['ASSISTIVE_DEVICE', 'FOOD'] }]);
  });

  it('says that a person is already proposed for a need, never where, and notes who asked', async () => {
    const [one, two] = [await house(), await house()];
    await load(one, [aRow(50, { items: ['FOOD'] })]);
    expect(findings(await load(two, [aRow(50, { items: ['CLOTHING'] })], 'dry_run'))).toEqual([[]]);
    const result = await load(two, [aRow(50), aRow(51)]);
    expect(findings(result)).toEqual([['ALREADY_PROPOSED'], []]);
    expect(JSON.stringify(result)).not.toContain(one.institutionId);
    expect(await list(two)).toMatchObject([{ status: 'FLAGGED_DUPLICATE' }, { status: 'PROPOSED' }]);
    const notes = await world.sql(
      `select data from event where type = 'duplicates_looked_up' and data->>'proposalId' = $1 order by seq`,
      [two.proposalId],
    );
    expect(notes.map((note) => note['data'])).toMatchObject([
      { keys: 1, hits: 1 },
      { keys: 2, hits: 1 },
    ]);
  });

  it('leaves the register alone for people whom officials have in hand', async () => {
    const home = await house();
    await load(home, [aRow(60)]);
    await world.sql(`update proposal set state = 'ADMIN_REVIEW' where id = $1`, [home.proposalId]);
    const other = await house('ELDERLY', home);
    const result = await load(other, [aRow(60, { name: 'Nama Lain' })]);
    expect(findings(result)).toEqual([['AGE_OUTSIDE_GROUP', 'REGISTER_KEPT', 'ALREADY_PROPOSED']]);
    expect(await list(other)).toMatchObject([{ name: 'Anak Peraga 60' }]);
    expect(await codeOf(load(home, [aRow(61)]))).toBe('NOT_ALLOWED_IN_STATE');
  });

  it('takes five thousand rows at once, and not one more', async () => {
    const home = await house();
    const rows = Array.from({ length: 5_000 }, (_, index) => aRow(index + 100));
    expect(await load(home, rows)).toMatchObject({ accepted: 5_000, saved: true });
    expect(await head(home)).toMatchObject({ person_count: 5_000 });
    expect(await codeOf(load(home, [aRow(9_000)]))).toBe('TOO_LARGE rows');
    expect(await codeOf(load(home, [...rows, aRow(9_000)], 'dry_run'))).toBe('TOO_LARGE rows');
  });
});

describe('a list that waits to be accepted', () => {
  async function stage(of: House, rows: readonly PersonRow[]): Promise<string> {
    return (await stagePersons(world.ctx, of.operator, { proposalId: of.proposalId, rows })).importId;
  }
  const look = (of: House, importId: string): Promise<StagedPersons> =>
    readStagedPersons(world.ctx, of.operator, { proposalId: of.proposalId, importId });
  const mend = (of: House, importId: string, number: number, row: PersonRow) =>
    mendStagedRow(world.ctx, of.operator, { proposalId: of.proposalId, importId, number, row });
  const accept = (of: House, importId: string, mode: 'append' | 'replace' = 'append'): Promise<AcceptedPersons> =>
    acceptStagedPersons(world.ctx, of.operator, { proposalId: of.proposalId, importId, mode });

  it('is judged, mended row by row, and then saved once', async () => {
    const home = await house();
    const importId = await stage(home, [
      aRow(5_200),
      aRow(5_201, { sex: '?' }),
      aRow(5_202, { nationalId: '6,47E+15' }),
    ]);
    expect(await look(home, importId)).toMatchObject({ good: 1, refused: 2, listed: 0, saved: 0 });
    expect((await look(home, importId)).rows.items.map((row) => row.number)).toEqual([2, 3, 1]);
    expect(await list(home)).toEqual([]);
    // the row of somebody else in the same file is known, though it is not judged again
    expect(await mend(home, importId, 2, aRow(5_200))).toMatchObject({ errors: [{ code: 'DUPLICATE_IN_FILE' }] });
    expect(await mend(home, importId, 2, aRow(5_201))).toEqual({ errors: [], warnings: [] });
    expect(await accept(home, importId)).toEqual({ saved: 2, left: 1 });
    expect(await accept(home, importId)).toEqual({ saved: 2, left: 1 });
    await mend(home, importId, 3, aRow(5_202));
    expect(await accept(home, importId)).toEqual({ saved: 3, left: 0 });
    expect(await accept(home, importId, 'replace')).toEqual({ saved: 3, left: 0 });
    expect(await list(home)).toHaveLength(3);
  });

  it('takes the place of a list only as a whole, and judges again what others wrote meanwhile', async () => {
    const home = await house();
    await load(home, [aRow(5_300), aRow(5_301)]);
    const importId = await stage(home, [aRow(5_301), aRow(5_302), aRow(5_303, { birthDate: '' })]);
    expect(await look(home, importId)).toMatchObject({ good: 1, refused: 1, listed: 1 });
    expect(await codeOf(accept(home, importId, 'replace'))).toBe('INCOMPLETE');
    await mend(home, importId, 3, aRow(5_303));
    await load(home, [aRow(5_302)]);
    expect(await accept(home, importId, 'replace')).toEqual({ saved: 3, left: 0 });
    expect((await list(home)).map((person) => person['name'])).toEqual(
      [5_301, 5_302, 5_303].map((n) => `Anak Peraga ${n}`),
    );
  });

  it('lies sealed, is seen by its uploader alone, is replaced by another and lasts two days', async () => {
    const home = await house();
    const importId = await stage(home, [aRow(5_400)]);
    const stored = await world.sql('select t::text as row from person_import_row t where import_id = $1', [importId]);
    expect(stored).toHaveLength(1);
    expect(JSON.stringify(stored)).not.toMatch(/Peraga|647201/);
    const colleague = await world.user(['LKS_CHAIR'], { institutionId: home.institutionId });
    expect(await codeOf(look({ ...home, operator: colleague }, importId))).toBe('NOT_FOUND');
    const later = await stage(home, [aRow(5_401)]);
    const now = (await world.ctx.clock.now()).getTime();
    const inHours = (hours: number): Date => new Date(now + hours * 3_600_000);
    expect(await codeOf(look(home, importId))).toBe('NOT_FOUND');
    expect(await dropStagedPersons(world.ctx, inHours(47))).toBe(0);
    expect(await dropStagedPersons(world.ctx, inHours(49))).toBeGreaterThan(0);
    expect(await codeOf(accept(home, later))).toBe('NOT_FOUND');
  });
});

describe('the registers of many institutions', () => {
  it('are filled from one sheet at once, each row with its own finding', async () => {
    const [one, two] = [await house(), await house()];
    const codes = await world.sql('select id, code from institution where id = any($1)', [
      [one.institutionId, two.institutionId],
    ]);
    const codeOfHouse = (of: House): string => String(codes.find((row) => row['id'] === of.institutionId)?.['code']);
    await load(one, [aRow(6_000)]);
    const lines = [
      'Kode LKS;Nama;NIK;Tanggal lahir;JK;Alasan tanpa NIK',
      `${codeOfHouse(one)};Anak Peraga 6000;${aNik(6_000)};15/03/2015;P;`,
      `${codeOfHouse(one)};Anak Peraga 6001;${aNik(6_001)};15/03/2015;P;`,
      `${codeOfHouse(two)};Anak Peraga 6001;${aNik(6_001)};15/03/2015;P;`,
      `${codeOfHouse(two)};Anak Peraga 6001;${aNik(6_001)};15/03/2015;P;`,
      `${codeOfHouse(two)};Wahyu Ibau;;01/02/2014;L;Anak temuan`,
      `TIDAK-ADA;Anak Peraga 6002;${aNik(6_002)};15/03/2015;P;`,
      `${codeOfHouse(two)};Anak Peraga 6003;123;15/03/2015;X;`,
    ];
    const read = (dryRun: boolean, actor: Actor) =>
      importRegisters(world.ctx, actor, { rows: readSheet(bytesSource(Buffer.from(lines.join('\n')))), dryRun });
    const secretary = await world.user(['SECRETARIAT']);
    const found = {
      rows: 7,
      refused: 4,
      elsewhere: 2,
      findings: [
        { line: 2, codes: ['ALREADY_REGISTERED'] },
        { line: 5, codes: ['DUPLICATE_IN_FILE'] },
        { line: 7, codes: ['UNKNOWN_INSTITUTION'] },
        { line: 8, codes: ['nationalId NIK_LENGTH', 'sex SEX_UNREADABLE'] },
      ],
    };
    const names = (of: House) =>
      world.sql('select name, nik_status, temporary_id from person where institution_id = $1 order by name', [
        of.institutionId,
      ]);
    expect(await codeOf(read(false, one.operator))).toBe('WRONG_ROLE');
    expect(await read(true, secretary)).toEqual({ ...found, registered: 0 });
    expect(await names(two)).toEqual([]);
    expect(await read(false, secretary)).toEqual({ ...found, registered: 3 });
    expect(await names(two)).toMatchObject([
      { name: 'Anak Peraga 6001', nik_status: 'UNVERIFIED', temporary_id: null },
      { name: 'Wahyu Ibau', nik_status: 'NONE', temporary_id: expect.stringMatching(/^TMP-6472-/) },
    ]);
    const [sealed] = await world.sql(
      'select id, nik_sealed from person where institution_id = $1 and nik_sealed is not null',
      [two.institutionId],
    );
    const place = `person|nik|${String(sealed?.['id'])}`;
    expect(await world.ctx.vault.open('identity', place, sealed?.['nik_sealed'] as Uint8Array)).toBe(aNik(6_001));
  });
});
