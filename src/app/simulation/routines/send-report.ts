import { saveReport } from '../../drafts/save-report.js';
import { attachDocument } from '../../files/attach-document.js';
import { done, later, type Look } from '../desk.js';
import { dueUnless } from '../lateness.js';
import { morningOf } from '../programme-calendar.js';
import { readCasePage, type CasePage, type Waiting } from '../read-pages.js';
import type { House } from '../read-world.js';
import { samplePhoto } from '../sample-files.js';
import { decideOn, keepFile, type Town } from '../town.js';

/** What was received has been used: the accountability report with its photos, on the day the house has planned, or late. */
export async function sendReport(town: Town, house: House, waiting: Waiting): Promise<Look> {
  const { plan } = house;
  if (waiting.state === 'REPORT_DUE') {
    const late = dueUnless({ town, house, waiting }, 'submit_report');
    if (late !== null) return late;
    const day = morningOf(plan.reportOn);
    if (plan.late.submit_report === undefined && town.now() < day) return later(day);
  }
  const { proposalId } = waiting;
  const page = await readCasePage(town, house.operator, proposalId);
  for (const number of [1, 2, 3]) {
    const photo = samplePhoto(`penggunaan ${number} ${plan.code} ${page.reportRevision}`);
    const blobId = await keepFile(town, house.operator, house.institutionId, photo);
    await attachDocument(town.ctx, house.operator, {
      proposalId,
      code: `REPORT_PHOTO_${number}`,
      number: null,
      blobId,
    });
  }
  const report = await saveReport(town.ctx, house.operator, {
    proposalId,
    narrative: 'Seluruh barang telah diterima dan dipakai oleh penerima manfaat (data sintetis).',
    lines: itemsOf(page).map(([itemId, received]) => ({
      itemId,
      received,
      used: received,
      returned: 0,
      lost: 0,
      note: '',
    })),
  });
  await decideOn(town, house, house.operator, waiting, 'submit_report', report);
  return done;
}

function itemsOf(page: CasePage): readonly (readonly [itemId: string, delivered: number])[] {
  const sums = new Map<string, number>();
  for (const line of page.lines) {
    if (line.decreed > 0) sums.set(line.itemId, (sums.get(line.itemId) ?? 0) + line.delivered);
  }
  return [...sums];
}
