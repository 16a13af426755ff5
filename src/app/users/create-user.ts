import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { locales } from '../../domain/locale.js';
import { institutionRoles, isRole, type Role } from '../../domain/roles.js';
import { requiredLine } from '../drafts/draft-fields.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { appendEvents } from '../record/append-event.js';
import { databaseRefusal } from '../record/database-refusal.js';
import { noteRefusal } from '../record/note-refusal.js';
import { requireAdministrator } from './require-administrator.js';

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

async function writeUser(tx: ActorTx, user: User): Promise<string> {
  const userId = uuid();
  const roles = [...new Set(user.roles)];
  await requireExisting(tx, user);
  const written = await tx.sql.$executeRaw`
    insert into user_account (id, email, name, locale, active, demo, created_at)
    values (${userId}::uuid, ${user.email}, ${user.name}, ${user.locale}, true, ${user.demo}, ${tx.now})
    on conflict (email) do nothing`;
  if (written !== 1) throw new Refusal(refuse('INVALID_INPUT', { fields: ['email'], reason: 'taken' }));
  await tx.sql.$executeRaw`
    insert into membership (id, user_id, role, org_unit_id, institution_id, regency_code, valid_from)
    select uuidv7(), ${userId}::uuid, r, ${user.orgUnitId}::uuid, ${user.institutionId}::uuid, ${user.regencyCode}, ${tx.now}
      from unnest(${roles}::text[]) as r`;
  await appendEvents(tx, [
    {
      stream: 'users',
      type: 'user_created',
      commandId: null,
      institutionId: null,
      regencyCode: null,
      data: {
        userId,
        roles,
        orgUnitId: user.orgUnitId,
        ofInstitution: user.institutionId,
        ofRegency: user.regencyCode,
        demo: user.demo,
      },
    },
  ]);
  return userId;
}

async function requireExisting(tx: ActorTx, { institutionId, regencyCode, orgUnitId }: User): Promise<void> {
  const [found] = await tx.sql.$queryRaw<{ institution: boolean; regency: boolean; unit: boolean }[]>`
    select (${institutionId}::uuid is null or exists (select from institution where id = ${institutionId}::uuid)) as institution,
           (${regencyCode}::text is null or exists (select from region where code = ${regencyCode} and level = 'regency')) as regency,
           (${orgUnitId}::uuid is null or exists (select from org_unit where id = ${orgUnitId}::uuid)) as unit`;
  const missing = [
    ...(found?.institution === true ? [] : ['institutionId']),
    ...(found?.regency === true ? [] : ['regencyCode']),
    ...(found?.unit === true ? [] : ['orgUnitId']),
  ];
  if (missing.length > 0) throw new Refusal(refuse('INVALID_INPUT', { fields: missing, reason: 'unknown' }));
}
