import type { ActorTx, Vault } from '../ports.js';
import { askIdentities } from '../duplicates/ask-identities.js';
import type { AcceptedPerson } from './check-persons.js';
import { deriveCostLines } from './derive-cost-lines.js';
import type { EditedProposal } from './edit-proposal.js';
import { registerPersons } from './register-persons.js';

/**
 * Writes accepted people by sets: register, list, lines, cost plan. Replacing keeps whoever stays, with what was verified
 * of them, and takes the others out.
 */
export async function writePersons(
  tx: ActorTx,
  vault: Vault,
  proposal: EditedProposal,
  people: readonly AcceptedPerson[],
  options: { readonly targetGroup: string; readonly replacing: boolean },
): Promise<void> {
  await registerPersons(tx, vault, { ...proposal, targetGroup: options.targetGroup }, people);
  if (options.replacing) await removeOthers(tx, proposal, people);
  await writeBeneficiaries(tx, proposal, people, options.replacing);
  await writeLines(tx, proposal, people);
  await deriveCostLines(tx, proposal);
  await askIdentities(tx, proposal.fiscalYear, proposal.id);
}

async function removeOthers(tx: ActorTx, proposal: EditedProposal, people: readonly AcceptedPerson[]): Promise<void> {
  const staying = people.map((accepted) => accepted.identity);
  const gone = await tx.sql.$queryRaw<{ id: string }[]>`
    select b.id from proposal_beneficiary b join person p on p.id = b.person_id
     where b.proposal_id = ${proposal.id}::uuid and not (encode(p.identity_key, 'hex') = any(${staying}::text[]))`;
  await removeBeneficiaries(
    tx,
    proposal.id,
    gone.map((row) => row.id),
  );
}

/** People leave the list with their lines; the register keeps them. */
export async function removeBeneficiaries(tx: ActorTx, proposalId: string, ids: readonly string[]): Promise<number> {
  await tx.sql.$executeRaw`
    delete from entitlement_line where proposal_id = ${proposalId}::uuid and beneficiary_id = any(${[...ids]}::uuid[])`;
  return tx.sql.$executeRaw`
    delete from proposal_beneficiary where proposal_id = ${proposalId}::uuid and id = any(${[...ids]}::uuid[])`;
}

async function writeBeneficiaries(
  tx: ActorTx,
  proposal: EditedProposal,
  people: readonly AcceptedPerson[],
  replacing: boolean,
): Promise<void> {
  const status = people.map(({ alreadyProposed, person }) =>
    alreadyProposed ? 'FLAGGED_DUPLICATE' : person.nationalId === null ? 'NO_NIK' : 'PROPOSED',
  );
  await tx.sql.$executeRaw`
    insert into proposal_beneficiary as b (id, proposal_id, person_id, institution_id, regency_code, position, status, residence_mode, created_at)
    select uuidv7(), ${proposal.id}::uuid, p.id, p.institution_id, p.regency_code, s.start + u.n::int, u.status, u.residence, ${tx.now}
      from unnest(${people.map((accepted) => accepted.identity)}::text[], ${status}::text[],
                  ${people.map((accepted) => accepted.person.residenceMode)}::text[]) with ordinality as u(identity, status, residence, n)
      join person p on p.institution_id = ${proposal.institutionId}::uuid and p.identity_key = decode(u.identity, 'hex'),
           (select case when ${replacing}::boolean then 0 else coalesce(max(o.position), 0) end as start
              from proposal_beneficiary o where o.proposal_id = ${proposal.id}::uuid) s
    on conflict (proposal_id, person_id) do update set position = excluded.position, residence_mode = excluded.residence_mode,
       status = case when b.status in ('PROPOSED','NO_NIK','FLAGGED_DUPLICATE','NIK_INVALID') then excluded.status else b.status end`;
}

async function writeLines(tx: ActorTx, proposal: EditedProposal, people: readonly AcceptedPerson[]): Promise<void> {
  const wanted = people.flatMap(({ identity, items }) => items.map((item) => ({ identity, itemId: item.id })));
  const identities = wanted.map((pair) => pair.identity);
  const itemIds = wanted.map((pair) => pair.itemId);
  await tx.sql.$executeRaw`
    delete from entitlement_line l using person p
     where l.proposal_id = ${proposal.id}::uuid and p.id = l.person_id
       and encode(p.identity_key, 'hex') = any(${people.map((accepted) => accepted.identity)}::text[])
       and not exists (select from unnest(${identities}::text[], ${itemIds}::uuid[]) as w(identity, item)
                        where w.identity = encode(p.identity_key, 'hex') and w.item = l.item_id)`;
  await tx.sql.$executeRaw`
    insert into entitlement_line (id, proposal_id, beneficiary_id, person_id, item_id, institution_id, regency_code, need_group, unit_price, requested, status)
    select uuidv7(), ${proposal.id}::uuid, b.id, b.person_id, k.id, b.institution_id, b.regency_code, k.need_group, k.unit_price, k.quantity_per_person, 'DRAFT'
      from unnest(${identities}::text[], ${itemIds}::uuid[]) as w(identity, item)
      join person p on p.institution_id = ${proposal.institutionId}::uuid and p.identity_key = decode(w.identity, 'hex')
      join proposal_beneficiary b on b.proposal_id = ${proposal.id}::uuid and b.person_id = p.id
      join package_item k on k.id = w.item
    on conflict (proposal_id, beneficiary_id, item_id) do update set unit_price = excluded.unit_price, requested = excluded.requested`;
}
