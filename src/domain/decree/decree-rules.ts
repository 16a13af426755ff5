import { refuse, type DomainError } from '../errors.js';
import { standingError } from '../institution/standing.js';
import type { RefusedProposal } from '../proposal-task.js';
import { witaDate } from '../time/wita.js';
import { frozenTotals, liveEntries, type DecreeCase, type DecreeEntry, type SignedPaper } from './decree-case.js';
import type { DecreeCommandMap, DecreeContext, FreezeFact } from './decree-commands.js';
import type { DecreeChange, DecreeEvent } from './decree-events.js';

export interface DecreeVerdict {
  readonly change: DecreeChange;
  readonly note: DecreeEvent['note'];
  /** Proposals that this command leaves out, each with its reason. */
  readonly refused?: readonly RefusedProposal[];
}
export interface DecreeRuleInput<K extends keyof DecreeCommandMap> {
  readonly decree: DecreeCase;
  readonly payload: DecreeCommandMap[K]['payload'];
  readonly facts: DecreeCommandMap[K]['facts'];
  readonly context: DecreeContext;
}
type DecreeRule<K extends keyof DecreeCommandMap> = (input: DecreeRuleInput<K>) => DomainError | DecreeVerdict;

const include: DecreeRule<'include'> = ({ decree: d, payload, facts, context }) => {
  const wanted = [...new Set(payload.proposalIds)];
  const known = new Map(facts.candidates.map((candidate) => [candidate.proposalId, candidate]));
  const unknown = wanted.filter((id) => !known.has(id));
  if (unknown.length > 0) return refuse('NOT_FOUND', { what: 'proposal', proposals: unknown });
  const foreign = facts.candidates.filter((c) => c.programmeId !== d.programmeId || c.fiscalYear !== d.fiscalYear);
  if (foreign.length > 0) {
    return refuse('INVALID_INPUT', { fields: ['proposalIds'], proposals: foreign.map((c) => c.proposalId) });
  }
  const refused = wanted.flatMap((proposalId): RefusedProposal[] => {
    const candidate = known.get(proposalId);
    if (candidate === undefined) return [];
    const { heldBy, standing } = candidate;
    const error =
      heldBy === null ? standingError(standing, witaDate(context.now)) : refuse('FENCED_BY_DECREE', { decree: heldBy });
    return error === null ? [] : [{ proposalId, error }];
  });
  const held = new Set(refused.map((entry) => entry.proposalId));
  const added = wanted.filter((id) => !held.has(id));
  const first = refused[0];
  if (added.length === 0) return first?.error ?? refuse('INVALID_INPUT', { fields: ['proposalIds'] });
  const entries = added.map((proposalId): DecreeEntry => ({
    proposalId,
    state: 'ADDED',
    persons: null,
    amount: null,
    linesHash: null,
    task: { type: 'include', number: d.version + 1, actor: context.actor.asActor, origin: context.commandId },
  }));
  return { change: { entries }, note: { proposals: added }, refused };
};

const exclude: DecreeRule<'exclude'> = ({ decree: d, payload, context }) => {
  const wanted = new Set(payload.proposalIds);
  const named = liveEntries(d).filter((entry) => wanted.has(entry.proposalId));
  if (named.length === 0 || named.length < wanted.size) return refuse('INVALID_INPUT', { fields: ['proposalIds'] });
  if (named.some((entry) => entry.task !== null)) return refuse('STILL_WORKING', { command: 'exclude' });
  const task = {
    type: 'exclude',
    number: d.version + 1,
    actor: context.actor.asActor,
    origin: context.commandId,
  } as const;
  // a thawed annex keeps nothing: the next freeze measures everything anew
  const entries = liveEntries(d).map((entry) => ({
    ...thawed(entry),
    task: wanted.has(entry.proposalId) ? task : entry.task,
  }));
  return {
    change: { entries, rootHash: null, frozenAt: null },
    note: { proposals: [...wanted], ...(d.rootHash === null ? {} : { thawedRootHash: d.rootHash }) },
  };
};

function thawed(entry: DecreeEntry): DecreeEntry {
  return entry.state === 'FROZEN' ? { ...entry, state: 'FENCED', persons: null, amount: null, linesHash: null } : entry;
}

