import { describe, expect, it } from '@jest/globals';
import { nothingKnown, readCamera } from '../../../src/app/files/read-camera.js';

const ascii = (text: string): number[] => [...Buffer.from(`${text}\0`, 'latin1')];
const u16 = (value: number): number[] => [value >> 8, value & 255];
const u32 = (value: number): number[] => [...u16(value >>> 16), ...u16(value & 0xffff)];
interface Tag {
  readonly id: number;
  readonly type: number;
  readonly count: number;
  readonly data: readonly number[];
}

/** One directory of an EXIF block (big endian): entries, and behind them what does not fit into four bytes. */
function directory(at: number, tags: readonly Tag[]): number[] {
  let behind = at + 2 + tags.length * 12 + 4;
  const rest: number[] = [];
  const entries = tags.flatMap(({ id, type, count, data }) => {
    const head = [...u16(id), ...u16(type), ...u32(count)];
    if (data.length <= 4) return [...head, ...data, ...Array<number>(4 - data.length).fill(0)];
    const place = u32(behind);
    rest.push(...data);
    behind += data.length;
    return [...head, ...place];
  });
  return [...u16(tags.length), ...entries, ...u32(0), ...rest];
}

/** A synthetic JPEG that holds nothing but the notes of a camera. */
function picture(moment: string, zone: string | null, south: boolean): Uint8Array {
  const degrees = (...parts: readonly number[]): number[] => parts.flatMap((part) => [...u32(part), ...u32(1)]);
  const text = (id: number, value: string): Tag => ({ id, type: 2, count: value.length + 1, data: ascii(value) });
  const long = (id: number, value: number): Tag => ({ id, type: 4, count: 1, data: u32(value) });
  const exifAt = 8 + 2 + 2 * 12 + 4;
  const exif = directory(exifAt, [text(0x9003, moment), ...(zone === null ? [] : [text(0x9011, zone)])]);
  const gpsAt = exifAt + exif.length;
  const gps = directory(gpsAt, [
    text(1, south ? 'S' : 'N'),
    { id: 2, type: 5, count: 3, data: degrees(0, 30, 0) },
    text(3, 'E'),
    { id: 4, type: 5, count: 3, data: degrees(117, 9, 0) },
  ]);
  const root = directory(8, [long(0x8769, exifAt), long(0x8825, gpsAt)]);
  const block = [...ascii('Exif'), 0, ...Buffer.from('MM'), ...u16(42), ...u32(8), ...root, ...exif, ...gps];
  return Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, ...u16(block.length + 2), ...block, 0xff, 0xd9]);
}

describe('the notes of a camera', () => {
  it('say when and where, in WITA where the camera names no zone', () => {
    expect(readCamera(picture('2026:03:10 09:15:00', null, true))).toEqual({
      at: new Date('2026-03-10T01:15:00Z'),
      latitude: -0.5,
      longitude: 117.15,
    });
    expect(readCamera(picture('2026:03:10 08:15:00', '+07:00', false))).toMatchObject({
      at: new Date('2026-03-10T01:15:00Z'),
      latitude: 0.5,
    });
  });

  it('are none where there are none, where they are broken, and where the date is not one', () => {
    expect(readCamera(Uint8Array.from([0xff, 0xd8, 0xff, 0xd9]))).toEqual(nothingKnown);
    expect(readCamera(picture('2026:03:10 09:15:00', null, true).slice(0, 40))).toEqual(nothingKnown);
    expect(readCamera(picture('2026:02:31 09:15:00', null, true)).at).toBeNull();
    expect(readCamera(picture('0000:00:00 00:00:00', null, true)).at).toBeNull();
  });
});
