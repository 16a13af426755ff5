import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse, type DomainError } from '../../domain/errors.js';
import { tripPlanners } from '../../domain/field/trip.js';
import type { CommandOutcome } from '../../../workflows/messages.js';
import { requireRole, requireSignedIn } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import { actOnProposal } from '../proposal/act-on-proposal.js';
import * as field from '../proposal/fields.js';
import { readStop } from './visit-order.js';

const request = z.object({ tripId: field.id, key: z.string().min(8).max(160) });
export interface StopAssigned {
  readonly proposalId: string;
  readonly institutionId: string;
  /** Null where an earlier call ordered the visit, or where it is refused. */
  readonly outcome: CommandOutcome | null;
  readonly error: DomainError | null;
}

/**
 * Sends the team of a journey to each of its stops, one case after the other by its own rules and with its own result; one that
 * is refused keeps no other from it. Stops whose visit is ordered are left alone, so that whoever was interrupted goes on.
 * Errors: NOT_SIGNED_IN, WRONG_ROLE, INVALID_INPUT, NOT_FOUND.
 */
export async function assignTrip(
  ctx: AppContext,
  actor: Actor,
  input: z.input<typeof request>,
): Promise<readonly StopAssigned[]> {
  requireSignedIn(actor);
  const { tripId, key } = parseInput(request, input);
  const stops = await ctx.db.withActor(actor, 10_000, (tx) => readOpenStops(tx, tripId));
  const results: StopAssigned[] = [];
  for (const stop of stops) {
    const { proposalId, institutionId } = stop;
    const sent = stop.done ? { outcome: null, error: null } : await assign(ctx, actor, { ...stop, tripId, key });
    results.push({ proposalId, institutionId, ...sent });
  }
  return results;
}

interface OpenStop {
  readonly proposalId: string;
  readonly institutionId: string;
  readonly version: number;
  readonly done: boolean;
}

async function assign(
  ctx: AppContext,
  actor: Actor,
  { tripId, key, proposalId, version }: z.output<typeof request> & OpenStop,
): Promise<Pick<StopAssigned, 'outcome' | 'error'>> {
  try {
    const order = await ctx.db.withActor(actor, 5_000, (tx) => readStop(tx, proposalId, tripId));
    const outcome = await actOnProposal(ctx, actor, {
      proposalId,
      type: 'assign_field',
      payload: { ...order, tripId },
      // who sends the same journey at the same time comes second, and is told
      expectedVersion: version,
      key: `${key}/${proposalId}`,
    });
    return { outcome, error: null };
  } catch (error) {
    if (error instanceof Refusal) return { outcome: null, error: error.error };
    throw error;
  }
}

async function readOpenStops(tx: ActorTx, tripId: string): Promise<readonly OpenStop[]> {
  requireRole(tx, tripPlanners);
  const rows = await tx.sql.$queryRaw<OpenStop[]>`
    select s.proposal_id as "proposalId", s.institution_id as "institutionId", p.version,
           exists (select from visit v where v.trip_id = s.trip_id and v.proposal_id = s.proposal_id) as done
      from trip_stop s join proposal p on p.id = s.proposal_id where s.trip_id = ${tripId}::uuid order by s.planned_on, s.proposal_id`;
  if (rows.length === 0) throw new Refusal(refuse('NOT_FOUND', { what: 'trip' }));
  return rows;
}
