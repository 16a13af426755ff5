import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { saveLetter } from '../../src/app/drafts/save-letter.js';
import { checkInvariants } from '../../src/app/record/check-invariants.js';
import type { AppWorld } from '../support/app-world.js';
import { offered, openOffice, type Office } from '../support/office.js';
import type { Home } from '../support/ready-proposal.js';
import { refusedBy } from '../support/refused.js';
import { textOf } from '../support/web-world.js';

let office: Office;
let world: AppWorld;
beforeAll(async () => {
  office = await openOffice();
  world = office.web.world;
});
afterAll(async () => office[Symbol.asyncDispose]());

const because = { words: 'Keliru membaca berkas' };
const today = new Date().toISOString().slice(0, 10);

async function held(home: Home): Promise<{ readonly claims: number; readonly reserved: string }> {
  const [row] = await world.sql(
    `select (select count(*)::int from claim where proposal_id = $1) as claims,
            (select coalesce(sum(amount), 0)::text from reservation where proposal_id = $1 and state = 'RESERVED') as reserved`,
    [home.proposalId],
  );
  return { claims: Number(row?.['claims']), reserved: String(row?.['reserved']) };
}
async function violations(): Promise<readonly string[]> {
  const reports = await checkInvariants(world.ctx);
  return reports.flatMap((report) => report.violations.map((violation) => `${report.id} ${violation.subject}`));
}

describe('a decision that is recalled', () => {
  it('leaves the case as it was, by the page, and both stay in the record', async () => {
    const home = await office.proposal('pass_admin');
    const browser = await office.browser('verifier');
    const action = `/cases/${home.proposalId}/do/recall`;
    const done = await browser.submit(await browser.get(`${action}?lang=en`), action, because);
    expect(done.statusCode).toBe(303);
    expect(await office.row(home)).toMatchObject({ state: 'ADMIN_REVIEW', case_data: { last: null } });
    expect(await office.mine(home, 'verifier')).toBe(true);
    const history = textOf((await browser.get(`/cases/${home.proposalId}?lang=en`)).body);
    expect(history).toMatch(
      /passed it in administrative verification.*recalled the last decision: “Keliru membaca berkas”/,
    );
  });

  it('is nobody else’s to recall, and stands once something followed it', async () => {
    const home = await office.proposal('endorse');
    expect(await offered(office, home, 'kabid')).not.toContain('recall');
    expect(await refusedBy(world, () => office.act(home, 'verifier', 'recall', because))).toMatchObject({
      code: 'WRONG_ROLE',
      changed: false,
    });
    await office.act(home, 'sekretaris', 'recall', because);
    expect(await office.row(home)).toMatchObject({ case_data: { endorsed: ['KETUA_TIM', 'KABID'] } });
    // one decision, not the one before it
    expect(await refusedBy(world, () => office.act(home, 'kabid', 'recall', because))).toMatchObject({
      code: 'NOT_ALLOWED_IN_STATE',
      changed: false,
    });
  });

  it('gives back the needs that a recommendation took', async () => {
    const home = await office.proposal('recommend');
    expect((await held(home)).claims).toBeGreaterThan(0);
    await office.act(home, 'kadis', 'recall', because);
    expect(await office.row(home)).toMatchObject({ state: 'FIELD_VERIFIED', recommended_amount: null });
    expect((await held(home)).claims).toBe(0);
    expect(await violations()).toEqual([]);
  });

  it('of two people needs two, and gives back the money', async () => {
    const home = await office.proposal('consider');
    const before = await held(home);
    await office.act(home, 'planner-1', 'recall', because);
    expect([(await office.row(home))['state'], await held(home)]).toEqual(['CONSIDERED', before]);
    expect([await office.mine(home, 'planner-1'), await office.mine(home, 'planner-2')]).toEqual([false, true]);
    await office.act(home, 'planner-2', 'confirm');
    expect(await office.row(home)).toMatchObject({ state: 'RECOMMENDED', considered_amount: null });
    expect(await held(home)).toEqual({ claims: before.claims, reserved: '0' });
    expect(await violations()).toEqual([]);
  });

  it('takes again what a rejection gave back; refused where it is gone', async () => {
    const home = await office.proposal('consider');
    const before = await held(home);
    const rejection = { reasonCode: 'NO_BUDGET', words: 'Pagu', documentNumber: 'TAPD/9', documentDate: today };
    await office.act(home, 'planner-1', 'reject', rejection);
    await office.act(home, 'planner-2', 'confirm');
    expect(await held(home)).toEqual({ claims: 0, reserved: '0' });

    const other = await office.proposal();
    const taken = await world.sql(
      `insert into claim (identity_key, need_group, fiscal_year, event_key, proposal_id, institution_id, regency_code, taken_at)
       select p.identity_key, l.need_group, c.fiscal_year, '', $2, $3, '64.72', now()
         from entitlement_line l join person p on p.id = l.person_id join proposal c on c.id = l.proposal_id
        where l.proposal_id = $1 limit 1 returning need_group`,
      [home.proposalId, other.proposalId, other.institutionId],
    );
    expect(taken).toHaveLength(1);
    expect(await refusedBy(world, () => office.act(home, 'planner-1', 'recall', because))).toMatchObject({
      code: 'ALREADY_CLAIMED',
      changed: false,
    });
    await world.sql(`delete from claim where proposal_id = $1`, [other.proposalId]);
    await office.act(home, 'planner-1', 'recall', because);
    await office.act(home, 'planner-2', 'confirm');
    expect([(await office.row(home))['state'], await held(home)]).toEqual(['CONSIDERED', before]);
    expect((await office.mails(home, 'decision_recalled')).length).toBeGreaterThan(0);
    expect(await violations()).toEqual([]);
  });

  it('of the waiting list brings the proposal back to where it was, with its money and needs', async () => {
    const home = await office.proposal('consider');
    const [before, amount] = [await held(home), (await office.row(home))['considered_amount']];
    const list = { documentNumber: 'TAPD/10', documentDate: today, signatory: 'TAPD', rank: 4 };
    await office.act(home, 'planner-1', 'waitlist', list);
    await office.act(home, 'planner-2', 'confirm');
    expect([(await office.row(home))['state'], await held(home)]).toEqual(['WAITLISTED', { claims: 0, reserved: '0' }]);
    await office.act(home, 'planner-1', 'recall', because);
    await office.act(home, 'planner-2', 'confirm');
    expect(await office.row(home)).toMatchObject({
      state: 'CONSIDERED',
      considered_amount: amount,
      case_data: { waitingRank: null },
    });
    expect(await held(home)).toEqual(before);
    expect(await violations()).toEqual([]);
  });

  it('of a return stands once the institution has begun to repair', async () => {
    const home = await office.proposal('start_admin');
    const back = { words: 'Lengkapi RAB', remarks: [] };
    await office.act(home, 'verifier', 'return', back);
    await office.act(home, 'verifier', 'recall', because);
    expect(await office.row(home)).toMatchObject({ state: 'ADMIN_REVIEW', case_data: { returned: null, returns: 0 } });
    await office.act(home, 'verifier', 'return', back);
    await saveLetter(world.ctx, home.operator, {
      proposalId: home.proposalId,
      letterNumber: '02/LKSA',
      letterDate: '2026-01-31',
      background: 'Latar belakang lain',
      purpose: 'Tujuan',
    });
    expect(await refusedBy(world, () => office.act(home, 'verifier', 'recall', because))).toMatchObject({
      code: 'STALE_VERSION',
      changed: false,
    });
  });
});
