import type { Invariant, Violation } from './invariant.js';

export const quantities: readonly Invariant[] = [
  {
    id: 'I1a',
    title: 'per line requested ≥ recommended ≥ considered ≥ decreed ≥ delivered ≥ reported',
    find: (tx) => tx.sql.$queryRaw<Violation[]>`
      select id::text as subject, concat_ws(' ', requested, recommended, considered, decreed, delivered, reported) as detail
        from entitlement_line
       where recommended > requested or considered > recommended or decreed > considered or delivered > decreed or reported > delivered
          or (considered is not null and recommended is null) or (decreed is not null and considered is null)
          or (delivered is not null and decreed is null) or (reported is not null and delivered is null)`,
  },
  {
    id: 'I1b',
    title: 'a closed case accounts for exactly what was delivered',
    find: (tx) => tx.sql.$queryRaw<Violation[]>`
      select p.id::text as subject, 'delivered ' || coalesce(d.delivered, 0) || ', reported ' || coalesce(d.reported, 0)
             || ', accounted ' || coalesce(r.accounted, 0) || ', received ' || coalesce(r.received, 0) as detail
        from proposal p
        left join lateral (select sum(l.delivered) as delivered, sum(l.reported) as reported
                             from entitlement_line l where l.proposal_id = p.id) d on true
        left join lateral (select sum(k.used + k.returned + k.lost) as accounted, sum(k.received) as received
                             from report_line k join report t on t.id = k.report_id where t.proposal_id = p.id and t.state = 'ACCEPTED') r on true
       where p.state = 'CLOSED'
         -- what was never accounted for was given back, or is claimed by law
         and nullif(p.case_data->'clawback', 'null'::jsonb) is null
         and (coalesce(d.delivered, 0) <> coalesce(d.reported, 0) or coalesce(d.delivered, 0) <> coalesce(r.accounted, 0)
           or coalesce(d.delivered, 0) <> coalesce(r.received, 0))`,
  },
  {
    id: 'I1c',
    title: 'what a line was delivered is the sum of its receipts',
    find: (tx) => tx.sql.$queryRaw<Violation[]>`
      select l.id::text as subject, 'delivered ' || coalesce(l.delivered::text, 'nothing') || ', receipts ' || coalesce(r.quantity::text, 'none') as detail
        from entitlement_line l
        left join (select line_id, sum(quantity) as quantity from receipt group by line_id) r on r.line_id = l.id
       where l.delivered is distinct from r.quantity`,
  },
  {
    id: 'I1d',
    title: 'a slot is decreed no more than its first line was granted, and changes hands only with the list',
    find: (tx) => tx.sql.$queryRaw<Violation[]>`
      select s.slot_id::text as subject, 'decreed ' || sum(l.decreed) || ' of ' || f.considered as detail
        from line_slot s join entitlement_line l on l.id = s.line_id join entitlement_line f on f.id = s.slot_id
       where l.decreed is not null group by s.slot_id, f.considered having sum(l.decreed) > f.considered
      union all
      select l.id::text, 'takes over from somebody who stands in the list, or did not enter it then'
        from entitlement_line l join entitlement_line o on o.id = l.replaces_line_id
        join proposal_beneficiary b on b.id = l.beneficiary_id join proposal_beneficiary g on g.id = o.beneficiary_id
       where b.joined_version is null or g.left_version is distinct from b.joined_version
      union all
      select b.id::text, 'entered the list and takes nothing over' from proposal_beneficiary b
       where b.joined_version is not null and not exists (
         select from entitlement_line l where l.beneficiary_id = b.id and l.replaces_line_id is not null)`,
  },
  {
    id: 'I6',
    title: 'nobody is recommended whom the visit did not see',
    find: (tx) => tx.sql.$queryRaw<Violation[]>`
      select l.id::text as subject, 'recommended ' || l.recommended || ' for a person ' || coalesce(b.presence, 'whom nobody visited') as detail
        from entitlement_line l join proposal_beneficiary b on b.id = l.beneficiary_id join proposal p on p.id = l.proposal_id
       where coalesce(b.presence, 'NOT_FOUND') = 'NOT_FOUND' and l.recommended > 0
         -- where the head of division waived the visit only who was looked for and not found counts
         and (b.presence is not null or not coalesce((p.case_data->>'waived')::boolean, false))`,
  },
  {
    id: 'I12',
    title: 'every received line has its receipt and the hand-over minutes of that drop',
    find: (tx) => tx.sql.$queryRaw<Violation[]>`
      select l.id::text as subject, case when r.line_id is null then 'no receipt' when d.id is null then 'a receipt of another case'
                                         else 'a drop without minutes in ' || d.state end as detail
        from entitlement_line l left join receipt r on r.line_id = l.id
        left join delivery_drop d on d.id = r.drop_id and d.proposal_id = l.proposal_id
       where l.status in ('RECEIVED','PARTIALLY_RECEIVED')
         and (r.line_id is null or d.id is null or d.bast_number is null or d.bast_date is null
           -- what is left for a replacement is confirmed once more
           or d.state not in ('HANDED_OVER','CONFIRMED','RECONCILED'))`,
  },
];
