import type { InstitutionStanding } from '../../src/domain/institution/standing.js';
import type { DecreeCase, DecreeEntry, SignedPaper } from '../../src/domain/decree/decree-case.js';
import type { DecreeContext, FreezeFact } from '../../src/domain/decree/decree-commands.js';
import { HASH, NOW } from './cases.js';

/** Synthetic decrees for tests of the pure domain. */
export const DECREE = 'decree-1';
export const secretary = person('secretary-1', ['SECRETARIAT']);
export const otherSecretary = person('secretary-2', ['SECRETARIAT']);

export function person(userId: string, roles: readonly string[], duties: readonly string[] = []): DecreeContext {
  return {
    now: NOW,
    actor: { asActor: { kind: 'user', userId }, userId, name: `Peraga ${userId}`, roles },
    duties,
    commandId: `command-of-${userId}`,
    paperHash: HASH,
  };
}

export function anEntry(proposalId: string, over: Partial<DecreeEntry> = {}): DecreeEntry {
  return { proposalId, state: 'FENCED', persons: null, amount: null, linesHash: null, task: null, ...over };
}

export function aDecree(over: Partial<DecreeCase> = {}): DecreeCase {
  return {
    id: DECREE,
    programmeId: 'programme-1',
    title: 'Keputusan Peraga',
    fiscalYear: 2026,
    state: 'DRAFT',
    version: 4,
    number: null,
    signedOn: null,
    signatory: null,
    signedBlobId: null,
    rootHash: null,
    frozenAt: null,
    pending: null,
    entries: [anEntry('p1'), anEntry('p2')],
    ...over,
  };
}

export function frozenDecree(over: Partial<DecreeCase> = {}): DecreeCase {
  const frozen = { state: 'FROZEN', persons: 3, amount: '1500000', linesHash: HASH } as const;
  return aDecree({
    state: 'FROZEN',
    rootHash: HASH,
    frozenAt: NOW.toISOString(),
    entries: [anEntry('p1', frozen), anEntry('p2', frozen)],
    ...over,
  });
}

export const paper: SignedPaper = {
  number: '400.9/K.1/2026',
  signedOn: '2026-03-09',
  signatory: 'Gubernur Peraga',
  signedBlobId: 'scan-1',
  persons: 6,
  amount: '3000000',
};

export const goodStanding: InstitutionStanding = {
  institutionName: 'LKSA Peraga',
  institutionStatus: 'ACTIVE',
  registrationValidUntil: '2027-01-01',
  unpaidClawbacks: [],
  overdueReports: [],
  money: false,
  accountInForce: false,
};

export function aFreezeFact(proposalId: string, over: Partial<FreezeFact> = {}): FreezeFact {
  return {
    proposalId,
    registrationNumber: `BST/2026/${proposalId}`,
    proposalState: 'BUDGETED',
    fencedBy: DECREE,
    ...goodStanding,
    consideredAmount: 1_500_000n,
    linesAmount: 1_500_000n,
    doubtfulLines: 0,
    persons: 3,
    linesHash: HASH,
    entryHash: HASH,
    ...over,
  };
}
