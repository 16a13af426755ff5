import type { RoundKind } from '../workflows/messages.js';
import { ringBreaches } from '../src/app/breach/ring-breaches.js';
import { ringCalendar } from '../src/app/calendar/ring-calendar.js';
import type { AppContext } from '../src/app/ports.js';

export function roundActivities(ctx: AppContext) {
  const rounds: { readonly [K in RoundKind]: (asOf: Date) => Promise<unknown> } = {
    breaches: (asOf) => ringBreaches(ctx, asOf),
    calendar: (asOf) => ringCalendar(ctx, asOf),
  };
  return {
    /** Schedules run by the real time: where a stepped clock rules, they say nothing about the record. */
    async runRound(kind: RoundKind, asOf: string): Promise<void> {
      if (ctx.clock.kind !== 'stepped') await rounds[kind](new Date(asOf));
    },
  };
}
export type RoundActivities = ReturnType<typeof roundActivities>;
