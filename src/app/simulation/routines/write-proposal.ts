import type { Actor } from '../../../domain/actor.js';
import type { PersonRow } from '../../../domain/person-row.js';
import { defaultPolicy } from '../../../domain/policy.js';
import { addDays } from '../../../domain/time/wita.js';
import { createProposal } from '../../drafts/create-proposal.js';
import { importPersons, type ImportResult } from '../../drafts/import-persons.js';
import { saveCostPlan } from '../../drafts/save-cost-plan.js';
import { saveLetter } from '../../drafts/save-letter.js';
import { attachDocument } from '../../files/attach-document.js';
import { readContent } from '../../proposal/proposal-content.js';
import { calendar } from '../programme-calendar.js';
import { personRowOf } from '../person-row-of.js';
import type { House } from '../read-world.js';
import { samplePdf } from '../sample-files.js';
import { writtenTwice } from './duplicates.js';
import { keepFile, today, type Town } from '../town.js';

/** Opens the draft of this year; asked again it is the same one. */
export async function openDraft(town: Town, house: House): Promise<string> {
  const { proposalId } = await createProposal(town.ctx, house.operator, {
    programmeId: town.world.programmeId,
    packageId: house.packageId,
    key: `draft/${house.institutionId}`,
  });
  return proposalId;
}

/** The whole working copy: letter, people, cost plan, papers. Done again after an interruption it is the same. */
export async function writeDraft(town: Town, house: House, proposalId: string): Promise<void> {
  const { ctx } = town;
  const { institution, operator, plan } = house;
  await saveLetter(ctx, operator, {
    proposalId,
    letterNumber: `${plan.number}/${institution.code}/${plan.submitOn.slice(0, 4)}`,
    letterDate: addDays(today(town), -2),
    background: `${institution.name} mengasuh ${institution.persons.length} orang dan memohon bantuan sosial terencana (data sintetis).`,
    purpose: 'Memenuhi permakanan, sandang dan alat bantu penerima manfaat selama satu tahun.',
  });
  const twin = writtenTwice(institution);
  const people = institution.persons.map(personRowOf);
  const write = (rows: readonly PersonRow[]): Promise<ImportResult> =>
    importPersons(ctx, operator, { proposalId, rows, mode: 'replace' });
  const first = await write(twin === null ? people : [...people, personRowOf(twin)]);
  // done again after somebody has found out: the second entry is refused as the same person
  const imported = twin !== null && first.refused > 0 ? await write(people) : first;
  if (imported.refused > 0) {
    throw new Error(
      `${institution.code}: ${imported.refused} synthetic persons were refused: ${JSON.stringify(imported.rows.find((row) => !row.ok)?.errors)}`,
    );
  }
  await saveCostPlan(ctx, operator, {
    proposalId,
    ownShare: plan.ownShare,
    ownLines: [
      { description: 'Ongkos angkut dari gudang ke panti', volume: 1, unit: 'paket', unitPrice: plan.ownShare },
    ],
  });
  for (const code of defaultPolicy(calendar.fiscalYear).mandatoryProposalDocuments) {
    await attachPaper(town, house, proposalId, code, `${code} ${institution.code}`);
  }
}

export async function attachPaper(
  town: Town,
  house: House,
  proposalId: string,
  code: string,
  title: string,
): Promise<void> {
  const blobId = await keepFile(town, house.operator, house.institutionId, samplePdf(title));
  await attachDocument(town.ctx, house.operator, { proposalId, code, number: title, blobId });
}

/** What the page shows when the button is pressed: a submission is bound to exactly that. */
export async function contentHashOf(town: Town, actor: Actor, proposalId: string): Promise<string> {
  const content = await town.ctx.db.withActor(actor, 10_000, (tx) => readContent(tx, proposalId));
  return content.contentHash;
}
