import type { Actor } from '../../domain/actor.js';
import { readPersonRow } from '../../domain/person-row.js';
import { defaultPolicy } from '../../domain/policy.js';
import { witaDate, witaYear } from '../../domain/time/wita.js';
import { registerPersons } from '../drafts/register-persons.js';
import { attachInstitutionDocument } from '../files/attach-institution-document.js';
import { storeBlob } from '../files/store-blob.js';
import type { ActorTx, AppContext } from '../ports.js';
import { personRowOf } from '../simulation/person-row-of.js';
import { samplePdf } from '../simulation/sample-files.js';
import { generateSyntheticPopulation } from '../simulation/synthetic-population.js';
import { readSyntheticSource } from '../simulation/synthetic-source.js';
import type { SyntheticInstitution } from '../simulation/synthetic-types.js';
import { createInstitution } from './create-institution.js';

/** A city with elderly people, one with people with disabilities, a regency with children, and the remote one. */
const REGENCIES: readonly string[] = ['64.72', '64.71', '64.01', '64.11'];
const MOST_CLIENTS = 12;
const SEED = 7;
const SCALE = 0.02;

export interface DemoInstitution {
  readonly id: string;
  readonly code: string;
  readonly regency: string;
}

/** Institutions of the demonstration with their papers and a few clients each; what is there already stays. */
export async function seedDemoInstitutions(
  ctx: AppContext,
  actor: Actor,
  dataFolder: string,
): Promise<readonly DemoInstitution[]> {
  const year = witaYear(await ctx.clock.now());
  const population = generateSyntheticPopulation(await readSyntheticSource(dataFolder), {
    seed: SEED,
    scale: SCALE,
    fiscalYear: year,
  });
  const made: DemoInstitution[] = [];
  for (const regencyCode of REGENCIES) {
    const synthetic = population.institutions.find((institution) => institution.regencyCode === regencyCode);
    const regency = population.expected.find((area) => area.regencyCode === regencyCode)?.regency ?? regencyCode;
    if (synthetic === undefined) continue;
    const id = await ctx.db.withActor(actor, 30_000, (tx) => establish(tx, ctx, synthetic, year));
    await fileDocuments(ctx, actor, id, year);
    made.push({ id, code: codeOf(synthetic), regency });
  }
  return made;
}

function codeOf(synthetic: SyntheticInstitution): string {
  return `PERAGA-${synthetic.regencyCode.replace('.', '')}`;
}

async function establish(tx: ActorTx, ctx: AppContext, synthetic: SyntheticInstitution, year: number): Promise<string> {
  const code = codeOf(synthetic);
  const [known] = await tx.sql.$queryRaw<{ id: string }[]>`select id from institution where code = ${code}`;
  if (known !== undefined) return known.id;
  const { name, kind, targetGroup, regencyCode, villageCode, address, capacity, chairName } = synthetic;
  const institutionId = await createInstitution(tx, ctx.vault, {
    code,
    kind,
    targetGroup,
    regencyCode,
    villageCode,
    address,
    capacity,
    chairName,
    name: `${name} (peragaan)`,
    email: synthetic.email,
    phone: synthetic.phone,
    npwp: synthetic.npwp,
    registrationNumber: synthetic.registrationNumber,
    registrationValidUntil: synthetic.registrationValidUntil,
    demo: true,
  });
  const today = witaDate(tx.now);
  const people = synthetic.persons.slice(0, MOST_CLIENTS).flatMap((person) => {
    const read = readPersonRow(personRowOf(person), today).person;
    if (read === null) return [];
    const identity = Buffer.from(ctx.vault.lookup('national_id', read.identityText)).toString('hex');
    return [{ person: read, identity, registered: null }];
  });
  await registerPersons(tx, ctx.vault, { institutionId, regencyCode, fiscalYear: year, targetGroup }, people);
  return institutionId;
}

/** A start that was killed in between goes on with the papers that are missing. */
async function fileDocuments(ctx: AppContext, actor: Actor, institutionId: string, year: number): Promise<void> {
  const held = await ctx.db.withActor(
    actor,
    10_000,
    (tx) =>
      tx.sql.$queryRaw<{ code: string }[]>`
        select distinct code from institution_document where institution_id = ${institutionId}::uuid`,
  );
  const missing = defaultPolicy(year).mandatoryInstitutionDocuments.filter((code) =>
    held.every((document) => document.code !== code),
  );
  for (const code of missing) {
    const { blobId } = await storeBlob(ctx, actor, { ...samplePdf(`${code} peragaan`), institutionId });
    const validUntil = code === 'LKS_REG' ? `${year + 3}-12-31` : null;
    await attachInstitutionDocument(ctx, actor, {
      institutionId,
      code,
      number: code === 'LKS_REG' ? `463/PERAGA/${year}` : null,
      validUntil,
      blobId,
    });
  }
}
