import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareNationalId, readFamilyCard, readNationalId, readNpwp } from '../../../src/domain/national-id.js';
import { generateSyntheticPopulation, scaleDistribution } from '../../../src/app/simulation/synthetic-population.js';
import { fates } from '../../../src/app/simulation/fates.js';
import { splitWhole } from '../../../src/app/simulation/synthetic-random.js';
import { readSyntheticSource, type SyntheticSource } from '../../../src/app/simulation/synthetic-source.js';
import type { SyntheticPopulation, TargetGroup } from '../../../src/app/simulation/synthetic-types.js';

let source: SyntheticSource;
let population: SyntheticPopulation;
beforeAll(async () => {
  source = await readSyntheticSource(fileURLToPath(new URL('../../../data', import.meta.url)));
  population = generateSyntheticPopulation(source, { seed: 7 });
});

const GROUPS: readonly TargetGroup[] = ['CHILD', 'ELDERLY', 'DISABILITY', 'HOMELESS', 'DISASTER'];

function tableOf({ institutions, expected }: SyntheticPopulation): unknown {
  return expected.map(({ regencyCode, regency }) => {
    const own = institutions.filter((institution) => institution.regencyCode === regencyCode);
    const beneficiaries = own.reduce((sum, { persons }) => sum + persons.length, 0);
    return { regencyCode, regency, institutions: own.length, beneficiaries };
  });
}
const ageOn = (birthDate: string, day: string): number =>
  Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (day.slice(5) < birthDate.slice(5) ? 1 : 0);

describe('the synthetic population', () => {
  it('meets the published table exactly: 112 institutions and 7,300 persons in ten areas', () => {
    expect(tableOf(population)).toEqual(source.areas);
    expect(population.institutions).toHaveLength(112);
    expect(population.institutions.flatMap(({ persons }) => persons)).toHaveLength(7_300);
    expect(population.units).toHaveLength(6);
  });

  it('says that nobody in it is real, and can reach nobody', () => {
    expect(population.provenance).toContain('all people and institutions are invented');
    for (const { email, phone } of population.institutions) {
      expect(email).toMatch(/@salur\.invalid$/);
      expect(phone).toMatch(/^\+62000\d{7}$/);
    }
  });

  it('has beside the table at least one institution of every fate, with people of its own', () => {
    expect(new Set(population.margin.map(({ fate }) => fate))).toEqual(new Set(Object.keys(fates)));
    const all = [...population.institutions, ...population.margin];
    expect(new Set(all.map(({ code }) => code)).size).toBe(all.length);
    const ids = all.flatMap(({ persons }) => persons.flatMap(({ nationalId }) => nationalId ?? []));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is the same for the same seed and another for another', () => {
    const textOf = (seed: number): string => JSON.stringify(generateSyntheticPopulation(source, { seed }));
    expect(textOf(7) === JSON.stringify(population)).toBe(true);
    expect(textOf(8) === JSON.stringify(population)).toBe(false);
  });

  it("has every group, the kind that serves it, and one children's home in Mahakam Ulu", () => {
    expect(new Set(population.institutions.map(({ targetGroup }) => targetGroup))).toEqual(new Set(GROUPS));
    const kinds = { CHILD: 'LKSA', ELDERLY: 'LKS_LU', DISABILITY: 'LKS_PD', HOMELESS: 'LKS_TS', DISASTER: 'LKS_OTHER' };
    for (const { kind, targetGroup, persons } of population.institutions) {
      expect(kind).toBe(kinds[targetGroup]);
      expect(persons.every((person) => person.targetGroup === targetGroup)).toBe(true);
    }
    const remote = population.institutions.filter(({ regencyCode }) => regencyCode === '64.11');
    expect(remote.map(({ kind, persons }) => [kind, persons.length])).toEqual([['LKSA', 72]]);
  });

  it('has institutions that can hold their residents, in real villages, with numbers of their own', () => {
    for (const institution of population.institutions) {
      expect(institution.capacity).toBeGreaterThanOrEqual(institution.persons.length);
      const village = source.villagesByRegency
        .get(institution.regencyCode)
        ?.find(({ code }) => code === institution.villageCode);
      expect(institution.address).toContain(village?.name ?? 'no such village');
      expect(institution.registrationValidUntil > '2026-12-31').toBe(true);
      expect(readNpwp(institution.npwp)).toEqual({ ok: true, digits: institution.npwp });
    }
    for (const key of ['code', 'name', 'phone', 'email', 'npwp', 'registrationNumber'] as const) {
      expect(new Set(population.institutions.map((institution) => institution[key])).size).toBe(112);
    }
  });

  it('has persons whose NIK agrees with area, birth date and sex, or who have a reason for none', () => {
    const faults = population.institutions.flatMap(({ regencyCode, persons }) =>
      persons.flatMap((person) => {
        if (person.nationalId === null) {
          const complete = person.nikStatus === 'NONE' && person.familyCard === null && person.noNikReason !== null;
          return complete && /^TMP-64\d\d-2025-\d{5}$/.test(person.temporaryId ?? '') ? [] : [person];
        }
        const id = readNationalId(person.nationalId);
        const agrees = id.ok && id.region.startsWith(`${regencyCode}.`) && compareNationalId(id, person).length === 0;
        return agrees && readFamilyCard(person.familyCard ?? '').ok ? [] : [person];
      }),
    );
    expect(faults).toEqual([]);
  });

  it('repeats no NIK, temporary id or name with birth date and mother', () => {
    const persons = population.institutions.flatMap((institution) => institution.persons);
    const numbers = persons.map(({ nationalId, temporaryId }) => nationalId ?? temporaryId);
    expect(new Set(numbers).size).toBe(7_300);
    expect(new Set(persons.map((person) => `${person.name}|${person.birthDate}|${person.motherName}`)).size).toBe(
      7_300,
    );
  });

  it('has about 3 % without NIK, most of them street people and children', () => {
    const without = population.institutions
      .flatMap(({ persons }) => persons)
      .filter(({ nikStatus }) => nikStatus === 'NONE');
    expect(without.length).toBeGreaterThan(7_300 * 0.02);
    expect(without.length).toBeLessThan(7_300 * 0.05);
    const typical = without.filter(({ targetGroup }) => targetGroup === 'HOMELESS' || targetGroup === 'CHILD');
    expect(typical.length).toBeGreaterThan(without.length / 2);
  });

  it('has persons of the age of their group during the whole programme, and devices for the disabled only', () => {
    const faults = population.institutions
      .flatMap(({ persons }) => persons)
      .filter(
        ({ targetGroup, birthDate, assistiveDevice }) =>
          (targetGroup === 'CHILD' && ageOn(birthDate, '2025-12-31') >= 18) ||
          (targetGroup === 'ELDERLY' && ageOn(birthDate, '2024-01-01') < 60) ||
          birthDate >= '2024-01-01' ||
          (assistiveDevice !== null) !== (targetGroup === 'DISABILITY'),
      );
    expect(faults).toEqual([]);
  });
});

