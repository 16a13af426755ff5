import { holdsNothing } from '../../../domain/proposal/states.js';
import type { Invariant, Violation } from './invariant.js';

export const money: readonly Invariant[] = [
  {
    id: 'I2a',
    title: 'no hard limit is exceeded',
    find: (tx) => tx.sql.$queryRaw<Violation[]>`
      select id::text as subject, scope || ' ' || scope_key || ': ' || reserved + consumed || ' of ' || amount as detail
        from ceiling where hard and reserved + consumed > amount`,
  },
  {
    id: 'I2b',
    title: 'each limit carries exactly the sum of its reservations',
    find: (tx) => tx.sql.$queryRaw<Violation[]>`
      select c.id::text as subject, c.scope || ' ' || c.scope_key || ': reserved ' || c.reserved || ' against ' || coalesce(r.reserved, 0)
             || ', consumed ' || c.consumed || ' against ' || coalesce(r.consumed, 0) as detail
        from ceiling c
        left join (select ceiling_id, sum(amount) filter (where state = 'RESERVED') as reserved,
                          sum(amount) filter (where state = 'CONSUMED') as consumed
                     from reservation group by ceiling_id) r on r.ceiling_id = c.id
       where c.reserved <> coalesce(r.reserved, 0) or c.consumed <> coalesce(r.consumed, 0)`,
  },
  {
    id: 'I2c',
    title:
      'a decreed case has consumed exactly what was decreed, less what lapsed with its year, on each of its limits',
    find: (tx) => tx.sql.$queryRaw<Violation[]>`
      select p.id::text as subject, 'decreed ' || p.decreed_amount || ', ' || r.state || ' ' || r.amount as detail
        from proposal p join reservation r on r.proposal_id = p.id
       where p.decreed_amount is not null and r.state <> 'RELEASED' and (r.state <> 'CONSUMED' or r.amount <> p.decreed_amount
             - coalesce((select sum(l.decreed::bigint * l.unit_price) from entitlement_line l
                          where l.proposal_id = p.id and l.status = 'NOT_RECEIVED' and l.reason = 'LAPSED'), 0))
      union all
      select p.id::text, 'decreed ' || p.decreed_amount || ' without a reservation' from proposal p
       where p.decreed_amount is not null
         and not exists (select from reservation r where r.proposal_id = p.id and r.state = 'CONSUMED')`,
  },
  {
    id: 'I2d',
    title: 'money is reserved only for a case that was considered and is not yet decreed',
    find: (tx) => tx.sql.$queryRaw<Violation[]>`
      select p.id::text as subject, 'Rp ' || r.amount || ' reserved in ' || p.state as detail
        from reservation r join proposal p on p.id = r.proposal_id
       where r.state = 'RESERVED' and (not (p.state in ('CONSIDERED','BUDGETED') or (p.state = 'RECOMMENDED' and p.track = 'UNPLANNED')) or r.amount is distinct from p.considered_amount)
      union all
      select p.id::text, p.state || ' without a reservation' from proposal p
       where (p.state in ('CONSIDERED','BUDGETED') or (p.state = 'RECOMMENDED' and p.track = 'UNPLANNED'))
         and not exists (select from reservation r where r.proposal_id = p.id and r.state = 'RESERVED')`,
  },
  {
    id: 'I3a',
    title: 'every recommended need of a person is claimed by its own case',
    find: (tx) => tx.sql.$queryRaw<Violation[]>`
      select distinct l.proposal_id::text as subject, l.need_group || ' of person ' || l.person_id as detail
        from entitlement_line l join proposal p on p.id = l.proposal_id join person n on n.id = l.person_id
       where coalesce(l.decreed, l.considered, l.recommended) > 0 and l.status not in ('DROPPED','NOT_RECEIVED')
         and not (p.state = any(${[...holdsNothing]}::text[]))
         and not exists (select from claim k where k.proposal_id = l.proposal_id and k.identity_key = n.identity_key
                            and k.need_group = l.need_group and k.fiscal_year = p.fiscal_year
                            and k.event_key = coalesce(p.disaster_id::text, ''))`,
  },
  {
    id: 'I3b',
    title: 'no claim is held by a case that has none of that need',
    find: (tx) => tx.sql.$queryRaw<Violation[]>`
      select k.proposal_id::text as subject, k.need_group || ' is claimed without a line' as detail
        from claim k
       where not exists (select from entitlement_line l join person n on n.id = l.person_id
                          where l.proposal_id = k.proposal_id and n.identity_key = k.identity_key and l.need_group = k.need_group
                            and coalesce(l.decreed, l.considered, l.recommended) > 0 and l.status <> 'DROPPED')`,
  },
  {
    id: 'I3d',
    title: 'no need is claimed by a case that waits for money or has ended without aid',
    find: (tx) => tx.sql.$queryRaw<Violation[]>`
      select k.proposal_id::text as subject, k.need_group || ' is claimed in ' || p.state as detail
        from claim k join proposal p on p.id = k.proposal_id where p.state = any(${[...holdsNothing]}::text[])`,
  },
  {
    id: 'I3c',
    title: 'nobody receives for one need twice in a year, or twice for one disaster',
    find: (tx) => tx.sql.$queryRaw<Violation[]>`
      select min(l.id::text) as subject, l.need_group || ' in ' || count(distinct l.proposal_id) || ' cases' as detail
        from entitlement_line l join person n on n.id = l.person_id join proposal p on p.id = l.proposal_id
       where l.status in ('RECEIVED','PARTIALLY_RECEIVED')
       group by n.identity_key, l.need_group, p.fiscal_year, p.disaster_id having count(distinct l.proposal_id) > 1`,
  },
];
