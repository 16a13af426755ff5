import type { Actor } from '../../domain/actor.js';
import { requireRole } from '../forward/require-role.js';
import type { AppContext } from '../ports.js';
import { emergencyConfirmers } from '../users/emergency-access.js';

export interface EmergencyItem {
  readonly id: string;
  readonly role: string;
  readonly person: string;
  readonly hours: number;
  readonly reason: string;
  readonly requestedBy: string;
  readonly confirmedBy: string | null;
  /** ISO instants. */
  readonly requestedAt: string;
  readonly until: string | null;
  readonly state: 'ASKED' | 'OPEN' | 'OVER';
  /** The person who looks may give the second word. */
  readonly mayConfirm: boolean;
}
const SHOWN = 100;

/** Requests and openings, newest first, for who may answer them and for the inspectorate. Errors: WRONG_ROLE. */
export async function listEmergencies(ctx: AppContext, actor: Actor): Promise<readonly EmergencyItem[]> {
  return ctx.db.withActor(actor, 10_000, async (tx) => {
    requireRole(tx, [...emergencyConfirmers, 'INSPECTORATE']);
    const mine = tx.authority.userId ?? '';
    const answers = emergencyConfirmers.some((role) => tx.authority.roles.includes(role));
    const rows = await tx.sql.$queryRaw<
      (Omit<EmergencyItem, 'requestedAt' | 'until' | 'mayConfirm'> & {
        readonly requestedAt: Date;
        readonly until: Date | null;
        readonly concerned: readonly string[];
      })[]
    >`
      select e.id, e.role, u.name as person, e.hours, e.reason, r.name as "requestedBy", c.name as "confirmedBy", e.requested_at as "requestedAt",
             e.valid_to as "until", array[e.user_id::text, e.requested_by::text] as concerned,
             case when e.ended_at is not null or coalesce(e.valid_to, e.requested_at + interval '24 hours') <= ${tx.now} then 'OVER'
                  when e.confirmed_by is null then 'ASKED' else 'OPEN' end as state
        from emergency_access e join user_account u on u.id = e.user_id join user_account r on r.id = e.requested_by
             left join user_account c on c.id = e.confirmed_by
       order by e.requested_at desc, e.id desc limit ${SHOWN}`;
    return rows.map(({ concerned, requestedAt, until, ...item }) => ({
      ...item,
      requestedAt: requestedAt.toISOString(),
      until: until?.toISOString() ?? null,
      mayConfirm: answers && item.state === 'ASKED' && !concerned.includes(mine),
    }));
  });
}
