import { createHash, randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { signUpKinds } from '../../domain/institution/file.js';
import { locales, type Locale } from '../../domain/locale.js';
import { targetGroups } from '../../domain/target-groups.js';
import { requiredLine } from '../drafts/draft-fields.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import { appendEvents } from '../record/append-event.js';
import { email } from '../users/create-user.js';

/** Nobody has an office yet: the desk writes for whoever asks. */
const DESK: Actor = { kind: 'system', purpose: 'sign_up' };
const DAY_MS = 86_400_000;
const GOOD_FOR_MS = 7 * DAY_MS;
/** So many living requests for one address; more say nothing new. */
const AT_ONCE = 3;

const request = z.object({
  institutionName: requiredLine,
  kind: z.enum(signUpKinds),
  targetGroup: z.enum(targetGroups),
  regencyCode: z.string().regex(/^\d\d\.\d\d$/),
  personName: requiredLine,
  email,
  locale: z.enum(locales).default('id'),
});
export type SignUp = z.input<typeof request>;

/**
 * Takes up the request of somebody without an account; a mail with a link goes to the address, and nothing else is made before
 * it is opened. Whether the address has an account is told to its mailbox alone. Errors: INVALID_INPUT.
 */
export async function signUp(ctx: AppContext, input: SignUp): Promise<void> {
  const wanted = parseInput(request, input);
  await ctx.db.withActor(DESK, 10_000, async (tx) => {
    const [known] = await tx.sql.$queryRaw<
      { id: string | null; locale: Locale | null; regency: boolean; open: number }[]
    >`
      select (select id from user_account where email = ${wanted.email}) as id, (select locale from user_account where email = ${wanted.email}) as locale,
             exists (select from region where code = ${wanted.regencyCode} and level = 'regency') as regency,
             (select count(*)::int from institution_sign_up s where s.email = ${wanted.email} and s.used_at is null and s.expires_at > ${tx.now}) as open`;
    if (known?.regency !== true) throw new Refusal(refuse('INVALID_INPUT', { fields: ['regencyCode'] }));
    const { institutionName } = wanted;
    if (known.id !== null) {
      const day = Math.floor(tx.now.getTime() / DAY_MS);
      await write(tx, {
        messageId: `sign-up.known.${known.id}.${day}`,
        to: wanted.email,
        userId: known.id,
        locale: known.locale ?? wanted.locale,
        template: 'sign_up_known',
        params: { institutionName, programmeName: '' },
      });
      return;
    }
    if (known.open >= AT_ONCE) return;
    const id = uuid();
    const token = randomBytes(32).toString('base64url');
    await tx.sql.$executeRaw`
      insert into institution_sign_up (id, token_hash, email, person_name, institution_name, kind, target_group, regency_code, locale, created_at, expires_at)
      values (${id}::uuid, ${hashOf(token)}, ${wanted.email}, ${wanted.personName}, ${institutionName}, ${wanted.kind}, ${wanted.targetGroup},
              ${wanted.regencyCode}, ${wanted.locale}, ${tx.now}, ${new Date(tx.now.getTime() + GOOD_FOR_MS)})`;
    await write(tx, {
      messageId: `sign-up.${id}`,
      to: wanted.email,
      userId: null,
      locale: wanted.locale,
      template: 'sign_up',
      params: { institutionName, programmeName: '', signUpToken: token },
    });
    await appendEvents(tx, [signUpEvent('sign_up_asked', { signUpId: id, regencyCode: wanted.regencyCode })]);
  });
}

export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export function signUpEvent(
  type: string,
  data: Readonly<Record<string, unknown>>,
): Parameters<typeof appendEvents>[1][number] {
  return { stream: 'sign-ups', type, commandId: null, institutionId: null, regencyCode: null, data };
}

interface SignUpMail {
  readonly messageId: string;
  readonly to: string;
  readonly userId: string | null;
  readonly locale: Locale;
  readonly template: 'sign_up' | 'sign_up_known';
  readonly params: unknown;
}

async function write(tx: ActorTx, mail: SignUpMail): Promise<void> {
  await tx.sql.$executeRaw`
    insert into notification (id, message_id, recipient_user_id, to_address, locale, template, params, state, attempts, next_attempt_at, created_at)
    values (uuidv7(), ${`<${mail.messageId}@salur.invalid>`}, ${mail.userId}::uuid, ${mail.to}, ${mail.locale}, ${mail.template},
            ${JSON.stringify(mail.params)}::jsonb, 'QUEUED', 0, ${tx.now}, ${tx.now})
        on conflict (message_id) do nothing`;
}
