import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportCheckList } from '../../src/app/checks/export-check-list.js';
import { createProposal } from '../../src/app/drafts/create-proposal.js';
import { importPersons, type ImportResult } from '../../src/app/drafts/import-persons.js';
import { findDuplicates } from '../../src/app/duplicates/ask-identities.js';
import { decideIdentity } from '../../src/app/duplicates/decide-identity.js';
import { countDoubtfulLines, takeClaims } from '../../src/app/proposal/claims.js';
import { readLines } from '../../src/app/proposal/lines.js';
import { listIdentityQuestions, type IdentityQuestion } from '../../src/app/queries/list-identity-questions.js';
import type { Actor } from '../../src/domain/actor.js';
import type { PersonRow } from '../../src/domain/person-row.js';
import type { ProposalCase } from '../../src/domain/proposal/proposal-case.js';
import { SYSTEM } from '../support/app-world.js';
import { aRow, codeOf } from '../support/person-rows.js';
import { createWebWorld, textOf, type WebBrowser, type WebWorld } from '../support/web-world.js';

interface House {
  readonly institutionId: string;
  readonly operator: Actor;
  readonly proposalId: string;
}
let web: WebWorld;
let kabid: Actor;
let page: WebBrowser;
beforeAll(async () => {
  web = await createWebWorld();
  kabid = await web.world.user(['KABID']);
  await web.person('kabid2@salur.invalid', ['KABID']);
  page = await web.browser('kabid2@salur.invalid');
});
afterAll(async () => web[Symbol.asyncDispose]());

async function house(known?: House): Promise<House> {
  const { world } = web;
  const institutionId = known?.institutionId ?? (await world.institution({ targetGroup: 'CHILD' }));
  const operator = known?.operator ?? (await world.user(['LKS_OPERATOR'], { institutionId }));
  const { proposalId } = await createProposal(world.ctx, operator, {
    programmeId: world.programme.programmeId,
    packageId: world.packageOf('CHILD'),
    key: randomUUID(),
  });
  return { institutionId, operator, proposalId };
}
const load = (of: House, rows: readonly PersonRow[]): Promise<ImportResult> =>
  importPersons(web.world.ctx, of.operator, { proposalId: of.proposalId, rows, mode: 'append' });

/** Somebody without a NIK; `name` and `birthDate` as each institution writes them. */
const nameless = (name: string, birthDate: string, motherName = '', over: Partial<PersonRow> = {}): PersonRow =>
  aRow(1, { name, birthDate, motherName, nationalId: '', noNationalIdReason: 'Anak temuan', ...over });

async function statusOf(of: House): Promise<unknown[]> {
  const rows = await web.world.sql('select status from proposal_beneficiary where proposal_id = $1 order by position', [
    of.proposalId,
  ]);
  return rows.map((row) => row['status']);
}
/** The open questions about people of this house. */
async function questionsOf(of: House): Promise<readonly IdentityQuestion[]> {
  const { items } = await listIdentityQuestions(web.world.ctx, kabid);
  return items.filter((question) =>
    [...question.low, ...question.high].some((side) => side.proposals.some(({ id }) => id === of.proposalId)),
  );
}
const onlyQuestion = async (of: House): Promise<string> => {
  const [question] = await questionsOf(of);
  if (question === undefined) throw new Error('nobody was asked');
  return question.id;
};
async function linesOf(of: House): Promise<readonly { claimedElsewhere: boolean; undecided: boolean }[]> {
  const { world } = web;
  const c = await caseOf(of);
  return world.ctx.db.withActor(SYSTEM, 10_000, (tx) => readLines(tx, c, 'requested'));
}
async function caseOf(of: House): Promise<ProposalCase> {
  const [row] = await web.world.sql('select fiscal_year, regency_code from proposal where id = $1', [of.proposalId]);
  return {
    id: of.proposalId,
    fiscalYear: Number(row?.['fiscal_year']),
    institutionId: of.institutionId,
    regencyCode: String(row?.['regency_code']),
    disasterId: null,
  } as ProposalCase;
}
/** As the recommendation does it. */
async function claim(of: House): Promise<void> {
  const c = await caseOf(of);
  await web.world.sql('update entitlement_line set recommended = requested where proposal_id = $1', [of.proposalId]);
  await web.world.ctx.db.withActor(SYSTEM, 10_000, (tx) => takeClaims(tx, c));
}
async function doubtful(of: House): Promise<number> {
  const found = await web.world.ctx.db.withActor(SYSTEM, 10_000, (tx) => countDoubtfulLines(tx, [of.proposalId]));
  return found.get(of.proposalId) ?? 0;
}

