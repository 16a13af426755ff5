import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Clock, FieldClass, LookupIndex } from '../../../src/app/ports.js';
import type { MasterKeys } from '../../../src/infra/crypto/master-key.js';
import { openVault, type ManagedVault } from '../../../src/infra/crypto/vault.js';
import { memoryDataKeys } from './memory-data-keys.js';

const clock: Clock = { kind: 'test', now: async () => new Date('2025-03-03T01:00:00Z') };
const CLASSES: readonly FieldClass[] = ['identity', 'account', 'phone', 'health', 'file'];
const PLACE = 'person|nik_sealed|7d0f5a52-0000-4000-8000-000000000001';

function freshKeys(): MasterKeys {
  const [wrapping, lookupRoot, payload] = [randomBytes(32), randomBytes(32), randomBytes(32)];
  return { wrapping, lookupRoot, payload, fingerprint: wrapping.toString('hex').slice(0, 16), previous: [] };
}

const ringOf = (keys: MasterKeys) => (): Promise<MasterKeys> => Promise.resolve(keys);

async function freshVault(): Promise<ManagedVault> {
  return openVault(ringOf(freshKeys()), memoryDataKeys(), clock);
}

describe('sealing a field', () => {
  it('opens to what was sealed, for any text and any bytes in any class', async () => {
    const vault = await freshVault();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...CLASSES),
        fc.string({ unit: 'binary' }),
        fc.uint8Array({ maxLength: 300 }),
        async (fieldClass, text, bytes) => {
          expect(await vault.open(fieldClass, PLACE, await vault.seal(fieldClass, PLACE, text))).toBe(text);
          expect(await vault.openBytes(fieldClass, PLACE, await vault.sealBytes(fieldClass, PLACE, bytes))).toEqual(
            new Uint8Array(bytes),
          );
        },
      ),
    );
  });

  it('has the documented format and never the same bytes twice', async () => {
    const vault = await freshVault();
    const [first, second] = [await vault.seal('identity', PLACE, '6472'), await vault.seal('identity', PLACE, '6472')];
    expect(first).toHaveLength(1 + 2 + 12 + 4 + 16);
    expect([...first.subarray(0, 3)]).toEqual([1, 0, 1]);
    expect(first).not.toEqual(second);
  });

  it('does not open after any single bit was changed', async () => {
    const vault = await freshVault();
    const sealed = await vault.seal('phone', PLACE, '0811');
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Uint8Array.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      await expect(vault.open('phone', PLACE, changed)).rejects.toMatchObject({
        code: expect.stringMatching(/^(SEALED_VALUE_INVALID|DATA_KEY_MISSING)$/),
      });
    }
  });

  it.each([0, 1, 3, 30])('does not open when cut to %i bytes', async (length) => {
    const vault = await freshVault();
    const sealed = await vault.seal('phone', PLACE, '0811');
    await expect(vault.open('phone', PLACE, sealed.subarray(0, length))).rejects.toMatchObject({
      code: 'SEALED_VALUE_INVALID',
    });
  });

  it.each([
    ['table', 'institution|nik_sealed|7d0f5a52-0000-4000-8000-000000000001'],
    ['column', 'person|family_card_sealed|7d0f5a52-0000-4000-8000-000000000001'],
    ['row', 'person|nik_sealed|7d0f5a52-0000-4000-8000-000000000002'],
  ])('does not open at another %s', async (_, elsewhere) => {
    const vault = await freshVault();
    const sealed = await vault.seal('identity', PLACE, '6472');
    await expect(vault.open('identity', elsewhere, sealed)).rejects.toMatchObject({ code: 'SEALED_VALUE_INVALID' });
  });

  it('does not open as another class', async () => {
    const vault = await freshVault();
    const sealed = await vault.seal('identity', PLACE, '6472');
    await expect(vault.open('health', PLACE, sealed)).rejects.toMatchObject({ code: 'SEALED_VALUE_INVALID' });
  });

  it.each(['', 'person', 'person|nik_sealed', 'person||x', 'a|b|c|d'])(
    'refuses the incomplete place "%s"',
    async (place) => {
      const vault = await freshVault();
      await expect(vault.seal('identity', place, '6472')).rejects.toMatchObject({ code: 'PLACE_INVALID' });
    },
  );

  it('keeps neither the value nor the key in its error', async () => {
    const vault = await freshVault();
    const sealed = await vault.seal('identity', PLACE, '6472014101010001');
    await expect(vault.open('identity', `${PLACE}x`, sealed)).rejects.not.toThrow(/6472014101010001/);
  });
});

