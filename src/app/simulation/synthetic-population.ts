import { fates, institutionsPerFate, type Fate } from './fates.js';
import { INSTITUTION_WORDS, STREETS } from './synthetic-names.js';
import { assignGroups, KIND_OF_GROUP } from './synthetic-groups.js';
import { createPersonMaker, type PersonMaker } from './synthetic-persons.js';
import { seededRandom, splitWhole, type Random } from './synthetic-random.js';
import type { AreaCount, SyntheticSource, Village } from './synthetic-source.js';
import type { MarginInstitution, SyntheticInstitution, SyntheticPopulation, TargetGroup } from './synthetic-types.js';

export interface SyntheticOptions {
  readonly seed: number;
  /** Multiplies institutions and persons of every area; 1 is the published table. */
  readonly scale?: number;
  /** Ages and the validity of registrations are consistent with this year; 2025 by default. */
  readonly fiscalYear?: number;
}

/** Far above the numbers of the table's institutions in any area. */
const FIRST_OF_MARGIN = 500;
const MARGIN_RESIDENTS = 8;
const LABELS = { LKSA: 'LKSA', LKS_LU: 'LKS-LU', LKS_PD: 'LKS-PD', LKS_TS: 'LKS-TS', LKS_OTHER: 'LKS' } as const;

/**
 * A population with the numbers of the published table and invented institutions and people in it: every name, number and address line
 * is made up by a seeded generator, only areas, villages and counts are real. The same source and options give the same population.
 */
export function generateSyntheticPopulation(source: SyntheticSource, options: SyntheticOptions): SyntheticPopulation {
  const { seed, scale = 1, fiscalYear = 2025 } = options;
  const expected = scaleDistribution(source.areas, scale);
  const random = seededRandom(seed);
  const groups = assignGroups(expected, random);
  const maker = createPersonMaker(random, fiscalYear, source.villagesByRegency);
  const names = new Set<string>();
  let number = 0;
  const institutions = expected.flatMap((area) => {
    const villages = source.villagesByRegency.get(area.regencyCode) ?? [];
    const weights = Array.from({ length: area.institutions }, () => random.between(60, 140));
    return splitWhole(area.beneficiaries, weights).map((residents, index) => {
      number += 1;
      const group = groups.get(area.regencyCode)?.[index] ?? 'CHILD';
      const village = random.pick(villages);
      const name = institutionName(random, group, village, names);
      return makeInstitution({ random, maker, area, group, village, name, number, index, residents, fiscalYear });
    });
  });
  // drawn after everybody of the table, who stay the same with and without these
  const margin = (Object.keys(fates) as Fate[]).flatMap((fate, of) =>
    Array.from({ length: institutionsPerFate(scale) }, (_, again): MarginInstitution => {
      const area = expected[(of + again) % expected.length];
      if (area === undefined) throw new Error('The table has no area.');
      number += 1;
      const village = random.pick(source.villagesByRegency.get(area.regencyCode) ?? []);
      const name = institutionName(random, 'CHILD', village, names);
      const plan = { random, maker, area, village, name, number, fiscalYear, group: 'CHILD' as const };
      return { ...makeInstitution({ ...plan, index: FIRST_OF_MARGIN + number, residents: MARGIN_RESIDENTS }), fate };
    }),
  );
  return {
    provenance: `Synthetic: all people and institutions are invented by a seeded generator (seed ${seed}, scale ${scale}); only areas, villages and counts are real.`,
    seed,
    scale,
    fiscalYear,
    expected,
    institutions,
    margin,
    units: source.units,
  };
}

/** The table times `scale`, rounded per area: at least one institution, at least one person in each. */
export function scaleDistribution(areas: readonly AreaCount[], scale: number): readonly AreaCount[] {
  if (!(scale > 0 && scale <= 1_000)) throw new Error('The scale must be a number above 0 and at most 1000.');
  return areas.map((area) => {
    const institutions = Math.max(1, Math.round(area.institutions * scale));
    return { ...area, institutions, beneficiaries: Math.max(institutions, Math.round(area.beneficiaries * scale)) };
  });
}

interface InstitutionPlan {
  readonly random: Random;
  readonly maker: PersonMaker;
  readonly area: AreaCount;
  readonly group: TargetGroup;
  readonly village: Village;
  readonly name: string;
  readonly number: number;
  readonly index: number;
  readonly residents: number;
  readonly fiscalYear: number;
}

function makeInstitution(plan: InstitutionPlan): SyntheticInstitution {
  const { random, maker, area, group, village, residents, fiscalYear } = plan;
  const regency = area.regencyCode.replace('.', '');
  const place = String(plan.index + 1).padStart(3, '0');
  const validMonth = String(random.between(1, 12)).padStart(2, '0');
  const validDay = String(random.between(1, 28)).padStart(2, '0');
  return {
    code: `LKS-${regency}-${place}`,
    name: plan.name,
    kind: KIND_OF_GROUP[group],
    targetGroup: group,
    regencyCode: area.regencyCode,
    villageCode: village.code,
    address: `Jalan ${random.pick(STREETS)} Nomor ${random.between(1, 180)}, ${villageKind(village)} ${village.name}, Kecamatan ${village.district}, ${area.regency}`,
    capacity: residents + random.between(0, Math.max(2, Math.round(residents / 5))),
    chairName: maker.name(random.chance(50) ? 'F' : 'M'),
    // No network has this prefix: the number cannot ring at anybody's.
    phone: `+62000${String(plan.number).padStart(7, '0')}`,
    email: `lks-${regency}-${place}@salur.invalid`,
    npwp: `0000${regency}${String(plan.number).padStart(8, '0')}`,
    registrationNumber: `463/${regency}/LKS-${place}/${fiscalYear - random.between(1, 3)}`,
    registrationValidUntil: `${fiscalYear + random.between(2, 4)}-${validMonth}-${validDay}`,
    persons: Array.from({ length: residents }, () => maker.make(group, area.regencyCode)),
  };
}

function institutionName(random: Random, group: TargetGroup, village: Village, taken: Set<string>): string {
  const base = `${LABELS[KIND_OF_GROUP[group]]} ${random.pick(INSTITUTION_WORDS)} ${village.name}`;
  let name = base;
  for (let again = 2; taken.has(name); again += 1) name = `${base} ${again}`;
  taken.add(name);
  return name;
}

/** The last part of a Kemendagri village code begins with 1 in a kelurahan and with 2 in a desa. */
function villageKind(village: Village): string {
  return village.code.split('.')[3]?.startsWith('1') === true ? 'Kelurahan' : 'Desa';
}
