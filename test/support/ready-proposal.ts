import { randomUUID } from 'node:crypto';
import { createProposal } from '../../src/app/drafts/create-proposal.js';
import { importPersons } from '../../src/app/drafts/import-persons.js';
import { saveLetter } from '../../src/app/drafts/save-letter.js';
import type { CreatedProgramme } from '../../src/app/seed/create-programme.js';
import { attachDocument } from '../../src/app/files/attach-document.js';
import { attachInstitutionDocument } from '../../src/app/files/attach-institution-document.js';
import { storeBlob } from '../../src/app/files/store-blob.js';
import { applyCommand } from '../../src/app/proposal/apply-command.js';
import { getCase } from '../../src/app/queries/get-case.js';
import { contentHash } from '../../src/app/record/content-hash.js';
import { samplePhoto } from '../../src/app/simulation/sample-files.js';
import type { Actor } from '../../src/domain/actor.js';
import type { PersonRow } from '../../src/domain/person-row.js';
import { defaultPolicy } from '../../src/domain/policy.js';
import type { CommandType } from '../../src/domain/proposal/transitions.js';
import { packageOf, syntheticPdf, type AppWorld } from './app-world.js';

export interface Home {
  readonly institutionId: string;
  readonly operator: Actor;
  readonly proposalId: string;
}

/** A proposal with everything that submit asks for, made by the institution's own use-cases. */
export async function readyProposal(
  world: AppWorld,
  rows: readonly PersonRow[],
  programme: CreatedProgramme = world.programme,
): Promise<Home> {
  const { ctx } = world;
  const institutionId = await world.institution();
  const operator = await world.user(['LKS_OPERATOR'], { institutionId });
  const policy = defaultPolicy(new Date().getUTCFullYear());
  for (const code of policy.mandatoryInstitutionDocuments) {
    const blobId = await upload(world, operator, `${code}.pdf`);
    await attachInstitutionDocument(ctx, operator, {
      institutionId,
      code,
      number: null,
      validUntil: '2099-12-31',
      blobId,
    });
  }
  const { proposalId } = await createProposal(ctx, operator, {
    programmeId: programme.programmeId,
    packageId: packageOf(programme, 'CHILD'),
    key: randomUUID(),
  });
  await saveLetter(ctx, operator, {
    proposalId,
    letterNumber: '01/LKSA',
    letterDate: '2026-01-31',
    background: 'Latar belakang',
    purpose: 'Tujuan',
  });
  await importPersons(ctx, operator, { proposalId, rows, mode: 'replace' });
  for (const code of policy.mandatoryProposalDocuments) {
    await attachDocument(ctx, operator, {
      proposalId,
      code,
      number: null,
      blobId: await upload(world, operator, `${code}.pdf`),
    });
  }
  return { institutionId, operator, proposalId };
}

/** A file of the kind that its name says, .pdf or .jpg; each is another one. */
export async function upload(world: AppWorld, by: Actor, fileName: string): Promise<string> {
  const title = `${fileName} ${randomUUID()}`;
  const photo = fileName.endsWith('.jpg');
  const { blobId } = await storeBlob(world.ctx, by, {
    fileName,
    mediaType: photo ? 'image/jpeg' : 'application/pdf',
    bytes: photo ? samplePhoto(title).bytes : syntheticPdf(title),
    institutionId: null,
  });
  return blobId;
}

/** Decides without a workflow: the deciding transaction itself, as its activity runs it. */
export async function decideNow(
  world: AppWorld,
  actor: Actor,
  proposalId: string,
  type: CommandType,
  payload: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const result = await applyCommand(world.ctx, {
    commandId: randomUUID(),
    subjectId: proposalId,
    type,
    actor,
    payload,
    expectedVersion: null,
    requestHash: contentHash({ type, payload }),
    heavy: false,
  });
  if (!result.ok) throw new Error(`${type}: ${JSON.stringify(result.error)}`);
}

export async function submitNow(world: AppWorld, home: Home): Promise<void> {
  const { proposal } = await getCase(world.ctx, home.operator, { proposalId: home.proposalId });
  await decideNow(world, home.operator, home.proposalId, 'submit', { contentHash: proposal.contentHash });
}
