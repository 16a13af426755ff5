/** A whole number from 0 as people type it, with points between the thousands; null for anything else. */
export function wholeNumber(text: string): number | null {
  const plain = text.trim();
  if (!/^(\d{1,9}|\d{1,3}(\.\d{3}){1,2})$/.test(plain)) return null;
  return Number(plain.replaceAll('.', ''));
}

/** A degree as people type it, with point or comma; null for anything else. */
export function decimalNumber(text: string): number | null {
  const plain = text.trim().replace(',', '.');
  return /^-?\d{1,3}(\.\d{1,12})?$/.test(plain) ? Number(plain) : null;
}
