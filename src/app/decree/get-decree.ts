import type { Actor } from '../../domain/actor.js';
import { admitDecree } from '../../domain/decree/decide-decree.js';
import { frozenTotals, type DecreeCase, type EntryState, type SignedPaper } from '../../domain/decree/decree-case.js';
import { decreeTransitions, type DecreeCommandType, type DecreeState } from '../../domain/decree/decree-states.js';
import { timeStops, type TimedStop } from '../../domain/decree/decree-way.js';
import { witaDate } from '../../domain/time/wita.js';
import { readStops } from './record-stop.js';
import { Refusal, refuse, type DomainError } from '../../domain/errors.js';
import { readDuties } from '../forward/duties.js';
import { readHistory, type HistoryEntry } from '../forward/read-history.js';
import { isOfficial, requireSignedIn } from '../forward/require-role.js';
import * as field from '../proposal/fields.js';
import type { ActorTx, AppContext } from '../ports.js';
import type { AnnexItem } from './read-annex.js';
import { readDecree } from './decree-row.js';

export interface DecreeView {
  readonly id: string;
  readonly title: string;
  readonly programmeId: string;
  readonly programmeNameId: string;
  readonly programmeNameEn: string;
  readonly fiscalYear: number;
  readonly state: DecreeState;
  readonly version: number;
  readonly number: string | null;
  readonly signedOn: string | null;
  readonly signatory: string | null;
  readonly rootHash: string | null;
  readonly frozenAt: string | null;
  /** The rendered form; null until it is ready. */
  readonly annexBlobId: string | null;
  readonly signedBlobId: string | null;
  readonly pending: { readonly paper: SignedPaper; readonly enteredByName: string; readonly enteredAt: string } | null;
  /** Frozen totals where frozen, else what the entries would come to. */
  readonly persons: number;
  readonly amount: string;
  /** The stops of the frozen annex on its way to the signature; for officials. */
  readonly way: readonly TimedStop[];
  readonly mayRecordStop: boolean;
  /** Officials take the frozen text and annex out to work on. */
  readonly mayExport: boolean;
  /** Proposals that are decided about and have not answered yet. */
  readonly untold: number;
  readonly entries: readonly DecreeEntryView[];
  readonly availableCommands: readonly {
    readonly type: DecreeCommandType;
    readonly allowed: boolean;
    readonly why: DomainError | null;
  }[];
  readonly timeline: readonly HistoryEntry[];
}
export interface DecreeEntryView {
  readonly proposalId: string;
  readonly state: EntryState;
  readonly registrationNumber: string | null;
  readonly institutionName: string;
  readonly regencyName: string;
  readonly persons: number;
  /** Whole rupiah as a decimal string. */
  readonly amount: string;
  readonly items: readonly AnnexItem[];
}

