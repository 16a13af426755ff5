import type { Database, FieldClass } from '../../app/ports.js';

export interface StoredDataKey {
  readonly fieldClass: FieldClass;
  readonly version: number;
  readonly wrapped: Uint8Array;
}

/** Where wrapped data keys live. A row is inserted once, never changed and never deleted: old values need old keys. */
export interface DataKeyStore {
  list(): Promise<readonly StoredDataKey[]>;
  find(fieldClass: FieldClass, version: number): Promise<StoredDataKey | undefined>;
  /** False if the version is there already: another process was faster, and its key counts. */
  insert(key: StoredDataKey, createdAt: Date): Promise<boolean>;
}

export const FIELD_CLASSES: readonly FieldClass[] = ['identity', 'account', 'phone', 'health', 'file'];
const TIMEOUT_MS = 5_000;

export function createDataKeyStore(database: Database): DataKeyStore {
  const vault = { kind: 'system', purpose: 'vault' } as const;
  return {
    list: () =>
      database.withActor(vault, TIMEOUT_MS, async ({ sql }) => {
        const rows = await sql.dataKey.findMany({ orderBy: [{ fieldClass: 'asc' }, { version: 'asc' }] });
        return rows.map(toStored);
      }),
    find: (fieldClass, version) =>
      database.withActor(vault, TIMEOUT_MS, async ({ sql }) => {
        const row = await sql.dataKey.findUnique({ where: { fieldClass_version: { fieldClass, version } } });
        return row === null ? undefined : toStored(row);
      }),
    insert: (key, createdAt) =>
      database.withActor(vault, TIMEOUT_MS, async ({ sql }) => {
        const wrapped = new Uint8Array(key.wrapped);
        const { count } = await sql.dataKey.createMany({
          data: [{ fieldClass: key.fieldClass, version: key.version, wrapped, createdAt }],
          skipDuplicates: true,
        });
        return count === 1;
      }),
  };
}

function toStored(row: { fieldClass: string; version: number; wrapped: Uint8Array }): StoredDataKey {
  return { fieldClass: toFieldClass(row.fieldClass), version: row.version, wrapped: row.wrapped };
}

export function toFieldClass(text: string): FieldClass {
  const fieldClass = FIELD_CLASSES.find((known) => known === text);
  if (fieldClass === undefined) throw new Error(`The table data_key names a field class that is not known: ${text}.`);
  return fieldClass;
}
