import { v7 as uuid } from 'uuid';
import type { NextYearFacts } from '../../domain/proposal/commands/year-end.js';
import { emptyCaseData, type ProposalCase } from '../../domain/proposal/proposal-case.js';
import { deriveCostLines } from '../drafts/derive-cost-lines.js';
import type { ActorTx } from '../ports.js';
import { appendEvents } from '../record/append-event.js';

/** The programme of the next year with the same package whose window is open, or, for a draft that must only wait, will be. */
export async function nextYear(tx: ActorTx, c: ProposalCase, window: 'open' | 'to come'): Promise<NextYearFacts> {
  const [row] = await tx.sql.$queryRaw<{ programme_id: string; package_id: string; fiscal_year: number }[]>`
    select g.id as programme_id, a.id as package_id, g.fiscal_year
      from aid_package old join aid_package a on a.code = old.code and a.target_group = old.target_group
      join programme g on g.id = a.programme_id
     where old.id = ${c.packageId}::uuid and g.fiscal_year = ${c.fiscalYear + 1}::int and g.window_closes_at > ${tx.now}
       and (${window} = 'to come' or g.window_opens_at <= ${tx.now})
     order by g.window_opens_at, g.id limit 1`;
  const next =
    row === undefined
      ? null
      : { programmeId: row.programme_id, packageId: row.package_id, fiscalYear: row.fiscal_year };
  return { next, draftId: uuid() };
}

/**
 * Opens the draft of the next year: what the institution wrote, its own share, and everybody who has not left, with the
 * items, prices and checks of the new year. The institution looks through it and sends it, or does not.
 */
export async function openCarriedDraft(tx: ActorTx, c: ProposalCase, { next, draftId }: NextYearFacts): Promise<void> {
  if (next === null) return;
  await tx.sql.$executeRaw`
    insert into proposal (id, programme_id, package_id, institution_id, regency_code, fiscal_year, track, source, outside_letter_number,
                          outside_letter_date, outside_letter_blob_id, state, background, purpose,
                          own_share, case_data, state_since, created_by, created_at, updated_at, carried_from)
    select ${draftId}::uuid, ${next.programmeId}::uuid, ${next.packageId}::uuid, p.institution_id, p.regency_code, ${next.fiscalYear}::int, p.track, p.source,
           p.outside_letter_number, p.outside_letter_date, p.outside_letter_blob_id, 'DRAFT', p.background, p.purpose, p.own_share, ${JSON.stringify(emptyCaseData)}::jsonb, ${tx.now}, p.created_by, ${tx.now}, ${tx.now}, p.id
      from proposal p where p.id = ${c.id}::uuid`;
  // whoever wrote for the institution wrote this draft too
  await tx.sql.$executeRaw`
    insert into involvement (proposal_id, user_id, duty, institution_id, regency_code, at)
    select ${draftId}::uuid, n.user_id, n.duty, n.institution_id, n.regency_code, ${tx.now}
      from involvement n where n.proposal_id = ${c.id}::uuid and n.duty = 'LKS'`;
  const { institutionId, regencyCode } = c;
  const { programmeId, packageId, fiscalYear } = next;
  await copyContent(tx, c, { draftId, packageId, fiscalYear });
  await appendEvents(tx, [
    {
      stream: `proposal/${draftId}`,
      type: 'created',
      // the command's own effect is the end of the old proposal
      commandId: null,
      institutionId,
      regencyCode,
      data: { programmeId, packageId, institutionId, fiscalYear, to: 'DRAFT', note: { carriedFrom: c.id } },
    },
  ]);
}

/** Persons, their lines by the items of the draft's own package, and what the institution pays itself. */
export async function copyContent(
  tx: ActorTx,
  source: Pick<ProposalCase, 'id' | 'institutionId' | 'regencyCode'>,
  {
    draftId,
    packageId,
    fiscalYear,
  }: { readonly draftId: string; readonly packageId: string; readonly fiscalYear: number },
): Promise<void> {
  await copyPersons(tx, source.id, draftId, fiscalYear);
  await tx.sql.$executeRaw`
    insert into entitlement_line (id, proposal_id, beneficiary_id, person_id, item_id, institution_id, regency_code, need_group, unit_price, requested, status)
    select uuidv7(), b.proposal_id, b.id, b.person_id, k.id, b.institution_id, b.regency_code, k.need_group, k.unit_price, k.quantity_per_person, 'DRAFT'
      from proposal_beneficiary b
      join entitlement_line l on l.proposal_id = ${source.id}::uuid and l.person_id = b.person_id
      join package_item i on i.id = l.item_id
      join package_item k on k.package_id = ${packageId}::uuid and k.code = i.code
     where b.proposal_id = ${draftId}::uuid`;
  await tx.sql.$executeRaw`
    insert into cost_line (id, proposal_id, institution_id, regency_code, position, description, volume, unit, unit_price, amount)
    select uuidv7(), ${draftId}::uuid, o.institution_id, o.regency_code, o.position, o.description, o.volume, o.unit, o.unit_price, o.amount
      from cost_line o where o.proposal_id = ${source.id}::uuid and o.item_id is null`;
  const { institutionId, regencyCode } = source;
  await deriveCostLines(tx, { id: draftId, institutionId, regencyCode, packageId, fiscalYear, state: 'DRAFT' });
}

/** Everybody but who died, moved out, was replaced or was not found; checked against the proposals of the new year. */
async function copyPersons(tx: ActorTx, sourceId: string, draftId: string, fiscalYear: number): Promise<void> {
  await tx.sql.$executeRaw`
    insert into proposal_beneficiary (id, proposal_id, person_id, institution_id, regency_code, position, status, residence_mode, created_at)
    select uuidv7(), ${draftId}::uuid, b.person_id, b.institution_id, b.regency_code, row_number() over (order by b.position),
           case when p.identity_key in (
                  select a.identity_key
                    from already_proposed((select array_agg(q.identity_key) from proposal_beneficiary o join person q on q.id = o.person_id
                                            where o.proposal_id = ${sourceId}::uuid), ${fiscalYear}::int, ${draftId}::uuid) a
                   where exists (select from entitlement_line l where l.beneficiary_id = b.id and l.need_group = a.need_group))
                then 'FLAGGED_DUPLICATE' when p.nik_status = 'NONE' then 'NO_NIK' else 'PROPOSED' end,
           b.residence_mode, ${tx.now}
      from proposal_beneficiary b join person p on p.id = b.person_id
     where b.proposal_id = ${sourceId}::uuid and b.status not in ('DECEASED','MOVED_OUT','REPLACED','NOT_FOUND')
       and b.presence is distinct from 'NOT_FOUND'
       -- of whom nothing is known any more
       and p.purged_at is null`;
}
