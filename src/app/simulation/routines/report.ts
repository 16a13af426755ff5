import { done } from '../desk.js';
import { readCasePage } from '../read-pages.js';
import { decideOn } from '../town.js';
import type { Duty } from './duties.js';

export const reviewReport: Duty = async ({ town, house, actor, waiting }) => {
  if (house.plan.reportReturned) {
    const page = await readCasePage(town, actor, waiting.proposalId);
    if (page.reportRevision === 1) {
      await decideOn(town, house, actor, waiting, 'return_report', {
        words: 'Foto penggunaan belum menunjukkan seluruh barang.',
        remarks: [{ target: 'REPORT_PHOTO_2', words: 'Ganti foto' }],
      });
      return done;
    }
  }
  await decideOn(town, house, actor, waiting, 'accept_report', { note: '' });
  return done;
};
