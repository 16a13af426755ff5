import type { Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';
import type { LatestKeys } from '../crypto/key-ring.js';
import { masterNamed, type MasterPart } from '../crypto/master-key.js';
import { openWith, sealWith } from '../crypto/sealed-format.js';

const ProtoPayload = proto.temporal.api.common.v1.Payload;
const ENCODING = new TextEncoder().encode('binary/encrypted');
const CIPHER = new TextEncoder().encode('AES-256-GCM');
const KEY_VERSION = 1;
const PLACE = 'temporal|payload|*';

/**
 * Encrypts every payload before it leaves for the Temporal server, the whole payload in the format of a sealed field.
 * Payloads that do not say `binary/encrypted` pass unchanged, because the server and an operator's command line write plain ones:
 * the codec keeps contents secret, it does not prove who wrote them.
 */
export function createPayloadCodec(latest: LatestKeys): PayloadCodec {
  return {
    async encode(payloads) {
      const keys = await latest();
      const keyId = new TextEncoder().encode(keys.fingerprint);
      return payloads.map((payload) => ({
        metadata: { encoding: ENCODING, 'encryption-cipher': CIPHER, 'encryption-key-id': keyId },
        data: sealWith(keys.payload, KEY_VERSION, PLACE, ProtoPayload.encode(payload).finish()),
      }));
    },
    decode: (payloads) =>
      Promise.all(
        payloads.map(async (payload) =>
          isEncrypted(payload) ? decode(await masterOf(latest, payload), payload) : payload,
        ),
      ),
  };
}

/** Histories keep what was written before a rotation; another process may write after one that this one has not seen. */
async function masterOf(latest: LatestKeys, payload: Payload): Promise<MasterPart> {
  const keyId = text(payload.metadata?.['encryption-key-id']);
  const keys = await latest();
  const master = masterNamed(keys, keyId) ?? masterNamed(await latest('now'), keyId);
  if (master !== undefined) return master;
  throw new Error(
    `A Temporal payload was encrypted with the key file ${keyId || '(none named)'}, but this process holds ${keys.fingerprint}; give all processes of the installation the same key file.`,
  );
}

function decode(master: MasterPart, payload: Payload): Payload {
  const plain = openWith(master.payload, PLACE, payload.data ?? new Uint8Array(0));
  if (plain === undefined) throw new Error('A Temporal payload does not decrypt: it was changed after it was written.');
  const { metadata, data } = ProtoPayload.decode(plain);
  return { metadata, data };
}

function isEncrypted(payload: Payload): boolean {
  return text(payload.metadata?.['encoding']) === 'binary/encrypted';
}

function text(bytes: Uint8Array | null | undefined): string {
  return bytes === null || bytes === undefined ? '' : new TextDecoder().decode(bytes);
}
