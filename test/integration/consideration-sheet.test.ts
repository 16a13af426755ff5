import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import {
  checkConsiderations,
  enterConsiderations,
  listConsiderable,
} from '../../src/app/budget/consideration-sheet.js';
import { readConsiderationRows } from '../../src/app/budget/consideration-rows.js';
import { actOnProposal } from '../../src/app/proposal/act-on-proposal.js';
import { getCase } from '../../src/app/queries/get-case.js';
import { listReserve, listUnlinked } from '../../src/app/queries/list-reserve.js';
import { readSheet } from '../../src/app/spreadsheet/read-sheet.js';
import { bytesSource } from '../../src/app/spreadsheet/sheet-source.js';
import { xlsxFile } from '../../src/app/ranking/xlsx-file.js';
import { checkInvariants } from '../../src/app/record/check-invariants.js';
import type { Actor } from '../../src/domain/actor.js';
import type { CommandType } from '../../src/domain/proposal/transitions.js';
import { witaDate } from '../../src/domain/time/wita.js';
import type { AppWorld } from '../support/app-world.js';
import { aRow } from '../support/person-rows.js';
import { readyProposal, submitNow, type Home } from '../support/ready-proposal.js';
import { refusalOf } from '../support/refused.js';
import { createWebWorld, textOf, type WebBrowser, type WebWorld } from '../support/web-world.js';

const criteria = { selective: true, eligible: true, temporary: true, purposeful: true };
const paper = {
  documentNumber: 'TAPD/8',
  documentDate: witaDate(new Date()),
  signatory: 'Ketua TAPD',
  scanBlobId: null,
};
const PERSONS = 100;

