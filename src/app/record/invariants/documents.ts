import type { Invariant, Violation } from './invariant.js';

export const documents: readonly Invariant[] = [
  {
    id: 'I7',
    title:
      'nothing was handed over in a freeze but what it leaves out, and nothing received in one counts but what was accepted',
    find: (tx) => tx.sql.$queryRaw<Violation[]>`
      select d.proposal_id::text as subject, 'handed over on ' || d.bast_date || ' inside the freeze by ' || f.letter_number as detail
        from delivery_drop d cross join lateral freeze_over(d.proposal_id, d.bast_date) f where d.bast_date is not null
      union all
      select distinct r.proposal_id::text, 'received on ' || r.received_on || ' inside the freeze by ' || f.letter_number || ' and never accepted'
        from receipt r cross join lateral freeze_over(r.proposal_id, r.received_on) f
       where not exists (select from quarantined_receipt q where q.drop_id = r.drop_id and q.received_on = r.received_on and q.state = 'ACCEPTED')
      union all
      select p.id::text, 'waits for a judgement that nobody can give' from proposal p
       where jsonb_array_length(coalesce(p.case_data->'quarantine', '[]'))
             <> (select count(*) from quarantined_receipt q where q.proposal_id = p.id and q.state = 'WAITING')`,
  },
  {
    id: 'I4a',
    title: 'the annex of a decree is the sum of its lines, per institution and item',
    find: (tx) => tx.sql.$queryRaw<Violation[]>`
      with annex as (
        select e.proposal_id, (i->>'itemId')::uuid as item_id, (i->>'quantity')::bigint as quantity, (i->>'amount')::numeric as amount
          from decree_entry e cross join jsonb_array_elements(e.items) i where e.state = 'DECREED'),
      lines as (
        select l.proposal_id, l.item_id, sum(l.decreed)::bigint as quantity, sum(l.decreed * l.unit_price)::numeric as amount
          from entitlement_line l where l.decreed > 0 group by l.proposal_id, l.item_id)
      select coalesce(a.proposal_id, l.proposal_id)::text as subject,
             'annex ' || coalesce(a.quantity, 0) || ' (Rp ' || coalesce(a.amount, 0) || '), lines ' || coalesce(l.quantity, 0)
             || ' (Rp ' || coalesce(l.amount, 0) || ')' as detail
        from annex a full join lines l on l.proposal_id = a.proposal_id and l.item_id = a.item_id
       where a.quantity is distinct from l.quantity or a.amount is distinct from l.amount`,
  },
  {
    id: 'I4b',
    title: 'head-count and amount of the annex are those of the lines and of the case',
    find: (tx) => tx.sql.$queryRaw<Violation[]>`
      select e.proposal_id::text as subject, 'annex ' || e.persons || ' persons Rp ' || e.amount || ', lines ' || coalesce(l.persons, 0)
             || ' persons Rp ' || coalesce(l.amount, 0) || ', case Rp ' || coalesce(p.decreed_amount, 0) as detail
        from decree_entry e join proposal p on p.id = e.proposal_id
        left join (select k.proposal_id, count(distinct s.person_id) as persons, sum(k.decreed * k.unit_price) as amount
                     from entitlement_line k join line_slot s on s.line_id = k.id where k.decreed > 0 group by k.proposal_id) l
          on l.proposal_id = e.proposal_id
       where e.state = 'DECREED'
         and (e.persons is distinct from coalesce(l.persons, 0) or e.amount is distinct from coalesce(l.amount, 0)
           or e.amount is distinct from p.decreed_amount)`,
  },
  {
    id: 'I4c',
    title:
      'the list of persons that goods went by is the content of the annex, less who left it and what lapsed with its year',
    find: (tx) => tx.sql.$queryRaw<Violation[]>`
      select e.proposal_id::text as subject, 'list of ' || b.persons || ' persons differs from the annex of ' || e.persons as detail
        from decree_entry e
        join lateral (select persons, content_hash from beneficiary_list where proposal_id = e.proposal_id order by version desc limit 1) b on true
       where e.state = 'DECREED' and e.persons > 0
         and case when exists (select from entitlement_line l where l.proposal_id = e.proposal_id and l.status = 'NOT_RECEIVED' and l.reason = 'LAPSED')
                    or exists (select from proposal_beneficiary g where g.proposal_id = e.proposal_id and g.left_version is not null)
                  -- of who had a part and who got the rest both stand in it
                  then b.persons > e.persons + (select count(*) from proposal_beneficiary j where j.proposal_id = e.proposal_id and j.joined_version is not null)
                  else b.persons <> e.persons or b.content_hash <> e.lines_hash end
      union all
      select d.proposal_id::text, 'goods went without a list' from delivery_drop d
       where d.state <> 'PLANNED' and not exists (select from beneficiary_list b where b.proposal_id = d.proposal_id)`,
  },
  {
    id: 'I4d',
    title: 'the annex in force is what the last amendment made of it, and each one goes on from the one before',
    find: (tx) => tx.sql.$queryRaw<Violation[]>`
      select a.proposal_id::text as subject, 'amendment ' || a.number || ' leaves Rp ' || a.amount_after || ', what follows begins with Rp '
             || coalesce(n.amount_before, e.amount) as detail
        from decree_amendment a join decree_entry e on e.decree_id = a.decree_id and e.proposal_id = a.proposal_id
        left join lateral (select amount_before, lines_hash_before from decree_amendment n
                            where n.proposal_id = a.proposal_id and n.id > a.id order by n.id limit 1) n on true
       where a.amount_after is distinct from coalesce(n.amount_before, e.amount)
          or a.lines_hash_after is distinct from coalesce(n.lines_hash_before, e.lines_hash)`,
  },
  {
    id: 'I5',
    title: '1 January ≤ decree ≤ pact ≤ dispatch ≤ minutes ≤ receipt',
    find: (tx) => tx.sql.$queryRaw<Violation[]>`
      select p.id::text as subject, concat_ws(' ≤ ', make_date(p.fiscal_year, 1, 1), d.signed_on, t.signed_on, b.dispatched_on, o.bast_date, r.received_on) as detail
        from proposal p join decree d on d.id = p.decree_id
        left join pact t on t.proposal_id = p.id
        left join delivery_drop o on o.proposal_id = p.id and o.state <> 'PLANNED'
        left join delivery_batch b on b.id = o.batch_id
        left join lateral (select min(received_on) as received_on from receipt where drop_id = o.id) r on true
       where d.signed_on < make_date(p.fiscal_year, 1, 1) or t.signed_on < d.signed_on or b.dispatched_on < d.signed_on
          -- urgent aid does not wait for the pact
          or (p.track = 'PLANNED' and b.dispatched_on < coalesce(t.first_signed_on, t.signed_on))
          or o.bast_date < b.dispatched_on or r.received_on < o.bast_date`,
  },
  {
    id: 'I14a',
    title: 'registration numbers of a year run from 1 without gap',
    find: (tx) => tx.sql.$queryRaw<Violation[]>`
      select fiscal_year::text as subject, count(*) || ' numbers, the last is ' || max(right(registration_number, 5)::int)
             || ', the counter says ' || coalesce(max(c.value), 0) as detail
        from proposal p left join counter c on c.name = 'registration/' || p.fiscal_year
       where registration_number is not null
       group by fiscal_year
      having count(*) <> max(right(registration_number, 5)::int) or count(distinct registration_number) <> count(*)
          or max(c.value) is distinct from count(*)`,
  },
  {
    id: 'I14b',
    title: 'numbers from outside are unique per issuer, kind and year',
    find: (tx) => tx.sql.$queryRaw<Violation[]>`
      select number as subject, 'decree number used ' || count(*) || ' times in ' || fiscal_year as detail
        from decree where number is not null group by number, fiscal_year having count(*) > 1
      union all
      select o.bast_number, 'minutes number used ' || count(*) || ' times by one unit'
        from delivery_drop o join delivery_batch b on b.id = o.batch_id
       where o.bast_number is not null group by o.bast_number, b.unit_id, date_part('year', o.bast_date) having count(*) > 1`,
  },
];
