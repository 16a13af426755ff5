import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/*
 * Sealed value: format (1 byte) ‖ key version (2, big endian) ‖ IV (12) ‖ ciphertext ‖ tag (16); AES-256-GCM.
 * The header needs no authentication of its own: another version names another key, and that key does not open it.
 */
const FORMAT = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 3 + IV_BYTES;
export const MAX_KEY_VERSION = 0xffff;

/** The key version a sealed value names, or undefined if the bytes are no sealed value of a known format. */
export function sealedVersion(sealed: Uint8Array): number | undefined {
  if (sealed.byteLength < HEADER_BYTES + TAG_BYTES || sealed[0] !== FORMAT) return undefined;
  return ((sealed[1] ?? 0) << 8) | (sealed[2] ?? 0);
}

export function sealWith(
  key: Uint8Array,
  version: number,
  associated: string,
  plain: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(associated, 'utf8'));
  const body = cipher.update(plain);
  const rest = cipher.final();
  const sealed = new Uint8Array(HEADER_BYTES + body.byteLength + rest.byteLength + TAG_BYTES);
  sealed.set([FORMAT, version >> 8, version & 0xff]);
  sealed.set(iv, 3);
  sealed.set(body, HEADER_BYTES);
  sealed.set(rest, HEADER_BYTES + body.byteLength);
  sealed.set(cipher.getAuthTag(), sealed.byteLength - TAG_BYTES);
  return sealed;
}

/** The plain bytes, or undefined if the value was changed, belongs elsewhere or was sealed under another key. */
export function openWith(key: Uint8Array, associated: string, sealed: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  if (sealedVersion(sealed) === undefined) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(3, HEADER_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(associated, 'utf8'));
  decipher.setAuthTag(sealed.subarray(sealed.byteLength - TAG_BYTES));
  const body = decipher.update(sealed.subarray(HEADER_BYTES, sealed.byteLength - TAG_BYTES));
  try {
    const rest = decipher.final();
    const plain = new Uint8Array(body.byteLength + rest.byteLength);
    plain.set(body);
    plain.set(rest, body.byteLength);
    return plain;
  } catch {
    // final() has one failure: the tag does not match. The caller names the place and throws.
    return undefined;
  }
}
