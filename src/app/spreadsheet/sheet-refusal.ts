import { Refusal, refuse, type DomainError, type ErrorCode } from '../../domain/errors.js';

type SheetCode = Extract<ErrorCode, `SHEET_${string}`>;

/** Refusals of a file as a whole name the field `file`, whatever the page calls it. */
export function sheetRefusal(code: SheetCode, details: DomainError['details'] = {}): Refusal {
  return new Refusal(refuse(code, { fields: ['file'], ...details }));
}

/** The code that Node gives its errors. */
export function nodeCode(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
