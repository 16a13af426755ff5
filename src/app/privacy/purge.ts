import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { createOnce } from '../forward/create-once.js';
import { requireRole } from '../forward/require-role.js';
import { parseId, parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';
import { appendEvents } from '../record/append-event.js';
import { notingRefusals } from '../record/noting-refusals.js';
import { readDueCases, type DueCase } from './due-cases.js';

const SYSTEM: Actor = { kind: 'system', purpose: 'purge' };

const proposal = z.object({ reason: field.requiredText, key: z.string().min(8).max(200) });
export type ProposePurge = z.input<typeof proposal>;

export interface PurgeRound {
  readonly id: string;
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly confirmedBy: string | null;
  readonly cases: number;
  readonly purged: number;
  readonly persons: number;
  readonly files: number;
}

/** What a purge would blank now, without anybody's data. Errors: WRONG_ROLE. */
export async function previewPurge(ctx: AppContext, actor: Actor): Promise<readonly DueCase[]> {
  return ctx.db.withActor(actor, 60_000, (tx) => {
    requireRole(tx, ['DPO', 'ADMIN', 'HEAD_DINSOS']);
    return readDueCases(tx);
  });
}

/** The rounds, newest first. Errors: WRONG_ROLE. */
export async function listPurges(ctx: AppContext, actor: Actor): Promise<readonly PurgeRound[]> {
  return ctx.db.withActor(actor, 10_000, async (tx) => {
    requireRole(tx, ['DPO', 'ADMIN', 'HEAD_DINSOS']);
    const rows = await tx.sql.$queryRaw<(Omit<PurgeRound, 'proposedAt'> & { proposed_at: Date })[]>`
      select r.id, r.reason, p.name as "proposedBy", r.proposed_at, k.name as "confirmedBy", count(c.proposal_id)::int as cases,
             count(c.purged_at)::int as purged, coalesce(sum(c.persons), 0)::int as persons, coalesce(sum(c.files), 0)::int as files
        from purge r join user_account p on p.id = r.proposed_by left join user_account k on k.id = r.confirmed_by
        left join purge_case c on c.purge_id = r.id
       group by r.id, p.name, k.name order by r.proposed_at desc, r.id limit 200`;
    return rows.map(({ proposed_at: proposedAt, ...round }) => ({ ...round, proposedAt: proposedAt.toISOString() }));
  });
}

/** The data protection officer names the cases whose time is over. Errors: WRONG_ROLE, INVALID_INPUT, NOT_FOUND (nothing is due). */
export async function proposePurge(
  ctx: AppContext,
  actor: Actor,
  input: ProposePurge,
): Promise<{ readonly purgeId: string }> {
  return notingRefusals(ctx, actor, { subject: 'purge', command: 'propose_purge' }, async (tx) => {
    requireRole(tx, ['DPO']);
    const { reason, key } = parseInput(proposal, input);
    const purgeId = await createOnce(
      tx,
      { operation: 'propose_purge', key, body: { reason }, state: 'PROPOSED' },
      (commandId) => openRound(tx, reason, commandId),
    );
    return { purgeId };
  });
}

async function openRound(tx: ActorTx, reason: string, commandId: string): Promise<string> {
  const due = await readDueCases(tx);
  if (due.length === 0) throw new Refusal(refuse('NOT_FOUND', { what: 'purge' }));
  const id = uuid();
  await tx.sql.$executeRaw`
    insert into purge (id, reason, proposed_by, proposed_at) values (${id}::uuid, ${reason}, ${tx.authority.userId}::uuid, ${tx.now})`;
  await tx.sql.$executeRaw`
    insert into purge_case (purge_id, proposal_id, institution_id, regency_code)
    select ${id}::uuid, p.id, p.institution_id, p.regency_code from proposal p where p.id = any(${due.map((one) => one.proposalId)}::uuid[])`;
  await appendEvents(tx, [said(id, 'purge_proposed', commandId, { reason, cases: due.length })]);
  return id;
}

/**
 * A second person confirms; then every case of the round is blanked, each in a transaction of its own. What a killed process
 * leaves undone is done by the next call, or by the hourly round. Errors: WRONG_ROLE, NOT_FOUND, SAME_PERSON.
 */
export async function confirmPurge(
  ctx: AppContext,
  actor: Actor,
  input: { readonly purgeId: string },
): Promise<PurgeResult> {
  await notingRefusals(ctx, actor, { subject: 'purge', command: 'confirm_purge' }, async (tx) => {
    requireRole(tx, ['ADMIN', 'HEAD_DINSOS']);
    const purgeId = parseId('purgeId', input.purgeId);
    const [round] = await tx.sql.$queryRaw<{ proposed_by: string; name: string; confirmed: boolean }[]>`
      select r.proposed_by, u.name, r.confirmed_by is not null as confirmed
        from purge r join user_account u on u.id = r.proposed_by where r.id = ${purgeId}::uuid for update of r`;
    if (round === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'purge' }));
    if (round.confirmed) return;
    if (round.proposed_by === tx.authority.userId) throw new Refusal(refuse('SAME_PERSON', { who: round.name }));
    await tx.sql.$executeRaw`
      update purge set confirmed_by = ${tx.authority.userId}::uuid, confirmed_at = ${tx.now} where id = ${purgeId}::uuid`;
    await appendEvents(tx, [said(purgeId, 'purge_confirmed', null, {})]);
  });
  return carryOutPurges(ctx);
}

