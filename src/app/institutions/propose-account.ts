import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { readAccountNumber, sameName } from '../../domain/institution/account.js';
import { institutionRoles } from '../../domain/roles.js';
import { requiredLine, typedText } from '../drafts/draft-fields.js';
import { createOnce } from '../forward/create-once.js';
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
  bank: requiredLine,
  number: z.string().max(64),
  holderName: requiredLine,
  /** Why the account is not in the name of the institution. */
  holderReason: typedText(500).default(''),
  /** The photo of the bank book's first page. */
  blobId: field.id,
  /** Names this proposal; sent again, it is the same. */
  key: field.requiredText,
});
export type ProposeAccount = z.input<typeof request>;

/**
 * The institution proposes its bank account; it is in force only once the finance section has checked and another person
 * confirmed it. Errors: WRONG_ROLE, INVALID_INPUT, NOT_FOUND, REASON_REQUIRED, ACCOUNT_STAGE, COMMAND_REUSED.
 */
export async function proposeAccount(
  ctx: AppContext,
  actor: Actor,
  input: ProposeAccount,
): Promise<{ readonly accountId: string }> {
  const subject = `institution/${input.institutionId}`;
  return notingRefusals(ctx, actor, { subject, command: 'propose_account' }, async (tx) => {
    const { scope, roles } = tx.authority;
    if (scope !== 'institution' || !institutionRoles.some((role) => roles.includes(role)))
      throw new Refusal(refuse('WRONG_ROLE', { needed: institutionRoles }));
    const wanted = parseInput(request, input);
    const number = readAccountNumber(wanted.number);
    if (number === null) throw new Refusal(refuse('INVALID_INPUT', { fields: ['number'] }));
    const lookup = ctx.vault.lookup('bank_account', number);
    const { key, number: _, ...body } = wanted;
    const asked = { ...body, number: Buffer.from(lookup).toString('hex') };
    const accountId = await createOnce(
      tx,
      { operation: 'propose_account', key, body: asked, state: 'PROPOSED' },
      (commandId) => write(ctx, tx, { wanted, number, lookup, commandId }),
    );
    return { accountId };
  });
}

interface Account {
  readonly wanted: z.infer<typeof request>;
  readonly number: string;
  readonly lookup: Uint8Array<ArrayBuffer>;
  readonly commandId: string;
}

async function write(ctx: AppContext, tx: ActorTx, { wanted, number, lookup, commandId }: Account): Promise<string> {
  const institution = await lockInstitution(tx, wanted.institutionId);
  const own = sameName(institution.name, wanted.holderName);
  if (!own && wanted.holderReason === '') throw new Refusal(refuse('REASON_REQUIRED', { field: 'holderReason' }));
  const [found] = await tx.sql.$queryRaw<{ blob: boolean; open: boolean }[]>`
    select exists (select from blob b where b.id = ${wanted.blobId}::uuid and b.institution_id = ${institution.id}::uuid) as blob,
           exists (select from institution_account a where a.institution_id = ${institution.id}::uuid and a.state in ('PROPOSED','CHECKED')) as open`;
  if (found?.blob !== true) throw new Refusal(refuse('NOT_FOUND', { what: 'file' }));
  if (found.open) throw new Refusal(refuse('ACCOUNT_STAGE'));
  const id = uuid();
  const sealed = await ctx.vault.seal('account', accountPlace(id), number);
  await tx.sql.$executeRaw`
    insert into institution_account (id, institution_id, regency_code, bank, number_sealed, number_lookup, holder_name, holder_reason, blob_id,
                                     state, proposed_by, proposed_at)
    values (${id}::uuid, ${institution.id}::uuid, ${institution.regencyCode}, ${wanted.bank}, ${sealed}, ${lookup}, ${wanted.holderName},
            ${own ? null : wanted.holderReason}, ${wanted.blobId}::uuid, 'PROPOSED', ${tx.authority.userId}::uuid, ${tx.now})`;
  await writeInstitutionMail(tx, {
    institutionId: institution.id,
    template: 'institution_account_waits',
    about: id,
    to: ['SUBBAG_KEUANGAN'],
    names: {},
  });
  await appendEvents(tx, [
    {
      stream: `institution/${institution.id}`,
      type: 'account_proposed',
      commandId,
      ...ownerOf(institution),
      data: { accountId: id, note: { bank: wanted.bank } },
    },
  ]);
  return id;
}

export function accountPlace(id: string): string {
  return `institution_account|number|${id}`;
}
