import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { isRole, type Role } from '../../domain/roles.js';
import type { ActorTx, AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { changeUser } from './change-user.js';
import { email, refuseMixedOffices } from './create-user.js';

const request = z.object({
  email,
  role: z.string().refine((role): role is Role => isRole(role), { message: 'role' }),
  /** The unit of the office; without it the one that the person belongs to already. */
  orgUnitId: field.id.nullable().default(null),
  reason: field.requiredText,
});

/**
 * Gives a person another office beside those held now; whoever moves on loses the old one by `endRole`. Nobody gives himself
 * one. Errors: WRONG_ROLE, SELF_GIVEN, INCOMPATIBLE_ROLES, INVALID_INPUT (`role` also where it is held), NOT_FOUND.
 */
export async function giveRole(ctx: AppContext, actor: Actor, input: z.input<typeof request>): Promise<void> {
  await changeUser(ctx, actor, 'give_role', request, input, async (tx, userId, wanted) => {
    const { role, reason } = wanted;
    const held = await readOffices(tx, userId);
    if (held.roles.includes(role)) throw new Refusal(refuse('INVALID_INPUT', { fields: ['role'] }));
    const orgUnitId = wanted.orgUnitId ?? held.orgUnitId;
    if (orgUnitId !== null) await requireUnit(tx, orgUnitId);
    refuseMixedOffices({ ...held, roles: [...held.roles, role], orgUnitId });
    await tx.sql.$executeRaw`
      insert into membership (id, user_id, role, org_unit_id, institution_id, regency_code, valid_from)
      values (uuidv7(), ${userId}::uuid, ${role}, ${orgUnitId}::uuid, ${held.institutionId}::uuid, ${held.regencyCode}, ${tx.now})`;
    return { type: 'role_given', data: { userId, role, orgUnitId, reason } };
  });
}

async function readOffices(tx: ActorTx, userId: string) {
  const rows = await tx.sql.$queryRaw<
    { role: Role; org_unit_id: string | null; institution_id: string | null; regency_code: string | null }[]
  >`
    select role, org_unit_id, institution_id, regency_code from membership
     where user_id = ${userId}::uuid and (valid_to is null or valid_to > ${tx.now}) order by valid_from, id for update`;
  return {
    roles: rows.map((row) => row.role),
    institutionId: rows.find((row) => row.institution_id !== null)?.institution_id ?? null,
    regencyCode: rows.find((row) => row.regency_code !== null)?.regency_code ?? null,
    orgUnitId: rows.find((row) => row.org_unit_id !== null)?.org_unit_id ?? null,
  };
}

async function requireUnit(tx: ActorTx, orgUnitId: string): Promise<void> {
  const found = await tx.sql.$queryRaw<unknown[]>`select 1 from org_unit where id = ${orgUnitId}::uuid`;
  if (found.length === 0) throw new Refusal(refuse('INVALID_INPUT', { fields: ['orgUnitId'] }));
}
