import type { RoundKind } from '../workflows/messages.js';
import { takeCheckpoint } from '../src/app/audit/checkpoint.js';
import { ringBreaches } from '../src/app/breach/ring-breaches.js';
import { ringClawbacks } from '../src/app/clawback/ring-clawbacks.js';
import { ringCalendar } from '../src/app/calendar/ring-calendar.js';
import { dropStagedPersons } from '../src/app/drafts/stage-persons.js';
import { ringExpiries } from '../src/app/institutions/ring-expiries.js';
import { sendDigests } from '../src/app/digest/send-digests.js';
import { carryOutPurges } from '../src/app/privacy/purge.js';
import type { AppContext, Notary } from '../src/app/ports.js';
import { endLapsedSessions } from '../src/app/users/end-lapsed-sessions.js';

/** `notary` is opened by the round that signs: a folder that cannot be written holds up nothing else. */
export function roundActivities(ctx: AppContext, notary: () => Promise<Notary>) {
  const rounds: { readonly [K in RoundKind]: (asOf: Date) => Promise<unknown> } = {
    breaches: (asOf) => ringBreaches(ctx, asOf),
    clawbacks: (asOf) => ringClawbacks(ctx, asOf),
    expiries: (asOf) => ringExpiries(ctx, asOf),
    calendar: (asOf) => ringCalendar(ctx, asOf),
    digest: (asOf) => sendDigests(ctx, asOf),
    purges: async (asOf) => {
      await dropStagedPersons(ctx, asOf);
      await carryOutPurges(ctx);
    },
    checkpoint: async () => takeCheckpoint(ctx, await notary()),
    sessions: (asOf) => endLapsedSessions(ctx, asOf),
  };
  return {
    /** Schedules run by the real time: where a stepped clock rules, they say nothing about the record. */
    async runRound(kind: RoundKind, asOf: string): Promise<void> {
      if (ctx.clock.kind !== 'stepped') await rounds[kind](new Date(asOf));
    },
  };
}
export type RoundActivities = ReturnType<typeof roundActivities>;
