import { startOfDay, type LocalDate } from '../../domain/time/wita.js';

/**
 * The planned dates of BST 2025 as people keep them in their diaries (WITA). They open work; everything else happens when
 * somebody can act, and every deadline rings by itself.
 */
export const calendar = {
  fiscalYear: 2025,
  /** Everything before the window: offices, accounts, institutions. */
  preparedOn: '2023-12-18',
  windowOpens: '2024-01-01',
  windowCloses: '2024-03-31',
  /** Institutions send their proposals in groups, as their meetings fall. */
  submissions: ['2024-01-15', '2024-02-05', '2024-02-26', '2024-03-18'],
  /** Days from the assignment of a team to its visit. */
  visitAfterDays: 7,
  withdrawals: '2024-06-14',
  /** Days from a missed repair to the last call, and to the end. */
  soughtAfterDays: 2,
  lapsesAfterDays: 4,
  heldDays: 10,
  budgetTeamMeets: '2024-07-15',
  budgetLinesOpen: '2024-12-16',
  decreeSigned: '2025-01-02',
  deliveryPlanned: '2025-01-13',
  /** The units drive out one after the other. */
  deliveries: ['2025-01-15', '2025-01-17', '2025-01-20', '2025-01-22', '2025-01-24', '2025-01-30'],
  /** Planners look through what the year has left behind. */
  yearIsClosed: '2026-01-05',
  nextWindowOpens: '2026-01-01',
  nextWindowCloses: '2026-02-28',
  reports: ['2025-06-30', '2025-09-30', '2025-12-15'],
} as const satisfies Record<string, LocalDate | number | readonly LocalDate[]>;

const MORNING_MS = 8 * 60 * 60 * 1000;

/** 08.00 WITA, when offices open. */
export function morningOf(date: LocalDate): Date {
  return new Date(startOfDay(date).getTime() + MORNING_MS);
}

export function deliveryDay(unitIndex: number): LocalDate {
  return calendar.deliveries[unitIndex % calendar.deliveries.length] ?? calendar.deliveryPlanned;
}
