const DAY_MS = 86_400_000;
/** Day 0 of a workbook: Excel counts a 29 February 1900 that never was, so from March 1900 on one day less is right. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
const LAST_SERIAL = 2_958_465;

/**
 * A number as text. Beyond fifteen digits a spreadsheet has rounded it, and what it writes with an exponent stays so: a NIK is
 * then refused with advice instead of being taken with a wrong last digit.
 */
export function numberText(raw: string): string {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return raw;
  if (/^\d{16,}$/.test(raw) && Number.isSafeInteger(value)) return raw;
  return Math.abs(value) >= 1e15 ? value.toExponential() : String(Number(value.toPrecision(15)));
}

/** `2015-12-31`, or with its time where the cell has one; null where the number is no day of a calendar. */
export function dateText(raw: string, from1904: boolean): string | null {
  const serial = Number(raw);
  if (raw.trim() === '' || !(serial >= 0) || serial > LAST_SERIAL) return null;
  const instant = new Date((from1904 ? EPOCH_1904 : EPOCH_1900) + Math.round(serial * 86_400) * 1_000);
  const text = instant.toISOString();
  return instant.getTime() % DAY_MS === 0 ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
}

/** Numbers of formats that every workbook knows without naming them, as days or times. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined)
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58 && id !== 49);
  // what stands in quotes, brackets or behind a backslash is shown, not counted
  return /[dmyhs]/i.test(code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, '')) && !/^general$/i.test(code);
}