describe('data keys', () => {
  it('are stored wrapped: one per class, none in the clear', async () => {
    const store = memoryDataKeys();
    const vault = await openVault(ringOf(freshKeys()), store, clock);
    expect(store.rows.map(({ fieldClass, version }) => `${fieldClass} ${version}`)).toEqual(
      CLASSES.map((name) => `${name} 1`),
    );
    const sealed = await vault.seal('file', PLACE, 'x');
    expect(store.rows.every(({ wrapped }) => wrapped.length === 1 + 2 + 12 + 32 + 16)).toBe(true);
    expect(sealed).toHaveLength(32);
  });

  it('survive a restart', async () => {
    const [keys, store] = [freshKeys(), memoryDataKeys()];
    const sealed = await (await openVault(ringOf(keys), store, clock)).seal('account', PLACE, '1240001');
    expect(await (await openVault(ringOf(keys), store, clock)).open('account', PLACE, sealed)).toBe('1240001');
    expect(store.rows).toHaveLength(CLASSES.length);
  });

  it('made by several processes at once agree', async () => {
    const [keys, store] = [freshKeys(), memoryDataKeys()];
    const [one, two, three] = await Promise.all([1, 2, 3].map(() => openVault(ringOf(keys), store, clock)));
    const sealed = await one!.seal('health', PLACE, 'kursi roda');
    expect(await two!.open('health', PLACE, sealed)).toBe('kursi roda');
    expect(await three!.open('health', PLACE, sealed)).toBe('kursi roda');
    expect(store.rows).toHaveLength(CLASSES.length);
  });

  it('do not open with the key file of another installation', async () => {
    const store = memoryDataKeys();
    await openVault(ringOf(freshKeys()), store, clock);
    await expect(openVault(ringOf(freshKeys()), store, clock)).rejects.toMatchObject({ code: 'DATA_KEY_UNREADABLE' });
  });

  it('do not open when one class is put in place of another', async () => {
    const [keys, store] = [freshKeys(), memoryDataKeys()];
    await openVault(ringOf(keys), store, clock);
    const phone = store.rows.findIndex(({ fieldClass }) => fieldClass === 'phone');
    store.rows[phone] = { ...store.rows[0]!, fieldClass: 'phone' };
    await expect(openVault(ringOf(keys), store, clock)).rejects.toMatchObject({ code: 'DATA_KEY_UNREADABLE' });
  });
});

describe('rotating a data key', () => {
  it('seals new values under the new version and still opens the old ones, here and after a restart', async () => {
    const [keys, store] = [freshKeys(), memoryDataKeys()];
    const vault = await openVault(ringOf(keys), store, clock);
    const old = await vault.seal('identity', PLACE, 'old');
    expect(await vault.rotate('identity')).toBe(2);
    const fresh = await vault.seal('identity', PLACE, 'new');
    expect([...old.subarray(0, 3)]).toEqual([1, 0, 1]);
    expect([...fresh.subarray(0, 3)]).toEqual([1, 0, 2]);

    for (const reader of [vault, await openVault(ringOf(keys), store, clock)]) {
      expect(await reader.open('identity', PLACE, old)).toBe('old');
      expect(await reader.open('identity', PLACE, fresh)).toBe('new');
    }
    expect((await vault.seal('phone', PLACE, 'x'))[2]).toBe(1);
  });

  it('reaches a process that started before: it reads the new version and goes on with it', async () => {
    const [keys, store] = [freshKeys(), memoryDataKeys()];
    const [early, late] = [await openVault(ringOf(keys), store, clock), await openVault(ringOf(keys), store, clock)];
    await late.rotate('identity');
    expect((await early.seal('identity', PLACE, 'x'))[2]).toBe(1);
    expect(await early.open('identity', PLACE, await late.seal('identity', PLACE, 'new'))).toBe('new');
    expect((await early.seal('identity', PLACE, 'x'))[2]).toBe(2);
  });

  it('by two processes at once ends in one agreed key per version', async () => {
    const [keys, store] = [freshKeys(), memoryDataKeys()];
    const [one, two] = [await openVault(ringOf(keys), store, clock), await openVault(ringOf(keys), store, clock)];
    await Promise.all([one.rotate('file'), two.rotate('file')]);
    const sealed = await one.seal('file', PLACE, 'x');
    expect(await two.open('file', PLACE, sealed)).toBe('x');
  });
});

describe('the look-up index', () => {
  const INDEXES: readonly LookupIndex[] = ['national_id', 'family_card', 'npwp', 'bank_account'];

  it('is equal for equal values, whatever the data keys', async () => {
    const keys = freshKeys();
    const [one, two] = [
      await openVault(ringOf(keys), memoryDataKeys(), clock),
      await openVault(ringOf(keys), memoryDataKeys(), clock),
    ];
    expect(one.lookup('national_id', '6472014101010001')).toEqual(two.lookup('national_id', '6472014101010001'));
    expect(one.lookup('national_id', '6472014101010001')).toHaveLength(32);
  });

  it('differs between values, indexes and installations', async () => {
    const [one, two] = [await freshVault(), await freshVault()];
    const digests = [
      ...INDEXES.map((index) => one.lookup(index, '6472014101010001')),
      one.lookup('national_id', '6472014101010002'),
      two.lookup('national_id', '6472014101010001'),
    ].map((digest) => Buffer.from(digest).toString('hex'));
    expect(new Set(digests).size).toBe(digests.length);
  });
});
