import { addDays } from '../../../src/domain/time/wita.js';
import type { FactsOf, PayloadOf } from '../../../src/domain/proposal/command-map.js';
import type { StepInput } from '../../../src/domain/proposal/rule.js';
import type { StepCommand } from '../../../src/domain/proposal/transitions.js';
import { HASH, samples } from '../cases.js';
import { pick } from './choose.js';
import { APPEAL_REVIEWERS, FIELD_TEAM } from './model-cast.js';
import { isFree, needsToRetake } from './model-effects.js';
import { lineFacts, requestedOf, today, tomorrow, type ModelCase, type ModelWorld } from './model-case.js';
import {
  BENT,
  amendable,
  ceilingFacts,
  cutsOf,
  deliveredOf,
  entrantsOf,
  freeLines,
  freeTo,
  openLines,
  raisesOf,
  recordsOf,
  undelivered,
  urgentLimits,
  wholeOf,
  type Dice,
} from './model-facts.js';

interface Said<K extends StepCommand> {
  readonly payload: PayloadOf<K>;
  readonly facts: FactsOf<K>;
}
/** The same words may be those of any step that says nothing but its reason. */
type SaidReason = Said<'hold'> &
  Said<'resume'> &
  Said<'audit_on'> &
  Said<'audit_off'> &
  Said<'expire'> &
  Said<'pass_urgent'> &
  Said<'send_back'>;
type SaidSubmission = Said<'submit'> & Said<'resubmit'>;
type Script = { readonly [K in StepCommand]: (world: ModelWorld, model: ModelCase, dice: Dice) => Said<K> };

const DECREE = 'decree-1';

function submission(_world: ModelWorld, model: ModelCase, [first, second]: Dice): SaidSubmission {
  const requested = requestedOf(model);
  const facts: FactsOf<'submit'> = {
    ...samples.submit.facts,
    costTotal: requested,
    linesTotal: requested,
    requestedAmount: second === BENT ? requested + 1n : requested,
    persons: model.lines.length,
    institutionStatus: second === 8 ? 'SUSPENDED' : 'ACTIVE',
    missingDocuments: second === 7 ? ['SPTJ'] : [],
  };
  return { payload: { contentHash: first === BENT ? 'b'.repeat(64) : HASH }, facts };
}

function withReason(_world: ModelWorld, _model: ModelCase, [first]: Dice): SaidReason {
  return { payload: { words: first === BENT ? ' ' : 'Alasan' }, facts: {} };
}

function visitOrder(world: ModelWorld, model: ModelCase, [first]: Dice): Said<'assign_field'> {
  return {
    payload: {
      ...samples.assign_field.payload,
      officers: first === BENT ? [FIELD_TEAM[0], FIELD_TEAM[0]] : first % 2 === 0 ? FIELD_TEAM : FIELD_TEAM.slice(0, 2),
      orderDate: today(world),
      plannedOn: addDays(today(world), first === 8 ? -1 : 2),
    },
    facts: {
      fieldVerifiers: [...FIELD_TEAM, 'field-2'],
      visitId: `visit-of-${model.now.id}`,
      linked: [],
      inTeam: null,
      trip: null,
    },
  };
}

/** The task to others: one verifier, or a team. */
function staff(_world: ModelWorld, model: ModelCase, [first]: Dice): Said<'assign'> & Said<'reassign'> {
  const field = model.now.state === 'FIELD_VERIFICATION';
  const able = field ? [...FIELD_TEAM, 'field-2'] : ['desk-0', 'hats-verifier'];
  const chosen = field ? able.slice(first % 2, 2 + (first % 3)) : able.slice(first % 2, 1 + (first % 2));
  const payload = { staff: first === BENT ? ['planner-0'] : chosen, words: 'Alasan' };
  return { payload, facts: { able, barred: [], names: chosen } };
}

