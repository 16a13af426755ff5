import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { intakeOfficers, paperDateError, type ChairPaper } from '../../domain/proposal/assisted.js';
import { createOnce } from '../forward/create-once.js';
import { parseInput } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { notingRefusals } from '../record/noting-refusals.js';
import { openDraft, requireScan } from './create-proposal.js';
import { namedDisaster, type NamedDisaster } from './disasters.js';

const request = z.object({
  institutionId: field.id,
  programmeId: field.id,
  packageId: field.id,
  disaster: namedDisaster.optional(),
  documentNumber: field.requiredText,
  documentDate: field.localDate,
  scanBlobId: field.id,
  key: z.string().min(8).max(200),
});

export interface CreateAssisted extends ChairPaper {
  readonly institutionId: string;
  readonly programmeId: string;
  readonly packageId: string;
  /** Whose victims are to be helped, where the package is of urgent aid. */
  readonly disaster?: NamedDisaster | undefined;
  /** The same key by the same person is the same proposal. */
  readonly key: string;
}

/**
 * Opens a draft for an institution from its chair's signed paper (process.md 3, assisted intake); a regency officer for the
 * institutions of the own region alone, which row security sees to.
 * Errors: WRONG_ROLE, INVALID_INPUT, INCOMPLETE (disaster), DATE_ORDER, NOT_FOUND (institution, package, disaster), WINDOW_CLOSED, INSTITUTION_NOT_ACTIVE,
 * ANOTHER_OPEN_PROPOSAL, COMMAND_REUSED.
 */
export async function createAssisted(
  ctx: AppContext,
  actor: Actor,
  input: CreateAssisted,
): Promise<{ readonly proposalId: string }> {
  if (actor.kind !== 'user') throw new Refusal(refuse('NOT_SIGNED_IN'));
  return notingRefusals(ctx, actor, { subject: 'proposal', command: 'create_assisted' }, async (tx) => {
    const { roles, name } = tx.authority;
    if (!intakeOfficers.some((office) => roles.includes(office)))
      throw new Refusal(refuse('WRONG_ROLE', { needed: intakeOfficers }));
    const { key, institutionId, programmeId, packageId, disaster, ...paper } = parseInput(request, input);
    const late = paperDateError(paper, tx.now);
    if (late !== null) throw new Refusal(late);
    await requireScan(tx, paper.scanBlobId, institutionId);
    const assisted = {
      by: actor.userId,
      byName: name,
      paper,
      paperUsed: false,
      since: tx.now.toISOString(),
      confirmed: null,
      overdueTold: false,
    };
    const body = { institutionId, programmeId, packageId, ...(disaster === undefined ? {} : { disaster }), ...paper };
    const proposalId = await createOnce(tx, { operation: 'create_assisted', key, body, state: 'DRAFT' }, (commandId) =>
      openDraft(tx, commandId, {
        institutionId,
        programmeId,
        packageId,
        letter: null,
        disaster: disaster ?? null,
        assisted,
      }),
    );
    return { proposalId };
  });
}
