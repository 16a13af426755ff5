import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import type { DecreeState } from '../../domain/decree/decree-states.js';
import { isDecreeHolder, timeStops, type TimedStop } from '../../domain/decree/decree-way.js';
import { witaDate } from '../../domain/time/wita.js';
import { parseInput } from '../parse-input.js';
import { isOfficial, requireSignedIn } from '../forward/require-role.js';
import * as field from '../proposal/fields.js';
import type { AppContext } from '../ports.js';

export interface DecreeRow {
  readonly id: string;
  readonly title: string;
  readonly programmeNameId: string;
  readonly programmeNameEn: string;
  readonly fiscalYear: number;
  readonly state: DecreeState;
  readonly version: number;
  readonly number: string | null;
  readonly signedOn: string | null;
  readonly entries: number;
  readonly waitsForSecond: boolean;
  /** At whom a frozen one lies and since when; null where nobody recorded it. */
  readonly liesAt: TimedStop | null;
}

/** Decrees, the newest first; an institution sees those in force that name it. */
export async function listDecrees(
  ctx: AppContext,
  actor: Actor,
  _filter: Readonly<Record<never, never>>,
): Promise<readonly DecreeRow[]> {
  requireSignedIn(actor);
  return ctx.db.withActor(actor, 10_000, async (tx) => {
    const rows = await tx.sql.$queryRaw<
      {
        id: string;
        title: string;
        name_id: string;
        name_en: string;
        fiscal_year: number;
        state: DecreeState;
        version: number;
        number: string | null;
        signed_on: string | null;
        entries: number;
        pending: boolean;
        holder: string | null;
        arrived_on: string | null;
      }[]
    >`
      select d.id, d.title, g.name_id, g.name_en, d.fiscal_year, d.state, d.version, d.number, d.signed_on::text,
             (select count(*)::int from decree_entry e where e.decree_id = d.id and e.state <> 'REMOVED') as entries, d.pending is not null as pending,
             s.holder, s.arrived_on::text
        from decree d join programme g on g.id = d.programme_id
        left join lateral (select w.holder, w.arrived_on from decree_stop w where w.decree_id = d.id and w.root_hash = d.root_hash
                            order by w.seq desc limit 1) s on d.state = 'FROZEN'
       where ${isOfficial(tx)} or (d.state in ('SIGNED','REGISTERED') and exists (select from decree_entry e where e.decree_id = d.id))
       order by d.created_at desc, d.id desc limit 500`;
    return rows.map((row) => ({
      id: row.id,
      title: row.title,
      programmeNameId: row.name_id,
      programmeNameEn: row.name_en,
      fiscalYear: row.fiscal_year,
      state: row.state,
      version: row.version,
      number: row.number,
      signedOn: row.signed_on,
      entries: row.entries,
      waitsForSecond: row.pending,
      liesAt: lastStop(row.holder, row.arrived_on, witaDate(tx.now)),
    }));
  });
}

function lastStop(holder: string | null, arrivedOn: string | null, today: string): TimedStop | null {
  if (holder === null || arrivedOn === null || !isDecreeHolder(holder)) return null;
  return timeStops([{ holder, arrivedOn, note: '' }], today, null)[0] ?? null;
}

export interface DecreeCandidate {
  readonly proposalId: string;
  readonly registrationNumber: string | null;
  readonly institutionName: string;
  readonly regencyName: string;
  readonly packageNameId: string;
  readonly packageNameEn: string;
  readonly persons: number;
  /** Considered by the budget team; whole rupiah as a decimal string. */
  readonly amount: string;
}

const request = z.object({ programmeId: field.id });

/** Proposals of a programme that stand in the budget and in no decree. */
export async function listDecreeCandidates(
  ctx: AppContext,
  actor: Actor,
  input: { readonly programmeId: string },
): Promise<readonly DecreeCandidate[]> {
  requireSignedIn(actor);
  return ctx.db.withActor(actor, 10_000, async (tx) => {
    // considered amounts are no institution's business before the decree (process.md 1)
    if (!isOfficial(tx)) throw new Refusal(refuse('WRONG_ROLE', { needed: ['SECRETARIAT'] }));
    const wanted = parseInput(request, input);
    const rows = await tx.sql.$queryRaw<
      {
        id: string;
        registration_number: string | null;
        institution_name: string;
        regency_name: string | null;
        name_id: string;
        name_en: string;
        persons: number;
        amount: bigint | null;
      }[]
    >`
      select p.id, p.registration_number, i.name as institution_name, r.name as regency_name, a.name_id, a.name_en, p.considered_amount as amount,
             (select count(distinct l.person_id)::int from entitlement_line l
               where l.proposal_id = p.id and l.status <> 'DROPPED' and l.considered > 0) as persons
        from proposal p join institution i on i.id = p.institution_id join aid_package a on a.id = p.package_id
        left join region r on r.code = p.regency_code
       where p.programme_id = ${wanted.programmeId}::uuid and p.state = 'BUDGETED' and p.fenced_by is null
         and not exists (select from decree_entry e where e.proposal_id = p.id and e.state <> 'REMOVED')
       order by p.regency_code, p.registration_number, p.id`;
    return rows.map((row) => ({
      proposalId: row.id,
      registrationNumber: row.registration_number,
      institutionName: row.institution_name,
      regencyName: row.regency_name ?? '',
      packageNameId: row.name_id,
      packageNameEn: row.name_en,
      persons: row.persons,
      amount: (row.amount ?? 0n).toString(),
    }));
  });
}
