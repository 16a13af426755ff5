import { v7 as uuid } from 'uuid';
import type { ActorTx, Vault } from '../ports.js';
import type { AcceptedPerson } from './check-persons.js';

/** Whose client register it is, and of which year the temporary numbers are. */
export interface Register {
  readonly institutionId: string;
  readonly regencyCode: string;
  readonly fiscalYear: number;
  readonly targetGroup: string;
}

/** A person who is about to stand in the register, with sealed numbers as hex. */
interface RegisterEntry {
  readonly id: string;
  readonly accepted: Pick<AcceptedPerson, 'person' | 'identity' | 'registered'>;
  readonly nikSealed: string | null;
  readonly cardSealed: string | null;
}

/** Writes people into an institution's client register by sets; who is in it already is updated. */
export async function registerPersons(
  tx: ActorTx,
  vault: Vault,
  register: Register,
  people: readonly RegisterEntry['accepted'][],
): Promise<void> {
  const entries = await Promise.all(people.map((accepted) => seal(vault, accepted)));
  await insertNew(tx, register, entries);
  await updateKnown(tx, register, entries);
}

async function seal(vault: Vault, accepted: RegisterEntry['accepted']): Promise<RegisterEntry> {
  const id = accepted.registered?.id ?? uuid();
  const { nationalId, familyCardNo } = accepted.person;
  const sealHex = async (column: string, plain: string | null): Promise<string | null> =>
    plain === null ? null : Buffer.from(await vault.seal('identity', `person|${column}|${id}`, plain)).toString('hex');
  return {
    id,
    accepted,
    // a known person's number is sealed already and, by the identity key, the same; unless it was purged
    nikSealed: accepted.registered === null || accepted.registered.purged ? await sealHex('nik', nationalId) : null,
    cardSealed: await sealHex('family_card', familyCardNo),
  };
}

async function insertNew(tx: ActorTx, register: Register, entries: readonly RegisterEntry[]): Promise<void> {
  const fresh = entries.filter(({ accepted }) => accepted.registered === null);
  if (fresh.length === 0) return;
  const temporaryIds = await drawTemporaryIds(tx, register, fresh);
  const people = fresh.map(({ accepted }) => accepted.person);
  // another proposal of the institution may register the same person at this moment; then his row counts
  await tx.sql.$executeRaw`
    insert into person (id, institution_id, regency_code, name, sex, birth_date, mother_name, nik_status, no_nik_reason, temporary_id,
                        nik_sealed, family_card_sealed, identity_key, target_group, residence_mode, created_at)
    select u.id, ${register.institutionId}::uuid, ${register.regencyCode}, u.name, u.sex, u.birth_date, u.mother_name,
           case when u.nik is null then 'NONE' else 'UNVERIFIED' end, u.reason, u.temporary_id, decode(u.nik, 'hex'), decode(u.card, 'hex'),
           decode(u.identity, 'hex'), ${register.targetGroup}, u.residence, ${tx.now}
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
  { regencyCode, fiscalYear }: Register,
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

/** The register follows what is typed, except for people whom officials have in hand in another register. */
async function updateKnown(tx: ActorTx, register: Register, entries: readonly RegisterEntry[]): Promise<void> {
  const known = entries.filter(({ accepted }) => accepted.registered?.kept === false);
  if (known.length === 0) return;
  const people = known.map(({ accepted }) => accepted.person);
  await tx.sql.$executeRaw`
    update person p set name = u.name, sex = u.sex, birth_date = u.birth_date, mother_name = coalesce(u.mother_name, p.mother_name),
           family_card_sealed = coalesce(decode(u.card, 'hex'), p.family_card_sealed), residence_mode = u.residence,
           -- whose data was purged, and who is cared for again
           nik_sealed = case when p.purged_at is null then p.nik_sealed else decode(u.nik, 'hex') end,
           nik_status = case when p.purged_at is null then p.nik_status when u.nik is null then 'NONE' else 'UNVERIFIED' end,
           no_nik_reason = case when p.purged_at is null then p.no_nik_reason else u.reason end, purged_at = null
      from unnest(${known.map((entry) => entry.id)}::uuid[], ${people.map((person) => person.name)}::text[], ${people.map((person) => person.sex)}::text[],
                  ${people.map((person) => person.birthDate)}::date[], ${people.map((person) => person.motherName)}::text[],
                  ${known.map((entry) => entry.cardSealed)}::text[], ${people.map((person) => person.residenceMode)}::text[],
                  ${known.map((entry) => entry.nikSealed)}::text[], ${people.map((person) => person.noNationalIdReason)}::text[])
           as u(id, name, sex, birth_date, mother_name, card, residence, nik, reason)
     where p.id = u.id and p.institution_id = ${register.institutionId}::uuid`;
}
