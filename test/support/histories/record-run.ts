import { createHash, randomUUID } from 'node:crypto';
import { actOnDecree } from '../../../src/app/decree/act-on-decree.js';
import { createDecree } from '../../../src/app/decree/create-decree.js';
import { getDecree } from '../../../src/app/decree/get-decree.js';
import { actOnDelivery } from '../../../src/app/delivery/act-on-delivery.js';
import { listDeliverable } from '../../../src/app/delivery/deliverable.js';
import { getBatch } from '../../../src/app/delivery/get-batch.js';
import { planBatch } from '../../../src/app/delivery/plan-batch.js';
import { importPersons } from '../../../src/app/drafts/import-persons.js';
import { saveReport } from '../../../src/app/drafts/save-report.js';
import { attachDocument } from '../../../src/app/files/attach-document.js';
import { actOnProposal, type ActOnProposal } from '../../../src/app/proposal/act-on-proposal.js';
import { fireAlarms } from '../../../src/app/proposal/fire-alarms.js';
import { Refusal } from '../../../src/domain/errors.js';
import { defaultPolicy } from '../../../src/domain/policy.js';
import type { ProposalCase } from '../../../src/domain/proposal/proposal-case.js';
import type { ProposalState } from '../../../src/domain/proposal/states.js';
import { commandTypes, type CommandType } from '../../../src/domain/proposal/transitions.js';
import type { Role } from '../../../src/domain/roles.js';
import { witaDate } from '../../../src/domain/time/wita.js';
import { aRow } from '../person-rows.js';
import { upload, type Home } from '../ready-proposal.js';
import { pick, sensibleCommand, suits } from './choose.js';
import type { Dice } from './model-facts.js';
import { payloadFor } from './record-payloads.js';
import { caseOf, type Player, type Scene } from './record-scene.js';

export interface RecordMove {
  readonly home: number;
  /** A command on a case, or the work around it: decree and batch, the institution's papers, the clock. */
  readonly part: 'case' | 'house' | 'papers' | 'clock';
  /** Along the main path · whatever the state allows, by who may · anything by anyone. */
  readonly intent: 'onward' | 'sensible' | 'wild';
  readonly command: number;
  readonly person: number;
  readonly version: 'seen' | 'none' | 'old';
  /** The same request comes a second time, or its key comes with another body. */
  readonly again: 'no' | 'same' | 'other';
  readonly dice: Dice;
}

const { endorsements } = defaultPolicy(2026);

/** Tries one move as its page would; what comes of it is `accepted` or the code of the refusal. */
export async function tryRecordMove(scene: Scene, move: RecordMove): Promise<string> {
  const home = pick(scene.homes, move.home);
  const run = {
    case: () => onCase(scene, home, move),
    house: () => inTheHouse(scene, move),
    papers: () => onPapers(scene, home, move),
    clock: () => fireAlarms(scene.world.ctx, home.proposalId),
  }[move.part];
  return codeOf(run);
}

async function onCase(scene: Scene, home: Home, move: RecordMove): Promise<void> {
  const { ctx } = scene.world;
  const c = await caseOf(scene, home);
  const type = commandFor(scene, c, move);
  if (type === 'house') return inTheHouse(scene, move);
  if (type === 'papers') return onPapers(scene, home, move);
  const player = playerFor(scene, move, (someone) => suits(c, endorsements, type, someone.person));
  const payload =
    type === 'confirm' || type === 'refuse_pending' ? {} : await payloadFor(scene, home, c, type, move.dice);
  const request: ActOnProposal = {
    proposalId: home.proposalId,
    type: type satisfies CommandType,
    payload,
    expectedVersion: { seen: c.version, none: null, old: c.version - 1 }[move.version],
    key: randomUUID(),
    words: move.dice[0] === 9 ? '' : 'Nomor keliru',
  };
  await actOnProposal(ctx, player.actor, request);
  if (move.again === 'same') await actOnProposal(ctx, player.actor, request);
  if (move.again === 'other') await actOnProposal(ctx, player.actor, { ...request, expectedVersion: c.version + 7 });
}

const onward: Readonly<Partial<Record<ProposalState, CommandType | 'house'>>> = {
  DRAFT: 'submit',
  SUBMITTED: 'register',
  REGISTERED: 'start_admin',
  ADMIN_REVIEW: 'pass_admin',
  RETURNED: 'resubmit',
  ADMIN_VERIFIED: 'assign_field',
  FIELD_VERIFICATION: 'submit_field',
  RECOMMENDED: 'consider',
  CONSIDERED: 'link_budget',
  BUDGETED: 'house',
  PACT_SIGNED: 'house',
  REPORT_REVIEW: 'accept_report',
};

