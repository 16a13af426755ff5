import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { defaultPayloadConverter, type Payload, type PayloadCodec } from '@temporalio/common';
import fc from 'fast-check';
import type { MasterKeys } from '../../../src/infra/crypto/master-key.js';
import { createPayloadCodec } from '../../../src/infra/temporal/payload-codec.js';

function freshKeys(): MasterKeys {
  const payload = randomBytes(32);
  return {
    wrapping: randomBytes(32),
    lookupRoot: randomBytes(32),
    payload,
    fingerprint: payload.toString('hex').slice(0, 16),
    previous: [],
  };
}

const codecOf = (keys: MasterKeys): PayloadCodec => createPayloadCodec(() => Promise.resolve(keys));

function plainPayload(value: unknown): Payload {
  const payload = defaultPayloadConverter.toPayload(value);
  if (payload === undefined) throw new Error('not convertible');
  return payload;
}

describe('the Temporal payload codec', () => {
  it('gives back what any JSON value was, and shows none of it on the way', async () => {
    const codec = codecOf(freshKeys());
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const encoded = await codec.encode([plainPayload(value), plainPayload({ secret: 'penerima' })]);
        expect(encoded.every(({ data }) => !Buffer.from(data ?? []).includes('penerima'))).toBe(true);
        const decoded = await codec.decode(encoded);
        expect(defaultPayloadConverter.fromPayload(decoded[0]!)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(defaultPayloadConverter.fromPayload(decoded[1]!)).toEqual({ secret: 'penerima' });
      }),
    );
  });

  it('carries null, binary and no payloads', async () => {
    const codec = codecOf(freshKeys());
    expect(await codec.encode([])).toEqual([]);
    const decoded = await codec.decode(
      await codec.encode([plainPayload(undefined), plainPayload(new Uint8Array([0, 255]))]),
    );
    expect(defaultPayloadConverter.fromPayload(decoded[0]!)).toBeUndefined();
    expect(defaultPayloadConverter.fromPayload(decoded[1]!)).toEqual(new Uint8Array([0, 255]));
  });

  it('lets plain payloads of the server and the command line pass', async () => {
    const plain = plainPayload('halo');
    expect(await codecOf(freshKeys()).decode([plain, {}])).toEqual([plain, {}]);
  });

  it('names both key files when they differ', async () => {
    const [ours, theirs] = [freshKeys(), freshKeys()];
    const encoded = await codecOf(theirs).encode([plainPayload(1)]);
    await expect(codecOf(ours).decode(encoded)).rejects.toThrow(
      new RegExp(`${theirs.fingerprint}.*${ours.fingerprint}`),
    );
  });

  it('refuses a payload that was changed or cut', async () => {
    const codec = codecOf(freshKeys());
    const [encoded] = await codec.encode([plainPayload('x')]);
    const changed = Uint8Array.from(encoded!.data!);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    await expect(codec.decode([{ ...encoded!, data: changed }])).rejects.toThrow('changed after it was written');
    await expect(codec.decode([{ ...encoded!, data: changed.subarray(0, 5) }])).rejects.toThrow(
      'changed after it was written',
    );
  });
});
