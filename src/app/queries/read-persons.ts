import { maskNationalId } from '../../domain/national-id.js';
import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import { givenUpStates } from '../../domain/proposal/states.js';
import type { ActorTx, Vault } from '../ports.js';
import type { ElsewhereView, LineView, PersonsView, PersonView } from './list-view.js';
import { maySeePersons } from './may-see-persons.js';

export interface PersonRange {
  readonly limit: number | null;
  readonly offset: number;
}
interface PersonRow {
  id: string;
  person_id: string;
  position: number;
  name: string;
  sex: string;
  birth_date: string;
  mother_name: string | null;
  nik_sealed: Uint8Array | null;
  temporary_id: string | null;
  nik_status: string;
  no_nik_reason: string | null;
  residence_mode: string;
  status: string;
  status_reason: string | null;
  presence: string | null;
  left_on: string | null;
  left_version: number | null;
  joined_version: number | null;
  replaces_position: number | null;
}
interface LineRow {
  id: string;
  beneficiary_id: string;
  item_id: string;
  code: string;
  need_group: string;
  unit_price: bigint;
  requested: number;
  recommended: number | null;
  considered: number | null;
  decreed: number | null;
  delivered: number | null;
  reported: number | null;
  status: string;
  reason: string | null;
  final: boolean;
  held_words: string | null;
}

/** People as the transaction read them, with numbers still sealed: they are opened after it. */
export interface SealedPersons {
  readonly total: number;
  readonly hidden: boolean;
  readonly rows: readonly { readonly person: PersonRow; readonly view: Omit<PersonView, 'maskedNationalId'> }[];
}

export async function readPersons(
  tx: ActorTx,
  c: ProposalCase,
  range: PersonRange,
  amountsHidden: boolean,
): Promise<SealedPersons> {
  const hidden = !maySeePersons(tx.authority);
  const [count] = await tx.sql.$queryRaw<{ total: bigint }[]>`
    select count(*) as total from proposal_beneficiary where proposal_id = ${c.id}::uuid`;
  const total = Number(count?.total ?? 0n);
  if (hidden || total === 0) return { total, hidden, rows: [] };
  const people = await tx.sql.$queryRaw<PersonRow[]>`
    select b.id, b.person_id, b.position, p.name, p.sex, p.birth_date::text, p.mother_name, p.nik_sealed, p.temporary_id, p.nik_status,
           p.no_nik_reason, b.residence_mode, b.status, b.status_reason, b.presence, b.left_on::text, b.left_version, b.joined_version,
           (select min(g.position) from entitlement_line l join entitlement_line o on o.id = l.replaces_line_id
              join proposal_beneficiary g on g.id = o.beneficiary_id where l.beneficiary_id = b.id) as replaces_position
      from proposal_beneficiary b join person p on p.id = b.person_id
     where b.proposal_id = ${c.id}::uuid order by b.position, b.id limit ${range.limit}::int offset ${range.offset}`;
  const lines = await readLines(tx, c.id, people, amountsHidden);
  const elsewhere = await readElsewhere(tx, c, people);
  return {
    total,
    hidden,
    rows: people.map((person) => ({
      person,
      view: {
        beneficiaryId: person.id,
        personId: person.person_id,
        position: person.position,
        name: person.name,
        sex: person.sex,
        birthDate: person.birth_date,
        motherName: person.mother_name,
        temporaryId: person.temporary_id,
        nikStatus: person.nik_status,
        noNikReason: person.no_nik_reason,
        residenceMode: person.residence_mode,
        status: person.status,
        statusReason: person.status_reason,
        presence: person.presence,
        leftOn: person.left_on,
        leftVersion: person.left_version,
        joinedVersion: person.joined_version,
        replacesPosition: person.replaces_position,
        proposedElsewhere: elsewhere.get(person.person_id) ?? [],
        lines: lines.get(person.id) ?? [],
      },
    })),
  };
}

/** Numbers are masked on every page; the full one is asked for by itself. */
export async function openPersons(vault: Vault, sealed: SealedPersons): Promise<PersonsView> {
  const entries = await Promise.all(
    sealed.rows.map(async ({ person, view }) => ({
      ...view,
      maskedNationalId:
        person.nik_sealed === null
          ? null
          : maskNationalId(await vault.open('identity', `person|nik|${person.person_id}`, person.nik_sealed)),
    })),
  );
  return { total: sealed.total, hidden: sealed.hidden, entries };
}

