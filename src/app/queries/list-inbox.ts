import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { confirmableStates } from '../../domain/proposal/assisted.js';
import { proposalStates, terminalStates } from '../../domain/proposal/states.js';
import { institutionRoles } from '../../domain/roles.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import { toCaseItems, type CaseItem, type CaseListRow } from './case-item.js';
import { statesOfRoles, tasksOf } from './my-tasks.js';
import { offsetOf, page, pageSize, type Page } from './paging.js';

/** What an officer entered from the chair's paper goes on with her where the institution's turn comes. */
const institutionsTurn: readonly string[] = Object.entries(proposalStates)
  .filter(
    ([state, { waitsFor }]) =>
      state !== 'REJECTED' && institutionRoles.some((role) => (waitsFor as readonly string[]).includes(role)),
  )
  .map(([state]) => state);

const request = z.object({ tab: z.enum(['mine', 'unit', 'waiting', 'done']).default('mine'), page, pageSize });
export type ListInbox = z.input<typeof request>;

/**
 * Cases by deadline. mine: this person may act now · unit: they wait for the person's unit (an institution: all its open
 * cases) · waiting: the person took part and others act now · done: the person took part and they have ended.
 */
export async function listInbox(ctx: AppContext, actor: Actor, input: ListInbox = {}): Promise<Page<CaseItem>> {
  if (actor.kind !== 'user') throw new Refusal(refuse('NOT_SIGNED_IN'));
  return ctx.db.withActor(actor, 10_000, async (tx) => {
    const wanted = parseInput(request, input);
    const rows = await readInbox(tx, wanted);
    return {
      items: await toCaseItems(tx, rows),
      total: Number(rows[0]?.total ?? 0n),
      page: wanted.page,
      pageSize: wanted.pageSize,
    };
  });
}