describe('people without a NIK who may be one', () => {
  it.each<[string, PersonRow, PersonRow]>([
    ['a short first name', nameless('Muhammad Rizky Alang', '02/03/2014'), nameless('M. Riski Alang', '02/03/2014')],
    ['day and month exchanged', nameless('Halimah Djau', '05/04/2013'), nameless('Halima Jau', '04/05/2013')],
    [
      'a digit of the date and a typing error',
      nameless('Yohanes Lawing', '11/07/2012', 'Maria Ibau'),
      nameless('Yohannes Lawng', '12/07/2012', 'Mariya Ibau'),
    ],
    [
      'a NIK at one of them alone',
      nameless('Sitti Aminah', '15/03/2015', 'Rahma'),
      aRow(701, { name: 'Siti Aminah', birthDate: '15/03/2015', motherName: '' }),
    ],
  ])('are asked about in spite of %s, and both are flagged', async (_what, first, second) => {
    const [one, two] = [await house(), await house()];
    await load(one, [first]);
    const result = await load(two, [second]);
    // the institution is told nothing about where
    expect(JSON.stringify(result)).not.toContain(one.institutionId);
    expect(await questionsOf(two)).toHaveLength(1);
    expect([await statusOf(one), await statusOf(two)]).toEqual([['FLAGGED_DUPLICATE'], ['FLAGGED_DUPLICATE']]);
    expect((await linesOf(two)).map((line) => line.undecided)).toEqual([true, true]);
  });

  it.each<[string, PersonRow, PersonRow]>([
    ['another name', nameless('Andi Kesuma', '01/06/2013'), nameless('Wahyu Tamara', '01/06/2013')],
    [
      'another mother',
      nameless('Citra Bulan', '02/06/2013', 'Endang'),
      nameless('Citra Bulan', '02/06/2013', 'Juminah'),
    ],
    ['another age', nameless('Dian Permata', '03/06/2013'), nameless('Dian Permata', '03/06/2009')],
    [
      'another need',
      nameless('Fitri Laing', '04/06/2013', '', { items: ['FOOD'] }),
      nameless('Fitri Laink', '04/06/2013', '', { items: ['CLOTHING'] }),
    ],
  ])('are not asked about with %s', async (_what, first, second) => {
    const [one, two] = [await house(), await house()];
    await load(one, [first]);
    await load(two, [second]);
    expect(await questionsOf(two)).toEqual([]);
    expect(await statusOf(two)).toEqual(['NO_NIK']);
  });

  it('counts a list that was given up no more, and asks once however often it looks', async () => {
    const [one, two] = [await house(), await house()];
    await load(one, [nameless('Paulus Nyuk', '07/06/2013')]);
    await web.world.sql(`update proposal set state = 'REJECTED' where id = $1`, [one.proposalId]);
    await load(two, [nameless('Paulus Niuk', '07/06/2013')]);
    expect(await questionsOf(two)).toEqual([]);
    await web.world.sql(`update proposal set state = 'SUBMITTED' where id = $1`, [one.proposalId]);
    const [year] = await web.world.sql('select fiscal_year from proposal where id = $1', [one.proposalId]);
    const fiscalYear = Number(year?.['fiscal_year']);
    expect(await findDuplicates(web.world.ctx, kabid, { fiscalYear })).toEqual({ asked: 1 });
    expect(await findDuplicates(web.world.ctx, kabid, { fiscalYear })).toEqual({ asked: 0 });
    expect((await linesOf(two)).every((line) => line.undecided)).toBe(true);
    await web.world.sql(`update proposal set state = 'REJECTED' where id = $1`, [one.proposalId]);
    expect((await linesOf(two)).some((line) => line.undecided)).toBe(false);
  });
});

