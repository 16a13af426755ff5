import { readContent } from '../../../src/app/proposal/proposal-content.js';
import { readRecordedEntries } from '../../../src/app/proposal/recorded-entries.js';
import type { ProposalCase } from '../../../src/domain/proposal/proposal-case.js';
import type { StepCommand } from '../../../src/domain/proposal/transitions.js';
import type { Role } from '../../../src/domain/roles.js';
import { addDays, witaDate } from '../../../src/domain/time/wita.js';
import { BUDGET_LINE, GOODS_ACCOUNT } from '../../../src/app/seed/package-catalogue.js';
import { SYSTEM } from '../app-world.js';
import type { Home } from '../ready-proposal.js';
import { pick } from './choose.js';
import type { ModelStage } from './model-case.js';
import type { Dice } from './model-facts.js';
import type { Scene } from './record-scene.js';

const BENT = 9;

interface Line {
  readonly id: string;
  readonly upper: number;
  readonly impossible: boolean;
}

/** What a person of that step would send, read off the record as a page would show it; one time in ten bent. */
export async function payloadFor(
  scene: Scene,
  home: Home,
  c: ProposalCase,
  command: StepCommand,
  dice: Dice,
): Promise<Record<string, unknown>> {
  const { world, province } = scene;
  const today = witaDate(new Date());
  const day = dice[0] === BENT ? addDays(today, 1) : today;
  const words = dice[1] === BENT ? ' ' : 'Alasan peraga';
  switch (command) {
    case 'submit':
    case 'resubmit': {
      const { contentHash } = await world.ctx.db.withActor(SYSTEM, 5_000, (tx) => readContent(tx, home.proposalId));
      return { contentHash: dice[0] === BENT ? 'b'.repeat(64) : contentHash };
    }
    case 'register':
      return { agendaNumber: dice[0] === BENT ? '' : '123', disposition: 'Dinsos' };
    case 'pass_admin': {
      const checks = ['LETTER', 'PROPOSAL', 'SP_NO_DUP', 'SPTJ'].map((code, index) => ({
        code,
        valid: dice[0] !== BENT || index > 0,
        reason: '',
      }));
      return { checks, notes: '' };
    }
    case 'return':
    case 'return_report':
      return { words, remarks: [] };
    case 'assign_field':
    case 'revisit':
      return { ...visitOrder(scene, today, dice), ...(command === 'revisit' ? { words } : {}) };
    case 'assign':
    case 'reassign': {
      const able = holdersOf(scene, c.state === 'FIELD_VERIFICATION' ? 'FIELD_VERIFIER' : 'ADMIN_VERIFIER');
      return { staff: c.state === 'FIELD_VERIFICATION' ? able : able.slice(dice[2] % 2, 1 + (dice[2] % 2)), words };
    }
    case 'extend':
      return { workingDays: dice[0] === BENT ? 40 : 1 + dice[2], words };
    case 'record_paper':
      return { documentNumber: 'K/2', documentDate: day, scanBlobId: province.photoId };
    case 'confirm_intake':
      return { words };
    case 'kabkota_recommend':
      return { favourable: dice[2] % 2 === 0, letterNumber: 'R/1', letterDate: day, words };
    case 'submit_field': {
      const people = await world.sql('select id from proposal_beneficiary where proposal_id = $1 order by position', [
        home.proposalId,
      ]);
      const place = { bedCount: 80, latitude: 0.5, longitude: 115.2 };
      return {
        ...place,
        visitedOn: day,
        signature: 'SIGNED',
        signatureNote: '',
        notes: '',
        photoBlobIds: dice[1] === BENT ? [] : [province.photoId],
        exceptions: people
          .filter((_person, index) => index === dice[2])
          .map((person) => ({ beneficiaryId: person['id'], presence: 'NOT_FOUND' })),
      };
    }
    case 'score':
      return {
        typed: [{ criterion: 'FACILITY', grade: null, points: dice[0] === BENT ? 11 : dice[2], reason: words }],
      };
    case 'endorse':
      return { note: '' };
    case 'recommend': {
      const criteria = { selective: true, eligible: dice[1] !== BENT, temporary: true, purposeful: true };
      return { criteria, criteriaNote: '', cuts: await cutsOf(scene, c, 'requested', dice) };
    }
    case 'consider': {
      const paper = { documentNumber: 'TAPD/1', documentDate: day, signatory: 'Ketua TAPD', scanBlobId: null };
      return { ...paper, cuts: await cutsOf(scene, c, 'recommended', dice) };
    }
    case 'waitlist':
      return { documentNumber: 'TAPD/3', documentDate: day, signatory: 'Ketua TAPD', rank: dice[2] + 1 };
    case 'cut': {
      const waits = dice[1] > 6;
      const cuts = waits ? [] : await cutsOf(scene, c, 'considered', [dice[0], dice[1] % 3, dice[2]]);
      return { to: waits ? 'WAITLISTED' : 'CONSIDERED', words, cuts };
    }
    case 'link_budget':
      return { budgetLine: BUDGET_LINE, sipdId: '1', accountCode: dice[1] === BENT ? '5.1.02' : GOODS_ACCOUNT };
    case 'sign_pact': {
      const [own] = await world.sql(
        `select blob_id from proposal_document where proposal_id = $1 and code = 'LETTER'`,
        [home.proposalId],
      );
      return { signedBlobId: own?.['blob_id'], signedOn: day };
    }
    case 'confirm_receipt':
      return receiptOf(scene, home, day, dice);
    case 'hold_lines':
    case 'resume_lines': {
      const open = await world.sql(
        `select id from entitlement_line where proposal_id = $1 and status = 'DECREED' and (held_at is not null) = $2 order by id limit 1`,
        [home.proposalId, command === 'resume_lines'],
      );
      return { lineIds: open.map((line) => line['id']), words };
    }
    case 'update_list':
      return listUpdate(scene, home, day, dice);
    case 'submit_report': {
      const [report] = await world.sql(
        `select id, content_hash from report where proposal_id = $1 order by revision desc limit 1`,
        [home.proposalId],
      );
      return {
        reportId: report?.['id'] ?? c.id,
        contentHash: scene.reportHashes.get(home.proposalId) ?? 'a'.repeat(64),
      };
    }
    case 'accept_report':
      return { note: '' };
    case 'reject':
      return { reasonCode: 'DOUBLE', words, documentNumber: 'TAPD/2', documentDate: day };
    case 'withdraw':
    case 'hold':
    case 'resume':
    case 'audit_on':
    case 'audit_off':
    case 'allow_goods_exception':
    case 'expire':
    case 'carry_over':
    case 'lapse_money':
    case 'appeal':
    case 'grant':
    case 'deny':
    case 'send_back':
    case 'pass_urgent':
    case 'recall':
      return { words };
    case 'correct_record':
      return correction(scene, home, day, dice);
    case 'judge_receipt':
      return { quarantineId: c.data.quarantine[0]?.id ?? c.id, accepted: dice[1] % 2 === 0, words };
    case 'log_contact':
      return { channel: 'PHONE', reached: dice[2] % 2 === 0, words };
    case 'close_year':
      return { words, lapsedItems: [] };
    case 'draft_amendment':
      return { words, cuts: await cutsOf(scene, c, 'decreed', dice), raises: [] };
    case 'amend': {
      const paper = { documentNumber: `SK/${c.version}`, documentDate: day, signatory: 'Gubernur Peraga' };
      const { amendment } = c.data;
      return { ...paper, scanBlobId: province.scanId, amount: dice[1] === BENT ? '1' : (amendment?.amount ?? '0') };
    }
    case 'approve_urgent':
      return { documentNumber: `GUB/${c.version}`, documentDate: day, signatory: 'Gubernur Peraga' };
    case 'allow_late':
      return { documentNumber: 'SEKDA/1', documentDate: day, signatory: 'Sekda' };
    case 'name_reviewer': {
      const reviewers = scene.players.filter(({ person }) => person.roles.includes('APPEAL_REVIEWER'));
      return { userId: dice[0] === BENT ? c.id : pick(reviewers, dice[1]).person.userId };
    }
    case 'include':
    case 'exclude':
      return { decreeId: scene.decrees.at(-1) ?? c.id };
    case 'close_default':
      return { words };
    case 'complete_papers':
    case 'default_report':
    case 'close_window':
    case 'close_appeal':
    case 'start_admin':
    case 'set_list':
    case 'decree':
    case 'start_delivery':
    case 'finalise_lines':
      return {};
  }
}

