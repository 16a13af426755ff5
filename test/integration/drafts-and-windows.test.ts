import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ringDrafts, type DraftsRound } from '../../src/app/proposal/ring-drafts.js';
import { checkInvariants } from '../../src/app/record/check-invariants.js';
import { verifyChain } from '../../src/app/record/verify-chain.js';
import { createProgramme, type CreatedProgramme } from '../../src/app/seed/create-programme.js';
import { reminderBefore } from '../../src/domain/time/working-days.js';
import { renderMail } from '../../src/ui/mail/render-mail.js';
import { createAppWorld, SYSTEM, syntheticProgramme, type AppWorld } from '../support/app-world.js';
import { aRow } from '../support/person-rows.js';
import { readyProposal, submitNow, type Home } from '../support/ready-proposal.js';

describe('a draft that is never sent', () => {
  let world: AppWorld;
  let programme: CreatedProgramme;
  let draft: Home;
  let sent: Home;
  let elsewhere: Home;
  beforeAll(async () => {
    world = await createAppWorld();
    programme = await world.ctx.db.withActor(SYSTEM, 10_000, (tx) =>
      createProgramme(tx, { ...syntheticProgramme(tx.now), code: 'BST-ENDING' }),
    );
    draft = await readyProposal(world, [aRow(1)], programme);
    sent = await readyProposal(world, [aRow(2)], programme);
    elsewhere = await readyProposal(world, [aRow(3)]);
    await submitNow(world, sent);
    // begun long before: the reminder lies after its beginning
    await world.sql(`update proposal set state_since = now() - interval '30 days' where state = 'DRAFT'`);
  });
  afterAll(async () => world[Symbol.asyncDispose]());

  const ring = (): Promise<DraftsRound> => ringDrafts(world.ctx, () => undefined);
  async function windowCloses(inMinutes: number): Promise<Date> {
    const [row] = await world.sql(
      `update programme set window_closes_at = date_trunc('milliseconds', now()) + make_interval(mins => $2) where id = $1
       returning window_closes_at`,
      [programme.programmeId, inMinutes],
    );
    return row?.['window_closes_at'] as Date;
  }
  async function stateOf({ proposalId }: Home): Promise<unknown> {
    const [row] = await world.sql('select state from proposal where id = $1', [proposalId]);
    return row?.['state'];
  }
  const mails = () =>
    world.sql(
      `select template, params, proposal_id from notification where template in ('deadline_reminder','draft_ended') order by created_at`,
    );

  it('is left alone while its window is far off', async () => {
    await windowCloses(60 * 24 * 40);
    expect(await ring()).toMatchObject({ looked: 0, next: null });
    expect(await mails()).toEqual([]);
  });

  it('is reminded on the last working day before its window closes, once', async () => {
    const closes = await windowCloses(60 * 24 * 12);
    const holidays = await world.sql('select date::text from holiday');
    const at = reminderBefore(closes, new Set(holidays.map((holiday) => String(holiday['date']))));
    expect(await ring()).toMatchObject({ looked: 1, next: at.toISOString() });
    expect(await mails()).toEqual([]);

    const soon = await windowCloses(60);
    expect(await ring()).toMatchObject({ looked: 1, next: soon.toISOString() });
    await ring();
    const told = await mails();
    expect(told.map((mail) => [mail['template'], mail['proposal_id']])).toEqual([
      ['deadline_reminder', draft.proposalId],
    ]);
    const mail = renderMail('deadline_reminder', 'en', told[0]?.['params'], 'http://127.0.0.1');
    expect(mail.text).toContain('Waiting for: the proposal to be completed and submitted');
    expect(mail.text).toMatch(/Due: \w+, \d+ \w+ \d{4}, \d\d:\d\d WITA/);
  });

  it('ends with its window; what was sent, and other windows, go on', async () => {
    await windowCloses(-1);
    expect(await ring()).toMatchObject({ looked: 1, next: null });
    expect([await stateOf(draft), await stateOf(sent), await stateOf(elsewhere)]).toEqual([
      'EXPIRED',
      'SUBMITTED',
      'DRAFT',
    ]);
    expect((await mails()).map((mail) => mail['template'])).toEqual(['deadline_reminder', 'draft_ended']);
    expect(await ring()).toMatchObject({ looked: 0 });
    expect((await checkInvariants(world.ctx)).flatMap((report) => report.violations)).toEqual([]);
  });

  it('that nobody looked at in time ends without a reminder of what is over', async () => {
    await windowCloses(60 * 24 * 40);
    const late = await readyProposal(world, [aRow(4)], programme);
    await world.sql(`update proposal set state_since = now() - interval '30 days' where id = $1`, [late.proposalId]);
    await windowCloses(-1);
    await ring();
    expect(await stateOf(late)).toBe('EXPIRED');
    const told = await world.sql('select template from notification where proposal_id = $1', [late.proposalId]);
    expect(told).toEqual([{ template: 'draft_ended' }]);
    const faults = (await verifyChain(world.ctx)).faults.filter(
      ({ stream }) => stream !== `proposal/${elsewhere.proposalId}`,
    );
    expect(faults).toEqual([]);
  });
});
