import { describe, expect, it } from '@jest/globals';
import type { DeliveryCase, DeliveryDrop, DeliveryStepInput } from '../../../src/domain/delivery/delivery-case.js';
import {
  decideDelivery,
  hearDeliveries,
  type DeliveryContext,
  type DeliveryDecision,
} from '../../../src/domain/delivery/decide-delivery.js';
import { evolveDelivery } from '../../../src/domain/delivery/delivery-events.js';
import { refuse } from '../../../src/domain/errors.js';
import type { Overlaid } from '../../../src/domain/proposal/overlays.js';
import { NOW } from '../../support/cases.js';

const keeper = person('keeper', ['PENGURUS_BARANG']);
const officer = person('officer', ['UPTD_OFFICER'], ['unit-1']);

function person(userId: string, roles: readonly string[], orgUnitIds: readonly string[] = []): DeliveryContext {
  return { now: NOW, actor: { userId, roles, orgUnitIds }, duties: [], commandId: 'command-1' };
}
function aDrop(proposalId: string, over: Partial<DeliveryDrop> = {}): DeliveryDrop {
  return {
    id: `drop-${proposalId}`,
    proposalId,
    state: 'PLANNED',
    bastNumber: null,
    bastDate: null,
    handedOverBy: null,
    bastBlobId: null,
    task: null,
    ...over,
  };
}
function aBatch(over: Partial<DeliveryCase> = {}): DeliveryCase {
  return {
    id: 'batch-1',
    decreeId: 'decree-1',
    unitId: 'unit-1',
    state: 'PLANNED',
    version: 0,
    deliveryNote: null,
    dispatchedOn: null,
    drops: [aDrop('p1'), aDrop('p2')],
    ...over,
  };
}
function onTheWay(drops: readonly DeliveryDrop[]): DeliveryCase {
  return aBatch({ state: 'DISPATCHED', version: 1, deliveryNote: 'SJ/1', dispatchedOn: '2026-03-05', drops });
}
function dispatching(dispatchedOn = '2026-03-05', decreeSignedOn: string | null = '2026-02-01'): DeliveryStepInput {
  return { type: 'dispatch', payload: { deliveryNote: 'SJ/1', dispatchedOn }, facts: { decreeSignedOn } };
}
function handingOver(
  bastDate = '2026-03-06',
  over: Partial<Extract<DeliveryStepInput, { type: 'hand_over' }>['facts']> = {},
): DeliveryStepInput {
  const facts = { numberTaken: false, scanExists: true, freeze: null, overlaid: { hold: null, audit: null }, ...over };
  return { type: 'hand_over', payload: { dropId: 'drop-p1', bastNumber: 'BAST/1', bastDate, scanBlobId: null }, facts };
}
function heldSince(since: string): Overlaid {
  return { hold: { by: 'kabid', byName: 'Kabid', since, words: 'Aduan', headTold: false }, audit: null };
}
const reconciling: DeliveryStepInput = { type: 'reconcile', payload: {}, facts: { held: [] } };

function decide(d: DeliveryCase, step: DeliveryStepInput, context: DeliveryContext): DeliveryDecision {
  return decideDelivery(d, { expectedVersion: null, step }, context);
}
function after(d: DeliveryCase, decision: DeliveryDecision): DeliveryCase {
  if (!decision.ok) throw new Error(`refused: ${decision.error.code}`);
  return evolveDelivery(d, decision.event);
}
function codeOf(decision: DeliveryDecision): string {
  return decision.ok ? 'accepted' : decision.error.code;
}

describe('dispatching', () => {
  it('asks every proposal to start', () => {
    const d = after(aBatch(), decide(aBatch(), dispatching(), keeper));
    expect(d).toMatchObject({ state: 'DISPATCHED', version: 1, deliveryNote: 'SJ/1', dispatchedOn: '2026-03-05' });
    expect(d.drops.map((drop) => [drop.state, drop.task])).toEqual(
      [0, 1].map(() => [
        'PLANNED',
        { type: 'start_delivery', number: 1, actor: { kind: 'system', purpose: 'delivery' }, origin: 'command-1' },
      ]),
    );
  });

  it.each<[string, DeliveryStepInput, DeliveryContext, string]>([
    ['a day to come', dispatching('2026-03-11'), keeper, 'DATE_ORDER'],
    ['a day before the decree', dispatching('2026-01-31'), keeper, 'DATE_ORDER'],
    ['a decree without a date', dispatching('2026-03-05', null), keeper, 'DATE_ORDER'],
    ['another role', dispatching(), officer, 'WRONG_ROLE'],
    ['an institution’s own person', dispatching(), { ...keeper, duties: ['LKS'] }, 'FORBIDDEN_PAIR'],
  ])('refuses %s', (_, step, context, code) => {
    expect(codeOf(decide(aBatch(), step, context))).toBe(code);
  });

  it('starts who agrees and leaves who refuses behind', () => {
    const d = after(aBatch(), decide(aBatch(), dispatching(), keeper));
    const answers = [
      { proposalId: 'p1', error: null },
      { proposalId: 'p2', error: refuse('LIST_MISMATCH') },
    ];
    const heard = evolveDelivery(d, hearDeliveries(d, answers, NOW));
    expect(heard.drops.map((drop) => [drop.state, drop.task])).toEqual([
      ['STARTED', null],
      ['PLANNED', null],
    ]);
    expect(heard).toMatchObject({ state: 'DISPATCHED', version: 1 });
  });
});