/** Of the newest entry that stands: another number, or its lines anew. */
function correction(world: ModelWorld, model: ModelCase, dice: Dice): Said<'correct_record'> {
  const record = recordsOf(model).at(-1) ?? null;
  const anew = record?.corrects === 'consider' && dice[1] % 2 === 0;
  const { entry = 0, corrects = 'consider', recordedIn = 'RECOMMENDED', rank = null } = record ?? {};
  return {
    payload: {
      ...samples.correct_record.payload,
      entry,
      corrects,
      recordedIn,
      documentNumber: dice[2] === 8 ? (record?.documentNumber ?? '') : `TAPD/${model.now.version}`,
      documentDate: dice[0] === BENT ? tomorrow(world) : (record?.documentDate ?? today(world)),
      rank: rank === null ? null : rank + 1,
      cuts: anew ? cutsOf(world, model, 'recommended', dice) : null,
    },
    facts: {
      record,
      notBefore: null,
      notAfter: null,
      numberTaken: dice[1] === 9,
      lines: anew ? lineFacts(world, model, 'recommended') : [],
      ceilings: anew ? freeTo(model, world) : [],
    },
  };
}

/** For every command what a person of that step would say, with the facts as the model's record has them. */
export const script: Script = {
  submit: submission,
  resubmit: submission,
  close_window: () => samples.close_window,
  register: (world) => ({
    payload: samples.register.payload,
    facts: { nextRegistrationNumber: `BST/2026/${String(world.registered + 1).padStart(5, '0')}` },
  }),
  record_paper: (world, _model, [first, second]) => ({
    payload: { ...samples.record_paper.payload, documentDate: first === BENT ? tomorrow(world) : today(world) },
    facts: { scanExists: second !== BENT },
  }),
  confirm_intake: () => samples.confirm_intake,
  start_admin: () => samples.start_admin,
  pass_admin: (_world, _model, [first]) => ({
    payload: { checks: [{ code: 'LETTER', valid: first !== BENT, reason: '' }], notes: '' },
    facts: samples.pass_admin.facts,
  }),
  return: (_world, _model, [first]) => ({
    payload: { words: first === BENT ? ' ' : 'Lengkapi', remarks: [] },
    facts: {},
  }),
  assign_field: visitOrder,
  submit_field: (world, model, [first, second]) => ({
    payload: {
      ...samples.submit_field.payload,
      visitedOn: first === BENT ? tomorrow(world) : today(world),
      exceptions: model.lines
        .filter((_line, index) => index === second)
        .map((line) => ({ beneficiaryId: line.id, presence: 'NOT_FOUND' as const })),
    },
    facts: { ...samples.submit_field.facts, missingPhotos: first === 8 ? 1 : 0, orderDate: null },
  }),
  score: (_world, _model, [first, second]) => ({
    payload: {
      typed: [
        {
          criterion: 'FACILITY',
          grade: null,
          points: first === BENT ? 11 : second,
          reason: first === 8 ? ' ' : 'Ruang belajar',
        },
      ],
    },
    facts: samples.score.facts,
  }),
  endorse: () => samples.endorse,
  recommend: (world, model, dice) => ({
    payload: { ...samples.recommend.payload, cuts: cutsOf(world, model, 'requested', dice) },
    facts: {
      ...samples.score.facts,
      lines: lineFacts(world, model, 'requested'),
      ceilings: urgentLimits(world, model),
    },
  }),
  consider: (world, model, dice) => ({
    payload: {
      ...samples.consider.payload,
      documentDate: dice[0] === 8 ? tomorrow(world) : today(world),
      cuts: cutsOf(world, model, 'recommended', dice),
      overReason: dice[1] % 3 === 0 ? '' : 'Kebutuhan mendesak di daerah itu',
    },
    facts: {
      lines: lineFacts(world, model, 'recommended'),
      ceilings: ceilingFacts(world, 'PROGRAMME', 'AREA'),
      namedScopes: ['PROGRAMME'],
    },
  }),
  waitlist: (world, _model, [first, second]) => ({
    payload: {
      ...samples.waitlist.payload,
      documentDate: first === BENT ? tomorrow(world) : today(world),
      rank: second + 1,
    },
    facts: {},
  }),
  cut: (world, model, dice) => {
    const waits = dice[1] > 6;
    // something of the first line goes, also where chance named none
    const cuts = waits && dice[0] !== BENT ? [] : cutsOf(world, model, 'considered', [dice[0], dice[1] % 3, dice[2]]);
    return {
      payload: { to: waits ? 'WAITLISTED' : 'CONSIDERED', words: dice[0] === 8 ? '' : 'Pagu turun', cuts },
      facts: { lines: lineFacts(world, model, 'considered'), ceilings: freeTo(model, world) },
    };
  },
  link_budget: (world, _model, [first]) => ({
    payload: { ...samples.link_budget.payload, accountCode: first === BENT ? '5.1.02.01' : '5.1.06.04.02.0001' },
    facts: {
      institutionKind: 'LKSA',
      annexLevel: 'INSTITUTION',
      packageAccountCode: '5.1.06.04.02.0001',
      line: first === 8 ? null : (ceilingFacts(world, 'DPA_LINE')[0] ?? null),
    },
  }),
  include: (_world, _model, [first]) => ({
    payload: { decreeId: DECREE },
    facts: { decreeState: first === BENT ? 'SIGNED' : 'DRAFT' },
  }),
  exclude: (_world, _model, [first]) => ({
    payload: { decreeId: first === BENT ? 'decree-2' : DECREE },
    facts: { decreeState: 'DRAFT' },
  }),
  decree: (world, _model, [first, second]) => ({
    payload: {
      decreeId: first === BENT ? 'decree-2' : DECREE,
      number: 'SK/1',
      signedOn: second === BENT ? '2025-12-31' : second === 8 ? tomorrow(world) : today(world),
      linesHash: HASH,
    },
    facts: { linesHash: first === 8 ? 'b'.repeat(64) : HASH },
  }),
  set_list: (_world, _model, [first]) => ({
    payload: {},
    facts: { persons: first === BENT ? 0 : 2, contentHash: HASH, over: first === 8 ? ['FOOD'] : [] },
  }),
  sign_pact: (world, _model, [first]) => ({
    payload: { signedBlobId: 'scan-1', signedOn: first === BENT ? tomorrow(world) : today(world) },
    facts: { decreeSignedOn: first === 8 ? tomorrow(world) : '2026-01-02', blobExists: first !== 7 },
  }),
  allow_goods_exception: (_world, _model, [first, second]) => ({
    payload: { words: first === BENT ? '' : 'Penghuni tetap memerlukan pangan' },
    facts: { money: second === 8, institutionStatus: first > 4 ? 'SUSPENDED' : 'ACTIVE' },
  }),
  start_delivery: (world, model, [first]) => ({
    payload: { batchId: 'batch-1' },
    facts: {
      institutionStatus: first === BENT ? 'SUSPENDED' : 'ACTIVE',
      list: first === 8 || model.now.data.listVersion === 0 ? null : { hash: HASH, lines: null },
      linesNow: [],
      linesHash: HASH,
      pactSignedOn: model.pactSignedOn,
      decreeSignedOn: model.now.decreeId === null ? null : '2026-01-02',
      dispatchedOn: today(world),
      doubtfulLines: 0,
      freeze: first === 7 ? { letterNumber: 'SE/7', untilOn: today(world) } : null,
    },
  }),
  confirm_receipt: (world, model, [first, second, third]) => ({
    payload: {
      dropId: 'drop-1',
      receivedOn: first === BENT ? tomorrow(world) : today(world),
      signedBy: 'Ketua',
      exceptions: freeLines(model)
        .filter((_line, index) => index === second)
        .map((line) => ({
          lineId: line.id,
          outcome: third % 2 === 0 ? ('PARTIAL' as const) : ('ABSENT' as const),
          quantity: third === BENT ? 1 : third % 2 === 0 ? line.decreed - 1 : 0,
        })),
    },
    facts: {
      dropState: model.dropState,
      bastDate: '2026-01-05',
      openLines: freeLines(model),
      // one time in four inside a freeze
      freeze: (first + second) % 4 === 0 ? { letterNumber: 'SE/7', untilOn: today(world) } : null,
      quarantineId: `quarantine-${model.now.version}`,
    },
  }),
  judge_receipt: (_world, model, [first, second]) => {
    const waiting = model.now.data.quarantine[0]?.id ?? 'quarantine-0';
    const open = freeLines(model);
    const changed = (model.captured.get(waiting) ?? []).filter(
      (line) => !open.some(({ id, decreed }) => id === line.lineId && decreed === line.decreed),
    );
    return {
      payload: {
        quarantineId: first === BENT ? 'quarantine-0' : waiting,
        accepted: second % 2 === 0,
        words: first === 8 ? '' : 'Surat terlambat',
      },
      facts: { changedLines: changed.length },
    };
  },
  finalise_lines: (world, model) => ({
    payload: { batchId: 'batch-1' },
    facts: {
      openLines: openLines(model).length,
      openDrops: model.dropState === 'HANDED_OVER' ? 1 : 0,
      lastReceivedOn: today(world),
    },
  }),
  submit_report: (_world, model, [first, second]) => {
    const delivered = deliveredOf(model);
    const lost = second === BENT ? 1 : 0;
    const items = [{ code: 'FOOD', delivered, received: delivered, used: delivered, returned: 0, lost }];
    return {
      payload: { reportId: 'report-1', contentHash: HASH },
      facts: { contentHash: HASH, narrative: first === BENT ? '' : 'Dipakai', photos: first === 8 ? 2 : 3, items },
    };
  },
  return_report: (_world, _model, [first]) => ({
    payload: { words: first === BENT ? '' : 'Foto kurang', remarks: [] },
    facts: {},
  }),
  accept_report: (_world, model, [first]) => ({
    payload: { note: '' },
    facts: { delivered: deliveredOf(model), accounted: deliveredOf(model) + (first === BENT ? 1 : 0) },
  }),
  reject: (world, _model, [first]) => ({
    payload: {
      reasonCode: 'DOUBLE',
      words: first === BENT ? '' : 'Ganda',
      documentNumber: first === 8 ? '' : 'TAPD/2',
      documentDate: first === 7 ? tomorrow(world) : today(world),
    },
    facts: {},
  }),
  carry_over: (_world, _model, [first, second]) => ({
    payload: { words: first === BENT ? '' : 'Pagu habis' },
    facts: second === BENT ? { ...samples.carry_over.facts, next: null } : samples.carry_over.facts,
  }),
  close_year: (_world, model, [first, second]) => ({
    payload: {
      words: first === BENT ? '' : 'Barang di gudang',
      lapsedItems:
        second > 5
          ? openLines(model)
              .slice(0, 1)
              .map((line) => line.id)
          : [],
    },
    facts: undelivered(model, first === 8),
  }),
  lapse_money: (_world, model, [first]) => ({
    payload: { words: first === BENT ? '' : 'Tanpa SP2D' },
    facts: undelivered(model, first !== 8),
  }),
  draft_amendment: (world, model, dice) => {
    const facts = amendable(world, model);
    const cuts = dice[1] > 7 ? wholeOf(facts) : cutsOf(world, model, 'decreed', dice);
    const raises = dice[2] % 2 === 0 && model.now.track === 'PLANNED' ? raisesOf(facts, cuts) : [];
    return { payload: { words: dice[0] === 8 ? '' : 'Pagu turun', cuts, raises }, facts };
  },
  amend: (world, model, [first]) => ({
    payload: {
      ...samples.amend.payload,
      documentDate: first === 8 ? tomorrow(world) : today(world),
      amount: first === BENT ? '1' : (model.now.data.amendment?.amount ?? '0'),
    },
    facts: { ...amendable(world, model), decreeSignedOn: '2026-01-02' },
  }),
  hold_lines: (_world, model, dice) => heldLines(model, dice, false),
  resume_lines: (_world, model, dice) => heldLines(model, dice, true),
  update_list: (world, model, [first, second]) => {
    const [open, entrants] = [freeLines(model).map((line) => line.id), entrantsOf(model)];
    const replacedBy = second % 3 === 0 ? null : pick(entrants, second);
    const change = { cause: replacedBy === null ? 'MOVED_OUT' : 'DECEASED', leftOn: today(world), replacedBy } as const;
    return {
      payload: {
        ...samples.update_list.payload,
        documentDate: first === BENT ? tomorrow(world) : today(world),
        changes: open.slice(0, 1).map((beneficiaryId) => ({ ...change, beneficiaryId })),
      },
      facts: { ...samples.update_list.facts, open, entrants, reconciling: first === 8 },
    };
  },
  allow_late: (world) => ({ payload: { ...samples.allow_late.payload, documentDate: today(world) }, facts: {} }),
  appeal: (_world, _model, [first]) => ({ payload: { words: first === BENT ? '' : 'Bukan ganda' }, facts: {} }),
  close_appeal: () => samples.close_appeal,
  name_reviewer: (_world, model, [first, second]) => {
    const userId = first === BENT ? 'office-secretary' : pick(APPEAL_REVIEWERS, second);
    const tookPart = (model.duties.get(userId)?.size ?? 0) > 0;
    return { payload: { userId }, facts: { holdsOffice: first !== BENT, tookPart, name: userId } };
  },
  grant: (world, model, [first]) => ({
    payload: { words: first === BENT ? '' : 'Bukan ganda' },
    facts: { lines: lineFacts(world, model, 'recommended'), ceilings: urgentLimits(world, model) },
  }),
  deny: (_world, _model, [first]) => ({ payload: { words: first === BENT ? '' : 'Tetap ganda' }, facts: {} }),
  withdraw: (_world, model, [first]) => ({
    payload: { words: first === BENT ? ' ' : 'Tidak jadi' },
    facts: { fencingDecree: model.now.fencedBy },
  }),
  log_contact: () => samples.log_contact,
  hold: withReason,
  resume: withReason,
  audit_on: withReason,
  audit_off: withReason,
  expire: withReason,
  correct_record: correction,
  recall: (world, model, [first]) => {
    const { last } = model.now.data;
    const lost = needsToRetake(model).filter((line) => !isFree(world, model, line.need));
    const scopes =
      last?.command !== 'reject' && last?.command !== 'waitlist'
        ? []
        : last.state === 'CONSIDERED'
          ? ['PROGRAMME', 'AREA']
          : last.state === 'BUDGETED'
            ? ['AREA', 'DPA_LINE']
            : last.state === 'RECOMMENDED' && model.now.track === 'UNPLANNED'
              ? ['ACCOUNT']
              : [];
    return {
      payload: { words: first === BENT ? '' : 'Keliru' },
      facts: { contentChanged: first === 8, lostNeeds: lost.length, ceilings: ceilingFacts(world, ...scopes) },
    };
  },
  pass_urgent: withReason,
  approve_urgent: (world, _model, [first, second]) => ({
    payload: { ...samples.approve_urgent.payload, documentDate: first === BENT ? tomorrow(world) : today(world) },
    facts: { decreeId: DECREE, persons: 2, disasterOn: second === BENT ? tomorrow(world) : '2026-01-02' },
  }),
  complete_papers: (_world, model) => ({
    payload: {},
    facts: { missingPapers: model.pactSignedOn === null ? ['PACT'] : [] },
  }),
  default_report: () => samples.default_report,
  close_default: (_world, _model, [first, second]) => ({
    payload: { words: first === BENT ? '' : 'LPJ tidak ada' },
    facts: {
      debt: { state: second < 3 ? 'BILLED' : second < 7 ? 'LEGAL' : 'VERIFIED', number: 'STS/1', amount: '500000' },
    },
  }),
  assign: staff,
  reassign: staff,
  extend: (_world, _model, [first]) => ({
    payload: { workingDays: first === BENT ? 11 : 1 + first, words: first === 8 ? '' : 'Alasan' },
    facts: {},
  }),
  send_back: withReason,
  revisit: (world, model, dice) => {
    const { payload, facts } = visitOrder(world, model, dice);
    return { payload: { ...payload, words: 'Berubah' }, facts };
  },
  kabkota_recommend: (world, _model, [first]) => ({
    payload: {
      ...samples.kabkota_recommend.payload,
      favourable: first !== 8,
      letterDate: first === BENT ? tomorrow(world) : today(world),
    },
    facts: {},
  }),
};

function heldLines(model: ModelCase, [first, second]: Dice, held: boolean): Said<'hold_lines'> & Said<'resume_lines'> {
  const free = new Set(freeLines(model).map((line) => line.id));
  const open = openLines(model).map(({ id }) => ({ id, held: !free.has(id) }));
  const suitable = open.filter((line) => line.held === held).map((line) => line.id);
  return {
    payload: { lineIds: suitable.slice(0, 1 + (second % 2)), words: first === BENT ? '' : 'Diperiksa' },
    facts: { open, reconciling: first === 8 },
  };
}

/** A step whose payload and facts belong together; the table above pairs them by command. */
export function stepFor(world: ModelWorld, model: ModelCase, command: StepCommand, dice: Dice): StepInput {
  return { type: command, ...script[command](world, model, dice) };
}
/** The pending entry's own payload again, with the facts of today. */
export function pendingStep(world: ModelWorld, model: ModelCase): StepInput | null {
  const { pending } = model.now.data;
  if (pending === null) return null;
  const fresh = script[pending.command](world, model, [0, 0, 0]);
  return { type: pending.command, payload: pending.payload as StepInput['payload'], facts: fresh.facts };
}
