import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { actorText, type Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { emergencyRoles } from '../../domain/emergency.js';
import type { Role } from '../../domain/roles.js';
import { requireSignedIn } from '../forward/require-role.js';
import { parseId, parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { appendEvents } from '../record/append-event.js';
import { notingRefusals } from '../record/noting-refusals.js';
import { email } from './create-user.js';
import { writeEmergencyNotice } from './write-emergency-notice.js';

export const MAX_HOURS = 24;
const CONFIRM_WITHIN_MS = 24 * 3_600_000;

const request = z.object({
  /** The address of who is given the office. */
  person: email,
  role: z.string().refine((role): role is Role => emergencyRoles.some((each) => each === role), { message: 'role' }),
  hours: z.int().min(1).max(MAX_HOURS),
  reason: field.requiredText,
});
export type RequestEmergency = z.input<typeof request>;

export const emergencyRequesters: readonly Role[] = ['ADMIN'];
export const emergencyConfirmers: readonly Role[] = ['ADMIN', 'SEKRETARIS_DINAS', 'HEAD_DINSOS'];

/**
 * An administrator asks for an office for somebody for some hours; nothing is given before another person confirms it.
 * Errors: NOT_SIGNED_IN, WRONG_ROLE, INVALID_INPUT, INCOMPATIBLE_ROLES.
 */
export async function requestEmergency(
  ctx: AppContext,
  actor: Actor,
  input: RequestEmergency,
): Promise<{ readonly emergencyId: string }> {
  return inEmergency(ctx, actor, 'request_emergency', async (tx) => {
    requireStanding(tx, emergencyRequesters);
    const { person, role, hours, reason } = parseInput(request, input);
    const [found] = await tx.sql.$queryRaw<{ id: string }[]>`
      select id from user_account where email = ${person} and active`;
    if (found === undefined) throw new Refusal(refuse('INVALID_INPUT', { fields: ['person'] }));
    const emergencyId = uuid();
    await tx.sql.$executeRaw`
      insert into emergency_access (id, user_id, role, hours, reason, requested_by, requested_at)
      values (${emergencyId}::uuid, ${found.id}::uuid, ${role}, ${hours}, ${reason}, ${tx.authority.userId}::uuid, ${tx.now})`;
    await writeEmergencyNotice(tx, emergencyId, 'emergency_requested', emergencyConfirmers);
    await note(tx, 'emergency_requested', { emergencyId, userId: found.id, role, hours, reason });
    return { emergencyId };
  });
}

/**
 * The second person's word, from an own session, within a day; neither who asked nor who is given it. The head of the office
 * and the inspectorate are told. Errors: NOT_SIGNED_IN, WRONG_ROLE, SELF_GIVEN, NOT_FOUND also where it was answered or is old.
 */
export async function confirmEmergency(
  ctx: AppContext,
  actor: Actor,
  input: { readonly emergencyId: string },
): Promise<{ readonly until: string }> {
  const id = parseId('emergencyId', input.emergencyId);
  return inEmergency(ctx, actor, 'confirm_emergency', async (tx) => {
    requireStanding(tx, emergencyConfirmers);
    const [found] = await tx.sql.$queryRaw<{ user_id: string; requested_by: string; hours: number }[]>`
      select user_id, requested_by, hours from emergency_access
       where id = ${id}::uuid and confirmed_by is null and ended_at is null
         and requested_at > ${new Date(tx.now.getTime() - CONFIRM_WITHIN_MS)} for update`;
    if (found === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'emergency' }));
    if ([found.user_id, found.requested_by].includes(tx.authority.userId ?? ''))
      throw new Refusal(refuse('SELF_GIVEN'));
    const until = new Date(tx.now.getTime() + found.hours * 3_600_000);
    await tx.sql.$executeRaw`
      update emergency_access set confirmed_by = ${tx.authority.userId}::uuid, confirmed_at = ${tx.now}, valid_to = ${until}
       where id = ${id}::uuid`;
    await writeEmergencyNotice(tx, id, 'emergency_opened', ['HEAD_DINSOS', 'INSPECTORATE']);
    await note(tx, 'emergency_opened', {
      emergencyId: id,
      requestedBy: found.requested_by,
      until: until.toISOString(),
    });
    return { until: until.toISOString() };
  });
}

/** Takes the office or the request back at once. Errors: NOT_SIGNED_IN, WRONG_ROLE, NOT_FOUND also where it is over. */
export async function endEmergency(
  ctx: AppContext,
  actor: Actor,
  input: { readonly emergencyId: string },
): Promise<void> {
  const id = parseId('emergencyId', input.emergencyId);
  await inEmergency(ctx, actor, 'end_emergency', async (tx) => {
    requireStanding(tx, emergencyConfirmers);
    const ended = await tx.sql.$executeRaw`
      update emergency_access set ended_at = ${tx.now}, ended_by = ${actorText(actor)}
       where id = ${id}::uuid and ended_at is null and coalesce(valid_to, requested_at + interval '24 hours') > ${tx.now}`;
    if (ended === 0) throw new Refusal(refuse('NOT_FOUND', { what: 'emergency' }));
    await note(tx, 'emergency_ended', { emergencyId: id });
  });
}

async function inEmergency<T>(
  ctx: AppContext,
  actor: Actor,
  command: string,
  run: (tx: ActorTx) => Promise<T>,
): Promise<T> {
  requireSignedIn(actor);
  return notingRefusals(ctx, actor, { subject: 'emergency', command }, run);
}

/** An office that is itself of an emergency opens no other one. */
export function requireStanding({ authority }: ActorTx, needed: readonly Role[]): void {
  const standing = authority.roles.filter((role) => !authority.emergency.some((office) => office.role === role));
  if (authority.scope !== 'province' || !needed.some((role) => standing.includes(role)))
    throw new Refusal(refuse('WRONG_ROLE', { needed }));
}

async function note(tx: ActorTx, type: string, data: Readonly<Record<string, unknown>>): Promise<void> {
  await appendEvents(tx, [{ stream: 'security', type, commandId: null, institutionId: null, regencyCode: null, data }]);
}