describe('the sheet of the budget team', () => {
  let web: WebWorld;
  let world: AppWorld;
  let home: Home;
  let head: Actor;
  let planners: readonly [Actor, Actor];
  let programmeId: string;
  let browser: WebBrowser;
  let number: string;
  const does = (actor: Actor, type: CommandType, payload: unknown = {}): Promise<unknown> =>
    actOnProposal(world.ctx, actor, {
      proposalId: home.proposalId,
      type,
      payload,
      expectedVersion: null,
      key: randomUUID(),
    });
  const sheetOf = (...cells: readonly (string | number | null)[]): Uint8Array =>
    xlsxFile(
      'Lembar',
      Array.from({ length: 9 }, (_, column) => `K${column}`),
      [[number, 'LKS', 'Samarinda', 80, 1, ...cells]],
    );

  beforeAll(async () => {
    web = await createWebWorld();
    world = web.world;
    head = await world.user(['HEAD_DINSOS']);
    await web.person('lembar@salur.invalid', ['SUBBAG_PERENCANAAN']);
    browser = await web.browser('lembar@salur.invalid');
    planners = [await world.user(['SUBBAG_PERENCANAAN']), await world.user(['SUBBAG_PERENCANAAN'])];
    home = await readyProposal(
      world,
      Array.from({ length: PERSONS }, (_, index) => aRow(index + 1)),
    );
    await submitNow(world, home);
    await does(await world.user(['SECRETARIAT']), 'register', { agendaNumber: '1', disposition: '' });
    await world.sql(
      `update proposal set state = 'FIELD_VERIFIED', case_data = case_data || '{"endorsers":[]}' where id = $1`,
      [home.proposalId],
    );
    await world.sql(
      `update proposal_beneficiary set presence = 'PRESENT', status = 'VERIFIED_FIELD' where proposal_id = $1`,
      [home.proposalId],
    );
    const [row] = await world.sql('select programme_id, registration_number from proposal where id = $1', [
      home.proposalId,
    ]);
    number = String(row?.['registration_number']);
    programmeId = String(row?.['programme_id']);
    const { persons } = await getCase(world.ctx, head, { proposalId: home.proposalId });
    const cuts = persons.entries
      .filter(({ position }) => position > 80)
      .flatMap(({ lines }) => lines.map((line) => ({ lineId: line.id, quantity: 0, reason: 'Sudah terpenuhi' })));
    await does(head, 'recommend', { criteria, criteriaNote: '', cuts });
  });
  afterAll(async () => web[Symbol.asyncDispose]());

  it('T8: 80 of 100 persons are recommended and TAPD cuts to 60: I1 holds, 20 and 20 go with reasons, the reserve is in order', async () => {
    const open = await listConsiderable(world.ctx, planners[0], { programmeId });
    expect(open.map(({ registrationNumber, persons }) => [registrationNumber, persons])).toEqual([[number, 80]]);
    const address = `/programmes/${programmeId}/consideration`;
    const page = await browser.get(address);
    expect(textOf(page.body)).toContain('1 usulan menunggu pertimbangan');
    const sheet = { name: 'lembar.xlsx', bytes: sheetOf(60, null, 'Dipertimbangkan', 'Pagu terbatas') };
    const answer = textOf((await browser.upload(page, address, {}, { sheet })).body);
    expect(answer).toContain('dapat dicatat');
    expect(answer).toContain('Catat 1 baris');
    const out = await browser.get(`${address}.xlsx`);
    expect((await readSheetHead(out.bytes))[0]).toBe('Nomor registrasi');
    const wrong = await readConsiderationRows(sheetOf(61, '1', 'CONSIDER', 'Pagu terbatas'));
    const unexplained = await readConsiderationRows(sheetOf(60, null, 'dipertimbangkan', ''));
    const many = await readConsiderationRows(sheetOf(81, null, 'CONSIDER', 'Pagu terbatas'));
    for (const [entries, code] of [
      [wrong, 'SHEET_AMOUNT'],
      [unexplained, 'REASON_REQUIRED'],
      [many, 'INVALID_INPUT'],
    ] as const) {
      const [result] = await checkConsiderations(world.ctx, planners[0], { programmeId, rows: rowsOf(entries) });
      expect(result?.error?.code).toBe(code);
    }
    const rows = rowsOf(await readConsiderationRows(sheetOf(60, null, 'Dipertimbangkan', 'Pagu terbatas')));
    const [dry] = await checkConsiderations(world.ctx, planners[0], { programmeId, rows });
    expect(dry).toMatchObject({ persons: 60, error: null });
    const [untouched] = await world.sql(`select count(*)::int as n from event where type = 'entered' and stream = $1`, [
      `proposal/${home.proposalId}`,
    ]);
    expect(untouched?.['n']).toBe(0);

    const request = { programmeId, rows, paper, key: 'lembar-tapd-8' };
    expect((await enterConsiderations(world.ctx, planners[0], request)).map(({ error }) => error)).toEqual([null]);
    // the same click again enters nothing twice
    expect((await enterConsiderations(world.ctx, planners[0], request)).map(({ error }) => error)).toEqual([null]);
    const [entered] = await world.sql(`select count(*)::int as n from event where type = 'entered' and stream = $1`, [
      `proposal/${home.proposalId}`,
    ]);
    expect(entered?.['n']).toBe(1);
    await does(planners[1], 'confirm');

    const people = await world.sql(
      `select b.position, bool_or(l.considered > 0) as stays, min(l.reason) as reason, bool_and(coalesce(l.considered, 0) <= coalesce(l.recommended, 0) and coalesce(l.recommended, 0) <= l.requested) as descends
         from entitlement_line l join proposal_beneficiary b on b.id = l.beneficiary_id where l.proposal_id = $1 group by b.position order by b.position`,
      [home.proposalId],
    );
    expect(people.every((person) => person['descends'] === true)).toBe(true);
    const at = (from: number, to: number) =>
      people.filter((person) => Number(person['position']) > from && Number(person['position']) <= to);
    expect(at(0, 60).every((person) => person['stays'] === true)).toBe(true);
    expect(at(60, 80).map((person) => person['reason'])).toEqual(Array(20).fill('Pagu terbatas'));
    expect(at(80, 100).map((person) => person['reason'])).toEqual(Array(20).fill('Sudah terpenuhi'));
    const reserve = await listReserve(world.ctx, planners[0], { programmeId });
    expect(reserve.dropped.map(({ position }) => position)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 61),
    );
    expect(reserve.dropped.every(({ reason }) => reason === 'Pagu terbatas')).toBe(true);
    expect((await listReserve(world.ctx, planners[0], { programmeId, regencyCode: '64.01' })).dropped).toEqual([]);
    const reports = await checkInvariants(world.ctx);
    expect(reports.filter((report) => report.violations.length > 0)).toEqual([]);
  });

  it('leaves what is considered on the list of those without a number of SIPD, for officials of the province alone', async () => {
    const { cases } = await listUnlinked(world.ctx, planners[0], { programmeId });
    expect(cases.map(({ registrationNumber, persons }) => [registrationNumber, persons])).toEqual([[number, 60]]);
    expect(textOf((await browser.get(`/programmes/${programmeId}/unlinked`)).body)).toContain(number);
    expect(textOf((await browser.get(`/programmes/${programmeId}/reserve`)).body)).toContain('Pagu terbatas');
    expect((await browser.get(`/programmes/${programmeId}/unlinked.xlsx`)).statusCode).toBe(200);
    for (const ask of [
      () => listUnlinked(world.ctx, home.operator, { programmeId }),
      () => listReserve(world.ctx, home.operator, { programmeId }),
      () => checkConsiderations(world.ctx, home.operator, { programmeId, rows: [] }),
    ])
      expect(await refusalOf(ask)).toMatchObject({ code: 'WRONG_ROLE' });
  });
});

async function readSheetHead(bytes: Uint8Array): Promise<readonly string[]> {
  for await (const { cells } of readSheet(bytesSource(bytes))) return cells;
  return [];
}

function rowsOf(entries: Awaited<ReturnType<typeof readConsiderationRows>>) {
  return entries.flatMap((entry) => ('row' in entry ? [entry] : []));
}
