import type { ClientBase } from 'pg';
import type { Vault } from '../../src/app/ports.js';
import { FEMALE_NAMES, MALE_NAMES, SECOND_NAMES } from '../../src/app/simulation/synthetic-names.js';

import type { Actor } from '../../src/domain/actor.js';
/** Invented people of one institution each; so many in one list. */
export const PEOPLE_OF_ONE = 64;
/** In percent: without a NIK, and written down a second time elsewhere in another way. */
const WITHOUT_NIK = 5;

/**
 * A province far larger than ours, written by its owner past every rule: institutions, submitted proposals, people with two lines
 * each. One in a hundred stands in a second list by the same identity; of those without a NIK one in twenty by another spelling.
 */
export async function fillRecord(owner: ClientBase, rows: number): Promise<void> {
  const institutions = Math.ceil(rows / PEOPLE_OF_ONE);
  await owner.query(
    `insert into programme (id, code, name_id, name_en, fiscal_year, window_opens_at, window_closes_at, legal_basis)
       values (uuidv7(), 'BENCH', 'Bench', 'Bench', 2026, '2025-01-01', '2026-12-31', '[]');
     insert into policy_version (id, programme_id, version, content, created_at) select uuidv7(), id, 1, '{}', now() from programme;
     insert into aid_package (id, programme_id, code, name_id, name_en, target_group, account_code, annex_level)
       select uuidv7(), id, 'B', 'Paket', 'Package', 'ELDERLY', '5.1.06.04.02.0001', 'INSTITUTION' from programme;
     insert into package_item (id, package_id, code, need_group, name_id, name_en, unit, unit_price, quantity_per_person, handover_mode)
       select uuidv7(), p.id, n, n, n, n, 'paket', 100000, 4, 'COLLECTIVE' from aid_package p, unnest('{FOOD,CLOTHING}'::text[]) n;
     insert into user_account (id, email, name, created_at) values (uuidv7(), 'bench@salur.invalid', 'Bench', now())`,
  );
  await owner.query(
    `insert into institution (id, code, name, kind, status, target_group, regency_code, address, capacity, chair_name, registration_number, created_at)
     select uuidv7(), 'LKS-' || lpad(g::text, 6, '0'), 'Panti Rekaan ' || g, 'LKS_LU', 'ACTIVE', 'ELDERLY', (array['64.01','64.02','64.03','64.07','64.08','64.71','64.72'])[1 + g % 7],
            'Jalan ' || g, 80, 'Ketua ' || g, 'REG-' || g, now() from generate_series(1, $1::int) g`,
    [institutions],
  );
  await owner.query(
    `insert into proposal (id, programme_id, package_id, institution_id, regency_code, fiscal_year, state, case_data, state_since, due_at, requested_amount, person_count, created_by, created_at, updated_at, registration_number)
     select uuidv7(), g.id, a.id, i.id, i.regency_code, 2026, (array['DRAFT','SUBMITTED','ADMIN_REVIEW','FIELD_VERIFIED','RECOMMENDED'])[1 + n % 5], '{}', at, at + interval '9 days', 51200000, ${PEOPLE_OF_ONE},
            u.id, at, at, 'BENCH/' || n
       from (select i.*, row_number() over (order by code) as n, timestamptz '2026-01-01' + (row_number() over (order by code)) * interval '1 minute' as at from institution i) i,
            programme g, aid_package a, user_account u`,
  );
  await owner.query(
    `with names as (select $1::text[] as male, $2::text[] as female, $3::text[] as second),
     place as (select id, regency_code, row_number() over (order by code) - 1 as n from institution),
     made as (
       select g, hashint4extended(g, 1) & 1023 as r1, hashint4extended(g, 2) & 1023 as r2, hashint4extended(g, 3) & 1023 as r3, hashint4extended(g, 4) & 1023 as r4,
              date '1930-01-01' + (hashint4extended(g, 5) & 16383)::int as born, hashint4extended(g, 6) & 1023 as r6, hashint4extended(g, 7) & 4095 as r7
         from generate_series(0, $4::int - 1) g),
     written as (
       -- every hundredth is the one written before it, in the institution after
       select m.g, case when m.g % 100 = 99 then m.g - 1 else m.g end as who, m.g % 100 = 99 as again,
              (hashint4extended(case when m.g % 100 = 99 then m.g - 1 else m.g end, 9) & 127) * 100 / 128 < ${WITHOUT_NIK} as no_nik from made m)
     insert into person (id, institution_id, regency_code, name, sex, birth_date, mother_name, nik_status, no_nik_reason, temporary_id, nik_sealed, identity_key, target_group, residence_mode, created_at)
     select uuidv7(), p.id, p.regency_code,
            case when w.again and w.no_nik then replace(f.full_name, 'Muhammad', 'M.') || 'h' else f.full_name end,
            case when m.r6 % 2 = 0 then 'M' else 'F' end,
            case when w.again and w.no_nik and extract(day from m.born) <= 12 then make_date(extract(year from m.born)::int, extract(day from m.born)::int, extract(month from m.born)::int) else m.born end,
            case when w.again and w.no_nik then null else n.female[1 + m.r3 % 40] || ' ' || n.second[1 + m.r4 % 55] end,
            case when w.no_nik then 'NONE' else 'UNVERIFIED' end, case when w.no_nik then 'x' end, case when w.no_nik then 'TMP-' || w.g end,
            case when w.no_nik then null else sha256(int8send(w.g)) end,
            sha256(int8send(case when w.no_nik then w.g else w.who end)), 'ELDERLY', 'IN_PANTI', now()
       from written w join made m on m.g = w.who join place p on p.n = (w.g / ${PEOPLE_OF_ONE} + case when w.again then 1 else 0 end) % $5::int, names n,
            lateral (select case when m.r6 % 2 = 0 then n.male[1 + m.r1 % 38] else n.female[1 + m.r1 % 40] end || ' ' || n.second[1 + m.r2 % 55]
                            || case when m.r7 % 3 = 0 then ' ' || n.second[1 + m.r7 % 55] else '' end as full_name) f
     on conflict do nothing`,
    [MALE_NAMES, FEMALE_NAMES, SECOND_NAMES, rows, institutions],
  );
  await owner.query(
    `insert into proposal_beneficiary (id, proposal_id, person_id, institution_id, regency_code, position, status, residence_mode, created_at)
     select uuidv7(), c.id, p.id, p.institution_id, p.regency_code, row_number() over (partition by c.id order by p.id), case when p.nik_sealed is null then 'NO_NIK' else 'PROPOSED' end, 'IN_PANTI', now()
       from person p join proposal c on c.institution_id = p.institution_id`,
  );
  await owner.query(
    `insert into entitlement_line (id, proposal_id, beneficiary_id, person_id, item_id, institution_id, regency_code, need_group, unit_price, requested, status)
     select uuidv7(), b.proposal_id, b.id, b.person_id, k.id, b.institution_id, b.regency_code, k.need_group, k.unit_price, 4, 'DRAFT' from proposal_beneficiary b, package_item k`,
  );
  await owner.query('analyze');
}

