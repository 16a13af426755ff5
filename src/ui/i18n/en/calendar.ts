import type { calendar as model } from '../id/calendar.js';

export const calendar: typeof model = {
  title: 'Calendar of working days',
  lead: 'Deadlines are counted in working days: Monday to Friday without the days below. Deadlines that are running do not change; what is counted from now on follows the new calendar.',
  missing: (year) =>
    `The calendar of ${year} has no holidays: every day from Monday to Friday counts as a working day.`,
  yearTitle: (year) => `Holidays of ${year}`,
  empty: 'This year has no holidays yet.',
  otherYear: (year) => `Calendar of ${year}`,
  head: { date: 'Day', kind: 'Kind', name: 'Name', changed: 'Change' },
  kinds: { national: 'National holiday', joint_leave: 'Joint leave', regional: 'Holiday of the province' },
  cancelled: (reason) => `taken away: ${reason}`,
  setTitle: 'Add or change holidays',
  daysHint: 'The date and then the name, like: 2027-03-10 Eid. A whole year can be pasted at once.',
  set: 'Save the holidays',
  done: (days) => (days === 1 ? '1 holiday is saved.' : `${days} holidays are saved.`),
  cancelTitle: 'Take a holiday away',
  cancel: 'Make it a working day',
  cancelDone: 'The day counts as a working day again.',
};