describe('the decision', () => {
  it('that they are two matches both and is never asked again', async () => {
    const [one, two] = [await house(), await house()];
    await load(one, [nameless('Tuti Ujang', '08/06/2013')]);
    await load(two, [nameless('Tuty Ujang', '08/06/2013')]);
    const questionId = await onlyQuestion(two);
    const stranger = await web.world.user(['LPJ_REVIEWER']);
    const different = { questionId, verdict: 'DIFFERENT', ground: 'SEEN_BOTH' } as const;
    expect(await codeOf(decideIdentity(web.world.ctx, stranger, different))).toBe('WRONG_ROLE');
    expect(await codeOf(decideIdentity(web.world.ctx, one.operator, different))).toBe('WRONG_ROLE');
    expect(await codeOf(decideIdentity(web.world.ctx, kabid, { ...different, ground: 'SAME_CARD' }))).toBe(
      'INVALID_INPUT ground',
    );
    await decideIdentity(web.world.ctx, kabid, different);
    await decideIdentity(web.world.ctx, kabid, different);
    expect(
      await codeOf(decideIdentity(web.world.ctx, kabid, { ...different, verdict: 'SAME', ground: 'SAME_CARD' })),
    ).toBe('NOT_ALLOWED_IN_STATE');
    expect([await statusOf(one), await statusOf(two)]).toEqual([['MATCHED'], ['MATCHED']]);
    await load(await house(two), [nameless('Tuty Ujang', '08/06/2013')]);
    expect(await questionsOf(two)).toEqual([]);
    await claim(one);
    await claim(two);
    expect([await doubtful(one), await doubtful(two)]).toEqual([0, 0]);
  });

  it('that they are one lets one claim hold for both, also for whoever types the other name again', async () => {
    const [one, two] = [await house(), await house()];
    await load(one, [nameless('Samsul Daeng', '09/06/2013')]);
    await load(two, [nameless('Syamsul Daeng', '09/06/2013')]);
    await claim(two);
    const questionId = await onlyQuestion(two);
    expect(await doubtful(two)).toBe(2);
    await decideIdentity(web.world.ctx, kabid, { questionId, verdict: 'SAME', ground: 'SAME_CARD' });
    expect(await doubtful(two)).toBe(0);
    expect((await linesOf(one)).map((line) => line.claimedElsewhere)).toEqual([true, true]);
    expect(await codeOf(claim(one))).toBe('ALREADY_CLAIMED');
    const third = await house();
    const result = await load(third, [nameless('Syamsul Daeng', '09/06/2013')]);
    expect(result.rows[0]?.warnings.map(({ code }) => code)).toContain('ALREADY_PROPOSED');
  });

  it('is refused while both hold the same need, and a need that was lost is found before the decree', async () => {
    const [one, two] = [await house(), await house()];
    await load(one, [nameless('Eko Asmara', '10/06/2013')]);
    await load(two, [nameless('Eko Asmarah', '10/06/2013')]);
    await claim(one);
    await claim(two);
    const same = { questionId: await onlyQuestion(two), verdict: 'SAME', ground: 'SAME_FAMILY' } as const;
    expect(await codeOf(decideIdentity(web.world.ctx, kabid, same))).toBe('ALREADY_CLAIMED');
    await web.world.sql('delete from claim where proposal_id = $1', [two.proposalId]);
    await decideIdentity(web.world.ctx, kabid, same);
    expect([await doubtful(one), await doubtful(two)]).toEqual([0, 2]);
  });

  it('about two entries of one list leaves the second of them without aid', async () => {
    const one = await house();
    await load(one, [nameless('Ratna Lung', '11/06/2013'), nameless('Ratna Lungg', '11/06/2013', 'Sari')]);
    expect(await statusOf(one)).toEqual(['FLAGGED_DUPLICATE', 'FLAGGED_DUPLICATE']);
    const questionId = await onlyQuestion(one);
    await decideIdentity(web.world.ctx, kabid, { questionId, verdict: 'SAME', ground: 'SEEN_AT_VISIT' });
    expect(new Set(await statusOf(one))).toEqual(new Set(['INELIGIBLE', 'MATCHED']));
    expect((await linesOf(one)).filter((line) => line.claimedElsewhere)).toHaveLength(2);
  });

  it('is taken on a page that shows both side by side', async () => {
    const [one, two] = [await house(), await house()];
    await load(one, [nameless('Kornelius Anyeq', '12/06/2013', 'Bertha')]);
    await load(two, [nameless('Cornelius Anyeq', '12/06/2013')]);
    const shown = await page.get('/duplicates');
    expect(textOf(shown.body)).toContain('Kornelius Anyeq');
    const questionId = await onlyQuestion(two);
    const sent = await page.submit(shown, `/duplicates/${questionId}`, { verdict: 'DIFFERENT', ground: 'OTHER_CARD' });
    expect(sent.statusCode).toBe(303);
    expect(await questionsOf(two)).toEqual([]);
    expect(textOf((await page.get('/duplicates?decided=1')).body)).toContain(
      'Orang yang berbeda : KTP, KK atau KIA yang berbeda dilihat',
    );
    const lks = await web.world.user(['LKS_OPERATOR'], { institutionId: one.institutionId });
    expect(await codeOf(listIdentityQuestions(web.world.ctx, lks))).toBe('WRONG_ROLE');
  });
});

