import { defaultPolicy } from '../../domain/policy.js';
import { waitedFor } from '../../domain/proposal/notices.js';
import type { Overlay } from '../../domain/proposal/overlays.js';
import { emptyCaseData, type CaseData, type Pending, type ProposalCase } from '../../domain/proposal/proposal-case.js';
import { secondOf } from '../../domain/proposal/recall.js';
import { isTerminal, isProposalState, proposalStates, type ProposalState } from '../../domain/proposal/states.js';
import { isTrack, type Track } from '../../domain/proposal/track.js';
import { transitionOf, type Standing, type StepCommand } from '../../domain/proposal/transitions.js';
import type { ActorTx } from '../ports.js';

/** A row of the view case_list. */
export interface CaseListRow {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly state_since: Date;
  readonly escalation: number;
  readonly registration_number: string | null;
  readonly institution_id: string;
  readonly institution_name: string;
  readonly regency_code: string;
  readonly regency_name: string | null;
  readonly programme_name_id: string;
  readonly programme_name_en: string;
  readonly package_name_id: string;
  readonly package_name_en: string;
  readonly target_group: string;
  readonly source: string;
  readonly track: string;
  readonly disaster_name: string | null;
  readonly fiscal_year: number;
  readonly person_count: number;
  readonly requested_amount: bigint;
  readonly decreed_amount: bigint | null;
  readonly case_data: Partial<CaseData>;
  readonly due_at: Date | null;
  readonly updated_at: Date;
  /** Of all rows that match, not only of this page. */
  readonly total: bigint;
}

export interface CaseItem {
  readonly proposalId: string;
  readonly institutionId: string;
  readonly institutionName: string;
  readonly regencyCode: string;
  readonly regencyName: string;
  readonly programmeName: { readonly id: string; readonly en: string };
  readonly packageName: { readonly id: string; readonly en: string };
  readonly targetGroup: string;
  /** LKS, SKPD, POKIR_DPRD or MUSRENBANG. */
  readonly source: string;
  readonly track: Track;
  /** Whose victims are helped; null on the planned track. */
  readonly disasterName: string | null;
  readonly fiscalYear: number;
  readonly state: ProposalState;
  /** One of the eight steps shown to the public; 0 before and beside them. */
  readonly publicStep: number;
  readonly version: number;
  readonly registrationNumber: string | null;
  readonly persons: number;
  /** Whole rupiah as decimal strings. */
  readonly requestedAmount: string;
  readonly decreedAmount: string | null;
  readonly waitsFor: WaitsFor;
  /** ISO instants. */
  readonly stateSince: string;
  readonly updatedAt: string;
  readonly dueAt: string | null;
  readonly overdue: boolean;
  /** Of a clock of hours, negative once it is over; null where days count. */
  readonly minutesLeft: number | null;
  /** Until when documents and pact of urgent aid must be complete, ISO instant; null where they are, or nothing is awaited. */
  readonly completeBy: string | null;
  readonly escalation: number;
  /** The entry of a first person that waits for the second. */
  readonly pendingCommand: StepCommand | null;
  /** The draft of the next year, where the case ended as carried over. */
  readonly carriedTo: string | null;
  /** What keeps the case standing still: a hold, an audit, both. */
  readonly overlays: readonly OverlayView[];
  /** The task is somebody's who has left the office. */
  readonly orphaned: boolean;
}
export interface OverlayView {
  readonly kind: 'HOLD' | 'AUDIT';
  readonly byName: string;
  /** ISO instant. */
  readonly since: string;
  readonly words: string;
}
export interface WaitsFor {
  readonly roles: readonly string[];
  readonly users: readonly { readonly userId: string; readonly name: string }[];
}