function commandFor(scene: Scene, c: ProposalCase, move: RecordMove): CommandType | 'house' | 'papers' {
  if (move.intent === 'wild') return pick(commandTypes, move.command);
  if (move.intent === 'sensible') return sensibleCommand(c, endorsements, move.command);
  if (c.data.pending !== null) return 'confirm';
  switch (c.state) {
    case 'FIELD_VERIFIED':
      return c.data.endorsed.length < endorsements.length ? 'endorse' : 'recommend';
    case 'DECREED':
      return c.data.listVersion === 0 ? 'set_list' : 'sign_pact';
    case 'IN_DELIVERY':
      // what somebody holds is let go again
      if (move.command % 8 === 7) return 'resume_lines';
      return move.command % 2 === 0 ? 'confirm_receipt' : 'house';
    case 'REPORT_DUE':
    case 'REPORT_RETURNED':
      return move.command % 2 === 0 ? 'submit_report' : 'papers';
    default:
      return onward[c.state] ?? sensibleCommand(c, endorsements, move.command);
  }
}

/** The decree and its batch, as far as they can be taken now. */
async function inTheHouse(scene: Scene, move: RecordMove): Promise<void> {
  const { ctx } = scene.world;
  const today = witaDate(new Date());
  const key = randomUUID();
  const secretary = holder(scene, move, 'SECRETARIAT');
  const newest = scene.decrees.at(-1);
  const decree = newest === undefined ? null : await getDecree(ctx, secretary.actor, newest);
  if (decree === null || (decree.state === 'REGISTERED' && (await waitForDecree(scene)))) {
    const { programmeId } = scene.programme;
    const made = await createDecree(ctx, secretary.actor, { programmeId, title: 'Keputusan Peraga', key });
    scene.decrees.push(made.decreeId);
    return;
  }
  const act = async (type: Parameters<typeof actOnDecree>[2]['type'], payload: unknown): Promise<void> => {
    await actOnDecree(ctx, secretary.actor, { decreeId: decree.id, type, payload, expectedVersion: null, key });
  };
  const everyone = scene.homes.map((home) => home.proposalId);
  if (decree.state === 'DRAFT') {
    if (decree.entries.length === 0 || move.dice[0] < 3) return act('include', { proposalIds: everyone });
    return move.dice[0] < 4 ? act('exclude', { proposalIds: everyone.slice(0, 1) }) : act('freeze', {});
  }
  if (decree.state === 'FROZEN') {
    if (move.dice[0] === 8) return act('exclude', { proposalIds: everyone.slice(0, 1) });
    if (decree.pending !== null) {
      const { number, signedOn } = decree.pending.paper;
      const institutions = decree.entries.filter((entry) => entry.state !== 'REMOVED').length;
      const { persons, amount } = decree;
      return act('confirm', {
        number,
        signedOn,
        institutions,
        persons: persons + (move.dice[2] === 8 ? 1 : 0),
        amount,
      });
    }
    const bent = move.dice[1] === 9;
    return act('record', {
      number: `400.9/${decree.id.slice(-8)}`,
      signedOn: bent ? `${today.slice(0, 4)}-12-31` : today,
      signatory: 'Gubernur Peraga',
      signedBlobId: scene.province.scanId,
      persons: decree.persons + (move.dice[2] === 9 ? 1 : 0),
      amount: decree.amount,
    });
  }
  return deliver(scene, move, decree.id, today, key);
}

async function waitForDecree({ world, programme }: Scene): Promise<boolean> {
  const waiting = await world.sql(
    `select 1 from proposal where programme_id = $1 and state = 'BUDGETED' and fenced_by is null`,
    [programme.programmeId],
  );
  return waiting.length > 0;
}

async function deliver(scene: Scene, move: RecordMove, decreeId: string, today: string, key: string): Promise<void> {
  const { ctx } = scene.world;
  const keeper = holder(scene, move, 'PENGURUS_BARANG');
  const newest = scene.batches.at(-1);
  const batch = newest === undefined ? null : await getBatch(ctx, keeper.actor, newest);
  if (batch === null || batch.state === 'RECONCILED') {
    const ready = await listDeliverable(ctx, keeper.actor, { decreeId });
    const proposalIds = ready.map((entry) => entry.proposalId);
    const unitId = scene.province.unitId;
    const planned = await planBatch(ctx, keeper.actor, { decreeId, unitId, proposalIds, plannedOn: today, key });
    scene.batches.push(planned.batchId);
    return;
  }
  const onTheWay = batch.drops.find((drop) => drop.state === 'STARTED');
  const [type, role, payload] =
    batch.state === 'PLANNED'
      ? (['dispatch', 'PENGURUS_BARANG', { deliveryNote: 'SJ/1', dispatchedOn: today }] as const)
      : onTheWay === undefined || move.dice[1] === 9
        ? (['reconcile', 'PENGURUS_BARANG', {}] as const)
        : ([
            'hand_over',
            'UPTD_OFFICER',
            { dropId: onTheWay.id, bastNumber: `BAST/${onTheWay.id.slice(-6)}`, bastDate: today, scanBlobId: null },
          ] as const);
  const { actor } = holder(scene, move, role);
  await actOnDelivery(ctx, actor, { batchId: batch.id, type, payload, expectedVersion: null, key });
}

