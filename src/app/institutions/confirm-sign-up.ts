import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import type { InstitutionKind } from '../../domain/institution/file.js';
import type { Locale } from '../../domain/locale.js';
import type { TargetGroup } from '../../domain/target-groups.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import { appendEvents } from '../record/append-event.js';
import { createInstitution } from '../seed/create-institution.js';
import { password, type AccountsPort } from '../users/create-user.js';
import { writeUser } from '../users/write-user.js';
import { hashOf, signUpEvent } from './sign-up.js';

const DESK: Actor = { kind: 'system', purpose: 'sign_up' };

const request = z.object({ token: z.string().min(20).max(200), password });
export type ConfirmSignUp = z.input<typeof request>;

interface Asked {
  readonly id: string;
  readonly email: string;
  readonly personName: string;
  readonly institutionName: string;
  readonly kind: InstitutionKind;
  readonly targetGroup: TargetGroup;
  readonly regencyCode: string;
  readonly locale: Locale;
  readonly userId: string | null;
}

/** Whose registration a link confirms; null where it is no longer good. */
export async function readSignUp(
  ctx: AppContext,
  token: string,
): Promise<Pick<Asked, 'email' | 'institutionName'> | null> {
  return ctx.db.withActor(DESK, 5_000, (tx) => livingSignUp(tx, token, false));
}

/**
 * Makes the institution, its first operator and the account, for whoever opened the mail. Institution and person are one
 * transaction; the account follows, and the link stays good until that is made too, so that a death in between is repaired by
 * the same link. Errors: INVALID_INPUT, SIGN_UP_ENDED.
 */
export async function confirmSignUp(
  ctx: AppContext,
  input: ConfirmSignUp,
  accounts: AccountsPort,
): Promise<{ readonly email: string }> {
  const wanted = parseInput(request, input);
  const made = await ctx.db.withActor(DESK, 10_000, async (tx) => {
    const asked = await livingSignUp(tx, wanted.token, true);
    if (asked === null) throw new Refusal(refuse('SIGN_UP_ENDED'));
    return { asked, userId: asked.userId ?? (await establish(ctx, tx, asked)) };
  });
  const { asked, userId } = made;
  await accounts.create(userId, asked.email, asked.personName, wanted.password);
  await ctx.db.withActor(DESK, 10_000, async (tx) => {
    const ended = await tx.sql.$executeRaw`
      update institution_sign_up set used_at = ${tx.now} where id = ${asked.id}::uuid and used_at is null`;
    if (ended === 1) await appendEvents(tx, [signUpEvent('sign_up_used', { signUpId: asked.id, userId })]);
  });
  return { email: asked.email };
}

async function livingSignUp(tx: ActorTx, token: string, lock: boolean): Promise<Asked | null> {
  if (lock) await tx.sql.$executeRaw`select 1 from institution_sign_up where token_hash = ${hashOf(token)} for update`;
  const [found] = await tx.sql.$queryRaw<Asked[]>`
    select id, email, person_name as "personName", institution_name as "institutionName", kind, target_group as "targetGroup",
           regency_code as "regencyCode", locale, user_id as "userId"
      from institution_sign_up
     where token_hash = ${hashOf(token)} and used_at is null and forgotten_at is null and expires_at > ${tx.now}`;
  return found ?? null;
}

async function establish(ctx: AppContext, tx: ActorTx, asked: Asked): Promise<string> {
  const [counter] = await tx.sql.$queryRaw<{ value: number }[]>`
    insert into counter (name, value) values (${`institution/${asked.regencyCode}`}, 1)
    on conflict (name) do update set value = counter.value + 1 returning value`;
  const code = `LKS-${asked.regencyCode.replace('.', '')}-${String(counter?.value ?? 0).padStart(4, '0')}`;
  const institutionId = await createInstitution(tx, ctx.vault, {
    code,
    name: asked.institutionName,
    kind: asked.kind,
    status: 'DRAFT',
    targetGroup: asked.targetGroup,
    regencyCode: asked.regencyCode,
    villageCode: null,
    address: '',
    capacity: 0,
    chairName: '',
    email: asked.email,
    phone: null,
    npwp: null,
    registrationNumber: '',
    registrationValidUntil: null,
    demo: false,
  });
  const userId = await writeUser(tx, {
    email: asked.email,
    name: asked.personName,
    roles: ['LKS_OPERATOR', 'LKS_CHAIR'],
    institutionId,
    regencyCode: null,
    orgUnitId: null,
    locale: asked.locale,
    demo: false,
  });
  await tx.sql.$executeRaw`
    update institution_sign_up set institution_id = ${institutionId}::uuid, user_id = ${userId}::uuid where id = ${asked.id}::uuid`;
  return userId;
}
