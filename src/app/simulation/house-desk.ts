import { type Desk, done, later, nothing, together, type Look } from './desk.js';
import { dueUnless } from './lateness.js';
import { createSecondLooks } from './look-again.js';
import { calendar, morningOf } from './programme-calendar.js';
import { inboxOf, readCasePage, type Waiting } from './read-pages.js';
import type { House } from './read-world.js';
import { takeBack } from './routines/endings.js';
import { replaceOrReceive } from './routines/replace-person.js';
import { confirmReceipt } from './routines/receive.js';
import { sendReport } from './routines/send-report.js';
import { attachPaper, contentHashOf, openDraft, writeDraft } from './routines/write-proposal.js';
import { samplePdf } from './sample-files.js';
import { decideOn, keepFile, today, type Town } from './town.js';

/** The people of one institution. */
export interface HouseDesk extends Desk {
  readonly institutionId: string;
  /** Whether to look again: the case has another mark than at the last look, or the house's own date has come. */
  stirs(mark: string): boolean;
}

export function createHouseDesk(town: Town, house: House): HouseDesk {
  let mark = '';
  let seen: string | null = null;
  let notBefore: Date | null = null;
  let opened = false;
  const secondLook = createSecondLooks();
  const lookAround = async (): Promise<Look> => {
    const waiting = await inboxOf(town, house.operator);
    if (waiting.length > 0) {
      return together(
        await Promise.all(
          waiting.map((item) =>
            secondLook(`${item.proposalId}/${item.version}`, () => town.gate(() => act(town, house, item))),
          ),
        ),
      );
    }
    if (mark !== '' && house.plan.fate === 'withdrawn') return takeBack(town, house);
    if (opened || mark !== '') return nothing;
    const look = await openOnPlannedDay(town, house);
    opened = look.acted;
    return look;
  };
  return {
    name: house.plan.code,
    institutionId: house.institutionId,
    stirs(now) {
      mark = now;
      return seen !== now || (notBefore !== null && notBefore <= town.now());
    },
    async look() {
      seen = mark;
      const look = await lookAround();
      ({ notBefore } = look);
      return look;
    },
  };
}

/** The draft of the year is begun on the day the house has planned for it. */
async function openOnPlannedDay(town: Town, house: House): Promise<Look> {
  const day = morningOf(house.plan.submitOn);
  if (town.now() < day) return later(day);
  await town.gate(() => openDraft(town, house));
  return done;
}

async function act(town: Town, house: House, waiting: Waiting): Promise<Look> {
  const { proposalId } = waiting;
  switch (waiting.state) {
    case 'DRAFT':
      if (house.plan.fate === 'never_sent' || isCarried(town, house)) return nothing;
      await writeDraft(town, house, proposalId);
      await decideOn(town, house, house.operator, waiting, 'submit', {
        contentHash: await contentHashOf(town, house.operator, proposalId),
      });
      return done;
    case 'RETURNED': {
      if (house.plan.fate === 'lapsed') return nothing;
      const late = dueUnless({ town, house, waiting }, 'resubmit');
      if (late !== null) return late;
      await attachPaper(town, house, proposalId, 'SPTJ', `SPTJ perbaikan ${house.plan.code}`);
      await decideOn(town, house, house.operator, waiting, 'resubmit', {
        contentHash: await contentHashOf(town, house.operator, proposalId),
      });
      return done;
    }
    case 'REJECTED':
      if (house.plan.fate !== 'appeal_denied' && !house.plan.appealGranted) return nothing;
      await decideOn(town, house, house.chair, waiting, 'appeal', { words: 'Kami mohon ditinjau kembali.' });
      return done;
    case 'DECREED':
      return signPact(town, house, waiting);
    case 'IN_DELIVERY':
      return house.plan.replaced ? replaceOrReceive(town, house, waiting) : confirmReceipt(town, house, waiting);
    case 'REPORT_DUE':
    case 'REPORT_RETURNED':
    case 'DEFAULTED':
      return sendReport(town, house, waiting);
    default:
      return nothing;
  }
}

/** The draft that the year before left to this one. */
function isCarried(town: Town, { plan }: House): boolean {
  return plan.fate === 'carried_over' && town.now() >= morningOf(calendar.yearIsClosed);
}

/** The chair signs once the list of persons is set, and sends the scan. */
async function signPact(town: Town, house: House, waiting: Waiting): Promise<Look> {
  if (waiting.pendingCommand !== null) return nothing;
  const page = await readCasePage(town, house.chair, waiting.proposalId);
  if (!page.listSet) return nothing;
  const signedBlobId = await keepFile(
    town,
    house.chair,
    house.institutionId,
    samplePdf(`Pakta integritas bertanda tangan ${house.plan.code}`),
  );
  // the page is younger than the inbox: the head of the office may have set the list between the two
  const seen = { proposalId: waiting.proposalId, version: page.version };
  await decideOn(town, house, house.chair, seen, 'sign_pact', { signedBlobId, signedOn: today(town) });
  return done;
}
