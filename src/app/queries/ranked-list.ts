import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { allot, firstBeyond, partOf, type Allotted, type AllottedLine } from '../../domain/allotment.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { hasBusiness } from '../../domain/roles.js';
import { byRank } from '../../domain/scoring.js';
import { isOfficial, requireSignedIn } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';

const request = z.object({
  programmeId: field.id,
  /** Whole rupiah; without it, what is free of the programme's limit. */
  limit: z
    .string()
    .regex(/^\d{1,15}$/)
    .nullish(),
});
export type AskRankedList = z.input<typeof request>;

export interface RankedItem {
  readonly rank: number;
  readonly proposalId: string;
  readonly registrationNumber: string | null;
  readonly institutionName: string;
  readonly regencyName: string;
  readonly persons: number;
  /** Null for a case that was recommended before there were scores. */
  readonly points: number | null;
  /** ISO instant at which its scored revision came in whole. */
  readonly completeAt: string;
  readonly recommended: string;
  readonly share: Allotted['share'];
  readonly proposed: string;
  /** The place on the reserve, counted from 1; null where the limit gives something. */
  readonly reserve: number | null;
  /** An entry about it waits for its second person. */
  readonly pending: boolean;
  /** Lines that the limit lowers, and what it leaves of them; only of the one that it gives in part. */
  readonly cuts: readonly { readonly lineId: string; readonly quantity: number }[];
}
export interface RankedList {
  readonly programmeId: string;
  readonly code: string;
  readonly name: { readonly id: string; readonly en: string };
  readonly fiscalYear: number;
  /** Null where the programme has no limit and none was asked for: all of it is given in full. */
  readonly limit: string | null;
  /** What is free of the programme's own limit. */
  readonly free: string | null;
  readonly proposed: string;
  readonly items: readonly RankedItem[];
}

interface RankedRow {
  id: string;
  registration_number: string | null;
  institution_name: string;
  regency_name: string | null;
  person_count: number;
  points: number | null;
  complete_at: Date;
  recommended_amount: bigint;
  pending: boolean;
}

/**
 * Recommended cases of a programme by rank (urgent aid waits for no list), with what a limit would give each: a proposal to TAPD, which decides.
 * Only for officials of the province: ranks stay hidden until the decree. Errors: NOT_SIGNED_IN, WRONG_ROLE, NOT_FOUND.
 */
export async function rankedList(ctx: AppContext, actor: Actor, input: AskRankedList): Promise<RankedList> {
  requireSignedIn(actor);
  const wanted = parseInput(request, input);
  return ctx.db.withActor(actor, 15_000, async (tx) => {
    if (!isOfficial(tx) || !hasBusiness(tx.authority.roles)) throw new Refusal(refuse('WRONG_ROLE', { needed: [] }));
    return readRanked(tx, wanted);
  });
}

async function readRanked(tx: ActorTx, wanted: z.infer<typeof request>): Promise<RankedList> {
  const { programmeId } = wanted;
  const [programme] = await tx.sql.$queryRaw<
    { code: string; name_id: string; name_en: string; fiscal_year: number; free: bigint | null }[]
  >`
    select g.code, g.name_id, g.name_en, g.fiscal_year, greatest(0, c.amount - c.reserved - c.consumed) as free
      from programme g left join ceiling c on c.programme_id = g.id and c.scope = 'PROGRAMME' where g.id = ${programmeId}::uuid`;
  if (programme === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'programme' }));
  const rows = await readRows(tx, programmeId);
  const amounts = rows.map((row) => row.recommended_amount);
  const whole = amounts.reduce((sum, amount) => sum + amount, 0n);
  const limit = wanted.limit === undefined || wanted.limit === null ? programme.free : BigInt(wanted.limit);
  const beyond = rows[firstBeyond(amounts, limit ?? whole)];
  const lines = beyond === undefined ? [] : await readLines(tx, beyond.id);
  const shares = allot(amounts, limit ?? whole, lines);
  const rest = (limit ?? whole) - sumOf(shares.filter(({ share }) => share === 'FULL'));
  const firstWaiting = shares.findIndex(({ share }) => share === 'RESERVE');
  const items = rows.map((row, place): RankedItem => {
    const { share, amount } = shares[place] ?? { share: 'RESERVE', amount: 0n };
    return {
      rank: place + 1,
      proposalId: row.id,
      registrationNumber: row.registration_number,
      institutionName: row.institution_name,
      regencyName: row.regency_name ?? '',
      persons: row.person_count,
      points: row.points,
      completeAt: row.complete_at.toISOString(),
      recommended: row.recommended_amount.toString(),
      share,
      proposed: amount.toString(),
      reserve: share === 'RESERVE' ? place - firstWaiting + 1 : null,
      pending: row.pending,
      cuts: share === 'PART' ? cutsOf(lines, rest) : [],
    };
  });
  return {
    programmeId,
    code: programme.code,
    name: { id: programme.name_id, en: programme.name_en },
    fiscalYear: programme.fiscal_year,
    limit: limit?.toString() ?? null,
    free: programme.free?.toString() ?? null,
    proposed: sumOf(shares).toString(),
    items,
  };
}

function sumOf(shares: readonly Allotted[]): bigint {
  return shares.reduce((sum, { amount }) => sum + amount, 0n);
}

function cutsOf(lines: readonly AllottedLine[], rest: bigint): RankedItem['cuts'] {
  const kept = partOf(lines, rest)?.lines ?? [];
  return lines.flatMap((line, place) => {
    const quantity = kept[place]?.quantity ?? 0;
    return quantity < line.quantity ? [{ lineId: line.id, quantity }] : [];
  });
}

async function readRows(tx: ActorTx, programmeId: string): Promise<readonly RankedRow[]> {
  const rows = await tx.sql.$queryRaw<RankedRow[]>`
    select c.id, c.registration_number, c.institution_name, c.regency_name, c.person_count, s.points,
           coalesce(s.complete_at, r.created_at) as complete_at, c.recommended_amount, c.pending is not null as pending
      from case_list c join proposal p on p.id = c.id
      join proposal_revision r on r.proposal_id = p.id and r.revision = p.revision
      left join lateral (select points, complete_at from proposal_score where proposal_id = c.id and decided order by seq desc limit 1) s on true
     where c.programme_id = ${programmeId}::uuid and c.state = 'RECOMMENDED' and p.track = 'PLANNED'`;
  const ranked = rows.map((row) => ({ ...row, completeAt: row.complete_at.toISOString() }));
  return ranked.toSorted(byRank);
}

async function readLines(tx: ActorTx, proposalId: string): Promise<readonly AllottedLine[]> {
  const rows = await tx.sql.$queryRaw<{ id: string; recommended: number; unit_price: bigint }[]>`
    select l.id, l.recommended, l.unit_price from entitlement_line l join proposal_beneficiary b on b.id = l.beneficiary_id
     where l.proposal_id = ${proposalId}::uuid and l.status <> 'DROPPED' and l.recommended > 0 order by b.position, l.id`;
  return rows.map((row) => ({ id: row.id, quantity: row.recommended, unitPrice: row.unit_price }));
}
