import { addDays, witaDate } from '../../../domain/time/wita.js';
import { listCases } from '../../queries/list-cases.js';
import { myProposals } from '../../queries/my-proposals.js';
import type { CaseItem } from '../../queries/case-item.js';
import { done, later, nothing, together, type Look } from '../desk.js';
import { calendar, morningOf } from '../programme-calendar.js';
import { readCasePage } from '../read-pages.js';
import type { House } from '../read-world.js';
import { firstIndex } from '../responsible.js';
import { decideOn, today, type Town } from '../town.js';
import type { Actor } from '../../../domain/actor.js';
import type { CaseInHand, Duty } from './duties.js';

/** The institution takes its proposal back while it waits for the budget team. */
export async function takeBack(town: Town, house: House): Promise<Look> {
  const [own] = await myProposals(town.ctx, house.operator);
  if (own?.state !== 'RECOMMENDED' || own.pendingCommand !== null) return nothing;
  const day = morningOf(calendar.withdrawals);
  if (town.now() < day) return later(day);
  await decideOn(town, house, house.operator, own, 'withdraw', { words: 'Kebutuhan sudah terpenuhi dari donatur.' });
  return done;
}

export async function reject({ town, house, actor, waiting }: CaseInHand, words: string): Promise<Look> {
  await decideOn(town, house, actor, waiting, 'reject', {
    reasonCode: 'NOT_ELIGIBLE',
    words,
    documentNumber: '',
    documentDate: null,
  });
  return done;
}

export const nameReviewer: Duty = async ({ town, house, actor, waiting }) => {
  const reviewer = town.world.holder('APPEAL_REVIEWER', firstIndex('APPEAL_REVIEWER', house));
  await decideOn(town, house, actor, waiting, 'name_reviewer', { userId: town.world.userId(reviewer) });
  return done;
};

export const judgeAppeal: Duty = async ({ town, house, actor, waiting }) => {
  const granted = house.plan.appealGranted;
  await decideOn(town, house, actor, waiting, granted ? 'grant' : 'deny', {
    words: granted ? 'Dokumen ternyata lengkap saat diajukan.' : 'Alasan penolakan tetap berlaku.',
  });
  return done;
};

/** When the year is over the planners give up what stands on the waiting list, or carry it to the next year. */
export const closeYear: Duty = async ({ town, house, actor, waiting }) => {
  const day = morningOf(calendar.yearIsClosed);
  if (town.now() < day) return later(day);
  const carried = house.plan.fate === 'carried_over';
  await decideOn(town, house, actor, waiting, carried ? 'carry_over' : 'expire', {
    words: carried ? 'Diusulkan kembali tahun berikutnya.' : 'Tidak ada pagu sampai akhir tahun.',
  });
  return done;
};

/** The institution that does not repair is called, and written to, once its deadline has passed. */
export const seek: Duty = async ({ town, house, actor, waiting }) => {
  if (waiting.dueAt === null || house.plan.fate !== 'lapsed') return nothing;
  const day = morningOf(addDays(witaDate(waiting.dueAt), calendar.soughtAfterDays));
  if (town.now() < day) return later(day);
  const page = await readCasePage(town, actor, waiting.proposalId);
  if (page.happened('log_contact')) return nothing;
  for (const [channel, words] of [
    ['PHONE', 'Telepon tidak diangkat.'],
    ['WHATSAPP', 'Pesan terkirim, tidak dibalas.'],
  ] as const) {
    await decideOn(town, house, actor, waiting, 'log_contact', { channel, reached: false, words });
  }
  return done;
};

/** What a head of division looks after besides the inbox: holds to be lifted, and repairs that nobody will make. */
export async function lookAfterStandingCases(town: Town, actor: Actor, index: number): Promise<Look> {
  const own = (item: CaseItem): House | null => {
    const house = town.world.byInstitution.get(item.institutionId);
    return house !== undefined && firstIndex('KABID', house) === index ? house : null;
  };
  const [verified, returned] = await Promise.all([
    listCases(town.ctx, actor, { state: 'ADMIN_VERIFIED', pageSize: 200 }),
    listCases(town.ctx, actor, { state: 'RETURNED', overdue: true, pageSize: 200 }),
  ]);
  const looks: Look[] = [];
  for (const item of [...verified.items, ...returned.items]) {
    const house = own(item);
    if (house === null) continue;
    looks.push(
      item.state === 'RETURNED' ? await lapse(town, house, actor, item) : await lift(town, house, actor, item),
    );
  }
  return together(looks);
}

async function lift(town: Town, house: House, actor: Actor, item: CaseItem): Promise<Look> {
  const hold = item.overlays.find(({ kind }) => kind === 'HOLD');
  if (hold === undefined) return nothing;
  const day = morningOf(addDays(witaDate(new Date(hold.since)), calendar.heldDays));
  if (town.now() < day) return later(day);
  await decideOn(town, house, actor, item, 'resume', { words: 'Keterangan kecamatan sudah diterima.' });
  return done;
}

async function lapse(town: Town, house: House, actor: Actor, item: CaseItem): Promise<Look> {
  if (house.plan.fate !== 'lapsed' || item.dueAt === null) return nothing;
  const day = morningOf(addDays(witaDate(new Date(item.dueAt)), calendar.lapsesAfterDays));
  if (town.now() < day) return later(day);
  await decideOn(town, house, actor, item, 'expire', {
    words: `LKS tidak memperbaiki sampai ${today(town)} walau sudah dihubungi.`,
  });
  return done;
}