async function readInbox(tx: ActorTx, wanted: z.infer<typeof request>): Promise<CaseListRow[]> {
  const { tab } = wanted;
  const my = tasksOf(tx.authority);
  const unitStates = tab === 'unit' ? statesOfRoles(await rolesOfUnit(tx)) : [];
  return tx.sql.$queryRaw<CaseListRow[]>`
    with listed as (
      select c.*,
             exists (select from involvement n where n.proposal_id = c.id and n.user_id = ${my.userId}::uuid) as took_part,
             exists (select from involvement n where n.proposal_id = c.id and n.user_id = ${my.userId}::uuid and n.duty = 'ASSISTED_INTAKE') as assists,
             c.case_data->'assisted'->>'by' = ${my.userId} and c.state = any(${institutionsTurn}::text[]) as enters,
             (${my.confirmsIntake}::boolean and jsonb_typeof(c.case_data->'assisted') = 'object'
                and coalesce(jsonb_typeof(c.case_data->'assisted'->'confirmed'), 'null') = 'null' and c.state = any(${[...confirmableStates]}::text[])
                and not exists (select from involvement n where n.proposal_id = c.id and n.user_id = ${my.userId}::uuid and n.duty not in ('LKS','ASSISTED_INTAKE'))
                and c.case_data->'assisted'->>'by' <> ${my.userId}) as confirms,
             (c.pending is null and (coalesce(jsonb_typeof(c.case_data->'hold'), 'null') = 'null' and coalesce(jsonb_typeof(c.case_data->'audit'), 'null') = 'null'
                  or (c.state in ('REPORT_DUE','REPORT_RETURNED','DEFAULTED') and ${my.institution}::boolean)) and (
                 c.state = any(case c.track when 'UNPLANNED' then ${my.urgentStates}::text[] else ${my.states}::text[] end)
              or (${my.institution}::boolean and coalesce(c.case_data->'completeness'->>'done', '') = 'false')
              or (c.state = 'BUDGETED' and c.fenced_by is null and ${my.secretariat}::boolean)
              or (c.state = 'FIELD_VERIFIED' and c.next_endorser = any(${my.endorsers}::text[]))
              or (c.state = 'APPEAL_REVIEW' and coalesce(c.case_data->'appeal'->>'reviewer' = ${my.userId}, ${my.namesReviewers}::boolean))
              or (c.state in ('REGISTERED','ADMIN_REVIEW') and coalesce(c.case_data->>'adminVerifier' = ${my.userId}, ${my.adminVerifier}::boolean))
              or (c.state = 'FIELD_VERIFICATION' and jsonb_exists(c.case_data->'fieldOfficers', ${my.userId}))
              or (c.state in ('DECREED','PACT_SIGNED') and ${my.headOfOffice}::boolean and coalesce((c.case_data->>'listVersion')::int, 0) = 0)
              or (c.state in ('DECREED','PACT_SIGNED') and ${my.secretariat}::boolean and jsonb_typeof(c.case_data->'amendment') = 'object')
              or (c.state = 'IN_DELIVERY' and exists (
                    select from delivery_drop d join delivery_batch b on b.id = d.batch_id where d.proposal_id = c.id
                       and ((d.state = 'HANDED_OVER' and ${my.institution}::boolean and not exists (
                               select from quarantined_receipt q where q.drop_id = d.id and q.state = 'WAITING')) or (d.state = 'STARTED' and b.unit_id = any(${my.unitIds}::uuid[])))))
              or (c.state = 'IN_DELIVERY' and ${my.institution}::boolean and c.case_data->>'pactDue' = 'true')
              or (c.state = 'IN_DELIVERY' and ${my.headOfOffice}::boolean and jsonb_array_length(coalesce(c.case_data->'quarantine', '[]')) > 0)
              or (c.state = 'RETURNED' and c.escalation > 0 and c.case_data->>'adminVerifier' = ${my.userId})
              or (${my.divisionHead}::boolean and is_orphaned(c.state, c.case_data, ${tx.now}))
              or (c.escalation > 0 and (c.state = any(case c.track when 'UNPLANNED' then ${my.overdueUrgentStates}::text[] else ${my.overdueStates}::text[] end)
                    or (c.state = 'FIELD_VERIFIED' and c.next_endorser = any(${my.overdueEndorsers}::text[]))))))
             or (c.pending is not null and c.pending->>'enteredBy' <> ${my.userId}
                 and ((c.track || '|' || case c.pending->>'command' when 'recall' then (c.case_data->'last'->>'state') || '|' || (c.case_data->'last'->>'command') when 'correct_record' then (c.pending->'payload'->>'recordedIn') || '|' || (c.pending->'payload'->>'corrects') else c.state || '|' || (c.pending->>'command') end) = any(${my.seconds}::text[])
                   or (jsonb_exists(c.case_data->'fired', 'SECOND@' || (c.pending->>'version'))
                       and (c.track || '|' || case c.pending->>'command' when 'recall' then (c.case_data->'last'->>'state') || '|' || (c.case_data->'last'->>'command') when 'correct_record' then (c.pending->'payload'->>'recordedIn') || '|' || (c.pending->'payload'->>'corrects') else c.state || '|' || (c.pending->>'command') end) = any(${my.overdueSeconds}::text[])))
                 and (c.pending->>'command' <> 'submit_field' or jsonb_exists(c.case_data->'fieldOfficers', ${my.userId}))) as mine
        from case_list c)
    select l.*, count(*) over () as total from listed l
     where case ${tab}::text
             -- who verified neither recommends nor accepts the report (process.md 3)
             -- who entered it for the institution does nothing else in it
             when 'mine' then l.confirms or l.enters or l.mine and not l.assists and not ((l.state = 'REPORT_REVIEW' or (l.state = 'FIELD_VERIFIED' and l.next_endorser = 'HEAD_DINSOS' and l.pending is null))
                    and exists (select from involvement n where n.proposal_id = l.id and n.user_id = ${my.userId}::uuid and n.duty = 'VERIFIER'))
             when 'unit' then not (l.state = any(${terminalStates}::text[])) and (${my.institution}::boolean or l.track || '|' || l.state = any(${unitStates}::text[]))
             when 'waiting' then not (l.state = any(${terminalStates}::text[])) and (l.took_part or ${my.institution}::boolean) and not l.mine
             else l.state = any(${terminalStates}::text[]) and (l.took_part or ${my.institution}::boolean)
           end
     order by case when ${tab}::text = 'done' then l.state_since end desc, l.due_at nulls last, l.id
     limit ${wanted.pageSize} offset ${offsetOf(wanted)}`;
}

/** The offices of everybody in the person's units, and his own. */
async function rolesOfUnit({ sql, authority, now }: ActorTx): Promise<readonly string[]> {
  const rows = await sql.$queryRaw<{ role: string }[]>`
    select distinct m.role from membership m
     where m.org_unit_id = any(${[...authority.orgUnitIds]}::uuid[]) and m.valid_from <= ${now} and (m.valid_to is null or m.valid_to > ${now})`;
  return [...new Set([...authority.roles, ...rows.map((row) => row.role)])];
}
