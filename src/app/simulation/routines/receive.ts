import type { Actor } from '../../../domain/actor.js';
import { done, nothing, type Look } from '../desk.js';
import { readCasePage, type CasePage, type Waiting } from '../read-pages.js';
import type { House } from '../read-world.js';
import { decideOn, today, type Town } from '../town.js';

/** The goods have been handed over: who received what is confirmed, exceptions by line. */
export async function confirmReceipt(town: Town, house: House, waiting: Waiting): Promise<Look> {
  const operator: Actor = house.operator;
  const page = await readCasePage(town, operator, waiting.proposalId);
  const drop = page.drops.find((entry) => entry.state === 'HANDED_OVER');
  if (drop === undefined) return nothing;
  await decideOn(town, house, operator, waiting, 'confirm_receipt', {
    dropId: drop.id,
    receivedOn: today(town),
    signedBy: house.institution.chairName,
    exceptions: exceptionsOf(house, page),
  });
  return done;
}

/** Some people refuse their clothes, or get one set of two; their food they all have. */
function exceptionsOf(
  house: House,
  page: CasePage,
): readonly { readonly lineId: string; readonly outcome: string; readonly quantity: number }[] {
  const clothes = page.lines.filter((line) => line.itemCode === 'CLOTHING' && line.decreed > 1);
  return clothes
    .slice(0, house.plan.shortReceipts)
    .map((line, index) =>
      index === 0
        ? { lineId: line.id, outcome: 'PARTIAL', quantity: line.decreed - 1 }
        : { lineId: line.id, outcome: 'REFUSED', quantity: 0 },
    );
}
