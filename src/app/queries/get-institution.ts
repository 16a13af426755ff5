import type { Actor } from '../../domain/actor.js';
import { institutionLife, lifeStepsFor, mayConfirmStep, type InstitutionStep } from '../../domain/institution/life.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { parseId } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import type { InstitutionView, TimelineEntry } from './case-view.js';
import { readOpenFlags, type FlagItem } from './list-flags.js';
import { readAccounts, type AccountItem } from './read-accounts.js';
import { readInstitutionFile, type InstitutionFileView } from './read-institution-file.js';
import { readInstitution } from './read-institution.js';
import { readEvents } from './read-timeline.js';

export interface PendingStep {
  readonly changeId: string;
  readonly step: InstitutionStep;
  readonly to: string;
  readonly reason: string;
  readonly letterNumber: string | null;
  readonly letterDate: string | null;
  readonly blobId: string | null;
  readonly proposer: string;
  /** Whether this person may confirm or refuse it. */
  readonly mine: boolean;
}
export interface InstitutionLife {
  readonly pending: PendingStep | null;
  /** Steps that this person may begin. */
  readonly steps: readonly InstitutionStep[];
  readonly history: readonly TimelineEntry[];
}
export interface InstitutionDetail extends InstitutionView {
  readonly file: InstitutionFileView;
  /** Whether this person checks its documents. */
  readonly checks: boolean;
  readonly accounts: readonly AccountItem[];
  /** Open signs that it is not what it says. */
  readonly flags: readonly FlagItem[];
  readonly life: InstitutionLife;
}

/** One institution for officials, with its file, what waits and its history. Errors: WRONG_ROLE, NOT_FOUND. */
export async function getInstitution(ctx: AppContext, actor: Actor, institutionId: string): Promise<InstitutionDetail> {
  const id = parseId('institutionId', institutionId);
  return ctx.db.withActor(actor, 10_000, async (tx) => {
    if (!['province', 'regency', 'system'].includes(tx.authority.scope)) throw new Refusal(refuse('WRONG_ROLE'));
    const institution = await readInstitution(tx, id);
    const { scope, roles } = tx.authority;
    return {
      ...institution,
      file: await readInstitutionFile(tx, id),
      checks: scope === 'province' && roles.includes('SECRETARIAT'),
      accounts: await readAccounts(tx, ctx.vault, id),
      flags: await readOpenFlags(tx, id),
      life: await readLife(tx, institution),
    };
  });
}

export async function readLife(tx: ActorTx, { id, status }: InstitutionView): Promise<InstitutionLife> {
  const { roles, userId, scope } = tx.authority;
  const held = scope === 'province' ? roles : [];
  const [pending] = await tx.sql.$queryRaw<(Omit<PendingStep, 'mine'> & { proposedBy: string })[]>`
    select c.id as "changeId", c.step, c.to_status as "to", c.reason, c.letter_number as "letterNumber", c.letter_date::text as "letterDate",
           c.blob_id as "blobId", coalesce(u.name, '') as proposer, c.proposed_by as "proposedBy"
      from institution_change c left join user_account u on u.id = c.proposed_by
     where c.institution_id = ${id}::uuid and c.state = 'PROPOSED'`;
  return {
    pending: pending === undefined ? null : mine(pending, { roles: held, userId }),
    steps: pending === undefined ? lifeStepsFor(status, held) : [],
    history: (await readEvents(tx, `institution/${id}`)).toReversed(),
  };
}

function mine(
  { proposedBy, ...step }: Omit<PendingStep, 'mine'> & { proposedBy: string },
  person: { readonly roles: readonly string[]; readonly userId: string | null },
): PendingStep {
  const needed = institutionLife[step.step].second;
  return { ...step, mine: needed !== null && mayConfirmStep(step.step, { ...person, proposedBy }) };
}
