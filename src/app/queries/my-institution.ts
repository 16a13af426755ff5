import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { requireInstitution } from '../drafts/edit-proposal.js';
import type { AppContext } from '../ports.js';
import type { InstitutionView } from './case-view.js';
import { readLife, type InstitutionLife } from './get-institution.js';
import { readAccounts, type AccountItem } from './read-accounts.js';
import { readInstitutionFile, type InstitutionFileView } from './read-institution-file.js';
import { readInstitution } from './read-institution.js';

export interface MyInstitution extends InstitutionView {
  /** People in the client register. */
  readonly clients: number;
  readonly file: InstitutionFileView;
  readonly accounts: readonly AccountItem[];
  readonly life: InstitutionLife;
}

/** The acting person's institution with its file. Errors: NOT_SIGNED_IN, WRONG_ROLE. */
export async function myInstitution(ctx: AppContext, actor: Actor): Promise<MyInstitution> {
  if (actor.kind !== 'user') throw new Refusal(refuse('NOT_SIGNED_IN'));
  return ctx.db.withActor(actor, 10_000, async (tx) => {
    const institutionId = requireInstitution(tx);
    const institution = await readInstitution(tx, institutionId);
    const [register] = await tx.sql.$queryRaw<{ clients: bigint }[]>`
      select count(*) as clients from person where institution_id = ${institutionId}::uuid`;
    return {
      ...institution,
      clients: Number(register?.clients ?? 0n),
      file: await readInstitutionFile(tx, institutionId),
      accounts: await readAccounts(tx, ctx.vault, institutionId),
      life: await readLife(tx, institution),
    };
  });
}