/** The newest paper from outside with another number; one time in ten what is there already. */
async function correction({ world }: Scene, home: Home, day: string, dice: Dice): Promise<Record<string, unknown>> {
  const entries = await world.ctx.db.withActor(SYSTEM, 5_000, (tx) => readRecordedEntries(tx, home.proposalId));
  const record = entries.at(-1);
  return {
    entry: record?.entry ?? 1,
    corrects: record?.corrects ?? 'consider',
    recordedIn: record?.recordedIn ?? 'RECOMMENDED',
    documentNumber: dice[1] === BENT ? (record?.documentNumber ?? 'TAPD/1') : `KOREKSI/${dice.join('')}`,
    documentDate: day,
    signatory: record?.signatory ?? '',
    scanBlobId: null,
    rank: record?.rank ?? null,
    cuts: null,
    words: 'Salah ketik',
  };
}

function holdersOf(scene: Scene, role: Role): readonly string[] {
  return scene.players.flatMap(({ person }) =>
    person.roles.includes(role) && person.userId !== null ? [person.userId] : [],
  );
}
function visitOrder(scene: Scene, today: string, dice: Dice): Record<string, unknown> {
  const officers = holdersOf(scene, 'FIELD_VERIFIER').slice(dice[1] === BENT ? 2 : 0);
  return { teamName: 'Tim 1', orderNumber: 'ST/1', route: 'Ujoh Bilang', officers, orderDate: today, plannedOn: today };
}