describe('a list that leaves to be checked outside', () => {
  it('holds numbers in full, says who took it what for, and is noted for each person', async () => {
    const one = await house();
    await load(one, [aRow(910), aRow(911), nameless('Sugeng Karim', '13/06/2013')]);
    const [row] = await web.world.sql('select fiscal_year from proposal where id = $1', [one.proposalId]);
    const fiscalYear = Number(row?.['fiscal_year']);
    const rows: (readonly string[])[] = [];
    const writer = {
      row: (cells: readonly string[]) => Promise.resolve(void rows.push(cells)),
      end: () => Promise.resolve(),
    };
    const take = (actor: Actor, purpose: string) =>
      exportCheckList(web.world.ctx, actor, { fiscalYear, purpose }, writer);
    expect(await codeOf(take(one.operator, 'VERIFICATION'))).toBe('WRONG_ROLE');
    expect(await codeOf(take(kabid, 'CURIOSITY'))).toBe('PURPOSE_REQUIRED');
    expect(rows).toEqual([]);
    const { persons } = await take(kabid, 'VERIFICATION');
    expect(rows[0]?.[0]).toMatch(/^RAHASIA\. Diambil oleh .* untuk VERIFICATION$/);
    const own = rows.filter((cells) => cells[1] === '6472015503150910' || cells[1] === '6472015503150911');
    expect(own.map((cells) => cells[2])).toEqual(['Anak Peraga 910', 'Anak Peraga 911']);
    expect(rows.some((cells) => cells[2] === 'Sugeng Karim')).toBe(false);
    const [noted] = await web.world.sql(
      `select count(distinct subject_id)::int as persons from access_log where purpose = 'VERIFICATION' and user_id = $1`,
      [kabid.kind === 'user' ? kabid.userId : ''],
    );
    expect(noted?.['persons']).toBe(persons);
  });
});
