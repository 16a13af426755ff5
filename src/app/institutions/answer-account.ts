import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { accountAnswers, answerError, stateAfter, type AccountStanding } from '../../domain/institution/account.js';
import { requireSignedIn } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { appendEvents } from '../record/append-event.js';
import { notingRefusals } from '../record/noting-refusals.js';
import { lockInstitution } from './lock-institution.js';
import { ownerOf } from './propose-step.js';
import { writeInstitutionMail } from './write-institution-mail.js';

const request = z.object({
  institutionId: field.id,
  accountId: field.id,
  answer: z.enum(accountAnswers),
  /** Why not; needed for a refusal. */
  reason: field.words.default(''),
});
export type AnswerAccount = z.input<typeof request>;
type Answer = z.infer<typeof request>;

/**
 * Checks, confirms or refuses a proposed account; confirmed, it takes the place of the one in force. The same answer by the same
 * person again changes nothing.
 * Errors: NOT_SIGNED_IN, INVALID_INPUT, NOT_FOUND, WRONG_ROLE, ACCOUNT_STAGE, SAME_PERSON, REASON_REQUIRED.
 */
export async function answerAccount(ctx: AppContext, actor: Actor, input: AnswerAccount): Promise<void> {
  requireSignedIn(actor);
  const subject = `institution/${input.institutionId}`;
  await notingRefusals(ctx, actor, { subject, command: `${input.answer}_account` }, async (tx) => {
    const wanted = parseInput(request, input);
    const institution = await lockInstitution(tx, wanted.institutionId);
    const account = await readAccount(tx, wanted);
    const { roles, scope, userId } = tx.authority;
    const mine = { check: account.checkedBy, confirm: account.confirmedBy, refuse: account.refusedBy }[wanted.answer];
    if (account.state === stateAfter(wanted.answer) && mine === userId) return;
    const error = answerError(account, wanted.answer, { roles: scope === 'province' ? roles : [], userId });
    if (error !== null) throw new Refusal(error);
    if (wanted.answer === 'refuse' && wanted.reason === '')
      throw new Refusal(refuse('REASON_REQUIRED', { field: 'reason' }));
    await write(tx, wanted);
    if (wanted.answer !== 'check')
      await writeInstitutionMail(tx, {
        institutionId: institution.id,
        template: wanted.answer === 'confirm' ? 'institution_account_in_force' : 'institution_account_refused',
        about: wanted.accountId,
        to: 'LKS',
        reason: wanted.reason,
        names: {},
      });
    await appendEvents(tx, [
      {
        stream: `institution/${institution.id}`,
        type: `account_${wanted.answer === 'check' ? 'checked' : wanted.answer === 'confirm' ? 'confirmed' : 'refused'}`,
        commandId: null,
        ...ownerOf(institution),
        data: { accountId: wanted.accountId, note: { words: wanted.reason } },
      },
    ]);
  });
}

interface Account extends AccountStanding {
  readonly confirmedBy: string | null;
  readonly refusedBy: string | null;
}

async function readAccount(tx: ActorTx, { accountId, institutionId }: Answer): Promise<Account> {
  const [found] = await tx.sql.$queryRaw<Account[]>`
    select state, proposed_by as "proposedBy", checked_by as "checkedBy", confirmed_by as "confirmedBy", refused_by as "refusedBy"
      from institution_account where id = ${accountId}::uuid and institution_id = ${institutionId}::uuid`;
  if (found === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'account' }));
  return found;
}

async function write(tx: ActorTx, { accountId, institutionId, answer, reason }: Answer): Promise<void> {
  const { userId } = tx.authority;
  switch (answer) {
    case 'check':
      await tx.sql.$executeRaw`
        update institution_account set state = 'CHECKED', checked_by = ${userId}::uuid, checked_at = ${tx.now} where id = ${accountId}::uuid`;
      return;
    case 'confirm':
      await tx.sql.$executeRaw`
        update institution_account set state = 'REPLACED', replaced_at = ${tx.now} where institution_id = ${institutionId}::uuid and state = 'IN_FORCE'`;
      await tx.sql.$executeRaw`
        update institution_account set state = 'IN_FORCE', confirmed_by = ${userId}::uuid, confirmed_at = ${tx.now} where id = ${accountId}::uuid`;
      return;
    case 'refuse':
      await tx.sql.$executeRaw`
        update institution_account set state = 'REFUSED', refused_by = ${userId}::uuid, refused_at = ${tx.now}, refusal = ${reason} where id = ${accountId}::uuid`;
  }
}
