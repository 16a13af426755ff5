import type { ActorTx } from '../../src/app/ports.js';
import type { Random } from '../../src/app/simulation/synthetic-random.js';

export type TamperingKind = 'change' | 'delete' | 'swap' | 'insert';
export interface Tampering {
  readonly kind: TamperingKind;
  readonly table: string;
  readonly statement: string;
}

export interface TableShape {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly keys: readonly string[];
  readonly rows: number;
}

/** What a table looks like, from the catalogue: no column is left out because somebody forgot it. */
export async function readShapes(tx: ActorTx, tables: readonly string[]): Promise<readonly TableShape[]> {
  const shapes: TableShape[] = [];
  for (const name of tables) {
    const columns = await tx.sql.$queryRaw<{ name: string; type: string }[]>`
      select a.attname::text as name, format_type(a.atttypid, null) as type from pg_attribute a
       where a.attrelid = ${name}::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum`;
    const keys = await tx.sql.$queryRaw<{ name: string }[]>`
      select a.attname::text as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey::int2[])
       where i.indrelid = ${name}::regclass and i.indisprimary order by a.attnum`;
    const [count] = await tx.sql.$queryRawUnsafe<{ rows: number }[]>(`select count(*)::int as rows from ${name}`);
    shapes.push({ name, columns, keys: keys.map((key) => key.name), rows: count?.rows ?? 0 });
  }
  return shapes;
}

/** Another value of the same type; where the column is empty, any value. */
function another(column: string, type: string, salt: number): string {
  const make: Readonly<Record<string, string>> = {
    text: `coalesce(${column}, '') || '${salt}'`,
    integer: `coalesce(${column}, 0) + ${salt}`,
    bigint: `coalesce(${column}, 0) + ${salt}`,
    boolean: `not coalesce(${column}, false)`,
    date: `coalesce(${column}, date '2026-01-01') + ${salt}`,
    'timestamp with time zone': `coalesce(${column}, timestamptz '2026-01-01') + interval '${salt} seconds'`,
    uuid: 'gen_random_uuid()',
    jsonb: `jsonb_build_array(${column}, ${salt})`,
    bytea: `coalesce(${column}, '') || '\\x${(salt % 256).toString(16).padStart(2, '0')}'`,
    'double precision': `coalesce(${column}, 0) + ${salt}`,
    'text[]': `coalesce(${column}, '{}') || '${salt}'::text`,
    'uuid[]': `coalesce(${column}, '{}') || gen_random_uuid()`,
  };
  const expression = make[type];
  if (expression === undefined) throw new Error(`no other value is known for the type ${type}`);
  return expression;
}

/** One thing that somebody with every right over the database may do to one row (or two, where rows are swapped). */
export function drawTampering(random: Random, shapes: readonly TableShape[], kind: TamperingKind): Tampering {
  const shape = random.pick(shapes.filter((each) => each.rows > (kind === 'swap' ? 1 : 0)));
  const { name: table } = shape;
  const row = (): string => `(select ctid from ${table} offset ${random.between(0, shape.rows - 1)} limit 1)`;
  const column = random.pick(shape.columns);
  const salt = random.between(1, 9_999);
  switch (kind) {
    case 'change':
      return {
        kind,
        table,
        statement: `update ${table} set ${column.name} = ${another(column.name, column.type, salt)} where ctid = ${row()}`,
      };
    case 'delete':
      return { kind, table, statement: `delete from ${table} where ctid = ${row()}` };
    case 'insert': {
      const key = random.pick(shape.keys);
      const values = shape.columns.map(({ name, type }) => (name === key ? another(name, type, salt) : name));
      return {
        kind,
        table,
        statement: `insert into ${table} (${shape.columns.map(({ name }) => name).join(', ')})
          select ${values.join(', ')} from ${table} where ctid = ${row()}`,
      };
    }
    case 'swap':
      return {
        kind,
        table,
        statement: `with two as (select array_agg(t) as pair from (values (${row()}), (${row()})) as v(t))
          update ${table} x set ${column.name} = y.${column.name} from ${table} y, two
           where (x.ctid = pair[1] and y.ctid = pair[2] or x.ctid = pair[2] and y.ctid = pair[1])
             and x.${column.name} is distinct from y.${column.name}`,
      };
  }
}
