import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { outsideSources, type OutsideLetter } from '../../domain/proposal/sources.js';
import { witaDate } from '../../domain/time/wita.js';
import { createOnce } from '../forward/create-once.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { notingRefusals } from '../record/noting-refusals.js';
import { openDraft } from './create-proposal.js';

const request = z.object({
  institutionId: field.id,
  programmeId: field.id,
  packageId: field.id,
  source: z.enum(outsideSources),
  documentNumber: field.requiredText,
  documentDate: field.localDate,
  blobId: field.id,
  key: z.string().min(8).max(200),
});

export interface CreateFromLetter extends Omit<OutsideLetter, 'source'> {
  readonly institutionId: string;
  readonly programmeId: string;
  readonly packageId: string;
  readonly source: string;
  /** The same key by the same person is the same proposal. */
  readonly key: string;
}

/**
 * Opens a draft of an institution by a letter from outside; the institution completes and sends it, under the same checks.
 * Errors: WRONG_ROLE, INVALID_INPUT, DATE_ORDER, NOT_FOUND (institution, package), WINDOW_CLOSED, INSTITUTION_NOT_ACTIVE,
 * ANOTHER_OPEN_PROPOSAL, COMMAND_REUSED.
 */
export async function createFromLetter(
  ctx: AppContext,
  actor: Actor,
  input: CreateFromLetter,
): Promise<{ readonly proposalId: string }> {
  if (actor.kind !== 'user') throw new Refusal(refuse('NOT_SIGNED_IN'));
  return notingRefusals(ctx, actor, { subject: 'proposal', command: 'create_from_letter' }, async (tx) => {
    const { scope, roles } = tx.authority;
    if (scope !== 'province' || !roles.includes('SECRETARIAT'))
      throw new Refusal(refuse('WRONG_ROLE', { needed: ['SECRETARIAT'] }));
    const { key, institutionId, programmeId, packageId, ...letter } = parseInput(request, input);
    if (letter.documentDate > witaDate(tx.now))
      throw new Refusal(refuse('DATE_ORDER', { first: 'documentDate', second: 'today' }));
    await requireScan(tx, letter.blobId, institutionId);
    const body = { institutionId, programmeId, packageId, ...letter };
    const proposalId = await createOnce(
      tx,
      { operation: 'create_from_letter', key, body, state: 'DRAFT' },
      (commandId) => openDraft(tx, commandId, { institutionId, programmeId, packageId, letter }),
    );
    return { proposalId };
  });
}

async function requireScan(tx: ActorTx, blobId: string, institutionId: string): Promise<void> {
  const found = await tx.sql.$queryRaw<unknown[]>`
    select 1 from blob where id = ${blobId}::uuid and institution_id = ${institutionId}::uuid`;
  if (found.length === 0) throw new Refusal(refuse('INVALID_INPUT', { fields: ['scan'] }));
}
