import type { Locale } from '../../domain/locale.js';
import { en } from './en.js';
import { id } from './id.js';

/** Every word of the pages. The Indonesian table is the model; the compiler refuses an English one that lacks a word. */
export type Words = typeof id;

const tables: Readonly<Record<Locale, Words>> = { id, en };

export function wordsOf(locale: Locale): Words {
  return tables[locale];
}
