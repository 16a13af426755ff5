import type { PersonRow } from '../../../domain/person-row.js';
import { addDays } from '../../../domain/time/wita.js';
import { registerClient } from '../../drafts/register-client.js';
import { done, type Look } from '../desk.js';
import { personRowOf } from '../person-row-of.js';
import { readCasePage, type Waiting } from '../read-pages.js';
import type { House } from '../read-world.js';
import { firstIndex } from '../responsible.js';
import { samplePdf } from '../sample-files.js';
import { SECOND_NAMES } from '../synthetic-names.js';
import { seededRandom } from '../synthetic-random.js';
import { decideOn, keepFile, today, type Town } from '../town.js';
import { confirmReceipt } from './receive.js';

/** The goods are under way and somebody they were meant for has died: another resident receives instead, by minutes. */
export async function replaceOrReceive(town: Town, house: House, waiting: Waiting): Promise<Look> {
  const page = await readCasePage(town, house.operator, waiting.proposalId);
  if (page.happened('update_list')) return confirmReceipt(town, house, waiting);
  const { institution, operator, plan } = house;
  const { proposalId } = waiting;
  const gone = institution.persons.findIndex(
    (person, index) => person.nationalId !== null && page.persons[index]?.open === true,
  );
  const person = institution.persons[gone];
  if (person === undefined) throw new Error(`${plan.code} has nobody who still waits for goods`);
  const { personId, errors } = await registerClient(town.ctx, operator, {
    proposalId,
    row: residentInstead(personRowOf(person), plan.number),
  });
  if (personId === null) throw new Error(`${plan.code}: the resident was refused: ${JSON.stringify(errors)}`);
  const number = `BA/${plan.number}/${today(town).slice(0, 4)}`;
  const verifier = town.world.holder('FIELD_VERIFIER', firstIndex('FIELD_VERIFIER', house));
  const scan = samplePdf(`Berita acara pemutakhiran ${number} ${plan.code}`);
  await decideOn(town, house, operator, waiting, 'update_list', {
    documentNumber: number,
    documentDate: today(town),
    scanBlobId: await keepFile(town, operator, house.institutionId, scan),
    verifierId: town.world.userId(verifier),
    changes: [
      {
        beneficiaryId: page.persons[gone]?.beneficiaryId,
        cause: 'DECEASED',
        leftOn: addDays(today(town), -2),
        replacedBy: personId,
      },
    ],
  });
  return done;
}

/** Of the same day of birth and district, under a serial that the population never reaches. */
function residentInstead(row: PersonRow, number: number): PersonRow {
  const random = seededRandom(number);
  const name = `${random.pick(SECOND_NAMES)} ${random.pick(SECOND_NAMES)}`;
  const nationalId = `${row.nationalId.slice(0, 12)}${9_000 + (number % 1_000)}`;
  return { ...row, name, nationalId, familyCardNo: '' };
}
