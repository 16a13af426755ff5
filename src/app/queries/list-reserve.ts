import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { hasBusiness } from '../../domain/roles.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { isOfficial, requireSignedIn } from '../forward/require-role.js';
import { parseInput } from '../parse-input.js';
import type { ActorTx, AppContext } from '../ports.js';
import * as field from '../proposal/fields.js';

export interface WaitingCase {
  readonly proposalId: string;
  readonly rank: number | null;
  readonly registrationNumber: string | null;
  readonly institution: string;
  readonly regency: string;
  readonly persons: number;
  /** Whole rupiah that were recommended, as a decimal string. */
  readonly recommended: string;
}
/** Somebody whom the budget team left out of a proposal that goes on; by number, never by name. */
export interface DroppedPerson {
  readonly proposalId: string;
  readonly registrationNumber: string | null;
  readonly institution: string;
  readonly regency: string;
  readonly position: number;
  /** Whole rupiah of the dropped lines. */
  readonly amount: string;
  readonly reason: string;
}
export interface Reserve {
  readonly programmeId: string;
  readonly code: string;
  readonly fiscalYear: number;
  readonly regencies: readonly { readonly code: string; readonly name: string }[];
  /** Proposals on the waiting list, by rank. */
  readonly waiting: readonly WaitingCase[];
  /** Persons in the order in which they come next: by the points of their proposal, then by its list. */
  readonly dropped: readonly DroppedPerson[];
}
export interface UnlinkedCase extends WaitingCase {
  readonly considered: string;
  readonly budgetLine: string | null;
  readonly sipdId: string | null;
}
export interface Unlinked extends Pick<Reserve, 'programmeId' | 'code' | 'fiscalYear'> {
  readonly cases: readonly UnlinkedCase[];
}
const request = z.object({ programmeId: field.id, regencyCode: z.string().max(20).nullish() });
type Asked = z.input<typeof request>;

/** Who comes next if there is more money: the reserve of a programme, or of one area. Errors: NOT_SIGNED_IN, WRONG_ROLE, NOT_FOUND. */
export async function listReserve(ctx: AppContext, actor: Actor, input: Asked): Promise<Reserve> {
  const { programmeId, regencyCode } = parseInput(request, input);
  return asOfficial(ctx, actor, async (tx) => {
    const programme = await readProgramme(tx, programmeId);
    const area = regencyCode === undefined || regencyCode === '' ? null : regencyCode;
    return {
      programmeId,
      ...programme,
      waiting: await readWaiting(tx, programmeId, area),
      dropped: await readDropped(tx, programmeId, area),
    };
  });
}

/** Considered cases without a number of SIPD or a line of the budget document ("belum ada di SIPD"). Errors: as above. */
export async function listUnlinked(ctx: AppContext, actor: Actor, input: Asked): Promise<Unlinked> {
  const { programmeId } = parseInput(request, input);
  return asOfficial(ctx, actor, async (tx) => {
    const { code, fiscalYear } = await readProgramme(tx, programmeId);
    const rows = await tx.sql.$queryRaw<
      (Omit<UnlinkedCase, 'recommended' | 'considered'> & { recommended: bigint; considered: bigint })[]
    >`
      select p.id as "proposalId", null::int as rank, p.registration_number as "registrationNumber", i.name as institution,
             coalesce(g.name, p.regency_code) as regency, p.recommended_amount as recommended, p.considered_amount as considered,
             p.budget_line as "budgetLine", nullif(p.sipd_id, '') as "sipdId",
             (select count(distinct l.beneficiary_id)::int from entitlement_line l where l.proposal_id = p.id and l.considered > 0) as persons
        from proposal p join institution i on i.id = p.institution_id left join region g on g.code = p.regency_code
       where p.programme_id = ${programmeId}::uuid and p.state in ('CONSIDERED','BUDGETED') and (p.budget_line is null or coalesce(p.sipd_id, '') = '')
       order by p.regency_code, i.name, p.id`;
    const cases = rows.map((one) => ({
      ...one,
      recommended: one.recommended.toString(),
      considered: one.considered.toString(),
    }));
    return { programmeId, code, fiscalYear, cases };
  });
}

/** Amounts and ranks stay hidden from institutions and regencies until the decree (process.md 1). */
async function asOfficial<T>(ctx: AppContext, actor: Actor, run: (tx: ActorTx) => Promise<T>): Promise<T> {
  requireSignedIn(actor);
  return ctx.db.withActor(actor, 15_000, async (tx) => {
    if (!isOfficial(tx) || !hasBusiness(tx.authority.roles)) throw new Refusal(refuse('WRONG_ROLE', { needed: [] }));
    return run(tx);
  });
}

async function readProgramme(
  tx: ActorTx,
  programmeId: string,
): Promise<Pick<Reserve, 'code' | 'fiscalYear' | 'regencies'>> {
  const [programme] = await tx.sql.$queryRaw<{ code: string; fiscal_year: number }[]>`
    select code, fiscal_year from programme where id = ${programmeId}::uuid`;
  if (programme === undefined) throw new Refusal(refuse('NOT_FOUND', { what: 'programme' }));
  const regencies = await tx.sql.$queryRaw<Reserve['regencies']>`
    select code, name from region where level = 'regency' order by code`;
  return { code: programme.code, fiscalYear: programme.fiscal_year, regencies };
}

async function readWaiting(tx: ActorTx, programmeId: string, area: string | null): Promise<readonly WaitingCase[]> {
  const rows = await tx.sql.$queryRaw<(Omit<WaitingCase, 'recommended'> & { recommended: bigint })[]>`
    select p.id as "proposalId", (p.case_data->>'waitingRank')::int as rank, p.registration_number as "registrationNumber", i.name as institution,
           coalesce(g.name, p.regency_code) as regency, p.recommended_amount as recommended,
           (select count(distinct l.beneficiary_id)::int from entitlement_line l where l.proposal_id = p.id and l.recommended > 0) as persons
      from proposal p join institution i on i.id = p.institution_id left join region g on g.code = p.regency_code
     where p.programme_id = ${programmeId}::uuid and p.state = 'WAITLISTED' and (${area}::text is null or p.regency_code = ${area})
     order by (p.case_data->>'waitingRank')::int nulls last, p.state_since, p.id`;
  return rows.map((one) => ({ ...one, recommended: one.recommended.toString() }));
}

async function readDropped(tx: ActorTx, programmeId: string, area: string | null): Promise<readonly DroppedPerson[]> {
  const rows = await tx.sql.$queryRaw<(Omit<DroppedPerson, 'amount'> & { amount: bigint })[]>`
    select p.id as "proposalId", p.registration_number as "registrationNumber", i.name as institution, coalesce(g.name, p.regency_code) as regency,
           b.position, sum((l.recommended - coalesce(l.considered, 0))::bigint * l.unit_price)::bigint as amount, min(l.reason) as reason
      from entitlement_line l join proposal p on p.id = l.proposal_id join proposal_beneficiary b on b.id = l.beneficiary_id
      join institution i on i.id = p.institution_id left join region g on g.code = p.regency_code
      left join lateral (select points from proposal_score where proposal_id = p.id and decided order by seq desc limit 1) s on true
     where p.programme_id = ${programmeId}::uuid and p.state in ('CONSIDERED','BUDGETED') and l.recommended > coalesce(l.considered, 0)
       and l.considered is not null and (${area}::text is null or p.regency_code = ${area})
     group by p.id, i.name, g.name, b.position, s.points order by s.points desc nulls last, p.registration_number, b.position`;
  return rows.map((one) => ({ ...one, amount: one.amount.toString(), reason: one.reason ?? '' }));
}
