import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { locales } from '../../domain/locale.js';
import { institutionRoles, isRole, type Role } from '../../domain/roles.js';
import { requiredLine } from '../drafts/draft-fields.js';
import { parseInput } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { databaseRefusal } from '../record/database-refusal.js';
import { noteRefusal } from '../record/note-refusal.js';
import { requireAdministrator } from './require-administrator.js';
import { writeUser } from './write-user.js';

/** Gives a person of the record the means to sign in; a second call for the same id replaces the password and ends every session. */
export interface AccountsPort {
  create(userId: string, email: string, name: string, password: string): Promise<void>;
}

export const MIN_PASSWORD = 10;
export const password = z.string().min(MIN_PASSWORD).max(200);
export const email = z
  .email()
  .max(200)
  .transform((address) => address.toLowerCase());

const request = z.object({
  email,
  name: requiredLine,
  password,
  roles: z
    .array(z.string().refine((role): role is Role => isRole(role), { message: 'role' }))
    .min(1)
    .max(20),
  institutionId: field.id.nullable().default(null),
  regencyCode: z
    .string()
    .regex(/^\d\d\.\d\d$/)
    .nullable()
    .default(null),
  orgUnitId: field.id.nullable().default(null),
  locale: z.enum(locales).default('id'),
  demo: z.boolean().default(false),
});
export type CreateUser = z.input<typeof request>;
type User = z.infer<typeof request>;

/**
 * A person with an account and its offices, by an administrator (or the operator's shell, the actor `system`).
 * People of an institution hold its roles only, a regency's officer names the regency, a unit's officer the unit.
 * Errors: WRONG_ROLE, INCOMPATIBLE_ROLES, INVALID_INPUT (`email` also where it is taken), TOO_LARGE.
 */
export async function createUser(
  ctx: AppContext,
  actor: Actor,
  input: CreateUser,
  accounts: AccountsPort,
): Promise<{ readonly userId: string }> {
  try {
    const user = await ctx.db.withActor(actor, 10_000, async (tx) => {
      requireAdministrator(tx);
      const parsed = parseInput(request, input);
      refuseMixedOffices(parsed);
      return { ...parsed, userId: await writeUser(tx, parsed) };
    });
    // the account follows the person: should it fail, set-password gives it later
    await accounts.create(user.userId, user.email, user.name, user.password);
    return { userId: user.userId };
  } catch (error) {
    const refusal = error instanceof Refusal ? error.error : databaseRefusal(error);
    if (refusal === null) throw error;
    await noteRefusal(ctx, actor, 'users', 'create_user', refusal);
    throw new Refusal(refusal);
  }
}

const watchers: readonly Role[] = ['INSPECTORATE', 'BPK_AUDITOR', 'DPO'];

/** What one person may hold together, and of whom. Errors: INVALID_INPUT. */
export function refuseMixedOffices({
  roles,
  institutionId,
  regencyCode,
  orgUnitId,
}: Pick<User, 'roles' | 'institutionId' | 'regencyCode' | 'orgUnitId'>): void {
  const ofInstitution = roles.filter((role) => institutionRoles.includes(role));
  const wrong: string[] = [];
  if (ofInstitution.length > 0 && ofInstitution.length < roles.length) wrong.push('roles');
  if (ofInstitution.length > 0 !== (institutionId !== null)) wrong.push('institutionId');
  // the database narrows everything a person sees to his regency: an office of the province must not carry one
  const ofRegency = roles.includes('KABKOTA_OFFICER');
  if (ofRegency && roles.length > 1) wrong.push('roles');
  // who watches over everybody holds no office that is watched (process.md 3)
  const watching = roles.filter((role) => watchers.includes(role));
  if (watching.length > 0 && watching.length < roles.length) wrong.push('roles');
  if (ofRegency !== (regencyCode !== null)) wrong.push('regencyCode');
  if (roles.includes('UPTD_OFFICER') && orgUnitId === null) wrong.push('orgUnitId');
  if (wrong.length > 0) throw new Refusal(refuse('INVALID_INPUT', { fields: [...new Set(wrong)] }));
}
