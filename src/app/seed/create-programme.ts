import { v7 as uuid } from 'uuid';
import { defaultPolicy, type Policy } from '../../domain/policy.js';
import { URGENT_ACCOUNT, type Track } from '../../domain/proposal/track.js';
import type { ActorTx } from '../ports.js';
import { appendEvents } from '../record/append-event.js';
import { contentHash } from '../record/content-hash.js';
import { BUDGET_LINE, packageCatalogue, urgentCatalogue, type PackageSeed } from './package-catalogue.js';

export interface NewProgramme {
  readonly code: string;
  readonly nameId: string;
  readonly nameEn: string;
  readonly fiscalYear: number;
  readonly windowOpensAt: Date;
  readonly windowClosesAt: Date;
  /** Version 1; what it leaves out is the default policy of the fiscal year. */
  readonly policy: Partial<Policy>;
  /** Which way its packages go; PLANNED where it is not said. */
  readonly track?: Track;
  readonly ceilings: ProgrammeCeilings;
  readonly demo: boolean;
}
/** Whole rupiah. */
export interface ProgrammeCeilings {
  /** Indicative limit before the budget document; hard. */
  readonly programme: bigint;
  /** Per regency code; soft. */
  readonly areas: Readonly<Record<string, bigint>>;
  /** The line of the budget document; hard. */
  readonly budgetLine: bigint;
  /** Urgent aid alone: what may be reserved on the account of unplanned spending; hard. */
  readonly urgentAccount?: bigint;
}
export interface CreatedProgramme {
  readonly programmeId: string;
  readonly policyVersionId: string;
  readonly packages: readonly { readonly id: string; readonly code: string; readonly targetGroup: string }[];
  readonly budgetLine: string;
}

const LEGAL_BASIS: readonly string[] = [
  'Peraturan Menteri Dalam Negeri Nomor 32 Tahun 2011 beserta perubahannya tentang Pedoman Pemberian Hibah dan Bantuan Sosial yang Bersumber dari APBD',
  'Peraturan Menteri Dalam Negeri Nomor 77 Tahun 2020 tentang Pedoman Teknis Pengelolaan Keuangan Daerah',
];

/** The first scope a programme names; a named scope without a row is refused at the consideration (process.md 7). */
const NAMED_SCOPES: readonly string[] = ['PROGRAMME'];

const catalogues: Readonly<Record<Track, readonly PackageSeed[]>> = {
  PLANNED: packageCatalogue,
  UNPLANNED: urgentCatalogue,
};

/** Writes a programme with its policy, the packages of its track and limits, and the event of it. The actor is the province or the system. */
export async function createProgramme(tx: ActorTx, programme: NewProgramme): Promise<CreatedProgramme> {
  const programmeId = uuid();
  await tx.sql.$executeRaw`
    insert into programme (id, code, name_id, name_en, fiscal_year, window_opens_at, window_closes_at, legal_basis, demo)
    values (${programmeId}::uuid, ${programme.code}, ${programme.nameId}, ${programme.nameEn}, ${programme.fiscalYear}, ${programme.windowOpensAt},
            ${programme.windowClosesAt}, ${JSON.stringify(LEGAL_BASIS)}::jsonb, ${programme.demo})`;
  const policyVersionId = uuid();
  // whole, so that a later release with other defaults changes nothing for cases pinned to it
  const content = { ...defaultPolicy(programme.fiscalYear), ...programme.policy, namedScopes: NAMED_SCOPES };
  await tx.sql.$executeRaw`
    insert into policy_version (id, programme_id, version, content, created_at)
    values (${policyVersionId}::uuid, ${programmeId}::uuid, 1, ${JSON.stringify(content)}::jsonb, ${tx.now})`;
  const catalogue = catalogues[programme.track ?? 'PLANNED'];
  const packages = catalogue.map((seed) => ({ id: uuid(), code: seed.code, targetGroup: seed.targetGroup }));
  await writePackages(tx, programmeId, catalogue, packages);
  await writeCeilings(tx, programmeId, programme.ceilings);
  await appendEvents(tx, [
    {
      stream: 'reference',
      type: 'programme_created',
      commandId: null,
      institutionId: null,
      regencyCode: null,
      data: {
        programmeId,
        code: programme.code,
        fiscalYear: programme.fiscalYear,
        demo: programme.demo,
        contentHash: contentHash({ ...programme, policy: content, packages: catalogue }),
      },
    },
  ]);
  return { programmeId, policyVersionId, packages, budgetLine: BUDGET_LINE };
}

async function writePackages(
  tx: ActorTx,
  programmeId: string,
  catalogue: readonly PackageSeed[],
  packages: CreatedProgramme['packages'],
): Promise<void> {
  const seeds = catalogue.map((seed, index) => ({ ...seed, id: packages[index]?.id ?? '' }));
  await tx.sql.$executeRaw`
    insert into aid_package (id, programme_id, code, name_id, name_en, target_group, account_code, annex_level)
    select p.id, ${programmeId}::uuid, p.code, p.name_id, p.name_en, p.target_group, p.account_code, 'INSTITUTION'
      from unnest(${seeds.map((seed) => seed.id)}::uuid[], ${seeds.map((seed) => seed.code)}::text[], ${seeds.map((seed) => seed.nameId)}::text[],
                  ${seeds.map((seed) => seed.nameEn)}::text[], ${seeds.map((seed) => seed.targetGroup)}::text[],
                  ${seeds.map((seed) => seed.accountCode)}::text[])
           as p(id, code, name_id, name_en, target_group, account_code)`;
  const items = seeds.flatMap((seed) => seed.items.map((item) => ({ ...item, packageId: seed.id })));
  await tx.sql.$executeRaw`
    insert into package_item (id, package_id, code, need_group, name_id, name_en, unit, unit_price, quantity_per_person, handover_mode)
    select uuidv7(), * from unnest(
      ${items.map((item) => item.packageId)}::uuid[], ${items.map((item) => item.code)}::text[], ${items.map((item) => item.needGroup)}::text[],
      ${items.map((item) => item.nameId)}::text[], ${items.map((item) => item.nameEn)}::text[], ${items.map((item) => item.unit)}::text[],
      ${items.map((item) => item.unitPrice)}::bigint[], ${items.map((item) => item.quantityPerPerson)}::int[], ${items.map((item) => item.handoverMode)}::text[])`;
}

async function writeCeilings(tx: ActorTx, programmeId: string, ceilings: ProgrammeCeilings): Promise<void> {
  const rows = [
    { scope: 'PROGRAMME', key: '', amount: ceilings.programme, hard: true },
    ...Object.entries(ceilings.areas).map(([key, amount]) => ({ scope: 'AREA', key, amount, hard: false })),
    { scope: 'DPA_LINE', key: BUDGET_LINE, amount: ceilings.budgetLine, hard: true },
    ...(ceilings.urgentAccount === undefined
      ? []
      : [{ scope: 'ACCOUNT', key: URGENT_ACCOUNT, amount: ceilings.urgentAccount, hard: true }]),
  ];
  await tx.sql.$executeRaw`
    insert into ceiling (id, programme_id, scope, scope_key, amount, hard)
    select uuidv7(), ${programmeId}::uuid, c.scope, c.key, c.amount, c.hard
      from unnest(${rows.map((row) => row.scope)}::text[], ${rows.map((row) => row.key)}::text[], ${rows.map((row) => row.amount)}::bigint[],
                  ${rows.map((row) => row.hard)}::boolean[]) as c(scope, key, amount, hard)`;
}
