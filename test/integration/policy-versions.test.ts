import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changePolicy } from '../../src/app/policy/change-policy.js';
import { getPolicy, type PolicyView } from '../../src/app/queries/get-policy.js';
import { policyValues } from '../../src/ui/pages/policy/policy-fields.js';
import { aRow } from '../support/person-rows.js';
import { readyProposal, submitNow } from '../support/ready-proposal.js';
import { createWebWorld, textOf, type WebBrowser, type WebWorld } from '../support/web-world.js';
import type { Actor } from '../../src/domain/actor.js';

let web: WebWorld;
let head: Actor;
let browser: WebBrowser;
let address: string;

beforeAll(async () => {
  web = await createWebWorld();
  head = { kind: 'user', userId: await web.person('kadis@salur.invalid', ['HEAD_DINSOS']) };
  await web.person('kabid@salur.invalid', ['KABID']);
  browser = await web.browser('kadis@salur.invalid');
  address = `/programmes/${web.world.programme.programmeId}/policy`;
});
afterAll(async () => web[Symbol.asyncDispose]());

function current(): Promise<PolicyView> {
  return getPolicy(web.world.ctx, head, { programmeId: web.world.programme.programmeId });
}
function pinned(proposalId: string): Promise<unknown> {
  return web.world.sql(
    'select v.version from proposal p join policy_version v on v.id = p.policy_version_id where p.id = $1',
    [proposalId],
  );
}

describe('the policy of a programme', () => {
  it('is changed by the head of the office on a page, and holds for later proposals only', async () => {
    const before = await readyProposal(web.world, [aRow(21)]);
    await submitNow(web.world, before);
    const page = await browser.get(address);
    const typed = policyValues((await current()).policy);
    const saved = await browser.submit(page, address, {
      ...typed,
      'workingDays.SUBMITTED': '4',
      reason: 'Nota dinas 12/2026',
    });
    expect(saved.statusCode).toBe(303);
    const after = await readyProposal(web.world, [aRow(22)]);
    await submitNow(web.world, after);
    expect([await pinned(before.proposalId), await pinned(after.proposalId)]).toEqual([
      [{ version: 1 }],
      [{ version: 2 }],
    ]);
    const shown = textOf((await browser.get(address)).body);
    expect(shown).toContain('Hari kerja: Diajukan: 2 → 4');
    expect(shown).toContain('Nota dinas 12/2026');
    const events = await web.world.sql(
      `select actor, data->>'version' as version, data->'difference' as difference from event where type = 'policy_changed'`,
    );
    expect(events).toEqual([
      {
        actor: `user:${(head as Extract<Actor, { kind: 'user' }>).userId}`,
        version: '2',
        difference: [{ path: 'workingDays.SUBMITTED', before: '2', after: '4' }],
      },
    ]);
  });

  it('says which value is wrong, and saves nothing', async () => {
    const { version, policy } = await current();
    const typed = policyValues(policy);
    const page = await browser.get(address);
    const refused = await browser.submit(page, address, { ...typed, secondPersonDays: 'dua', reason: 'Nota dinas' });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('id="f-secondPersonDays-error"');
    const silent = await browser.submit(page, address, { ...typed, secondPersonDays: '3', reason: '' });
    expect(textOf(silent.body)).toContain('Alasan perubahan: Wajib diisi');
    expect((await current()).version).toBe(version);
  });

  it('is not overwritten by somebody who saw an older version', async () => {
    const { version, policy, programmeId } = await current();
    const change = (secondPersonDays: number): Promise<unknown> =>
      changePolicy(web.world.ctx, head, {
        programmeId,
        basedOn: version,
        policy: { ...policy, secondPersonDays },
        reason: 'Bersamaan',
      });
    const both = await Promise.allSettled([change(3), change(5)]);
    expect(both.map((one) => one.status).toSorted((a, b) => a.localeCompare(b))).toEqual(['fulfilled', 'rejected']);
    expect((await current()).version).toBe(version + 1);
  });

  it('is read by officials and changed by nobody else, not in the database either', async () => {
    const kabid = await web.browser('kabid@salur.invalid');
    const page = await kabid.get(address);
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toContain('name="reason"');
    const [, token] = /name="_csrf" value="([^"]+)"/.exec(page.body) ?? [];
    expect((await kabid.post(address, { _csrf: token ?? '', version: '1', reason: 'x' })).statusCode).toBe(403);
    await expect(
      web.world.ctx.db.withActor(
        head,
        5_000,
        (tx) => tx.sql.$executeRaw`update policy_version set content = '{}'::jsonb`,
      ),
    ).rejects.toThrow(/permission denied/);
  });
});
