import type { DataKeyStore, StoredDataKey } from '../../../src/infra/crypto/data-key-store.js';

/** The table data_key in memory, shared by the vaults of several "processes" of one test. */
export function memoryDataKeys(): DataKeyStore & { readonly rows: StoredDataKey[] } {
  const rows: StoredDataKey[] = [];
  const at = (fieldClass: string, version: number): StoredDataKey | undefined =>
    rows.find((row) => row.fieldClass === fieldClass && row.version === version);
  return {
    rows,
    list: async () => [...rows],
    find: async (fieldClass, version) => at(fieldClass, version),
    insert: async (key) => {
      if (at(key.fieldClass, key.version) !== undefined) return false;
      rows.push(key);
      return true;
    },
  };
}
