import type { AppWorld } from './app-world.js';

/**
 * Every row of every table as one hash, but the security stream, which notes refusals, and the seals, which only follow the
 * other rows: to see that nothing else changed.
 */
export async function fingerprintOf({ sql }: Pick<AppWorld, 'sql'>): Promise<string> {
  const tables = await sql(
    `select tablename from pg_tables where schemaname = 'public' and not (tablename = any('{row_seal,_prisma_migrations}')) order by 1`,
  );
  const rows = tables.map(({ tablename }) => {
    const table = String(tablename);
    const but = table === 'event' ? `where stream <> 'security' and stream not like 'rows/%'` : '';
    return `select '${table} ' || t::text as line from "${table}" t ${but}`;
  });
  const [all] = await sql(
    `select md5(coalesce(string_agg(line, e'\\n' order by line), '')) as hash, count(*) as lines from (${rows.join(' union all ')}) x`,
  );
  return `${String(all?.['hash'])} of ${String(all?.['lines'])} rows`;
}