describe('handing over', () => {
  const started = onTheWay([aDrop('p1', { state: 'STARTED' }), aDrop('p2', { state: 'STARTED' })]);

  it('keeps number, date and hand of the minutes', () => {
    const d = after(started, decide(started, handingOver(), officer));
    expect(d.drops[0]).toMatchObject({
      state: 'HANDED_OVER',
      bastNumber: 'BAST/1',
      bastDate: '2026-03-06',
      handedOverBy: 'officer',
    });
    expect(d.drops[1]).toEqual(started.drops[1]);
  });

  it.each<[string, DeliveryStepInput, DeliveryContext, string]>([
    ['a date before the dispatch', handingOver('2026-03-04'), officer, 'DATE_ORDER'],
    ['a date to come', handingOver('2026-03-11'), officer, 'DATE_ORDER'],
    ['a number that the unit has used', handingOver('2026-03-06', { numberTaken: true }), officer, 'DUPLICATE_NUMBER'],
    ['a scan that is not there', handingOver('2026-03-06', { scanExists: false }), officer, 'INCOMPLETE'],
    [
      'a proposal that was on hold by then',
      handingOver('2026-03-06', { overlaid: heldSince('2026-03-06T01:00:00.000Z') }),
      officer,
      'HELD',
    ],
    ['the officer of another unit', handingOver(), person('other', ['UPTD_OFFICER'], ['unit-2']), 'WRONG_ROLE'],
    ['the goods keeper', handingOver(), keeper, 'WRONG_ROLE'],
  ])('refuses %s', (_, step, context, code) => {
    expect(codeOf(decide(started, step, context))).toBe(code);
  });

  it('records what was handed over before a hold began', () => {
    const before = handingOver('2026-03-06', { overlaid: heldSince('2026-03-07T01:00:00.000Z') });
    expect(codeOf(decide(started, before, officer))).toBe('accepted');
  });

  it('happens once, and only to what is on the way', () => {
    const d = after(started, decide(started, handingOver(), officer));
    expect(codeOf(decide(d, handingOver(), officer))).toBe('NOT_ALLOWED_IN_STATE');
    expect(codeOf(decide(aBatch(), handingOver(), officer))).toBe('NOT_ALLOWED_IN_STATE');
  });
});

describe('reconciling', () => {
  it('waits for every confirmation but not for what stayed behind', () => {
    const open = onTheWay([aDrop('p1', { state: 'CONFIRMED' }), aDrop('p2', { state: 'HANDED_OVER' })]);
    expect(decide(open, reconciling, keeper)).toMatchObject({
      ok: false,
      error: { code: 'INCOMPLETE', details: { openDrops: 1, proposals: ['p2'] } },
    });
    const behind = onTheWay([aDrop('p1', { state: 'CONFIRMED' }), aDrop('p2')]);
    const d = after(behind, decide(behind, reconciling, keeper));
    expect(d).toMatchObject({ state: 'DISPATCHED', version: 2 });
    expect(d.drops.map((drop) => drop.task?.type ?? null)).toEqual(['finalise_lines', null]);
    const heard = evolveDelivery(d, hearDeliveries(d, [{ proposalId: 'p1', error: null }], NOW));
    expect(heard.state).toBe('RECONCILED');
    expect(heard.drops.map((drop) => drop.state)).toEqual(['RECONCILED', 'PLANNED']);
    expect(codeOf(decide(heard, reconciling, keeper))).toBe('CASE_ENDED');
  });

  it('is over only with the last answer, and lets no final line refuse', () => {
    const confirmed = onTheWay([aDrop('p1', { state: 'CONFIRMED' }), aDrop('p2', { state: 'CONFIRMED' })]);
    const d = after(confirmed, decide(confirmed, reconciling, keeper));
    const first = evolveDelivery(
      d,
      hearDeliveries(
        d,
        [
          { proposalId: 'p1', error: null },
          { proposalId: 'p2', error: refuse('INCOMPLETE') },
        ],
        NOW,
      ),
    );
    expect(first.state).toBe('DISPATCHED');
    expect(first.drops.map((drop) => drop.state)).toEqual(['RECONCILED', 'CONFIRMED']);
    const last = evolveDelivery(first, hearDeliveries(first, [{ proposalId: 'p2', error: null }], NOW));
    expect(last.state).toBe('RECONCILED');
  });

  it('ends a batch of which everything stayed behind', () => {
    const behind = onTheWay([aDrop('p1'), aDrop('p2')]);
    expect(after(behind, decide(behind, reconciling, keeper)).state).toBe('RECONCILED');
  });

  it('does not come before the answers to the dispatch', () => {
    const d = after(aBatch(), decide(aBatch(), dispatching(), keeper));
    expect(codeOf(decide(d, reconciling, keeper))).toBe('INCOMPLETE');
  });
});
