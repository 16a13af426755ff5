import { deadlineAfter } from '../../../domain/time/working-days.js';
import { done, later, type Look } from '../desk.js';
import { dueUnless } from '../lateness.js';
import { morningOf } from '../programme-calendar.js';
import { readCasePage } from '../read-pages.js';
import { samplePhoto } from '../sample-files.js';
import { decideOn, keepFile, today } from '../town.js';
import type { CaseInHand, Duty } from './duties.js';
import { judgeDuplicates } from './duplicates.js';
import { reject } from './endings.js';

async function simply(hand: CaseInHand, type: Parameters<typeof decideOn>[4], payload: unknown = {}): Promise<Look> {
  await decideOn(hand.town, hand.house, hand.actor, hand.waiting, type, payload);
  return done;
}

export const register: Duty = async (hand) => {
  const waits = dueUnless(hand, 'register');
  if (waits !== null) return waits;
  const { number, submitOn } = hand.house.plan;
  return simply(hand, 'register', {
    agendaNumber: `465/${String(number).padStart(4, '0')}/${submitOn.slice(0, 4)}`,
    disposition: 'Dinas Sosial, untuk diverifikasi',
  });
};

export const startDesk: Duty = (hand) => simply(hand, 'start_admin');

export const passOrReturn: Duty = async (hand) => {
  const waits = dueUnless(hand, 'pass_admin');
  if (waits !== null) return waits;
  const page = await readCasePage(hand.town, hand.actor, hand.waiting.proposalId);
  const { fate, appealGranted, returnedBy } = hand.house.plan;
  if (fate === 'rejected' || (appealGranted && !page.happened('grant')))
    return reject(hand, 'Surat permohonan tidak sesuai.');
  if (returnedBy === 'desk' && page.revision === 1) {
    return simply(hand, 'return', {
      words: 'Lengkapi surat permohonan dan unggah ulang surat pernyataan tanggung jawab.',
      remarks: [{ target: 'SPTJ', words: 'Tanda tangan tidak terbaca' }],
    });
  }
  return simply(hand, 'pass_admin', {
    checks: page.documents.map((code) => ({ code, valid: true, reason: '' })),
    notes: '',
  });
};

/** On the planned day, not before. */
export const visit: Duty = async (hand) => {
  const { town, house, actor, waiting } = hand;
  const page = await readCasePage(town, actor, waiting.proposalId);
  const plannedOn = page.visitPlannedOn ?? today(town);
  if (today(town) < plannedOn) return later(morningOf(plannedOn));
  const photos = [];
  for (const view of ['tampak depan', 'ruang tidur']) {
    photos.push(await keepFile(town, actor, house.institutionId, samplePhoto(`${view} ${house.plan.code}`)));
  }
  const away = page.persons.slice(0, house.plan.visitAbsences);
  return simply(hand, 'submit_field', {
    visitedOn: today(town),
    bedCount: house.institution.capacity,
    residentCount: page.persons.length,
    latitude: -0.5 + house.plan.number / 1000,
    longitude: 116.5,
    signature: 'SIGNED',
    signatureNote: '',
    notes: 'Kunjungan sesuai rencana.',
    photoBlobIds: photos,
    exceptions: [
      ...away.map(({ beneficiaryId }) => ({
        beneficiaryId,
        presence: 'ABSENT_WITH_PROOF',
        whereabouts: 'SCHOOL',
        proof: 'Surat keterangan sekolah',
      })),
      ...page.persons
        .slice(away.length)
        .filter((person) => person.homeCare)
        .map(({ beneficiaryId }) => ({ beneficiaryId, presence: 'HOME_CARE_SAMPLED' })),
    ],
  });
};

export const checkVisit: Duty = async (hand) => {
  const { town, house, actor, waiting } = hand;
  if (house.plan.late.confirm_visit === 'overdue') {
    const page = await readCasePage(town, actor, waiting.proposalId);
    // past the two working days a second person has, so that the superior is told
    const from = deadlineAfter(page.pendingSince ?? town.now(), 4, new Set());
    if (town.now() < from) return later(from);
  }
  return simply(hand, 'confirm');
};

export const endorse: Duty = (hand) => simply(hand, 'endorse', { note: '' });

export const endorseOrReturn: Duty = async (hand) => {
  if (hand.house.plan.returnedBy === 'kabid') {
    const page = await readCasePage(hand.town, hand.actor, hand.waiting.proposalId);
    if (page.revision === 1) {
      return simply(hand, 'return', {
        words: 'Daftar penerima perlu dicocokkan dengan berita acara kunjungan.',
        remarks: [{ target: 'BNBA', words: 'Cocokkan dengan buku induk' }],
      });
    }
  }
  return endorse(hand);
};

export const recommend: Duty = async (hand) => {
  if (hand.house.plan.fate === 'appeal_denied') return reject(hand, 'Tidak memenuhi kriteria selektif.');
  await judgeDuplicates(hand.town);
  const cut = hand.house.plan.cutAt === 'recommend' ? await cutsOf(hand, 'Sudah terpenuhi dari bantuan lain') : [];
  const page = await readCasePage(hand.town, hand.actor, hand.waiting.proposalId);
  const twice = page.lines.filter((line) => line.ineligible && cut.every(({ lineId }) => lineId !== line.id));
  const cuts = [...cut, ...twice.map(({ id }) => ({ lineId: id, quantity: 0, reason: 'Tercatat dua kali' }))];
  return simply(hand, 'recommend', {
    criteria: { selective: true, eligible: true, temporary: true, purposeful: true },
    criteriaNote: '',
    cuts,
  });
};

/** The clothes of two persons are cut to nothing; the food of everybody stays. */
export async function cutsOf(
  { town, actor, waiting }: CaseInHand,
  reason: string,
): Promise<readonly { readonly lineId: string; readonly quantity: number; readonly reason: string }[]> {
  const page = await readCasePage(town, actor, waiting.proposalId);
  return page.lines
    .filter((line) => line.itemCode === 'CLOTHING')
    .slice(0, 2)
    .map((line) => ({ lineId: line.id, quantity: 0, reason }));
}
