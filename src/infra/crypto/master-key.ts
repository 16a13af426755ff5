import { createHash, hkdfSync } from 'node:crypto';
import { readKeyFile, type KeyFile } from './key-file.js';

/** What one master key does; it never touches a field itself. */
export interface MasterPart {
  /** Wraps data keys. */
  readonly wrapping: Uint8Array;
  /** Encrypts Temporal payloads. */
  readonly payload: Uint8Array;
  /** Public name of the master: tells two installations or a swapped file apart, reveals no key. */
  readonly fingerprint: string;
}

/** Secrets of one installation, derived from its key file. Two roots, so that a leaked look-up key opens nothing. */
export interface MasterKeys extends MasterPart {
  /** Root of the look-up indexes; a rotation keeps it, because it names people and not secrets. */
  readonly lookupRoot: Uint8Array;
  /** Earlier masters, the youngest first: they open what they closed and close nothing new. */
  readonly previous: readonly RetiredPart[];
}
export interface RetiredPart extends MasterPart {
  readonly retiredAt: string;
}

const KEY_BYTES = 32;

/** Reads the key file; each error is one sentence that names the file and the repair. */
export async function loadMasterKey(path: string): Promise<MasterKeys> {
  return keysOf(await readKeyFile(path));
}

export function keysOf({ master, lookup, previous }: KeyFile): MasterKeys {
  return {
    ...partOf(master),
    lookupRoot: lookup,
    previous: previous.map((retired) => ({ ...partOf(retired.master), retiredAt: retired.retiredAt })),
  };
}

/** The master of this name, among those that the file still has. */
export function masterNamed(keys: MasterKeys, fingerprint: string): MasterPart | undefined {
  return [keys, ...keys.previous].find((part) => part.fingerprint === fingerprint);
}

function partOf(master: Uint8Array): MasterPart {
  return {
    wrapping: derive(master, 'salur/data-key-wrapping/1'),
    payload: derive(master, 'salur/temporal-payload/1'),
    fingerprint: createHash('sha256')
      .update('salur/key-file/1')
      .update(derive(master, 'salur/fingerprint/1'))
      .digest('hex')
      .slice(0, 16),
  };
}

/** HKDF-SHA-256 of a key file root for one purpose; a label is never used for two purposes. */
export function derive(root: Uint8Array, label: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', root, new Uint8Array(0), label, KEY_BYTES));
}
