import { createHash } from 'node:crypto';
import type { Actor } from '../../domain/actor.js';
import type { ActorTx, AppContext } from '../ports.js';
import { contentHash } from '../record/content-hash.js';
import type { AreaFigures, TripFigures } from './figures.js';
import { countTurns, type TurnCounts } from './turns.js';

const MEASURER: Actor = { kind: 'system', purpose: 'simulation' };

export interface Outcome {
  readonly institutions: number;
  readonly beneficiaries: number;
  readonly lines: number;
  readonly duplicatesResolved: number;
  /** Questions that nobody answered. */
  readonly duplicatesOpen: number;
  readonly byRegency: Readonly<Record<string, AreaFigures>>;
  readonly proposals: Readonly<Record<string, number>>;
  readonly turns: TurnCounts;
  readonly trips: TripFigures;
  readonly commands: number;
  readonly mails: number;
  /** Mails that are neither sent nor refused by their server. */
  readonly unsentMails: number;
  /** Frozen forms that nobody has rendered: a decree, a list of persons or a pact without its paper. */
  readonly missingPapers: number;
  /** Rendered papers by their kind. */
  readonly documents: Readonly<Record<string, number>>;
  /** One hash of every case's path and every line: two runs of one seed have the same. */
  readonly fingerprint: string;
}

/** Everything that happened, asked from the record. */
export async function measureOutcome(ctx: Pick<AppContext, 'db'>): Promise<Outcome> {
  return ctx.db.withActor(MEASURER, 60_000, async (tx) => ({
    ...(await total(tx)),
    ...(await duplicates(tx)),
    byRegency: await byRegency(tx),
    proposals: await proposals(tx),
    turns: await countTurns(tx),
    trips: await trips(tx),
    ...(await work(tx)),
    missingPapers: await missingPapers(tx),
    documents: await documents(tx),
    fingerprint: await fingerprint(tx),
  }));
}

/** Institutions are those with a received line (a unit never has one), beneficiaries are people with one, each counted once. */
async function total(tx: ActorTx): Promise<Pick<Outcome, 'institutions' | 'beneficiaries'>> {
  const [row] = await tx.sql.$queryRaw<{ institutions: bigint; beneficiaries: bigint }[]>`
    select count(distinct l.institution_id) as institutions, count(distinct n.identity_key) as beneficiaries
      from entitlement_line l join person n on n.id = l.person_id where l.status in ('RECEIVED','PARTIALLY_RECEIVED')`;
  return { institutions: Number(row?.institutions ?? 0), beneficiaries: Number(row?.beneficiaries ?? 0) };
}

async function duplicates(tx: ActorTx): Promise<Pick<Outcome, 'lines' | 'duplicatesResolved' | 'duplicatesOpen'>> {
  const [row] = await tx.sql.$queryRaw<Pick<Outcome, 'lines' | 'duplicatesResolved' | 'duplicatesOpen'>[]>`
    select (select count(*) from entitlement_line)::int as lines,
           (select count(*) from identity_question where verdict is not null)::int as "duplicatesResolved",
           (select count(*) from identity_question where verdict is null)::int as "duplicatesOpen"`;
  return row ?? { lines: 0, duplicatesResolved: 0, duplicatesOpen: 0 };
}

async function byRegency(tx: ActorTx): Promise<Outcome['byRegency']> {
  const rows = await tx.sql.$queryRaw<
    { code: string; institutions: bigint; beneficiaries: bigint; delivered: bigint; reported: bigint }[]
  >`
    select l.regency_code as code, count(distinct l.institution_id) filter (where received) as institutions,
           count(distinct n.identity_key) filter (where received) as beneficiaries,
           count(distinct n.identity_key) filter (where l.delivered > 0) as delivered,
           count(distinct n.identity_key) filter (where l.reported > 0 and p.state = 'CLOSED') as reported
      from entitlement_line l join person n on n.id = l.person_id join proposal p on p.id = l.proposal_id
      cross join lateral (select l.status in ('RECEIVED','PARTIALLY_RECEIVED') as received) r
     group by l.regency_code order by l.regency_code`;
  return Object.fromEntries(
    rows.map((row) => [
      row.code,
      {
        institutions: Number(row.institutions),
        beneficiaries: Number(row.beneficiaries),
        delivered: Number(row.delivered),
        reported: Number(row.reported),
      },
    ]),
  );
}

