import type { Role } from './roles.js';

/** Article 46 of UU 27/2022: 3 x 24 hours, counted through nights and holidays. */
const NOTICE_HOURS = 72;
const HOUR_MS = 3_600_000;

export const breachDataKinds = ['IDENTITY', 'CONTACT', 'HEALTH', 'FINANCE', 'FILES', 'ACCOUNTS'] as const;
export const breachSubjects = ['CLIENTS', 'INSTITUTION_STAFF', 'OFFICIALS'] as const;
export const breachTold = ['AUTHORITY', 'SUBJECTS', 'PUBLIC'] as const;
export type BreachTold = (typeof breachTold)[number];
/** Without a letter to each of these the duty is not done, and the breach stays open. */
export const mustBeTold: readonly BreachTold[] = ['AUTHORITY', 'SUBJECTS'];

export const breachOpeners: readonly Role[] = ['DPO', 'ADMIN'];
export const breachReaders: readonly Role[] = ['DPO', 'ADMIN', 'HEAD_DINSOS'];

/** When who is reminded, in hours after it was found; the last is when the time has passed. */
const reminders: readonly { readonly hours: number; readonly roles: readonly Role[] }[] = [
  { hours: 24, roles: ['DPO', 'ADMIN'] },
  { hours: 48, roles: ['DPO', 'ADMIN'] },
  { hours: 66, roles: breachReaders },
  { hours: NOTICE_HOURS, roles: breachReaders },
];

export function breachDueAt(foundAt: Date): Date {
  return new Date(foundAt.getTime() + NOTICE_HOURS * HOUR_MS);
}

/** The reminder to send now: the latest that is due and was not sent; after a standstill one is enough. */
export function dueReminder(
  {
    foundAt,
    remindedHours,
    told,
  }: { readonly foundAt: Date; readonly remindedHours: number; readonly told: readonly string[] },
  now: Date,
): { readonly hours: number; readonly overdue: boolean; readonly roles: readonly Role[] } | null {
  if (mustBeTold.every((one) => told.includes(one))) return null;
  const due = reminders.findLast(({ hours }) => foundAt.getTime() + hours * HOUR_MS <= now.getTime());
  if (due === undefined || due.hours <= remindedHours) return null;
  return { ...due, overdue: due.hours >= NOTICE_HOURS };
}
