import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import {
  considerationDecisions,
  planEntry,
  type PlannedEntry,
  type RecommendedLine,
} from '../../domain/consideration.js';
import { Refusal, refuse, type DomainError } from '../../domain/errors.js';
import { requireRole, requireSignedIn } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { RowResult } from '../queries/consideration-result.js';
import type { ActorTx, AppContext } from '../ports.js';
import { actOnProposal } from '../proposal/act-on-proposal.js';
import * as field from '../proposal/fields.js';

export interface Considerable {
  readonly proposalId: string;
  readonly registrationNumber: string;
  readonly institution: string;
  readonly regency: string;
  readonly persons: number;
  /** Whole rupiah as a decimal string. */
  readonly amount: string;
}

const row = z.object({
  line: z.int().min(1),
  row: z.object({
    registrationNumber: field.requiredText,
    persons: z.int().min(0).max(100_000).nullable(),
    amount: z
      .string()
      .regex(/^\d{1,15}$/)
      .nullable(),
    decision: z.enum(considerationDecisions),
    reason: field.shortText,
  }),
});
const check = z.object({ programmeId: field.id, rows: z.array(row).max(5_000) });
const enter = check.extend({
  paper: z.object({
    documentNumber: field.requiredText,
    documentDate: field.localDate,
    signatory: field.requiredText,
    scanBlobId: z.uuid().nullish(),
  }),
  /** Why soft limits are passed, where they are. */
  overReason: field.shortText.optional(),
  key: z.string().min(8).max(120),
});
type Row = z.output<typeof row>;

/** What the budget team is asked about: recommended planned cases, by area and institution. Errors: NOT_SIGNED_IN, WRONG_ROLE. */
export async function listConsiderable(
  ctx: AppContext,
  actor: Actor,
  input: { readonly programmeId: string },
): Promise<readonly Considerable[]> {
  requireSignedIn(actor);
  const programmeId = parseInput(field.id, input.programmeId);
  return ctx.db.withActor(actor, 15_000, async (tx) => {
    requireRole(tx, ['SUBBAG_PERENCANAAN']);
    return readConsiderable(tx, programmeId);
  });
}

/** What each row would mean, without entering any. Errors: NOT_SIGNED_IN, WRONG_ROLE, INVALID_INPUT. */
export async function checkConsiderations(
  ctx: AppContext,
  actor: Actor,
  input: z.input<typeof check>,
): Promise<readonly RowResult[]> {
  requireSignedIn(actor);
  const { programmeId, rows } = parseInput(check, input);
  return (await plan(ctx, actor, programmeId, rows)).map(({ result }) => result);
}

/**
 * Enters each row as the recorded decision of the budget team, pending its second person: one case after the other by its own rules
 * and with its own result. With the same key it may be repeated, nothing is entered twice. Errors: as above.
 */
export async function enterConsiderations(
  ctx: AppContext,
  actor: Actor,
  input: z.input<typeof enter>,
): Promise<readonly RowResult[]> {
  requireSignedIn(actor);
  const { programmeId, rows, paper, overReason = '', key } = parseInput(enter, input);
  const planned = await plan(ctx, actor, programmeId, rows);
  const results: RowResult[] = [];
  let rank = 0;
  for (const { result, entry, said } of planned) {
    if (entry === null || result.proposalId === null) {
      results.push(result);
      continue;
    }
    if (entry.type === 'waitlist') rank += 1;
    const { proposalId } = result;
    const payload = payloadOf(entry, said, { paper, overReason, rank });
    results.push({ ...result, error: await give(ctx, actor, { proposalId, type: entry.type, payload, key }) });
  }
  return results;
}

function payloadOf(
  entry: PlannedEntry,
  said: Row,
  {
    paper,
    overReason,
    rank,
  }: { readonly paper: z.output<typeof enter>['paper']; readonly overReason: string; readonly rank: number },
): unknown {
  const { documentNumber, documentDate, scanBlobId } = paper;
  switch (entry.type) {
    case 'consider':
      return { ...paper, cuts: entry.cuts, overReason };
    case 'waitlist':
      return { ...paper, rank };
    case 'reject':
      return {
        body: 'TAPD',
        reasonCode: 'NO_BUDGET',
        words: said.row.reason,
        documentNumber,
        documentDate,
        scanBlobId,
      };
  }
}

