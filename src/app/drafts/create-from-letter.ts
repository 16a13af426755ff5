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
import { openDraft, requireScan } from './create-proposal.js';
import { namedDisaster, type NamedDisaster } from './disasters.js';

const request = z.object({
  institutionId: field.id,
  programmeId: field.id,
  packageId: field.id,
  disaster: namedDisaster.optional(),
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
  /** Whose victims are to be helped, where the package is of urgent aid. */
  readonly disaster?: NamedDisaster | undefined;
  readonly source: string;
  /** The same key by the same person is the same proposal. */
  readonly key: string;
}

/**
 * Opens a draft of an institution by a letter from outside; the institution completes and sends it, under the same checks.
 * Errors: WRONG_ROLE, INVALID_INPUT, INCOMPLETE (disaster), DATE_ORDER, NOT_FOUND (institution, package, disaster), WINDOW_CLOSED, INSTITUTION_NOT_ACTIVE,
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
    const { key, institutionId, programmeId, packageId, disaster, ...letter } = parseInput(request, input);
    if (letter.documentDate > witaDate(tx.now))
      throw new Refusal(refuse('DATE_ORDER', { first: 'documentDate', second: 'today' }));
    await requireScan(tx, letter.blobId, institutionId);
    const body = { institutionId, programmeId, packageId, ...(disaster === undefined ? {} : { disaster }), ...letter };
    const proposalId = await createOnce(
      tx,
      { operation: 'create_from_letter', key, body, state: 'DRAFT' },
      async (commandId) => {
        const id = await openDraft(tx, commandId, {
          institutionId,
          programmeId,
          packageId,
          letter,
          disaster: disaster ?? null,
          assisted: null,
        });
        await tellInstitution(tx, id);
        return id;
      },
    );
    return { proposalId };
  });
}

/** The draft is the institution's to complete and send before the window closes. */
async function tellInstitution(tx: ActorTx, proposalId: string): Promise<void> {
  await tx.sql.$executeRaw`
    insert into notification (id, message_id, recipient_user_id, to_address, locale, template, params, proposal_id, state, attempts, next_attempt_at, created_at)
    select uuidv7(), '<' || p.id || '.draft_by_letter.' || h.user_id || '@salur.invalid>', h.user_id, h.email, h.locale, 'draft_by_letter',
           jsonb_build_object('proposalId', p.id, 'state', p.state, 'institutionName', i.name, 'dueAt', to_jsonb(g.window_closes_at),
             'programmeName', case h.locale when 'en' then g.name_en else g.name_id end),
           p.id, 'QUEUED', 0, ${tx.now}, ${tx.now}
      from proposal p join institution i on i.id = p.institution_id join programme g on g.id = p.programme_id
           cross join lateral (select distinct on (r.user_id) r.* from unnest(array['LKS_OPERATOR','LKS_CHAIR']) k(role)
                                 cross join lateral role_holders(k.role, p.institution_id, p.regency_code, ${tx.now}) r) h
     where p.id = ${proposalId}::uuid`;
}
