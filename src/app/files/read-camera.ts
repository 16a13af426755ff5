import ExifReader from 'exifreader';
import { z } from 'zod';
import { startOfDay } from '../../domain/time/wita.js';

/** What a camera wrote into its picture: when and where. A picture can be made to say anything; it is a hint, no proof. */
export interface CameraFacts {
  readonly at: Date | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}
export const nothingKnown: CameraFacts = { at: null, latitude: null, longitude: null };

const gps = z.object({ Latitude: z.number().min(-90).max(90), Longitude: z.number().min(-180).max(180) });
const text = z.object({ description: z.string() });
const moment = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}):(\d{2}):(\d{2})$/;
const offset = /^([+-])(\d{2}):(\d{2})$/;

/** Time and place of a picture; a file whose notes cannot be read has none. A clock without a zone is one of WITA. */
export function readCamera(bytes: Uint8Array): CameraFacts {
  const tags = tagsOf(bytes);
  if (tags === null) return nothingKnown;
  const place = gps.safeParse(tags.gps);
  const [latitude, longitude] = place.success ? [place.data.Latitude, place.data.Longitude] : [null, null];
  const taken = text.safeParse(tags.exif?.DateTimeOriginal);
  const zone = text.safeParse(tags.exif?.['OffsetTimeOriginal']);
  const at = taken.success ? instantOf(taken.data.description, zone.success ? zone.data.description : '') : null;
  return { at, latitude, longitude };
}

function tagsOf(bytes: Uint8Array): ExifReader.ExpandedTags | null {
  const copy = bytes.slice();
  try {
    return ExifReader.load(copy.buffer, { expanded: true });
  } catch {
    // no notes at all, or notes that nobody can read: the officers type place and day
    return null;
  }
}

function instantOf(clock: string, zone: string): Date | null {
  const parts = moment.exec(clock);
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second] = parts.map(Number);
  const midnight = startOfDay(clock.slice(0, 10).replaceAll(':', '-')).getTime();
  const real = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day)).getUTCDate() === day;
  if (Number.isNaN(midnight) || !real || (year ?? 0) < 1990) return null;
  const sinceMidnight = (((hour ?? 0) * 60 + (minute ?? 0)) * 60 + (second ?? 0)) * 1000;
  const apart = offset.exec(zone);
  const minutes =
    apart === null ? WITA_MINUTES : (apart[1] === '-' ? -1 : 1) * (Number(apart[2]) * 60 + Number(apart[3]));
  return new Date(midnight + sinceMidnight + (WITA_MINUTES - minutes) * 60_000);
}

const WITA_MINUTES = 8 * 60;
