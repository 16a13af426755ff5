import type { ActorTx } from '../ports.js';
import { lettersOf, type CasePlan } from './case-plan.js';
import { leave } from './leave.js';
import { firstIndex } from './responsible.js';

/** Besides the plain way: in so many of the closed cases each of these happened. */
export const turns = [
  'returned',
  'repaired',
  'held',
  'resumed',
  'appealGranted',
  'partlyApproved',
  'partlyReceived',
  'replaced',
  'substituted',
  'reportReturned',
  'letter1',
  'letter2',
  'letter3',
] as const;
export type Turn = (typeof turns)[number];
export type TurnCounts = Readonly<Record<Turn, number>>;

/** What the plans have in store for the institutions of the table; the record must tell the same. */
export function plannedTurns(plans: Iterable<CasePlan>): TurnCounts {
  const table = [...plans].filter((plan) => plan.fate === null);
  const count = (has: (plan: CasePlan) => boolean): number => table.filter(has).length;
  const returned = count((plan) => plan.returnedBy !== null);
  const held = count((plan) => plan.held);
  const letters = (number: number): number => count((plan) => lettersOf(plan) >= number);
  return {
    returned,
    repaired: returned,
    held,
    resumed: held,
    appealGranted: count((plan) => plan.appealGranted),
    partlyApproved: count((plan) => plan.cutAt !== null),
    partlyReceived: count((plan) => plan.shortReceipts > 0),
    replaced: count((plan) => plan.replaced),
    substituted: count((plan) => firstIndex(leave.role, { plan }) === leave.index),
    reportReturned: count((plan) => plan.reportReturned),
    letter1: letters(1),
    letter2: letters(2),
    letter3: letters(3),
  };
}

/** The same, asked from the record: events of the closed cases, and what became of their lines. */
export async function countTurns(tx: ActorTx): Promise<TurnCounts> {
  const rows = await tx.sql.$queryRaw<{ turn: string; cases: bigint }[]>`
    with closed as (select id from proposal where state = 'CLOSED'),
    told as (
      select c.id, e.type, e.data from closed c join event e on e.stream = 'proposal/' || c.id
       where e.type in ('return','resubmit','hold','resume','grant','return_report','letter_drafted')),
    happened as (
      select id, case type when 'return' then 'returned' when 'resubmit' then 'repaired' when 'hold' then 'held'
                           when 'resume' then 'resumed' when 'grant' then 'appealGranted'
                           when 'return_report' then 'reportReturned' else 'letter' || (data->'note'->>'letter') end as turn from told
      union all
      select c.id, 'partlyApproved' from closed c join entitlement_line l on l.proposal_id = c.id and coalesce(l.decreed, 0) < l.requested
       -- what another took over was approved whole
       where not exists (select from entitlement_line s where s.replaces_line_id = l.id)
       -- and whoever was written down twice was approved once
         and not exists (select from person n join identity_alias a on a.alias_key = n.identity_key where n.id = l.person_id)
      union all
      select c.id, 'partlyReceived' from closed c join entitlement_line l on l.proposal_id = c.id and coalesce(l.delivered, 0) < l.decreed
      union all
      select c.id, 'replaced' from closed c join entitlement_line l on l.proposal_id = c.id and l.replaces_line_id is not null and l.delivered > 0
        join entitlement_line o on o.id = l.replaces_line_id join proposal_beneficiary g on g.id = o.beneficiary_id and g.status = 'DECEASED'
      union all
      select c.id, 'substituted' from closed c join event e on e.stream = 'proposal/' || c.id and e.data->'note' ? 'actingFor')
    select turn, count(distinct id) as cases from happened group by turn`;
  const found = new Map(rows.map(({ turn, cases }) => [turn, Number(cases)]));
  return Object.fromEntries(turns.map((turn) => [turn, found.get(turn) ?? 0])) as TurnCounts;
}