/** Everything the page of one decree needs. An institution sees it once it is in force, and of it only its own entry. */
export async function getDecree(ctx: AppContext, actor: Actor, decreeId: string): Promise<DecreeView> {
  requireSignedIn(actor);
  return ctx.db.withActor(actor, 10_000, async (tx) => {
    const d = field.id.safeParse(decreeId).success ? await readDecree(tx, decreeId) : null;
    if (d === null || !maySee(tx, d)) throw new Refusal(refuse('NOT_FOUND', { what: 'decree' }));
    const [head] = await tx.sql.$queryRaw<{ name_id: string; name_en: string; annex_blob_id: string | null }[]>`
      select g.name_id, g.name_en, d.annex_blob_id from decree d join programme g on g.id = d.programme_id where d.id = ${d.id}::uuid`;
    const entries = await readEntries(tx, d);
    const live = entries.filter((entry) => entry.state !== 'REMOVED');
    const frozen = d.rootHash !== null && isOfficial(tx);
    const totals = frozenTotals(d);
    return {
      id: d.id,
      title: d.title,
      programmeId: d.programmeId,
      programmeNameId: head?.name_id ?? '',
      programmeNameEn: head?.name_en ?? '',
      fiscalYear: d.fiscalYear,
      state: d.state,
      version: d.version,
      number: d.number,
      signedOn: d.signedOn,
      signatory: d.signatory,
      rootHash: d.rootHash,
      frozenAt: d.frozenAt,
      annexBlobId: isOfficial(tx) ? (head?.annex_blob_id ?? null) : null,
      signedBlobId: isOfficial(tx) ? d.signedBlobId : null,
      pending: d.pending,
      persons: frozen ? totals.persons : live.reduce((sum, entry) => sum + entry.persons, 0),
      amount: (frozen ? totals.amount : live.reduce((sum, entry) => sum + BigInt(entry.amount), 0n)).toString(),
      way: isOfficial(tx) ? timeStops(await readStops(tx, d.id, d.rootHash), witaDate(tx.now), d.signedOn) : [],
      mayExport: d.rootHash !== null && isOfficial(tx),
      mayRecordStop: d.state === 'FROZEN' && tx.authority.roles.includes('SECRETARIAT'),
      untold: d.entries.filter((entry) => entry.task !== null).length,
      entries,
      availableCommands: isOfficial(tx) ? await available(tx, actor, d) : [],
      timeline: isOfficial(tx) ? await readHistory(tx, `decree/${d.id}`) : [],
    };
  });
}

/** Amounts stay hidden from institutions until the decree (process.md 1). */
function maySee(tx: ActorTx, d: DecreeCase): boolean {
  return isOfficial(tx) || ((d.state === 'SIGNED' || d.state === 'REGISTERED') && d.entries.length > 0);
}

async function readEntries(tx: ActorTx, d: DecreeCase): Promise<readonly DecreeEntryView[]> {
  const rows = await tx.sql.$queryRaw<
    {
      proposal_id: string;
      state: EntryState;
      registration_number: string | null;
      institution_name: string;
      regency_name: string | null;
      persons: number;
      amount: bigint;
      items: readonly AnnexItem[] | null;
    }[]
  >`
    select e.proposal_id, e.state, p.registration_number, i.name as institution_name, r.name as regency_name,
           coalesce(e.persons, (select count(distinct l.person_id)::int from entitlement_line l
                                 where l.proposal_id = p.id and l.status <> 'DROPPED' and l.considered > 0)) as persons,
           coalesce(e.amount, p.considered_amount, 0) as amount, e.items
      from decree_entry e join proposal p on p.id = e.proposal_id join institution i on i.id = p.institution_id
      left join region r on r.code = e.regency_code
     where e.decree_id = ${d.id}::uuid order by e.regency_code, p.registration_number, p.id`;
  return rows.map((row) => ({
    proposalId: row.proposal_id,
    state: row.state,
    registrationNumber: row.registration_number,
    institutionName: row.institution_name,
    regencyName: row.regency_name ?? '',
    persons: row.persons,
    amount: row.amount.toString(),
    items: row.items ?? [],
  }));
}

async function available(tx: ActorTx, actor: Actor, d: DecreeCase): Promise<DecreeView['availableCommands']> {
  const proposalIds = d.entries.filter((entry) => entry.state !== 'REMOVED').map((entry) => entry.proposalId);
  const context = {
    now: tx.now,
    actor: { asActor: actor, userId: tx.authority.userId, name: tx.authority.name, roles: tx.authority.roles },
    duties: await readDuties(tx, proposalIds),
    commandId: '',
    paperHash: '',
  };
  const steps: readonly DecreeCommandType[] = decreeTransitions
    .filter((row) => row.from.includes(d.state))
    .map((row) => row.command);
  const seconds: readonly DecreeCommandType[] = d.pending === null ? [] : ['confirm', 'refuse_pending'];
  return [...steps, ...seconds].map((type) => {
    const admitted = admitDecree(d, { type, expectedVersion: null }, context);
    return 'code' in admitted ? { type, allowed: false, why: admitted } : { type, allowed: true, why: null };
  });
}
