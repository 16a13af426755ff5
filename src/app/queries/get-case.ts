import { z } from 'zod';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { draftEnds } from '../../domain/proposal/clocks.js';
import { nextEndorser } from '../../domain/proposal/endorsers.js';
import type { ProposalCase } from '../../domain/proposal/proposal-case.js';
import { reportDate } from '../../domain/proposal/report-lateness.js';
import { assists } from '../../domain/proposal/assisted.js';
import { editableStates, isTerminal, proposalStates } from '../../domain/proposal/states.js';
import { hoursIn } from '../../domain/proposal/urgent-hours.js';
import { parseInput } from '../parse-input.js';
import { witaDate } from '../../domain/time/wita.js';
import type { ActorTx, AppContext } from '../ports.js';
import { readCase } from '../proposal/case-row.js';
import { readCaseFacts, type CaseFacts } from '../proposal/decision-facts.js';
import * as field from '../proposal/fields.js';
import { isMoneyAccount } from '../proposal/money-account.js';
import { readRecordedEntries } from '../proposal/recorded-entries.js';
import { missingPapers } from '../proposal/missing-papers.js';
import { neededToSend } from '../proposal/steps/intake.js';
import { readContent, type ProposalContent } from '../proposal/proposal-content.js';
import { noteRefusal } from '../record/note-refusal.js';
import { availableCommands } from './available-commands.js';
import {
  completeBy,
  minutesLeft,
  overlaysOf,
  readNames,
  readOrphans,
  visiblePending,
  whoIsWaitedFor,
} from './case-item.js';
import type {
  CaseView,
  ChecklistEntry,
  CompletenessView,
  InstitutionView,
  PendingView,
  ProposalView,
} from './case-view.js';
import {
  readCostLines,
  readDocuments,
  readLetter,
  readPackages,
  readProgramme,
  type LetterRow,
} from './read-case-head.js';
import {
  readDecreeOfCase,
  readDrops,
  readList,
  readPact,
  readQuarantine,
  readReceipts,
  readVisit,
} from './read-case-work.js';
import { readClawback } from './read-clawback.js';
import { readContact } from './read-contact.js';
import { readPendingPeople } from './pending-people.js';
import { readOpenFlags } from './list-flags.js';
import { readInstitution } from './read-institution.js';
import { openPersons, readPersons } from './read-persons.js';
import { readPapers } from './read-papers.js';
import { readReport } from './read-report.js';
import { readScore } from './read-score.js';
import { readTimeline } from './read-timeline.js';

const request = z.object({
  proposalId: field.id,
  /** All persons unless a page of them is asked for. */
  personsPage: z.int().min(1).max(10_000).nullish(),
  personsPageSize: z.int().min(1).max(1_000).default(100),
});
export type GetCase = z.input<typeof request>;

/** One case as this person may see it. Errors: NOT_SIGNED_IN, NOT_FOUND (also another's case), INVALID_INPUT. */
export async function getCase(ctx: AppContext, actor: Actor, input: GetCase): Promise<CaseView> {
  if (actor.kind === 'public') throw new Refusal(refuse('NOT_SIGNED_IN'));
  const wanted = parseInput(request, input);
  const view = await ctx.db.withActor(actor, 30_000, (tx) => readView(tx, wanted));
  if (view === null) return refuseUnseen(ctx, actor, wanted.proposalId);
  return openView(ctx, view);
}

/** Row security decides: a case that is not the actor's does not exist for him. */
export async function refuseUnseen(ctx: AppContext, actor: Actor, proposalId: string): Promise<never> {
  const error = refuse('NOT_FOUND', { what: 'proposal' });
  await noteRefusal(ctx, actor, `proposal/${proposalId}`, 'read', error);
  throw new Refusal(error);
}

export type SealedView = NonNullable<Awaited<ReturnType<typeof readView>>>;

export async function openView(ctx: Pick<AppContext, 'vault'>, view: SealedView): Promise<CaseView> {
  const { sealedPersons, ...rest } = view;
  return { ...rest, persons: await openPersons(ctx.vault, sealedPersons) };
}

