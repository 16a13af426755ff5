import type { FactsOf, PayloadOf } from '../../src/domain/proposal/command-map.js';
import type { RecordedEntry } from '../../src/domain/proposal/commands/corrections.js';
import type { AssistedIntake } from '../../src/domain/proposal/assisted.js';
import { emptyCaseData, type ProposalCase } from '../../src/domain/proposal/proposal-case.js';
import type { DecisionContext } from '../../src/domain/proposal/rule.js';
import type { ProposalState } from '../../src/domain/proposal/states.js';
import type { StepCommand } from '../../src/domain/proposal/transitions.js';
import { defaultPolicy } from '../../src/domain/policy.js';
import type { ScoringFacts } from '../../src/domain/scoring.js';

/** Synthetic cases and facts for tests of the pure domain. */
export const NOW = new Date('2026-03-10T02:00:00.000Z');
export const OWN = '00000000-0000-7000-8000-000000000001';
export const HASH = 'a'.repeat(64);

export function aCase(state: ProposalState, over: Partial<ProposalCase> = {}): ProposalCase {
  return {
    id: '00000000-0000-7000-8000-00000000000a',
    version: 3,
    state,
    stateSince: NOW.toISOString(),
    dueAt: '2026-03-16T15:59:59.000Z',
    revision: state === 'DRAFT' ? 0 : 1,
    institutionId: OWN,
    regencyCode: '64.11',
    fiscalYear: 2026,
    packageId: '00000000-0000-7000-8000-00000000000b',
    programmeId: '00000000-0000-7000-8000-00000000000c',
    track: 'PLANNED',
    disasterId: null,
    registrationNumber: null,
    agendaNumber: null,
    policyVersionId: null,
    personCount: 2,
    requestedAmount: '3000000',
    ownShare: '0',
    recommendedAmount: null,
    consideredAmount: null,
    decreedAmount: null,
    budgetLine: null,
    sipdId: null,
    decreeId: null,
    fencedBy: null,
    escalation: 0,
    ...over,
    data: { ...emptyCaseData, ...over.data },
  };
}

/** Entered by the secretariat from the chair's paper, which is not used yet. */
export function anIntake(over: Partial<AssistedIntake> = {}): AssistedIntake {
  const paper = { documentNumber: 'K/1', documentDate: '2026-03-02', scanBlobId: 'scan-1' };
  const waits = { paperUsed: false, since: NOW.toISOString(), confirmed: null, overdueTold: false };
  return { by: 'user-SECRETARIAT', byName: 'SECRETARIAT', paper, ...waits, ...over };
}

export function aPerson(
  roles: readonly string[],
  over: Partial<DecisionContext['actor']> & { duties?: readonly string[] } = {},
): DecisionContext {
  const { duties = [], ...actor } = over;
  return {
    now: NOW,
    actor: {
      kind: 'user',
      userId: `user-${roles.join('-')}`,
      name: roles.join(' '),
      roles,
      institutionId: roles.some((role) => role.startsWith('LKS')) ? OWN : null,
      ...actor,
    },
    duties,
    policy: defaultPolicy(2026),
    holidays: new Set(['2026-03-19', '2026-03-20']),
    remote: false,
    payloadHash: HASH,
  };
}

/** A consideration as it was recorded, ninth in the history of its case. */
export function anEntry(over: Partial<RecordedEntry> = {}): RecordedEntry {
  const paper = {
    documentNumber: 'TAPD/1',
    documentDate: '2026-03-01',
    signatory: 'Ketua TAPD',
    scan: null,
    rank: null,
  };
  return { ...paper, entry: 9, corrects: 'consider', recordedIn: 'RECOMMENDED', body: 'TAPD', inForce: true, ...over };
}

export function system(): DecisionContext {
  const person = aPerson([]);
  return { ...person, actor: { ...person.actor, kind: 'system', userId: null, name: 'system' } };
}

