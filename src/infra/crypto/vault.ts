import { createHmac, randomBytes } from 'node:crypto';
import type { Clock, FieldClass, LookupIndex, Vault } from '../../app/ports.js';
import { FIELD_CLASSES, type DataKeyStore, type StoredDataKey } from './data-key-store.js';
import type { LatestKeys } from './key-ring.js';
import { derive } from './master-key.js';
import { unwrapDataKey, wrapDataKey } from './wrap-data-key.js';
import { MAX_KEY_VERSION, openWith, sealedVersion, sealWith } from './sealed-format.js';

export interface ManagedVault extends Vault {
  /**
   * New values of the class are sealed under a fresh key from now on; old values stay readable. Other processes go on with the
   * version they know until they meet a value of the new one or restart. Returns the new version.
   */
  rotate(fieldClass: FieldClass): Promise<number>;
}

export type VaultErrorCode = 'SEALED_VALUE_INVALID' | 'DATA_KEY_MISSING' | 'DATA_KEY_UNREADABLE' | 'PLACE_INVALID';

interface DataKey {
  readonly version: number;
  readonly key: Uint8Array;
}

/**
 * Loads every data key and makes the missing first ones. All keys are in memory before the first field is sealed: a key read in the
 * middle of a business transaction would wait for a second connection that the same pool may no longer have.
 */
export async function openVault(latest: LatestKeys, store: DataKeyStore, clock: Clock): Promise<ManagedVault> {
  let keys = await latest();
  const ring = new Map<FieldClass, Map<number, Uint8Array>>(FIELD_CLASSES.map((fieldClass) => [fieldClass, new Map()]));
  const lookupKeys = new Map<LookupIndex, Uint8Array>();

  const unwrapped = (stored: StoredDataKey): { readonly key: Uint8Array } => {
    const opened = unwrapDataKey(keys, stored);
    if (opened !== undefined) return opened;
    throw vaultError(
      'DATA_KEY_UNREADABLE',
      `Key version ${stored.version} of the class ${stored.fieldClass} does not open with the key file ${keys.fingerprint}: the file belongs to another installation or the row was changed.`,
    );
  };
  const remember = (stored: StoredDataKey): DataKey => {
    const { key } = unwrapped(stored);
    ring.get(stored.fieldClass)?.set(stored.version, key);
    return { version: stored.version, key };
  };

  const insertNext = async (fieldClass: FieldClass, version: number): Promise<DataKey> => {
    if (version > MAX_KEY_VERSION)
      throw vaultError('DATA_KEY_MISSING', `The class ${fieldClass} has no key version left.`);
    keys = await latest('now');
    const fresh = wrapDataKey(keys, fieldClass, version, randomBytes(32));
    if (await store.insert(fresh, await clock.now())) return remember(fresh);
    return load(fieldClass, version);
  };

  const load = async (fieldClass: FieldClass, version: number): Promise<DataKey> => {
    const stored = await store.find(fieldClass, version);
    if (stored === undefined) {
      throw vaultError(
        'DATA_KEY_MISSING',
        `Key version ${version} of the class ${fieldClass} is not in the table data_key.`,
      );
    }
    // wrapped under a master that came after this process began
    keys = await latest('now');
    return remember(stored);
  };

  for (const stored of await store.list()) remember(stored);
  for (const fieldClass of FIELD_CLASSES) {
    if (ring.get(fieldClass)?.size === 0) await insertNext(fieldClass, 1);
  }

  const current = (fieldClass: FieldClass): DataKey => {
    const versions = ring.get(fieldClass) ?? new Map<number, Uint8Array>();
    const version = Math.max(...versions.keys());
    const key = versions.get(version);
    if (key === undefined) throw vaultError('DATA_KEY_MISSING', `The class ${fieldClass} has no key.`);
    return { version, key };
  };

  const sealBytes = (fieldClass: FieldClass, place: string, plain: Uint8Array): Uint8Array<ArrayBuffer> => {
    requirePlace(place);
    const { version, key } = current(fieldClass);
    return sealWith(key, version, place, plain);
  };

  const openBytes = async (
    fieldClass: FieldClass,
    place: string,
    sealed: Uint8Array,
  ): Promise<Uint8Array<ArrayBuffer>> => {
    requirePlace(place);
    const version = sealedVersion(sealed);
    if (version === undefined) {
      throw vaultError('SEALED_VALUE_INVALID', `The value at ${place} is not a sealed value of a known format.`);
    }
    const key = ring.get(fieldClass)?.get(version) ?? (await load(fieldClass, version)).key;
    const plain = openWith(key, place, sealed);
    if (plain === undefined) {
      throw vaultError(
        'SEALED_VALUE_INVALID',
        `The value at ${place} does not open: it was changed, moved from another place or sealed under another key.`,
      );
    }
    return plain;
  };

  return {
    seal: async (fieldClass, place, plain) => sealBytes(fieldClass, place, Buffer.from(plain, 'utf8')),
    open: async (fieldClass, place, sealed) => Buffer.from(await openBytes(fieldClass, place, sealed)).toString('utf8'),
    sealBytes: async (fieldClass, place, plain) => sealBytes(fieldClass, place, plain),
    openBytes,
    lookup: (indexName, normalised) => {
      let key = lookupKeys.get(indexName);
      if (key === undefined) {
        key = derive(keys.lookupRoot, `salur/lookup/${indexName}/1`);
        lookupKeys.set(indexName, key);
      }
      return new Uint8Array(createHmac('sha256', key).update(normalised, 'utf8').digest());
    },
    rotate: async (fieldClass) => {
      const stored = await store.list();
      const newest = Math.max(0, ...stored.filter((key) => key.fieldClass === fieldClass).map((key) => key.version));
      return (await insertNext(fieldClass, newest + 1)).version;
    },
  };
}

/** A place that names less than a table, a column and a row would let a sealed value be moved to another person unnoticed. */
function requirePlace(place: string): void {
  if (!/^[^|]+\|[^|]+\|[^|]+$/.test(place)) {
    throw vaultError('PLACE_INVALID', `A sealed value needs a place of the form table|column|row, not "${place}".`);
  }
}

function vaultError(code: VaultErrorCode, sentence: string): Error & { readonly code: VaultErrorCode } {
  return Object.assign(new Error(sentence), { code });
}