async function readLines(
  tx: ActorTx,
  proposalId: string,
  people: readonly PersonRow[],
  amountsHidden: boolean,
): Promise<ReadonlyMap<string, readonly LineView[]>> {
  const rows = await tx.sql.$queryRaw<LineRow[]>`
    select l.id, l.beneficiary_id, l.item_id, k.code, l.need_group, l.unit_price, l.requested, l.recommended, l.considered, l.decreed,
           l.delivered, l.reported, l.status, l.reason, l.final, l.held_words
      from entitlement_line l join package_item k on k.id = l.item_id
     where l.proposal_id = ${proposalId}::uuid and l.beneficiary_id = any(${people.map((person) => person.id)}::uuid[])
     order by l.beneficiary_id, k.need_group desc, k.code`;
  return groupBy(
    rows,
    (row) => row.beneficiary_id,
    (row) => ({
      id: row.id,
      itemId: row.item_id,
      code: row.code,
      needGroup: row.need_group,
      unitPrice: row.unit_price.toString(),
      requested: row.requested,
      recommended: amountsHidden ? null : row.recommended,
      considered: amountsHidden ? null : row.considered,
      decreed: row.decreed,
      delivered: row.delivered,
      reported: row.reported,
      // a line is dropped by a cut: that, too, is told with the decree
      status: amountsHidden ? 'DRAFT' : row.status,
      reason: amountsHidden ? null : row.reason,
      final: row.final,
      heldWords: row.status === 'DECREED' ? row.held_words : null,
    }),
  );
}

/** An institution learns only that a person is already proposed for a need; officials see by whom, to settle it. */
async function readElsewhere(
  tx: ActorTx,
  c: ProposalCase,
  people: readonly PersonRow[],
): Promise<ReadonlyMap<string, readonly ElsewhereView[]>> {
  const ids = people.map((person) => person.person_id);
  const official = tx.authority.scope === 'province' || tx.authority.scope === 'system';
  const rows = official
    ? await tx.sql.$queryRaw<ElsewhereRow[]>`
        select distinct m.id as person_id, l.need_group, p.id as proposal_id, i.name as institution_name
          from person m join person o on o.identity_key = m.identity_key join entitlement_line l on l.person_id = o.id
          join proposal p on p.id = l.proposal_id join institution i on i.id = p.institution_id
         where m.id = any(${ids}::uuid[]) and p.id <> ${c.id}::uuid and p.fiscal_year = ${c.fiscalYear}
           and not (p.state = any(${[...givenUpStates]}::text[])) and l.status not in ('DROPPED','NOT_RECEIVED')
           and exists (select from entitlement_line k where k.proposal_id = ${c.id}::uuid and k.person_id = m.id and k.need_group = l.need_group)
         order by l.need_group, i.name`
    : await tx.sql.$queryRaw<ElsewhereRow[]>`
        select distinct m.id as person_id, a.need_group, null::uuid as proposal_id, null::text as institution_name
          from already_proposed((select array_agg(identity_key) from person where id = any(${ids}::uuid[])), ${c.fiscalYear}::int, ${c.id}::uuid) a
          join person m on m.identity_key = a.identity_key and m.id = any(${ids}::uuid[])
         where exists (select from entitlement_line k where k.proposal_id = ${c.id}::uuid and k.person_id = m.id and k.need_group = a.need_group)
         order by a.need_group`;
  return groupBy(
    rows,
    (row) => row.person_id,
    (row) => ({
      needGroup: row.need_group,
      proposalId: row.proposal_id,
      institutionName: row.institution_name,
    }),
  );
}
interface ElsewhereRow {
  person_id: string;
  need_group: string;
  proposal_id: string | null;
  institution_name: string | null;
}

function groupBy<R, V>(rows: readonly R[], keyOf: (row: R) => string, toView: (row: R) => V): Map<string, V[]> {
  const groups = new Map<string, V[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row)) ?? [];
    group.push(toView(row));
    groups.set(keyOf(row), group);
  }
  return groups;
}
