import type { Actor } from '../../domain/actor.js';
import type { LocalDate } from '../../domain/time/wita.js';
import { requireSignedIn } from '../forward/require-role.js';
import type { AppContext } from '../ports.js';

export interface FreezeItem {
  readonly id: string;
  readonly fromOn: LocalDate;
  readonly untilOn: LocalDate;
  readonly reason: string;
  readonly letterNumber: string;
  readonly letterDate: LocalDate;
  readonly exemptGroups: readonly string[];
  /** Codes of programmes. */
  readonly exemptProgrammes: readonly string[];
  readonly endedOn: LocalDate | null;
  readonly endedReason: string | null;
}

/** Every freeze, the newest first. Errors: NOT_SIGNED_IN. */
export async function listFreezes(ctx: AppContext, actor: Actor): Promise<readonly FreezeItem[]> {
  requireSignedIn(actor);
  return ctx.db.withActor(
    actor,
    5_000,
    (tx) => tx.sql.$queryRaw<FreezeItem[]>`
      select f.id, f.from_on::text as "fromOn", f.until_on::text as "untilOn", f.reason, f.letter_number as "letterNumber",
             f.letter_date::text as "letterDate", f.exempt_groups as "exemptGroups", f.ended_on::text as "endedOn",
             f.ended_reason as "endedReason",
             array(select g.code from programme g where g.id = any(f.exempt_programmes) order by g.code) as "exemptProgrammes"
        from delivery_freeze f order by f.from_on desc, f.id limit 200`,
  );
}