/** The institution's working copies: a person more, or the report with its photos. */
async function onPapers(scene: Scene, home: Home, move: RecordMove): Promise<void> {
  const { world } = scene;
  const { actor } = playerFor(scene, move, ({ person }) => person.institutionId === home.institutionId);
  const c = await caseOf(scene, home);
  const { proposalId } = home;
  if (c.state !== 'REPORT_DUE' && c.state !== 'REPORT_RETURNED') {
    await importPersons(world.ctx, actor, { proposalId, rows: [aRow(9_000 + move.command)], mode: 'append' });
    return;
  }
  const delivered = await world.sql(
    `select item_id, sum(coalesce(delivered, 0))::int as quantity from entitlement_line where proposal_id = $1 and decreed > 0 group by item_id`,
    [proposalId],
  );
  for (const n of [1, 2, 3]) {
    const blobId = await upload(world, actor, `foto-${n}.jpg`);
    await attachDocument(world.ctx, actor, { proposalId, code: `REPORT_PHOTO_${n}`, number: null, blobId });
  }
  const { contentHash } = await saveReport(world.ctx, actor, {
    proposalId,
    narrative: 'Dipakai seluruhnya',
    lines: delivered.map((line) => {
      const received = Number(line['quantity']);
      const used = move.dice[0] === 9 ? 0 : received;
      return { itemId: String(line['item_id']), received, used, returned: 0, lost: 0, note: '' };
    }),
  });
  scene.reportHashes.set(proposalId, contentHash);
}

function holder(scene: Scene, move: RecordMove, role: Role): Player {
  return playerFor(scene, move, ({ person }) => person.roles.includes(role));
}
function playerFor(scene: Scene, move: RecordMove, suitable: (player: Player) => boolean): Player {
  const able = move.intent !== 'wild' ? scene.players.filter(suitable) : [];
  return pick(able.length === 0 ? scene.players : able, move.person);
}

async function codeOf(run: () => Promise<unknown>): Promise<string> {
  try {
    await run();
    return 'accepted';
  } catch (error) {
    if (error instanceof Refusal) return error.error.code;
    throw error;
  }
}

/** Every row of the scene's cases in one text, to see that a refusal changed none. */
export async function fingerprint({ world, homes, programme }: Scene): Promise<string> {
  const ids = homes.map((home) => home.proposalId);
  const tables = ['proposal_beneficiary', 'entitlement_line', 'claim', 'reservation', 'involvement', 'visit', 'pact'];
  const ofCases = [...tables, 'beneficiary_list', 'delivery_drop', 'receipt', 'report', 'notification', 'decree_entry'];
  const rows = await world.sql(
    `select coalesce(string_agg(line, e'\\n' order by line), '') as text from (
       select p::text as line from proposal p where id = any($1::uuid[])
       union all select c::text from ceiling c where programme_id = $2
       union all select d::text from decree d where programme_id = $2
       union all select e.hash from event e where stream like 'proposal/%' and substr(stream, 10)::uuid = any($1::uuid[])
       ${ofCases.map((table) => `union all select '${table}' || t::text from ${table} t where proposal_id = any($1::uuid[])`).join(' ')}) x`,
    [ids, programme.programmeId],
  );
  return createHash('sha256').update(String(rows[0]?.['text'])).digest('hex');
}

/** Takes every case of a scene along the main path to its end, by whoever may. */
export async function driveHome(scene: Scene): Promise<void> {
  for (let n = 0; n < 1_000; n += 1) {
    const home = Math.trunc(n / 2) % scene.homes.length;
    await tryRecordMove(scene, { ...ONWARD, home, command: n, person: n });
    const cases = await Promise.all(scene.homes.map((each) => caseOf(scene, each)));
    if (cases.every((c) => c.state === 'CLOSED')) return;
  }
  throw new Error('the cases did not come to their end');
}

/** Takes one case of a scene along the main path until it is in this state, by whoever may. */
export async function driveTo(scene: Scene, home: number, state: ProposalState): Promise<void> {
  for (let n = 0; n < 200; n += 1) {
    const { state: now } = await caseOf(scene, pick(scene.homes, home));
    if (now === state) return;
    await tryRecordMove(scene, { ...ONWARD, home, command: n, person: n });
  }
  throw new Error(`the case did not come to ${state}`);
}

const ONWARD: Omit<RecordMove, 'home' | 'command' | 'person'> = {
  part: 'case',
  intent: 'onward',
  version: 'none',
  again: 'no',
  // neither bends what is sent nor cuts a line: there is no line, person or document of that number
  dice: [4, 7, 7],
};
