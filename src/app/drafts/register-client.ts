import type { Actor } from '../../domain/actor.js';
import type { PersonError, PersonRow, PersonWarning } from '../../domain/person-row.js';
import { parseId, parseInput } from '../parse-input.js';
import type { AppContext } from '../ports.js';
import { checkPersons } from './check-persons.js';
import { editProposal } from './edit-proposal.js';
import { noteLookUp, personRow } from './import-persons.js';
import { registerPersons } from './register-persons.js';

export interface RegisteredClient {
  /** null where the row was refused. */
  readonly personId: string | null;
  readonly errors: readonly PersonError[];
  readonly warnings: readonly PersonWarning[];
}

/**
 * Writes one person into the institution's client register while its goods are under way, to take over what another leaves;
 * the rules for a person are those of a proposal. Errors: those of editProposal, INVALID_INPUT.
 */
export async function registerClient(
  ctx: AppContext,
  actor: Actor,
  input: { readonly proposalId: string; readonly row: Omit<PersonRow, 'items'> },
): Promise<RegisteredClient> {
  const proposalId = parseId('proposalId', input.proposalId);
  const { checked, personId } = await editProposal(
    ctx,
    actor,
    { proposalId, states: ['PACT_SIGNED', 'IN_DELIVERY'] },
    async (tx, proposal) => {
      const row = parseInput(personRow, { ...input.row, items: [] });
      const [item] = await tx.sql.$queryRaw<{ code: string }[]>`
        select code from package_item where package_id = ${proposal.packageId}::uuid order by code limit 1`;
      // what the person gets is what the other one leaves, whatever that is
      const rows = [{ ...row, items: item === undefined ? [] : [item.code] }];
      const found = await checkPersons(tx, ctx.vault, proposal, rows, { replacing: false });
      const people = found.rows.flatMap(({ accepted }) => accepted ?? []);
      await registerPersons(tx, ctx.vault, { ...proposal, targetGroup: found.targetGroup }, people);
      const [known] = await tx.sql.$queryRaw<{ id: string }[]>`
        select id from person where institution_id = ${proposal.institutionId}::uuid
           and encode(identity_key, 'hex') = any(${people.map(({ identity }) => identity)}::text[])`;
      return { checked: found, personId: known?.id ?? null };
    },
  );
  await noteLookUp(ctx, actor, proposalId, checked);
  const [only] = checked.rows;
  return { personId, errors: only?.errors ?? [], warnings: only?.warnings ?? [] };
}
