import { forbiddenPairs } from '../../../domain/roles.js';
import { terminalStates } from '../../../domain/proposal/states.js';
import type { Invariant, Violation } from './invariant.js';

export const decisions: readonly Invariant[] = [
  {
    id: 'I8a',
    title: 'no person holds two duties of a forbidden pair in one case',
    find: (tx) => tx.sql.$queryRaw<Violation[]>`
      select a.proposal_id::text as subject, a.user_id || ' is ' || a.duty || ' and ' || b.duty as detail
        from unnest(${forbiddenPairs.map(([left]) => left)}::text[], ${forbiddenPairs.map(([, right]) => right)}::text[]) as pair(one, other)
        join involvement a on a.duty = pair.one
        join involvement b on b.proposal_id = a.proposal_id and b.user_id = a.user_id and b.duty = pair.other`,
  },
  {
    id: 'I8b',
    title: 'whoever confirmed an entry is not the one who made it',
    find: (tx) => tx.sql.$queryRaw<Violation[]>`
      select e.stream as subject, 'event ' || e.seq || ' was entered and confirmed by ' || e.actor as detail
        from event e
        join lateral (select actor from event p where p.stream = e.stream and p.seq < e.seq and p.type = 'entered'
                       order by p.seq desc limit 1) entry on true
       where (e.data->>'command' = 'confirm' or (e.stream like 'decree/%' and e.type = 'record')) and entry.actor = e.actor`,
  },
  {
    id: 'I9',
    title: 'an ended case never changes',
    find: (tx) => tx.sql.$queryRaw<Violation[]>`
      select e.stream as subject, 'event ' || e.seq || ' (' || e.type || ') after the end as ' || min(t.data->>'to') as detail
        from event t join event e on e.stream = t.stream and e.seq > t.seq
       where t.stream like 'proposal/%' and t.data->>'to' = any(${[...terminalStates]}::text[])
       group by e.stream, e.seq, e.type`,
  },
  {
    id: 'I10a',
    title: 'every command that was accepted left its effect, in one case',
    find: (tx) => tx.sql.$queryRaw<Violation[]>`
      select c.id as subject, c.type || ' has ' || count(distinct e.stream) || ' streams' as detail
        from command c left join event e on e.command_id = c.id
       group by c.id, c.type having count(distinct e.stream) <> 1`,
  },
  {
    id: 'I10b',
    title: 'every effect of a command is that of one accepted command, written once',
    find: (tx) => tx.sql.$queryRaw<Violation[]>`
      select e.stream as subject, 'event ' || min(e.seq) || ' comes from an unknown command ' || e.command_id as detail
        from event e where e.command_id is not null and not exists (select from command c where c.id = e.command_id)
       group by e.stream, e.command_id
      union all
      select c.id, c.type || ' wrote ' || e.type || ' ' || count(*) || ' times' from command c join event e on e.command_id = c.id
       where e.type <> 'proposals_answered' group by c.id, c.type, e.type having count(*) > 1`,
  },
  {
    id: 'I10c',
    title: 'a draft that goes on with an older proposal is the one for which that proposal ended',
    find: (tx) => tx.sql.$queryRaw<Violation[]>`
      select n.id::text as subject, 'goes on with ' || o.id || ', which is ' || o.state || ' for ' || coalesce(o.case_data->>'carriedTo', 'none') as detail
        from proposal n join proposal o on o.id = n.carried_from
       where o.state <> 'EXPIRED' or o.case_data->>'carriedTo' is distinct from n.id::text or o.fiscal_year + 1 <> n.fiscal_year
      union all
      select o.id::text, 'ended for a draft that is not there' from proposal o
       where o.case_data->>'carriedTo' is not null and not exists (select from proposal n where n.carried_from = o.id)`,
  },
  {
    id: 'I13',
    title: 'nothing is deleted from a chain',
    find: (tx) => tx.sql.$queryRaw<Violation[]>`
      select stream as subject, count(*) || ' events, the last is number ' || max(seq) as detail
        from event group by stream having count(*) <> max(seq) or min(seq) <> 1`,
  },
];