/** Rows of the view as lists show them, with the names of the people waited for. */
export async function toCaseItems(tx: ActorTx, rows: readonly CaseListRow[]): Promise<readonly CaseItem[]> {
  const waits = rows.map((row) =>
    whoIsWaitedFor({ state: stateOf(row), track: trackOf(row), data: { ...emptyCaseData, ...row.case_data } }),
  );
  const names = await readNames(
    tx,
    waits.flatMap((wait) => wait.users),
  );
  const orphans = await readOrphans(
    tx,
    rows.map((row) => row.id),
  );
  return rows.map((row, index): CaseItem => {
    const state = stateOf(row);
    const wait = waits[index] ?? { roles: [], users: [] };
    const shown = visiblePending(tx, row.case_data.pending ?? null);
    return {
      proposalId: row.id,
      institutionId: row.institution_id,
      institutionName: row.institution_name,
      regencyCode: row.regency_code,
      regencyName: row.regency_name ?? row.regency_code,
      programmeName: { id: row.programme_name_id, en: row.programme_name_en },
      packageName: { id: row.package_name_id, en: row.package_name_en },
      targetGroup: row.target_group,
      source: row.source,
      track: trackOf(row),
      disasterName: row.disaster_name,
      fiscalYear: row.fiscal_year,
      state,
      publicStep: proposalStates[state].publicStep,
      version: row.version,
      registrationNumber: row.registration_number,
      persons: row.person_count,
      requestedAmount: row.requested_amount.toString(),
      decreedAmount: row.decreed_amount?.toString() ?? null,
      waitsFor: {
        roles: wait.roles,
        users: wait.users
          .map((userId) => ({ userId, name: names.get(userId) ?? '' }))
          .filter((user) => user.name !== ''),
      },
      stateSince: row.state_since.toISOString(),
      updatedAt: row.updated_at.toISOString(),
      dueAt: row.due_at?.toISOString() ?? null,
      overdue: row.due_at !== null && row.due_at < tx.now && !isTerminal(state),
      minutesLeft: minutesLeft({ state, track: trackOf(row) }, row.due_at, tx.now),
      completeBy: completeBy(row.case_data),
      escalation: row.escalation,
      pendingCommand: shown?.command ?? null,
      orphaned: orphans.has(row.id),
      carriedTo: row.case_data.carriedTo ?? null,
      overlays: overlaysOf({ ...emptyCaseData, ...row.case_data }),
    };
  });
}

export function completeBy({ completeness }: Partial<Pick<CaseData, 'completeness'>>): string | null {
  return completeness?.done === false ? completeness.dueAt : null;
}

/** Only states that the urgent track counts in hours are told in them; a report has its date. */
export function minutesLeft({ state, track }: Standing, dueAt: Date | null, now: Date): number | null {
  if (track === 'PLANNED' || dueAt === null || !hourStates.has(state)) return null;
  return Math.trunc((dueAt.getTime() - now.getTime()) / 60_000);
}
const hourStates: ReadonlySet<string> = new Set(Object.keys(defaultPolicy(0).urgentHours));

/** Cases that wait for somebody who has left; only the province knows. */
export async function readOrphans(tx: ActorTx, proposalIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.sql.$queryRaw<{ id: string }[]>`
    select id from proposal where id = any(${[...proposalIds]}::uuid[]) and is_orphaned(state, case_data, ${tx.now})`;
  return new Set(rows.map((row) => row.id));
}

export function overlaysOf({ hold, audit }: Pick<CaseData, 'hold' | 'audit'>): readonly OverlayView[] {
  const view = (kind: OverlayView['kind'], overlay: Overlay | null): readonly OverlayView[] =>
    overlay === null ? [] : [{ kind, byName: overlay.byName, since: overlay.since, words: overlay.words }];
  return [...view('HOLD', hold), ...view('AUDIT', audit)];
}

export function stateOf(row: { readonly id: string; readonly state: string }): ProposalState {
  if (isProposalState(row.state)) return row.state;
  throw new Error(`proposal ${row.id} is in a state this release does not know: ${row.state}`);
}

export function trackOf(row: { readonly id: string; readonly track: string }): Track {
  if (isTrack(row.track)) return row.track;
  throw new Error(`proposal ${row.id} goes a way this release does not know: ${row.track}`);
}

/** The second person of a pending entry, else whoever the state waits for. */
export function whoIsWaitedFor(c: Pick<ProposalCase, 'state' | 'track' | 'data'>): {
  readonly roles: readonly string[];
  readonly users: readonly string[];
} {
  const { pending, fieldOfficers } = c.data;
  if (pending === null) return waitedFor(c);
  if (pending.command === 'submit_field') {
    return { roles: [], users: fieldOfficers.filter((officer) => officer !== pending.enteredBy) };
  }
  const row = transitionOf(c, pending.command);
  return { roles: row === null ? [] : (secondOf(c, row) ?? []), users: [] };
}

/** What officials have entered and not confirmed is nothing to the institution yet; what it entered itself is. */
export function visiblePending(tx: ActorTx, pending: Pending | null): Pending | null {
  return tx.authority.scope === 'institution' && !isOwnEntry(pending?.command) ? null : pending;
}

/** Entries of the institution that wait for an official. */
export function isOwnEntry(command: unknown): boolean {
  return command === 'sign_pact' || command === 'update_list';
}

/** Names of people where row security shows them: officials to officials, nobody to institutions but oneself. */
export async function readNames(tx: ActorTx, userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (userIds.length === 0) return new Map();
  const rows = await tx.sql.$queryRaw<{ id: string; name: string }[]>`
    select id, name from user_account where id = any(${[...new Set(userIds)]}::uuid[])`;
  return new Map(rows.map((row) => [row.id, row.name]));
}