async function proposals(tx: ActorTx): Promise<Outcome['proposals']> {
  const rows = await tx.sql.$queryRaw<{ state: string; cases: bigint }[]>`
    select state, count(*) as cases from proposal group by state order by state`;
  const byState = Object.fromEntries(rows.map((row) => [row.state.toLowerCase(), Number(row.cases)]));
  const all = rows.reduce((sum, row) => sum + Number(row.cases), 0);
  return { total: all, closed: byState['closed'] ?? 0, ...byState };
}

async function trips(tx: ActorTx): Promise<TripFigures> {
  const [row] = await tx.sql.$queryRaw<TripFigures[]>`
    select count(*)::int as letters, coalesce(sum(v.visits), 0)::int as visits, coalesce(max(v.visits), 0)::int as longest
      from trip t cross join lateral (select count(*) as visits from visit where trip_id = t.id) v`;
  return row ?? { letters: 0, visits: 0, longest: 0 };
}

async function work(tx: ActorTx): Promise<Pick<Outcome, 'commands' | 'mails' | 'unsentMails'>> {
  const [row] = await tx.sql.$queryRaw<{ commands: bigint; mails: bigint; unsent: bigint }[]>`
    select (select count(*) from command) as commands,
           (select count(*) from notification where state = 'SENT') as mails,
           (select count(*) from notification where state = 'QUEUED') as unsent`;
  return {
    commands: Number(row?.commands ?? 0),
    mails: Number(row?.mails ?? 0),
    unsentMails: Number(row?.unsent ?? 0),
  };
}

async function missingPapers(tx: ActorTx): Promise<number> {
  const [row] = await tx.sql.$queryRaw<{ missing: bigint }[]>`
    select (select count(*) from decree where root_hash is not null and annex_blob_id is null)
         + (select count(*) from beneficiary_list where blob_id is null)
         + (select count(*) from pact where form_blob_id is null)
         + (select count(*) from paper where blob_id is null and kind not in ('decree','beneficiary_list','integrity_pact')) as missing`;
  return Number(row?.missing ?? 0);
}

async function documents(tx: ActorTx): Promise<Outcome['documents']> {
  const rows = await tx.sql.$queryRaw<{ kind: string; papers: bigint }[]>`
    select kind, count(*) as papers from paper where blob_id is not null group by kind order by kind`;
  return Object.fromEntries(rows.map((row) => [row.kind, Number(row.papers)]));
}

/** Ids and the order among institutions differ from run to run; what each case went through and each person got does not. */
async function fingerprint(tx: ActorTx): Promise<string> {
  const paths = await tx.sql.$queryRaw<{ code: string; path: string }[]>`
    select i.code, string_agg(e.type || '@' || to_char(e.at, 'YYYY-MM-DD"T"HH24:MI:SS'), ' ' order by e.seq) as path
      from proposal p join institution i on i.id = p.institution_id join event e on e.stream = 'proposal/' || p.id
     group by i.code, p.id order by i.code, min(e.at)`;
  const lines = await tx.sql.$queryRaw<{ code: string; lines: string }[]>`
    select i.code, string_agg(concat_ws(' ', encode(sha256(convert_to(n.name || n.birth_date, 'UTF8')), 'hex'), k.code, l.requested, l.recommended, l.considered,
                                        l.decreed, l.delivered, l.reported, l.status), ';' order by p.fiscal_year, n.name, n.birth_date, k.code) as lines
      from entitlement_line l join person n on n.id = l.person_id join package_item k on k.id = l.item_id
      join proposal p on p.id = l.proposal_id join institution i on i.id = l.institution_id group by i.code order by i.code`;
  const digest = createHash('sha256');
  digest.update(contentHash(paths));
  for (const row of lines) digest.update(`${row.code} ${contentHash(row.lines)}`);
  return digest.digest('hex').slice(0, 16);
}