/** The case with its persons' numbers still sealed; null where the actor may not see it. */
export async function readView(tx: ActorTx, wanted: z.infer<typeof request>) {
  const c = await readCase(tx, wanted.proposalId);
  if (c === null) return null;
  const facts = await readCaseFacts(tx, c);
  const content = await readContent(tx, c.id);
  const institution = await readInstitution(tx, c.institutionId);
  const drops = await readDrops(tx, c.id);
  const decree = await readDecreeOfCase(tx, c);
  const [pack] = await readPackages(tx, { packageId: c.packageId });
  if (pack === undefined) throw new Error(`package ${c.packageId} is not visible`);
  const amountsHidden = tx.authority.scope === 'institution' && c.decreedAmount === null;
  const paged = wanted.personsPage ?? null;
  const range =
    paged === null
      ? { limit: null, offset: 0 }
      : { limit: wanted.personsPageSize, offset: (paged - 1) * wanted.personsPageSize };
  const clawback = await readClawback(tx, c);
  const records = tx.authority.scope === 'institution' ? [] : await readRecordedEntries(tx, c.id);
  const available = availableCommands(tx, c, facts, {
    dropHandedOver: drops.some(
      (drop) => drop.state === 'HANDED_OVER' && !c.data.quarantine.some(({ dropId }) => dropId === drop.id),
    ),
    fencingDecree: c.fencedBy === null ? null : (decree?.title ?? null),
    annexLevel: pack.annexLevel,
    debt: clawback.debt?.state ?? null,
    money: isMoneyAccount(pack.accountCode),
    institutionStatus: institution.status,
    records,
  });
  return {
    proposal: await proposalView(tx, { c, facts, content, letter: await readLetter(tx, c.id), amountsHidden }),
    institution,
    flags: await readOpenFlags(tx, c.institutionId),
    programme: await readProgramme(tx, c.programmeId),
    package: pack,
    costLines: await readCostLines(tx, c.id),
    documents: await readDocuments(tx, c.id),
    checklist: checklistOf(c, facts, content, institution),
    sealedPersons: await readPersons(tx, c, range, amountsHidden),
    visit: await readVisit(tx, c),
    decree,
    list: await readList(tx, c.id),
    pact: await readPact(tx, c.id),
    papers: await readPapers(tx, c.id),
    drops,
    receipts: await readReceipts(tx, c.id),
    quarantine: await readQuarantine(tx, c.id),
    report: await readReport(tx, c),
    timeline: await readTimeline(tx, c.id),
    records,
    availableCommands: available,
    contact: await readContact(tx, c, available),
    pending: await pendingView(tx, c),
    score: await readScore(tx, c, facts),
    clawback,
    alarms: await readAlarms(tx, c.id),
  };
}

interface Known {
  readonly c: ProposalCase;
  readonly facts: CaseFacts;
  readonly content: ProposalContent;
  readonly letter: LetterRow;
  readonly amountsHidden: boolean;
}

async function proposalView(tx: ActorTx, { c, facts, content, letter, amountsHidden }: Known): Promise<ProposalView> {
  const waited = whoIsWaitedFor({ ...c, data: { ...c.data, pending: visiblePending(tx, c.data.pending) } });
  const names = await readNames(tx, [...waited.users, ...c.data.fieldOfficers]);
  const named = (userId: string): { userId: string; name: string }[] => {
    const name = names.get(userId);
    return name === undefined ? [] : [{ userId, name }];
  };
  const dueAt =
    c.state === 'DRAFT' && c.track === 'PLANNED' ? draftEnds(c, facts.windowClosesAt).toISOString() : c.dueAt;
  return {
    id: c.id,
    state: c.state,
    track: c.track,
    inHours: hoursIn(c, facts.policy) !== null,
    disasterName: letter.disaster_name,
    minutesLeft: minutesLeft(c, dueAt === null ? null : new Date(dueAt), tx.now),
    completeness: await completenessView(tx, c, facts),
    completeBy: completeBy(c.data),
    publicStep: proposalStates[c.state].publicStep,
    version: c.version,
    revision: c.revision,
    stateSince: c.stateSince,
    dueAt,
    overdue: dueAt !== null && new Date(dueAt) < tx.now && !isTerminal(c.state),
    escalation: c.escalation,
    waitsFor: { roles: waited.roles, users: waited.users.flatMap(named) },
    overlays: overlaysOf(c.data),
    orphaned: (await readOrphans(tx, [c.id])).has(c.id),
    letters: c.data.letters,
    reportDueOn: c.data.reportDueAt === null ? null : reportDate(c, facts.policy),
    // an opinion is work among officials until the decree
    regencyOpinion: amountsHidden ? null : c.data.regencyOpinion,
    fiscalYear: c.fiscalYear,
    registrationNumber: c.registrationNumber,
    agendaNumber: c.agendaNumber,
    letterNumber: letter.letter_number,
    letterDate: letter.letter_date,
    background: letter.background,
    purpose: letter.purpose,
    personCount: c.personCount,
    requestedAmount: c.requestedAmount,
    ownShare: c.ownShare,
    costTotal: content.costTotal.toString(),
    linesTotal: content.linesTotal.toString(),
    contentHash: content.contentHash,
    recommendedAmount: amountsHidden ? null : c.recommendedAmount,
    overLimits: tx.authority.scope === 'province' || tx.authority.scope === 'system' ? c.data.overLimits : [],
    consideredAmount: amountsHidden ? null : c.consideredAmount,
    decreedAmount: c.decreedAmount,
    budgetLine: amountsHidden ? null : c.budgetLine,
    fencedBy: c.fencedBy,
    endorsed: c.data.endorsed,
    nextEndorser: c.state === 'FIELD_VERIFIED' ? nextEndorser(c) : null,
    fieldOfficers: c.data.fieldOfficers.flatMap(named),
    returned: c.data.returned === null ? null : { from: c.data.returned.state, remarks: c.data.returned.remarks },
    rejection: c.data.rejection,
    reportRemarks: c.data.reportRemarks,
    listVersion: c.data.listVersion,
    amendedAmount: tx.authority.scope === 'institution' ? null : (c.data.amendment?.amount ?? null),
    source: letter.source,
    outsideLetter:
      letter.outside_letter_number === null
        ? null
        : {
            number: letter.outside_letter_number,
            date: letter.outside_letter_date ?? '',
            blobId: letter.outside_letter_blob_id ?? '',
          },
    assisted: c.data.assisted,
    carriedFrom: letter.carried_from,
    carriedTo: c.data.carriedTo,
    createdAt: letter.created_at.toISOString(),
    purgedOn: await readPurgedOn(tx, c.id),
    editable: (tx.authority.scope === 'institution' || assists(c, tx.authority)) && editableStates.includes(c.state),
  };
}