export interface PurgeResult {
  readonly purged: number;
  readonly persons: number;
  readonly files: number;
}

/** Blanks what confirmed rounds still hold; a case that is no longer due stays as it is. */
export async function carryOutPurges(ctx: Pick<AppContext, 'db'>): Promise<PurgeResult> {
  const waiting = await ctx.db.withActor(
    SYSTEM,
    30_000,
    (tx) =>
      tx.sql.$queryRaw<{ purge_id: string; proposal_id: string }[]>`
      select c.purge_id, c.proposal_id from purge_case c join purge r on r.id = c.purge_id
       where r.confirmed_at is not null and c.purged_at is null
         and not exists (select from purge_case d where d.proposal_id = c.proposal_id and d.purged_at is not null)
       order by c.purge_id, c.proposal_id`,
  );
  const done = { purged: 0, persons: 0, files: 0 };
  for (const { purge_id: purgeId, proposal_id: proposalId } of waiting) {
    const blanked = await ctx.db.withActor(SYSTEM, 60_000, (tx) => purgeCase(tx, purgeId, proposalId));
    if (blanked === null) continue;
    done.purged += 1;
    done.persons += blanked.persons;
    done.files += blanked.files;
  }
  return done;
}

async function purgeCase(
  tx: ActorTx,
  purgeId: string,
  proposalId: string,
): Promise<{ readonly persons: number; readonly files: number } | null> {
  await tx.sql.$executeRaw`select 1 from proposal where id = ${proposalId}::uuid for update`;
  const [due] = await readDueCases(tx, proposalId);
  if (due === undefined) return null;
  const [blanked] = await tx.sql.$queryRaw<{ persons: number; files: number }[]>`
    select blanked_persons as persons, blanked_files as files from purge_person_data(${proposalId}::uuid, ${purgeId}::uuid, ${tx.now})`;
  if (blanked === undefined) return null;
  await appendEvents(tx, [said(purgeId, 'case_purged', null, { proposalId, ...blanked })]);
  return blanked;
}

function said(
  purgeId: string,
  type: string,
  commandId: string | null,
  data: Readonly<Record<string, unknown>>,
): Parameters<typeof appendEvents>[1][number] {
  return { stream: `purge/${purgeId}`, type, commandId, institutionId: null, regencyCode: null, data };
}
