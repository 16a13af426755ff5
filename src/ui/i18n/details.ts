import type { DomainError } from '../../domain/errors.js';

export type Details = DomainError['details'];

/** One value of an error's details as text; lists are joined. */
export function detail(details: Details, name: string): string {
  const value = details[name];
  if (value === undefined) return '';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : value.join(', ');
}
export function detailList(details: Details, name: string): readonly string[] {
  const value = details[name];
  if (value === undefined) return [];
  return typeof value === 'string' || typeof value === 'number' ? [String(value)] : value;
}
/** Looks a code up in a table of names: itself, without the numbers of rows, by its last part; an unknown code speaks for itself. */
export function nameIn(table: Readonly<Record<string, string>>, code: string): string {
  return table[code] ?? table[code.replace(/\.\d+/g, '')] ?? table[code.slice(code.lastIndexOf('.') + 1)] ?? code;
}