describe('the scaled population', () => {
  it('meets its own table for any seed, scale and year, with every group and at least one of everything', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.double({ min: 0.001, max: 0.6, noNaN: true }),
        fc.integer({ min: 2024, max: 2030 }),
        (seed, scale, fiscalYear) => {
          const scaled = generateSyntheticPopulation(source, { seed, scale, fiscalYear });
          expect(tableOf(scaled)).toEqual(scaled.expected);
          expect(scaled.expected).toEqual(scaleDistribution(source.areas, scale));
          expect(scaled.institutions.every(({ persons }) => persons.length > 0)).toBe(true);
          expect(new Set(scaled.institutions.map(({ targetGroup }) => targetGroup))).toEqual(new Set(GROUPS));
          const ids = scaled.institutions.flatMap(({ persons }) =>
            persons.flatMap(({ nationalId }) => nationalId ?? []),
          );
          expect(new Set(ids).size).toBe(ids.length);
          expect(ids.every((id) => readNationalId(id).ok)).toBe(true);
        },
      ),
      { numRuns: 20 },
    );
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses the scale %s', (scale) => {
    expect(() => scaleDistribution(source.areas, scale)).toThrow('The scale must be');
  });
});

describe('splitting a whole', () => {
  it('gives parts of at least one that add up exactly', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 60 }),
        fc.nat(5_000),
        (weights, spare) => {
          const parts = splitWhole(weights.length + spare, weights);
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(weights.length + spare);
          expect(Math.min(...parts)).toBeGreaterThanOrEqual(1);
        },
      ),
    );
  });
});
