import { done, later } from '../desk.js';
import { calendar, morningOf } from '../programme-calendar.js';
import { decideOn, today } from '../town.js';
import { BUDGET_LINE, GOODS_ACCOUNT } from '../../seed/package-catalogue.js';
import type { Duty } from './duties.js';
import { cutsOf } from './verification.js';

/** The budget team (TAPD) has met: what it considered is typed from its minutes. */
export const consider: Duty = async (hand) => {
  const { town, house, actor, waiting } = hand;
  const meeting = morningOf(calendar.budgetTeamMeets);
  if (town.now() < meeting) return later(meeting);
  const minutes = {
    documentNumber: `BA-TAPD/900/${house.plan.number}`,
    documentDate: today(town),
    signatory: 'Ketua TAPD (peraga)',
    scanBlobId: null,
  };
  if (house.plan.fate === 'waitlisted' || house.plan.fate === 'carried_over') {
    await decideOn(town, house, actor, waiting, 'waitlist', { ...minutes, rank: 1 });
    return done;
  }
  await decideOn(town, house, actor, waiting, 'consider', {
    ...minutes,
    cuts: house.plan.cutAt === 'consider' ? await cutsOf(hand, 'Pagu tidak cukup') : [],
  });
  return done;
};

export const linkBudget: Duty = async ({ town, house, actor, waiting }) => {
  const opening = morningOf(calendar.budgetLinesOpen);
  if (town.now() < opening) return later(opening);
  await decideOn(town, house, actor, waiting, 'link_budget', {
    budgetLine: BUDGET_LINE,
    sipdId: `SIPD-2025-${String(house.plan.number).padStart(4, '0')}`,
    accountCode: GOODS_ACCOUNT,
  });
  return done;
};
