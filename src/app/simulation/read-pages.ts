import type { Actor } from '../../domain/actor.js';
import { listInbox } from '../queries/list-inbox.js';
import { getCase } from '../queries/get-case.js';
import type { Town } from './town.js';

/** One line of a person's inbox. */
export interface Waiting {
  readonly proposalId: string;
  readonly institutionId: string;
  readonly state: string;
  readonly version: number;
  readonly dueAt: Date | null;
  readonly pendingCommand: string | null;
  /** Roles whose turn it is. */
  readonly waitsFor: readonly string[];
}

const PAGE_SIZE = 200;

/** Everything that this person may act on now, by deadline. */
export async function inboxOf(town: Town, actor: Actor): Promise<readonly Waiting[]> {
  const waiting: Waiting[] = [];
  for (let page = 1; ; page += 1) {
    const { items, total } = await listInbox(town.ctx, actor, { tab: 'mine', page, pageSize: PAGE_SIZE });
    for (const item of items) {
      waiting.push({
        proposalId: item.proposalId,
        institutionId: item.institutionId,
        state: item.state,
        version: item.version,
        dueAt: item.dueAt === null ? null : new Date(item.dueAt),
        pendingCommand: item.pendingCommand,
        waitsFor: item.waitsFor.roles,
      });
    }
    if (items.length === 0 || waiting.length >= total) return waiting;
  }
}

/** What a person reads on the page of a case before deciding. */
export interface CasePage {
  readonly version: number;
  readonly revision: number;
  /** Codes of the proposal's documents. */
  readonly documents: readonly string[];
  readonly persons: readonly {
    readonly beneficiaryId: string;
    readonly homeCare: boolean;
    /** Something decreed was not handed over yet. */
    readonly open: boolean;
  }[];
  readonly lines: readonly {
    readonly id: string;
    readonly itemId: string;
    readonly itemCode: string;
    /** Of somebody who was found to be in the list twice. */
    readonly ineligible: boolean;
    readonly decreed: number;
    readonly delivered: number;
  }[];
  readonly visitPlannedOn: string | null;
  readonly pendingSince: Date | null;
  readonly listSet: boolean;
  readonly drops: readonly { readonly id: string; readonly state: string }[];
  readonly reportRevision: number;
  /** Whether the history tells of such a step. */
  happened(type: string): boolean;
}

export async function readCasePage(town: Town, actor: Actor, proposalId: string): Promise<CasePage> {
  const view = await getCase(town.ctx, actor, { proposalId });
  return {
    version: view.proposal.version,
    revision: view.proposal.revision,
    documents: view.documents.map((document) => document.code),
    persons: view.persons.entries.map((person) => ({
      beneficiaryId: person.beneficiaryId,
      homeCare: person.residenceMode === 'HOME_CARE',
      open: person.lines.some((line) => line.status === 'DECREED'),
    })),
    lines: view.persons.entries.flatMap((person) =>
      person.lines.map((line) => ({
        id: line.id,
        itemId: line.itemId,
        itemCode: line.code,
        ineligible: person.status === 'INELIGIBLE' && line.status !== 'DROPPED',
        decreed: line.decreed ?? 0,
        delivered: line.delivered ?? 0,
      })),
    ),
    visitPlannedOn: view.visit?.plannedOn ?? null,
    pendingSince: view.pending === null ? null : new Date(view.pending.enteredAt),
    listSet: view.list !== null,
    drops: view.drops.map((drop) => ({ id: drop.id, state: drop.state })),
    reportRevision: view.report?.revision ?? 0,
    happened: (type) => view.timeline.some((entry) => entry.type === type),
  };
}