const line = {
  id: 'line-1',
  position: 1,
  upper: 2,
  unitPrice: 500_000n,
  presence: 'PRESENT',
  claimedElsewhere: false,
  undecided: false,
};
const ceiling = {
  id: 'ceiling-1',
  scope: 'PROGRAMME',
  scopeKey: '',
  amount: 10_000_000n,
  reserved: 0n,
  consumed: 0n,
  hard: true,
};
const scoring: ScoringFacts = {
  persons: 2,
  targetGroup: 'CHILD',
  area: { covered: 1, registered: 4, coveredAll: 4, registeredAll: 8 },
  lastReport: { fiscalYear: 2025, onTime: true },
  typed: [],
};
const submission: FactsOf<'submit'> = {
  contentHash: HASH,
  windowOpensAt: new Date('2026-01-01T00:00:00Z'),
  windowClosesAt: new Date('2026-12-31T15:59:59Z'),
  institutionName: 'LKSA Peraga',
  institutionStatus: 'ACTIVE',
  registrationValidUntil: '2027-01-01',
  livingProposals: 0,
  unpaidClawbacks: [],
  overdueReports: [],
  money: false,
  accountInForce: false,
  missingDocuments: [],
  expiredDocuments: [],
  costTotal: 3_000_000n,
  linesTotal: 3_000_000n,
  requestedAmount: 3_000_000n,
  ownShare: 0n,
  persons: 2,
  letterComplete: true,
  letterDate: '2026-02-01',
  policyVersionId: 'policy-1',
};

const order: PayloadOf<'assign_field'> = {
  officers: ['officer-1', 'officer-2'],
  teamName: 'Tim 1',
  orderNumber: 'ST/1',
  orderDate: '2026-03-10',
  route: 'Ujoh Bilang',
  plannedOn: '2026-03-12',
};

const amendable = { lines: [line], raisable: [], ceilings: [ceiling], goodsOnTheWay: 0, inForce: true };

