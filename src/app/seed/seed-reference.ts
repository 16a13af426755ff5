import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { ActorTx, AppContext } from '../ports.js';
import { appendEvents, type EventEntry } from '../record/append-event.js';
import { contentHash } from '../record/content-hash.js';
import { orgUnits, type OrgUnitSeed } from './org-units.js';

const regionRow = z.object({
  code: z.string(),
  level: z.string(),
  parent_code: z.string().transform((code) => (code === '' ? null : code)),
  name: z.string(),
});
const holidayRow = z.object({ date: z.string(), kind: z.string(), name: z.string() });
const unitRow = z.object({ code: z.string(), name: z.string(), target_group: z.string(), regency_code: z.string() });

const remoteRow = z.object({ code: z.string(), name: z.string() });
type RegionSeed = z.infer<typeof regionRow> & { readonly remote: boolean };

/**
 * Regions, holidays and offices from the files of `dataFolder`. Idempotent: a second run changes what a file says anew,
 * never what people have set since (a district's remoteness, a unit's head, a day of the calendar), and removes nothing.
 */
export async function seedReference(ctx: AppContext, dataFolder: string): Promise<void> {
  const regions = withRemoteness(
    readRows(dataFolder, 'kaltim-regions.csv', regionRow),
    readRows(dataFolder, 'remote-districts.csv', remoteRow),
  );
  const holidays = readRows(dataFolder, 'holidays.csv', holidayRow);
  const units = orgUnits(
    readRows(dataFolder, 'provincial-units.csv', unitRow),
    regions.filter((region) => region.level === 'regency'),
  );
  await ctx.db.withActor({ kind: 'system', purpose: 'seed' }, 60_000, async (tx) => {
    const changed = [
      entry('regions_loaded', regions, await writeRegions(tx, regions)),
      entry('holidays_loaded', holidays, await writeHolidays(tx, holidays)),
      entry('org_units_loaded', units, await writeUnits(tx, units)),
    ];
    await appendEvents(
      tx,
      changed.filter((made) => made !== null),
    );
  });
}

function readRows<T>(folder: string, file: string, row: z.ZodType<T>): readonly T[] {
  const records: unknown = parse(readFileSync(join(folder, file)), { columns: true, bom: true, trim: true });
  return z.array(row).parse(records);
}

/** A bulk write is one event with the hash of its rows. */
function entry(type: string, rows: readonly unknown[], changed: number): EventEntry | null {
  if (changed === 0) return null;
  return {
    stream: 'reference',
    type,
    commandId: null,
    institutionId: null,
    regencyCode: null,
    data: { rows: rows.length, changed, rowsHash: contentHash(rows) },
  };
}

/** A district is named by code and name, so that a slip in one of them is seen and no other district becomes remote. */
function withRemoteness(
  regions: readonly z.infer<typeof regionRow>[],
  remote: readonly z.infer<typeof remoteRow>[],
): readonly RegionSeed[] {
  const named = new Map(remote.map(({ code, name }) => [code, name]));
  const isRemote = (region: z.infer<typeof regionRow>): boolean =>
    region.level === 'district' && named.get(region.code) === region.name;
  const seeds = regions.map((region) => ({ ...region, remote: isRemote(region) }));
  const unknown = remote.filter(({ code }) => !seeds.some((seed) => seed.remote && seed.code === code));
  if (unknown.length > 0)
    throw new Error(
      `remote-districts.csv names no district of kaltim-regions.csv: ${unknown.map(({ code }) => code).join(', ')}`,
    );
  return seeds;
}

async function writeRegions(tx: ActorTx, rows: readonly RegionSeed[]): Promise<number> {
  return tx.sql.$executeRaw`
    insert into region as r (code, level, parent_code, name, remote)
    select * from unnest(${rows.map((row) => row.code)}::text[], ${rows.map((row) => row.level)}::text[],
                         ${rows.map((row) => row.parent_code)}::text[], ${rows.map((row) => row.name)}::text[], ${rows.map((row) => row.remote)}::boolean[])
    on conflict (code) do update set level = excluded.level, parent_code = excluded.parent_code, name = excluded.name
     where (r.level, r.parent_code, r.name) is distinct from (excluded.level, excluded.parent_code, excluded.name)`;
}

async function writeHolidays(tx: ActorTx, rows: readonly z.infer<typeof holidayRow>[]): Promise<number> {
  return tx.sql.$executeRaw`
    insert into holiday as h (date, kind, name)
    select * from unnest(${rows.map((row) => row.date)}::date[], ${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.name)}::text[])
    on conflict (date) do update set kind = excluded.kind, name = excluded.name
     where h.changed_by is null and (h.kind, h.name) is distinct from (excluded.kind, excluded.name)`;
}

async function writeUnits(tx: ActorTx, rows: readonly OrgUnitSeed[]): Promise<number> {
  const written = await tx.sql.$executeRaw`
    insert into org_unit as u (id, code, name, kind, target_group, regency_code)
    select uuidv7(), * from unnest(${rows.map((row) => row.code)}::text[], ${rows.map((row) => row.name)}::text[], ${rows.map((row) => row.kind)}::text[],
                                   ${rows.map((row) => row.targetGroup)}::text[], ${rows.map((row) => row.regencyCode)}::text[])
    on conflict (code) do update set name = excluded.name, kind = excluded.kind, target_group = excluded.target_group, regency_code = excluded.regency_code
     where (u.name, u.kind, u.target_group, u.regency_code) is distinct from (excluded.name, excluded.kind, excluded.target_group, excluded.regency_code)`;
  await tx.sql.$executeRaw`
    update org_unit u set parent_id = p.id
      from unnest(${rows.map((row) => row.code)}::text[], ${rows.map((row) => row.parent)}::text[]) as s(code, parent)
      join org_unit p on p.code = s.parent
     where u.code = s.code and u.parent_id is null`;
  return written;
}