/** The numbers of the invented people, sealed as the program seals them. */
export async function sealNumbers(owner: ClientBase, vault: Pick<Vault, 'seal'>): Promise<void> {
  const { rows } = await owner.query<{ id: string }>('select id from person where nik_sealed is not null order by id');
  for (let at = 0; at < rows.length; at += 5_000) {
    const part = rows
      .slice(at, at + 5_000)
      .map(({ id }, index) => ({ id, nik: String(6_472_000_000_000_000 + at + index) }));
    const sealed = await Promise.all(part.map(({ id, nik }) => vault.seal('identity', `person|nik|${id}`, nik)));
    await owner.query(
      `update person p set nik_sealed = u.sealed from unnest($1::uuid[], $2::bytea[]) as u(id, sealed) where p.id = u.id`,
      [part.map(({ id }) => id), sealed.map((bytes) => Buffer.from(bytes))],
    );
  }
}

/** Two officials of the province. */
export async function giveOffices(owner: ClientBase): Promise<{ readonly secretary: Actor; readonly kabid: Actor }> {
  const give = async (role: string): Promise<Actor> => {
    const { rows } = await owner.query<{ id: string }>(
      `insert into user_account (id, email, name, created_at) values (uuidv7(), $1 || '@salur.invalid', $1, now()) returning id`,
      [role],
    );
    const userId = rows[0]?.id ?? '';
    await owner.query(
      `insert into membership (id, user_id, role, valid_from) values (uuidv7(), $1, $2, now() - interval '1 day')`,
      [userId, role],
    );
    return { kind: 'user', userId };
  };
  return { secretary: await give('SECRETARIAT'), kabid: await give('KABID') };
}