/** For every command a payload and facts with which it succeeds; tests bend one thing at a time. */
export const samples: { readonly [K in StepCommand]: { readonly payload: PayloadOf<K>; readonly facts: FactsOf<K> } } =
  {
    submit: { payload: { contentHash: HASH }, facts: submission },
    resubmit: { payload: { contentHash: HASH }, facts: submission },
    close_window: {
      payload: {},
      facts: { windowClosesAt: new Date('2026-03-01T00:00:00Z'), next: null, draftId: 'draft-2' },
    },
    carry_over: {
      payload: { words: 'Pagu habis' },
      facts: { next: { programmeId: 'programme-2', packageId: 'package-2', fiscalYear: 2027 }, draftId: 'draft-2' },
    },
    close_year: {
      payload: { words: 'Barang di gudang', lapsedItems: [] },
      facts: { money: false, openLines: [{ itemId: 'item-1' }], receivedLines: 0, goodsOnTheWay: 0 },
    },
    lapse_money: {
      payload: { words: 'Tanpa SP2D' },
      facts: { money: true, openLines: [{ itemId: 'item-1' }], receivedLines: 1, goodsOnTheWay: 0 },
    },
    draft_amendment: {
      payload: { words: 'Pagu turun', cuts: [{ lineId: 'line-1', quantity: 1, reason: 'Pagu turun' }], raises: [] },
      facts: { ...amendable, linesHash: HASH },
    },
    amend: {
      payload: {
        documentNumber: 'SK/2',
        documentDate: '2026-03-01',
        signatory: 'Gubernur',
        scanBlobId: 'scan-2',
        amount: '500000',
      },
      facts: { ...amendable, linesHash: HASH, decreeSignedOn: '2026-02-01' },
    },
    allow_late: {
      payload: { documentNumber: 'SEKDA/1', documentDate: '2026-03-01', signatory: 'Sekda' },
      facts: {},
    },
    register: {
      payload: { agendaNumber: '123', disposition: 'Dinsos' },
      facts: { nextRegistrationNumber: 'BST/2026/00001' },
    },
    start_admin: { payload: {}, facts: {} },
    pass_admin: {
      payload: { checks: [{ code: 'LETTER', valid: true, reason: '' }], notes: '' },
      facts: { mandatory: ['LETTER'], present: ['LETTER'] },
    },
    return: { payload: { words: 'Lengkapi RAB', remarks: [] }, facts: {} },
    assign_field: {
      payload: order,
      facts: { fieldVerifiers: ['officer-1', 'officer-2'], visitId: 'visit-1', linked: [], inTeam: true, trip: null },
    },
    submit_field: {
      payload: {
        visitedOn: '2026-03-10',
        bedCount: 80,
        latitude: 0.5,
        longitude: 115.2,
        signature: 'SIGNED',
        signatureNote: '',
        notes: '',
        photoBlobIds: ['photo-1'],
        exceptions: [],
      },
      facts: {
        unknownBeneficiaries: 0,
        missingPhotos: 0,
        missingPapers: 0,
        photosUsedBefore: 0,
        linked: false,
        homeCare: [],
        orderDate: '2026-03-09',
      },
    },
    endorse: { payload: { note: '' }, facts: {} },
    recommend: {
      payload: {
        criteria: { selective: true, eligible: true, temporary: true, purposeful: true },
        criteriaNote: '',
        cuts: [],
      },
      facts: { lines: [line], ceilings: [], scoring },
    },
    score: {
      payload: { typed: [{ criterion: 'FACILITY', grade: null, points: 5, reason: 'Ruang belajar' }] },
      facts: { scoring },
    },
    consider: {
      payload: {
        documentNumber: 'TAPD/1',
        documentDate: '2026-03-01',
        signatory: 'Ketua TAPD',
        scanBlobId: null,
        cuts: [],
      },
      facts: { lines: [line], ceilings: [ceiling], namedScopes: ['PROGRAMME'] },
    },
    waitlist: {
      payload: { documentNumber: 'TAPD/3', documentDate: '2026-03-01', signatory: 'Ketua TAPD', rank: 4 },
      facts: {},
    },
    cut: {
      payload: {
        to: 'CONSIDERED',
        words: 'Pagu turun',
        cuts: [{ lineId: 'line-1', quantity: 1, reason: 'Pagu turun' }],
      },
      facts: { lines: [line], ceilings: [ceiling] },
    },
    link_budget: {
      payload: { budgetLine: 'DPA-1', sipdId: 'SIPD-1', accountCode: '5.1.06.04.02.0001' },
      facts: {
        institutionKind: 'LKSA',
        annexLevel: 'INSTITUTION',
        packageAccountCode: '5.1.06.04.02.0001',
        line: { ...ceiling, scope: 'DPA_LINE', scopeKey: 'DPA-1' },
      },
    },
    include: { payload: { decreeId: 'decree-1' }, facts: { decreeState: 'DRAFT' } },
    exclude: { payload: { decreeId: 'decree-1' }, facts: { decreeState: 'DRAFT' } },
    decree: {
      payload: { decreeId: 'decree-1', number: 'SK/1', signedOn: '2026-02-01', linesHash: HASH },
      facts: { linesHash: HASH },
    },
    set_list: { payload: {}, facts: { persons: 2, contentHash: HASH, over: [] } },
    sign_pact: {
      payload: { signedBlobId: 'scan-1', signedOn: '2026-03-01' },
      facts: { decreeSignedOn: '2026-02-01', blobExists: true },
    },
    allow_goods_exception: {
      payload: { words: 'Penghuni tetap memerlukan pangan' },
      facts: { money: false, institutionStatus: 'SUSPENDED' },
    },
    start_delivery: {
      payload: { batchId: 'batch-1' },
      facts: {
        institutionStatus: 'ACTIVE',
        list: { hash: HASH, lines: null },
        linesNow: [],
        linesHash: HASH,
        pactSignedOn: '2026-03-01',
        decreeSignedOn: '2026-02-01',
        dispatchedOn: '2026-03-05',
        doubtfulLines: 0,
        freeze: null,
      },
    },
    confirm_receipt: {
      payload: { dropId: 'drop-1', receivedOn: '2026-03-08', signedBy: 'Ketua', exceptions: [] },
      facts: {
        dropState: 'HANDED_OVER',
        bastDate: '2026-03-07',
        openLines: [{ id: 'line-1', decreed: 2 }],
        freeze: null,
        quarantineId: 'quarantine-1',
      },
    },
    judge_receipt: {
      payload: { quarantineId: 'quarantine-1', accepted: true, words: 'Diserahkan sebelum surat diterima' },
      facts: { changedLines: 0 },
    },
    hold_lines: {
      payload: { lineIds: ['line-1'], words: 'Ukuran alat bantu diperiksa' },
      facts: { open: [{ id: 'line-1', held: false }], reconciling: false },
    },
    resume_lines: {
      payload: { lineIds: ['line-1'], words: 'Sudah cocok' },
      facts: { open: [{ id: 'line-1', held: true }], reconciling: false },
    },
    update_list: {
      payload: {
        documentNumber: 'BA/1',
        documentDate: '2026-03-05',
        scanBlobId: 'scan-3',
        verifierId: 'officer-1',
        changes: [
          { beneficiaryId: 'beneficiary-1', cause: 'DECEASED', leftOn: '2026-03-04', replacedBy: 'person-9' },
          { beneficiaryId: 'beneficiary-2', cause: 'MOVED_OUT', leftOn: '2026-03-04', replacedBy: null },
        ],
      },
      facts: {
        annexLevel: 'INSTITUTION',
        open: ['beneficiary-1', 'beneficiary-2'],
        entrants: ['person-9'],
        verifier: { holdsOffice: true, barred: false, name: 'Petugas Peraga' },
        reconciling: false,
      },
    },
    finalise_lines: {
      payload: { batchId: 'batch-1' },
      facts: { openLines: 0, openDrops: 0, lastReceivedOn: '2026-03-01' },
    },
    submit_report: {
      payload: { reportId: 'report-1', contentHash: HASH },
      facts: {
        contentHash: HASH,
        narrative: 'Dipakai seluruhnya',
        photos: 3,
        items: [{ code: 'FOOD', delivered: 2, received: 2, used: 2, returned: 0, lost: 0 }],
      },
    },
    return_report: { payload: { words: 'Foto kurang', remarks: [] }, facts: {} },
    accept_report: { payload: { note: '' }, facts: { delivered: 2, accounted: 2 } },
    reject: {
      payload: { reasonCode: 'DOUBLE', words: 'Ganda', documentNumber: 'TAPD/2', documentDate: '2026-03-01' },
      facts: {},
    },
    appeal: { payload: { words: 'Bukan ganda' }, facts: {} },
    close_appeal: { payload: {}, facts: {} },
    name_reviewer: {
      payload: { userId: 'user-APPEAL_REVIEWER' },
      facts: { holdsOffice: true, tookPart: false, name: 'Peninjau' },
    },
    grant: { payload: { words: 'Bukan ganda' }, facts: { lines: [line], ceilings: [] } },
    pass_urgent: { payload: { words: 'Banjir setinggi atap' }, facts: {} },
    approve_urgent: {
      payload: { documentNumber: 'GUB/1', documentDate: '2026-03-10', signatory: 'Gubernur', scanBlobId: null },
      facts: { decreeId: 'decree-1', persons: 2, disasterOn: '2026-03-09' },
    },
    complete_papers: { payload: {}, facts: { missingPapers: [] } },
    deny: { payload: { words: 'Tetap ganda' }, facts: {} },
    withdraw: { payload: { words: 'Tidak jadi' }, facts: { fencingDecree: null } },
    log_contact: { payload: { channel: 'WHATSAPP', reached: true, words: 'Ketua berjanji besok' }, facts: {} },
    hold: { payload: { words: 'Menunggu klarifikasi' }, facts: {} },
    resume: { payload: { words: 'Sudah jelas' }, facts: {} },
    audit_on: { payload: { words: 'Pemeriksaan reguler' }, facts: {} },
    audit_off: { payload: { words: 'Selesai' }, facts: {} },
    expire: { payload: { words: 'Tidak diperbaiki' }, facts: {} },
    correct_record: {
      payload: {
        entry: 9,
        corrects: 'consider',
        recordedIn: 'RECOMMENDED',
        documentNumber: 'TAPD/11',
        documentDate: '2026-03-01',
        signatory: 'Ketua TAPD',
        rank: null,
        cuts: null,
        words: 'Nomor salah ketik',
      },
      facts: { record: anEntry(), notBefore: null, notAfter: null, numberTaken: false, lines: [line], ceilings: [] },
    },
    recall: { payload: { words: 'Keliru' }, facts: { contentChanged: false, lostNeeds: 0, ceilings: [] } },
    default_report: { payload: {}, facts: {} },
    close_default: {
      payload: { words: 'LPJ tidak ada' },
      facts: { debt: { state: 'LEGAL', number: 'LG/1', amount: '1000000' } },
    },
    assign: {
      payload: { staff: ['desk-1'], words: 'Merata' },
      facts: { able: ['desk-1'], barred: [], names: ['Verifikator Peraga'] },
    },
    reassign: {
      payload: { staff: ['officer-1', 'officer-2'], words: 'Pindah tugas' },
      facts: { able: ['officer-1', 'officer-2'], barred: [], names: ['Petugas Peraga'] },
    },
    extend: { payload: { workingDays: 3, words: 'Jalan putus' }, facts: {} },
    send_back: { payload: { words: 'Periksa lagi' }, facts: {} },
    revisit: {
      payload: { ...order, words: 'Daya tampung berubah' },
      facts: { fieldVerifiers: ['officer-1', 'officer-2'], visitId: 'visit-2', linked: [], inTeam: true, trip: null },
    },
    record_paper: {
      payload: { documentNumber: 'K/2', documentDate: '2026-03-01', scanBlobId: 'scan-2' },
      facts: { scanExists: true },
    },
    confirm_intake: { payload: { words: '' }, facts: {} },
    kabkota_recommend: {
      payload: { favourable: true, letterNumber: 'R/1', letterDate: '2026-03-01', words: '' },
      facts: {},
    },
  };