const freeze: DecreeRule<'freeze'> = ({ decree: d, facts, context }) => {
  const live = liveEntries(d);
  if (live.length === 0) return refuse('INCOMPLETE', { fields: ['entries'] });
  const unfenced = live.filter((entry) => entry.state !== 'FENCED' || entry.task !== null);
  if (unfenced.length > 0) {
    return refuse('INCOMPLETE', { fields: ['entries'], proposals: unfenced.map((entry) => entry.proposalId) });
  }
  const facing = new Map(facts.entries.map((fact) => [fact.proposalId, fact]));
  const missing = live.filter((entry) => !facing.has(entry.proposalId)).map((entry) => entry.proposalId);
  if (missing.length > 0) return refuse('NOT_FOUND', { what: 'proposal', proposals: missing });
  const failed = freezeError(d, facts.entries, witaDate(context.now));
  if (failed !== null) return failed;
  const entries = live.map((entry): DecreeEntry => {
    const fact = facing.get(entry.proposalId);
    return {
      ...entry,
      state: 'FROZEN',
      persons: fact?.persons ?? null,
      amount: fact?.linesAmount.toString() ?? null,
      linesHash: fact?.linesHash ?? null,
    };
  });
  const totals = frozenTotals({ ...d, entries });
  return {
    change: { entries, rootHash: facts.rootHash, frozenAt: context.now.toISOString() },
    note: {
      rootHash: facts.rootHash,
      entries: entries.length,
      persons: totals.persons,
      amount: totals.amount.toString(),
      entryHashes: facts.entries.map((fact) => `${fact.proposalId} ${fact.entryHash}`),
    },
  };
};

/** Re-check of institution, persons and money at the freeze (process.md 2.1): the first kind of fault, with every case that has it. */
function freezeError(d: DecreeCase, facts: readonly FreezeFact[], today: string): DomainError | null {
  const found = facts.flatMap((fact) => {
    const error = entryError(d, fact, today);
    return error === null ? [] : [{ fact, error }];
  });
  const code = faultOrder.find((one) => found.some(({ error }) => error.code === one));
  const alike = found.filter(({ error }) => error.code === code);
  const [first] = alike;
  if (first === undefined) return null;
  return refuse(first.error.code, {
    ...(alike.length === 1 ? first.error.details : {}),
    command: 'freeze',
    proposals: alike.map(({ fact }) => fact.proposalId),
    cases: alike.map(({ fact }) => fact.registrationNumber),
    institutions: alike.map(({ fact }) => fact.institutionName),
    // all that stand in the way, each with its own reason
    faults: found.map(({ fact, error }) => `${fact.registrationNumber} ${error.code}`),
  });
}

const faultOrder: readonly DomainError['code'][] = [
  'NOT_ALLOWED_IN_STATE',
  'INSTITUTION_NOT_ACTIVE',
  'REGISTRATION_EXPIRED',
  'CLAWBACK_UNPAID',
  'REPORT_OVERDUE',
  'ACCOUNT_MISSING',
  'ALREADY_CLAIMED',
  'LIST_MISMATCH',
];

function entryError(d: DecreeCase, fact: FreezeFact, today: string): DomainError | null {
  if (fact.proposalState !== 'BUDGETED' || fact.fencedBy !== d.id) return refuse('NOT_ALLOWED_IN_STATE');
  const outside = standingError(fact, today);
  if (outside !== null) return outside;
  if (fact.doubtfulLines > 0) return refuse('ALREADY_CLAIMED', { lines: fact.doubtfulLines });
  return fact.persons === 0 || fact.linesAmount !== fact.consideredAmount ? refuse('LIST_MISMATCH') : null;
}

const record: DecreeRule<'record'> = ({ decree: d, payload, facts, context }) => {
  const earliest = `${d.fiscalYear}-01-01`;
  if (payload.signedOn < earliest) return refuse('TOO_EARLY', { earliest });
  if (payload.signedOn > witaDate(context.now)) return refuse('DATE_ORDER', { first: 'signedOn', second: 'today' });
  if (facts.numberTaken) return refuse('DUPLICATE_NUMBER', { number: payload.number, year: d.fiscalYear });
  if (!facts.scanExists) return refuse('INCOMPLETE', { fields: ['signedScan'] });
  // I4: what was signed is what was frozen; the difference is named, the record is not bent to it
  const totals = frozenTotals(d);
  const differs = [
    ...(payload.persons === totals.persons ? [] : ['persons']),
    ...(BigInt(payload.amount) === totals.amount ? [] : ['amount']),
  ];
  if (differs.length > 0) {
    return refuse('LIST_MISMATCH', {
      differs,
      frozenPersons: totals.persons,
      recordedPersons: payload.persons,
      frozenAmount: totals.amount.toString(),
      recordedAmount: payload.amount,
    });
  }
  const task = {
    type: 'decree',
    number: d.version + 1,
    actor: { kind: 'system', purpose: 'decree' },
    origin: context.commandId,
  } as const;
  return {
    change: {
      number: payload.number,
      signedOn: payload.signedOn,
      signatory: payload.signatory,
      signedBlobId: payload.signedBlobId,
      entries: liveEntries(d).map((entry) => ({ ...entry, task })),
    },
    note: paperNote(payload, d.rootHash),
  };
};

export function paperNote(paper: SignedPaper, rootHash: string | null): DecreeEvent['note'] {
  return {
    number: paper.number,
    signedOn: paper.signedOn,
    signatory: paper.signatory,
    scan: paper.signedBlobId,
    persons: paper.persons,
    amount: paper.amount,
    rootHash,
  };
}

export const decreeRules: { readonly [K in keyof DecreeCommandMap]: DecreeRule<K> } = {
  include,
  exclude,
  freeze,
  record,
};
