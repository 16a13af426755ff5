import pg from 'pg';

/** Rows that get their ids from the server and are named by later statements, each with what it is known by besides. */
const NAMED_ROWS: Readonly<Record<string, readonly string[]>> = {
  proposal_beneficiary: ['proposal_id', 'person_id'],
  entitlement_line: ['proposal_id', 'person_id', 'item_id'],
  beneficiary_list: ['proposal_id', 'version'],
  delivery_drop: ['batch_id', 'proposal_id'],
};

/** The same address with another database. */
export function databaseAt(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

/** A copy of a database to which nobody is connected. */
export async function copyDatabase(ownerUrl: string, from: string, to: string): Promise<void> {
  await withClient(databaseAt(ownerUrl, 'postgres'), (client) =>
    client.query(`create database ${to} template ${from}`),
  );
}

/** What is inserted into `to` from now on gets the id that the same row has in `from`. */
export async function keepIds(from: string, to: string): Promise<void> {
  const known = await withClient(from, async (client) => {
    const rows: { table: string; key: string; id: string }[] = [];
    for (const [table, columns] of Object.entries(NAMED_ROWS)) {
      const found = await client.query<{ key: string; id: string }>(
        `select concat_ws('/', ${columns.join(', ')}) as key, id from ${table}`,
      );
      rows.push(...found.rows.map((row) => ({ table, ...row })));
    }
    return rows;
  });
  await withClient(to, async (client) => {
    await client.query(`
      create table kept_id (known_by text primary key, id uuid not null);
      create function keep_id() returns trigger language plpgsql security definer as $$
      declare
        new_row jsonb := to_jsonb(new);
        known text := tg_table_name;
        kept uuid;
      begin
        for i in 0 .. tg_nargs - 1 loop
          known := known || '/' || (new_row ->> tg_argv[i]);
        end loop;
        select k.id into kept from kept_id k where k.known_by = known;
        new.id := coalesce(kept, new.id);
        return new;
      end $$`);
    await client.query(`insert into kept_id select * from unnest($1::text[], $2::uuid[])`, [
      known.map((row) => `${row.table}/${row.key}`),
      known.map((row) => row.id),
    ]);
    for (const [table, columns] of Object.entries(NAMED_ROWS)) {
      const given = columns.map((column) => `'${column}'`).join(', ');
      await client.query(
        `create trigger keep_id before insert on ${table} for each row execute function keep_id(${given})`,
      );
    }
  });
}

/** What became of the cases, their lines and their commands: equal texts, equal ends. */
export async function endOf(url: string): Promise<string> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ told: string }>(`
      select concat_ws(' · ',
        (select string_agg(concat(state, ' ', n), ', ' order by state) from (select state, count(*) as n from proposal group by state) s),
        (select concat('lines ', count(*), ' delivered ', sum(delivered), ' reported ', sum(reported)) from entitlement_line),
        (select concat('drops ', count(*), ' ', string_agg(distinct state, ', ')) from delivery_drop),
        (select concat('reserved ', sum(reserved), ' consumed ', sum(consumed)) from ceiling),
        (select concat('commands ', count(*)) from command)) as told`);
    return rows[0]?.told ?? '';
  });
}

async function withClient<T>(url: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}