/** What of the papers may still come, while it may. */
async function completenessView(tx: ActorTx, c: ProposalCase, { policy }: CaseFacts): Promise<CompletenessView | null> {
  const { completeness } = c.data;
  if (completeness === null) return null;
  const missing = completeness.done ? [] : await missingPapers(tx, c, policy);
  return { dueAt: completeness.dueAt, done: completeness.done, missing };
}

/** The same list that submit asks for (process.md 2.1). */
function checklistOf(
  c: ProposalCase,
  facts: CaseFacts,
  content: ProposalContent,
  institution: InstitutionView,
): readonly ChecklistEntry[] {
  const attached = new Set(content.documents.map((document) => document.code));
  // what an urgent case was let off until its approval is asked for after it
  const needed = neededToSend(c.data.completeness === null ? c : { track: 'PLANNED' }, facts.policy);
  const balanced =
    content.costTotal === content.requestedAmount + content.ownShare && content.linesTotal === content.requestedAmount;
  const own = (code: string, done: boolean): ChecklistEntry => ({ code, of: 'proposal', done, expired: false });
  return [
    own('letter', content.letterComplete),
    own('BNBA', content.persons > 0),
    own('RAB', balanced && content.costTotal > 0n),
    ...needed.proposal.map((code) => own(code, attached.has(code))),
    ...needed.institution.map((code): ChecklistEntry => {
      const held = institution.documents.find((document) => document.code === code && document.status !== 'INVALID');
      return { code, of: 'institution', done: held !== undefined && !held.expired, expired: held?.expired ?? false };
    }),
  ];
}

async function pendingView(tx: ActorTx, c: ProposalCase): Promise<PendingView | null> {
  const pending = visiblePending(tx, c.data.pending);
  if (pending === null) return null;
  return {
    command: pending.command,
    payload: pending.payload,
    enteredByName: pending.enteredByName,
    enteredAt: pending.enteredAt,
    contentHash: pending.contentHash,
    own: pending.enteredBy === tx.authority.userId,
    people: pending.command === 'update_list' ? await readPendingPeople(tx, c, pending.payload) : [],
  };
}

async function readAlarms(tx: ActorTx, proposalId: string): Promise<CaseView['alarms']> {
  const rows = await tx.sql.$queryRaw<{ kind: string; due_at: Date }[]>`
    select kind, due_at from alarm where proposal_id = ${proposalId}::uuid order by due_at, kind`;
  return rows.map((row) => ({ kind: row.kind, dueAt: row.due_at.toISOString() }));
}

async function readPurgedOn(tx: ActorTx, proposalId: string): Promise<string | null> {
  const [row] = await tx.sql.$queryRaw<{ at: Date }[]>`
    select purged_at as at from purge_case where proposal_id = ${proposalId}::uuid and purged_at is not null`;
  return row === undefined ? null : witaDate(row.at);
}
