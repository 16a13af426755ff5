import { randomUUID } from 'node:crypto';
import { createProposal } from '../../src/app/drafts/create-proposal.js';
import type { NamedDisaster } from '../../src/app/drafts/disasters.js';
import { importPersons } from '../../src/app/drafts/import-persons.js';
import { saveLetter } from '../../src/app/drafts/save-letter.js';
import { attachDocument } from '../../src/app/files/attach-document.js';
import { storeBlob } from '../../src/app/files/store-blob.js';
import { createProgramme, type CreatedProgramme } from '../../src/app/seed/create-programme.js';
import type { Actor } from '../../src/domain/actor.js';
import type { PersonRow } from '../../src/domain/person-row.js';
import { syntheticPdf, syntheticProgramme } from './app-world.js';
import { today } from './decree-steps.js';
import { aRow } from './person-rows.js';
import type { Draft, World } from './world.js';

const SYSTEM: Actor = { kind: 'system', purpose: 'test' };

/** A programme of urgent aid whose window is over: urgent needs have none. */
export function urgentProgramme(world: World): Promise<CreatedProgramme> {
  return world.ctx.db.withActor(SYSTEM, 10_000, (tx) =>
    createProgramme(tx, {
      ...syntheticProgramme(tx.now),
      code: 'BTT',
      track: 'UNPLANNED',
      windowOpensAt: new Date('2025-01-01T00:00:00Z'),
      windowClosesAt: new Date('2025-01-31T00:00:00Z'),
      policy: { mandatoryInstitutionDocuments: ['DEED'] },
      ceilings: { programme: 0n, areas: {}, budgetLine: 0n, urgentAccount: 9_000_000n },
    }),
  );
}

/** Nobody has a card any more: each gets a number of the time being. */
export function victim(n: number): PersonRow {
  const name = ['Wahyu Tandi', 'Dian Alang', 'Rina Lung', 'Eko Jalung', 'Sari Nyuk'][n % 5] ?? '';
  const without = { nationalId: '', noNationalIdReason: 'dokumen hilang karena banjir' };
  return aRow(n, { ...without, name, birthDate: `${10 + n}/03/2015`, motherName: '' });
}

export function createUrgent(
  world: World,
  programme: CreatedProgramme,
  operator: Actor,
  disaster?: NamedDisaster,
): Promise<{ proposalId: string }> {
  return createProposal(world.ctx, operator, {
    programmeId: programme.programmeId,
    packageId: programme.packages[0]?.id ?? '',
    ...(disaster === undefined ? {} : { disaster }),
    key: randomUUID(),
  });
}

export async function urgentFile(world: World, by: Actor, name: string, of: string | null = null): Promise<string> {
  const bytes = syntheticPdf(`${name} ${randomUUID()}`);
  const stored = { fileName: `${name}.pdf`, mediaType: 'application/pdf', bytes, institutionId: of };
  return (await storeBlob(world.ctx, by, stored)).blobId;
}

export async function attachPaper(world: World, { operator, proposalId }: Draft, code: string): Promise<void> {
  const blobId = await urgentFile(world, operator, code);
  await attachDocument(world.ctx, operator, { proposalId, code, number: null, blobId });
}

/** A draft of urgent aid, complete but for the letter of need. */
export async function urgentDraft(
  world: World,
  programme: CreatedProgramme,
  people: readonly PersonRow[],
  disaster: NamedDisaster,
): Promise<Draft & { planned: Draft }> {
  const planned = await world.draft();
  const { institutionId, operator } = planned;
  const { proposalId } = await createUrgent(world, programme, operator, disaster);
  const letter = { letterNumber: '01/LKSA', letterDate: today(), background: 'Rumah terendam', purpose: 'Pangan' };
  await saveLetter(world.ctx, operator, { proposalId, ...letter });
  await importPersons(world.ctx, operator, { proposalId, rows: people, mode: 'replace' });
  await world.sql(
    `insert into proposal_document (id, proposal_id, institution_id, regency_code, code, blob_id, status, created_at)
     select gen_random_uuid(), $1, institution_id, regency_code, code, blob_id, status, created_at
       from proposal_document where proposal_id = $2 and code = 'VISIT_PHOTO'`,
    [proposalId, planned.proposalId],
  );
  return { proposalId, institutionId, operator, planned };
}

export const urgentRecommendation = {
  criteria: { selective: true, eligible: true, temporary: true, purposeful: true },
  criteriaNote: '',
  cuts: [],
};

export function urgentApproval(): Record<string, string> {
  return { documentNumber: '360/1', documentDate: today(), signatory: 'Gubernur Peraga' };
}
