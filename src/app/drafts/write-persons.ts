import { v7 as uuid } from 'uuid';
import type { ActorTx, Vault } from '../ports.js';
import type { AcceptedPerson } from './check-persons.js';
import { deriveCostLines } from './derive-cost-lines.js';
import type { EditedProposal } from './edit-proposal.js';

/** A person who is about to stand in the register, with sealed numbers as hex. */
interface RegisterEntry {
  readonly id: string;
  readonly accepted: AcceptedPerson;
  readonly nikSealed: string | null;
  readonly cardSealed: string | null;
}

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
  const entries = await Promise.all(people.map((accepted) => seal(vault, accepted)));
  await insertNew(tx, proposal, entries, options.targetGroup);
  await updateKnown(tx, proposal, entries);
  if (options.replacing) await removeOthers(tx, proposal, people);
  await writeBeneficiaries(tx, proposal, people, options.replacing);
  await writeLines(tx, proposal, people);
  await deriveCostLines(tx, proposal);
}

async function seal(vault: Vault, accepted: AcceptedPerson): Promise<RegisterEntry> {
  const id = accepted.registered?.id ?? uuid();
  const { nationalId, familyCardNo } = accepted.person;
  const sealHex = async (column: string, plain: string | null): Promise<string | null> =>
    plain === null ? null : Buffer.from(await vault.seal('identity', `person|${column}|${id}`, plain)).toString('hex');
  return {
    id,
    accepted,
    // a known person's number is sealed already and, by the identity key, the same
    nikSealed: accepted.registered === null ? await sealHex('nik', nationalId) : null,
    cardSealed: await sealHex('family_card', familyCardNo),
  };
}

async function insertNew(
  tx: ActorTx,
  proposal: EditedProposal,
  entries: readonly RegisterEntry[],
  targetGroup: string,
): Promise<void> {
  const fresh = entries.filter(({ accepted }) => accepted.registered === null);
  if (fresh.length === 0) return;
  const temporaryIds = await drawTemporaryIds(tx, proposal, fresh);
  const people = fresh.map(({ accepted }) => accepted.person);
  // another proposal of the institution may register the same person at this moment; then his row counts
  await tx.sql.$executeRaw`
    insert into person (id, institution_id, regency_code, name, sex, birth_date, mother_name, nik_status, no_nik_reason, temporary_id,
                        nik_sealed, family_card_sealed, identity_key, target_group, residence_mode, created_at)
    select u.id, ${proposal.institutionId}::uuid, ${proposal.regencyCode}, u.name, u.sex, u.birth_date, u.mother_name,
           case when u.nik is null then 'NONE' else 'UNVERIFIED' end, u.reason, u.temporary_id, decode(u.nik, 'hex'), decode(u.card, 'hex'),
           decode(u.identity, 'hex'), ${targetGroup}, u.residence, ${tx.now}
      from unnest(${fresh.map((entry) => entry.id)}::uuid[], ${people.map((person) => person.name)}::text[], ${people.map((person) => person.sex)}::text[],
                  ${people.map((person) => person.birthDate)}::date[], ${people.map((person) => person.motherName)}::text[],
                  ${people.map((person) => person.noNationalIdReason)}::text[], ${temporaryIds}::text[],
                  ${fresh.map((entry) => entry.nikSealed)}::text[], ${fresh.map((entry) => entry.cardSealed)}::text[],
                  ${fresh.map((entry) => entry.accepted.identity)}::text[], ${people.map((person) => person.residenceMode)}::text[])
           as u(id, name, sex, birth_date, mother_name, reason, temporary_id, nik, card, identity, residence)
    on conflict (institution_id, identity_key) do nothing`;
}

/** `TMP-6472-2026-00001` for people without a national id, until they have one. */
async function drawTemporaryIds(
  tx: ActorTx,
  { regencyCode, fiscalYear }: EditedProposal,
  fresh: readonly RegisterEntry[],
): Promise<readonly (string | null)[]> {
  const without = fresh.filter((entry) => entry.nikSealed === null).length;
  if (without === 0) return fresh.map(() => null);
  const [drawn] = await tx.sql.$queryRaw<{ first: number }[]>`
    select next_temporary_numbers(${regencyCode}, ${fiscalYear}::int, ${without}::int) as first`;
  let next = drawn?.first ?? 1;
  return fresh.map((entry) => {
    if (entry.nikSealed !== null) return null;
    next += 1;
    return `TMP-${regencyCode.replace('.', '')}-${fiscalYear}-${String(next - 1).padStart(5, '0')}`;
  });
}

/** The register follows what is typed, except for people whom officials have in hand in another proposal. */
async function updateKnown(tx: ActorTx, proposal: EditedProposal, entries: readonly RegisterEntry[]): Promise<void> {
  const known = entries.filter(({ accepted }) => accepted.registered?.kept === false);
  if (known.length === 0) return;
  const people = known.map(({ accepted }) => accepted.person);
  await tx.sql.$executeRaw`
    update person p set name = u.name, sex = u.sex, birth_date = u.birth_date, mother_name = coalesce(u.mother_name, p.mother_name),
           family_card_sealed = coalesce(decode(u.card, 'hex'), p.family_card_sealed), residence_mode = u.residence
      from unnest(${known.map((entry) => entry.id)}::uuid[], ${people.map((person) => person.name)}::text[], ${people.map((person) => person.sex)}::text[],
                  ${people.map((person) => person.birthDate)}::date[], ${people.map((person) => person.motherName)}::text[],
                  ${known.map((entry) => entry.cardSealed)}::text[], ${people.map((person) => person.residenceMode)}::text[])
           as u(id, name, sex, birth_date, mother_name, card, residence)
     where p.id = u.id and p.institution_id = ${proposal.institutionId}::uuid`;
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
