import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromPackageRoot } from '../../../src/config/package-root.js';
import { locales } from '../../../src/domain/locale.js';
import { wordsOf } from '../../../src/ui/i18n/words.js';

/** Names that pages give to the fields people fill in; what is hidden or filters a list is never blamed by a refusal. */
const asked =
  /<(?:TextField|TextArea|DateField|NumberField|MoneyField|FileField|Select|Group)\s[^>]*?name="([\w.]+)"/gs;

const files = readdirSync(fromPackageRoot('src', 'ui'), { recursive: true, encoding: 'utf8' });
const names = new Set(
  files
    .filter((file) => file.endsWith('.tsx') && !file.endsWith('filter.tsx'))
    .flatMap((file) => [...readFileSync(join(fromPackageRoot('src', 'ui'), file), 'utf8').matchAll(asked)])
    .map(([, name]) => name ?? ''),
);

describe.each(locales)('the summary of errors in %s', (locale) => {
  it('names every field in words', () => {
    const { fields, documents } = wordsOf(locale).names;
    expect(names.size).toBeGreaterThan(40);
    expect([...names].filter((name) => fields[name] === undefined && documents[name] === undefined)).toEqual([]);
  });
});
