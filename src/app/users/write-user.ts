import { v7 as uuid } from 'uuid';
import { Refusal, refuse } from '../../domain/errors.js';
import type { Locale } from '../../domain/locale.js';
import type { Role } from '../../domain/roles.js';
import type { ActorTx } from '../ports.js';
import { appendEvents } from '../record/append-event.js';

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly institutionId: string | null;
  readonly regencyCode: string | null;
  readonly orgUnitId: string | null;
  readonly locale: Locale;
  readonly demo: boolean;
}

/** A person of the record with the offices, without the means to sign in. Errors: INVALID_INPUT (a taken address, an unknown belonging). */
export async function writeUser(tx: ActorTx, user: NewUser): Promise<string> {
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

async function requireExisting(tx: ActorTx, { institutionId, regencyCode, orgUnitId }: NewUser): Promise<void> {
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
