import type { FieldClass } from '../../app/ports.js';
import type { StoredDataKey } from './data-key-store.js';
import type { MasterKeys, MasterPart } from './master-key.js';
import { openWith, sealWith } from './sealed-format.js';

const WRAPPING_VERSION = 1;

export function wrapDataKey(
  master: MasterPart,
  fieldClass: FieldClass,
  version: number,
  key: Uint8Array,
): StoredDataKey {
  const place = wrappingPlace(fieldClass, version);
  return { fieldClass, version, wrapped: sealWith(master.wrapping, WRAPPING_VERSION, place, key) };
}

/** The data key and the master that wraps it; undefined where none of the file does. */
export function unwrapDataKey(
  keys: MasterKeys,
  { fieldClass, version, wrapped }: StoredDataKey,
): { readonly key: Uint8Array; readonly by: string } | undefined {
  for (const { wrapping, fingerprint } of [keys, ...keys.previous]) {
    const key = openWith(wrapping, wrappingPlace(fieldClass, version), wrapped);
    if (key !== undefined) return { key, by: fingerprint };
  }
  return undefined;
}

function wrappingPlace(fieldClass: FieldClass, version: number): string {
  return `data_key|wrapped|${fieldClass}/${version}`;
}