async function cutsOf(
  { world }: Scene,
  c: ProposalCase,
  stage: ModelStage,
  dice: Dice,
): Promise<{ lineId: string; quantity: number; reason: string }[]> {
  const lines = (await world.sql(
    `select l.id, coalesce(l.${stage}, 0) as upper,
            coalesce(b.presence, 'NOT_FOUND') = 'NOT_FOUND' or exists (select from claim k join person n on n.identity_key = k.identity_key
              where n.id = l.person_id and k.need_group = l.need_group and k.fiscal_year = $2 and k.proposal_id <> l.proposal_id) as impossible
       from entitlement_line l join proposal_beneficiary b on b.id = l.beneficiary_id
      where l.proposal_id = $1 and l.status <> 'DROPPED' and coalesce(l.${stage}, 0) > 0 order by l.id`,
    [c.id, c.fiscalYear],
  )) as unknown as Line[];
  return lines.flatMap(({ id, upper, impossible }, index) => {
    const must = stage !== 'considered' && stage !== 'decreed' && impossible && dice[0] !== BENT;
    if (!must && index !== dice[1]) return [];
    return [{ lineId: id, quantity: dice[2] === BENT ? upper + 1 : 0, reason: 'tidak berhak' }];
  });
}

async function receiptOf(
  { world }: Scene,
  home: Home,
  receivedOn: string,
  dice: Dice,
): Promise<Record<string, unknown>> {
  const [drop] = await world.sql(
    `select id from delivery_drop where proposal_id = $1 order by state = 'HANDED_OVER' desc limit 1`,
    [home.proposalId],
  );
  const lines = await world.sql(
    `select id from entitlement_line where proposal_id = $1 and status = 'DECREED' and decreed > 0 and held_at is null order by id`,
    [home.proposalId],
  );
  return {
    dropId: drop?.['id'] ?? home.proposalId,
    receivedOn,
    signedBy: 'Ketua Peraga',
    exceptions: lines
      .filter((_line, index) => index === dice[1])
      .map((line) => ({ lineId: line['id'], outcome: 'ABSENT', quantity: dice[2] === BENT ? 1 : 0 })),
  };
}

/** Somebody has left; whoever else stands in the register takes over. */
async function listUpdate(scene: Scene, home: Home, day: string, dice: Dice): Promise<Record<string, unknown>> {
  const [row] = await scene.world.sql(
    `select (select blob_id from proposal_document where proposal_id = $1 and code = 'LETTER') as scan,
            (select b.id from proposal_beneficiary b join entitlement_line l on l.beneficiary_id = b.id
              where b.proposal_id = $1 and l.status = 'DECREED' order by b.position limit 1) as gone,
            (select n.id from person n where n.institution_id = $2 and not exists (
               select from proposal_beneficiary b where b.person_id = n.id and b.proposal_id = $1) limit 1) as entrant`,
    [home.proposalId, home.institutionId],
  );
  const change = { cause: 'DECEASED', leftOn: day, replacedBy: row?.['entrant'] ?? null };
  const minutes = { documentNumber: 'BA/1', documentDate: day, scanBlobId: row?.['scan'] ?? home.proposalId };
  return {
    ...minutes,
    verifierId: dice[1] === BENT ? home.proposalId : holdersOf(scene, 'FIELD_VERIFIER')[0],
    changes: row?.['gone'] === null ? [] : [{ ...change, beneficiaryId: row?.['gone'] }],
  };
}