async function give(
  ctx: AppContext,
  actor: Actor,
  { proposalId, type, payload, key }: { proposalId: string; type: PlannedEntry['type']; payload: unknown; key: string },
): Promise<DomainError | null> {
  try {
    const request = { proposalId, type, payload, expectedVersion: null, key: `${key}/${proposalId}` };
    await actOnProposal(ctx, actor, request);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.error;
    throw error;
  }
}

interface Planned {
  readonly said: Row;
  readonly entry: PlannedEntry | null;
  readonly result: RowResult;
}

async function plan(
  ctx: AppContext,
  actor: Actor,
  programmeId: string,
  rows: readonly Row[],
): Promise<readonly Planned[]> {
  return ctx.db.withActor(actor, 15_000, async (tx) => {
    requireRole(tx, ['SUBBAG_PERENCANAAN']);
    const cases = new Map(
      (await readConsiderable(tx, programmeId, 'also pending')).map((one) => [one.registrationNumber, one]),
    );
    const lines = await readLines(
      tx,
      [...cases.values()].map(({ proposalId }) => proposalId),
    );
    const seen = new Set<string>();
    return rows.map((said): Planned => {
      const { registrationNumber } = said.row;
      const found = cases.get(registrationNumber);
      const twice = seen.has(registrationNumber);
      seen.add(registrationNumber);
      const entry =
        found === undefined
          ? refuse('NOT_FOUND', { what: 'proposal' })
          : twice
            ? refuse('INVALID_INPUT', { fields: ['registrationNumber'] })
            : planEntry(said.row, lines.get(found.proposalId) ?? []);
      const refused = 'code' in entry;
      const considered = !refused && entry.type === 'consider' ? entry : null;
      return {
        said,
        entry: refused ? null : entry,
        result: {
          line: said.line,
          registrationNumber,
          proposalId: found?.proposalId ?? null,
          institution: found?.institution ?? '',
          decision: said.row.decision,
          persons: considered?.persons ?? null,
          amount: considered?.amount.toString() ?? null,
          dropped: considered?.cuts.length ?? 0,
          error: refused ? entry : null,
        },
      };
    });
  });
}

/** What waits for its second person already is asked about no more, but may be answered with the same words again. */
async function readConsiderable(
  tx: ActorTx,
  programmeId: string,
  which: 'open' | 'also pending' = 'open',
): Promise<readonly Considerable[]> {
  const rows = await tx.sql.$queryRaw<(Omit<Considerable, 'amount'> & { amount: bigint })[]>`
    select p.id as "proposalId", p.registration_number as "registrationNumber", i.name as institution, coalesce(g.name, p.regency_code) as regency,
           p.recommended_amount as amount,
           (select count(distinct l.beneficiary_id)::int from entitlement_line l where l.proposal_id = p.id and l.recommended > 0) as persons
      from proposal p join institution i on i.id = p.institution_id left join region g on g.code = p.regency_code
     where p.programme_id = ${programmeId}::uuid and p.state = 'RECOMMENDED' and p.track = 'PLANNED' and p.registration_number is not null
       and (${which} = 'also pending' or coalesce(jsonb_typeof(p.case_data->'pending'), 'null') = 'null')
     order by p.regency_code, i.name, p.id`;
  return rows.map((one) => ({ ...one, amount: one.amount.toString() }));
}

async function readLines(
  tx: ActorTx,
  proposals: readonly string[],
): Promise<ReadonlyMap<string, readonly RecommendedLine[]>> {
  const rows = await tx.sql.$queryRaw<
    { proposal_id: string; id: string; position: number; recommended: number; unit_price: bigint }[]
  >`
    select l.proposal_id, l.id, b.position, l.recommended, l.unit_price from entitlement_line l join proposal_beneficiary b on b.id = l.beneficiary_id
     where l.proposal_id = any(${[...proposals]}::uuid[]) and l.status <> 'DROPPED' and l.recommended > 0 order by b.position, l.id`;
  const byCase = new Map<string, RecommendedLine[]>();
  for (const { proposal_id: proposalId, id, position, recommended, unit_price: unitPrice } of rows) {
    const line = { id, position, quantity: recommended, unitPrice };
    byCase.set(proposalId, [...(byCase.get(proposalId) ?? []), line]);
  }
  return byCase;
}
