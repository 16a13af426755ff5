import type { Policy } from '../policy.js';
import type { Standing } from './transitions.js';

/** Hours run round the clock: at night, on Sundays and on holidays too (process.md 2.3). */
const HOUR_MS = 60 * 60 * 1000;

/** The hours of the one waited for; null where working days or a legal date count. */
export function hoursIn({ state, track }: Standing, policy: Policy): number | null {
  return track === 'UNPLANNED' ? (policy.urgentHours[state] ?? null) : null;
}

export function hoursAfter(event: Date, hours: number): Date {
  return new Date(event.getTime() + hours * HOUR_MS);
}

/** When half of the hours are over: 08.00 of the day before would come too late or never. */
export function urgentReminder(deadline: Date, hours: number): Date {
  return hoursAfter(deadline, -hours / 2);
}
