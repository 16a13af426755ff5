import type { ActorTx, DecreeForm, Vault } from '../ports.js';
import { maskedNationalId } from './masked-number.js';

interface LineRow {
  person_id: string;
  name: string;
  birth_year: number;
  nik_sealed: Uint8Array | null;
  temporary_id: string | null;
  institution_name: string;
  item: string;
  unit: string;
  quantity: number;
  amount: bigint;
}

/** Who stands in the annex by name: the persons of packages whose annex names them, in the order of the annex (process.md 5). */
export async function readDecreePeople(vault: Vault, tx: ActorTx, decreeId: string): Promise<DecreeForm['people']> {
  const rows = await tx.sql.$queryRaw<LineRow[]>`
    select n.id as person_id, n.name, extract(year from n.birth_date)::int as birth_year, n.nik_sealed, n.temporary_id,
           i.name as institution_name, k.name_id as item, k.unit, l.considered as quantity, l.considered * l.unit_price as amount
      from decree_entry e join proposal p on p.id = e.proposal_id join aid_package a on a.id = p.package_id
      join institution i on i.id = p.institution_id join entitlement_line l on l.proposal_id = p.id
      join proposal_beneficiary b on b.id = l.beneficiary_id join person n on n.id = l.person_id
      join package_item k on k.id = l.item_id
     where e.decree_id = ${decreeId}::uuid and e.state in ('FROZEN','DECREED') and a.annex_level = 'PERSON'
       and l.status <> 'DROPPED' and l.considered > 0
     order by e.regency_code, p.registration_number, p.id, b.position, n.id, k.code`;
  const people: DecreeForm['people'][number][] = [];
  let personId: string | null = null;
  for (const row of rows) {
    const item = { name: row.item, unit: row.unit, quantity: row.quantity };
    const last = people.at(-1);
    if (last !== undefined && personId === row.person_id) {
      people[people.length - 1] = {
        ...last,
        items: [...last.items, item],
        amountRupiah: last.amountRupiah + row.amount,
      };
      continue;
    }
    personId = row.person_id;
    people.push({
      institutionName: row.institution_name,
      name: row.name,
      maskedNationalId: await maskedNationalId(vault, row.person_id, row),
      birthYear: row.birth_year,
      items: [item],
      amountRupiah: row.amount,
    });
  }
  return people;
}
