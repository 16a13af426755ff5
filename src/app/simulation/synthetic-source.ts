import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** One row of the distribution: how many institutions and persons an area has. */
export interface AreaCount {
  readonly regencyCode: string;
  readonly regency: string;
  readonly institutions: number;
  readonly beneficiaries: number;
}
export interface Village {
  readonly code: string;
  readonly name: string;
  readonly districtCode: string;
  readonly district: string;
}
export interface ProvincialUnit {
  readonly code: string;
  readonly name: string;
  readonly targetGroup: string;
  readonly regencyCode: string;
}
export interface SyntheticSource {
  readonly areas: readonly AreaCount[];
  readonly villagesByRegency: ReadonlyMap<string, readonly Village[]>;
  readonly units: readonly ProvincialUnit[];
}

/** Reads the public reference data; the only thing in a synthetic population that is not invented. */
export async function readSyntheticSource(dataDirectory: string): Promise<SyntheticSource> {
  const read = async (name: string): Promise<readonly Readonly<Record<string, string>>[]> =>
    parse<Record<string, string>>(await readFile(join(dataDirectory, name), 'utf8'), { columns: true, bom: true });
  const [distribution, regions, units] = await Promise.all([
    read('bst-2025-distribution.csv'),
    read('kaltim-regions.csv'),
    read('provincial-units.csv'),
  ]);
  return {
    areas: distribution.map((row) => ({
      regencyCode: field(row, 'regency_code'),
      regency: field(row, 'regency'),
      institutions: count(row, 'institutions'),
      beneficiaries: count(row, 'beneficiaries'),
    })),
    villagesByRegency: villagesOf(regions),
    units: units.map((row) => ({
      code: field(row, 'code'),
      name: field(row, 'name'),
      targetGroup: field(row, 'target_group'),
      regencyCode: field(row, 'regency_code'),
    })),
  };
}

function villagesOf(regions: readonly Readonly<Record<string, string>>[]): ReadonlyMap<string, readonly Village[]> {
  const districts = new Map(
    regions
      .filter((row) => row['level'] === 'district')
      .map((row) => [field(row, 'code'), { name: field(row, 'name'), regencyCode: field(row, 'parent_code') }]),
  );
  const byRegency = new Map<string, Village[]>();
  for (const row of regions.filter(({ level }) => level === 'village')) {
    const districtCode = field(row, 'parent_code');
    const district = districts.get(districtCode);
    if (district === undefined) throw new Error(`The village ${field(row, 'code')} names no known district.`);
    const villages = byRegency.get(district.regencyCode) ?? [];
    villages.push({ code: field(row, 'code'), name: field(row, 'name'), districtCode, district: district.name });
    byRegency.set(district.regencyCode, villages);
  }
  return byRegency;
}

function field(row: Readonly<Record<string, string>>, name: string): string {
  const value = row[name];
  if (value === undefined || value === '') throw new Error(`A row of the reference data has no ${name}.`);
  return value;
}

function count(row: Readonly<Record<string, string>>, name: string): number {
  const value = Number(field(row, name));
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`The reference data has no whole number in ${name}.`);
  return value;
}
