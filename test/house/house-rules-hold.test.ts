import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { fromPackageRoot, packageRoot } from '../../src/config/package-root.js';

/** What no linter's rule says: looked for in the text itself. */
const product = sources('src', 'workflows', 'activities', 'bench');

describe('the source', () => {
  it('switches no rule off', () => {
    expect(found(product, /(?:oxlint|eslint)-disable|@ts-(?:ignore|expect-error|nocheck)|\bas any\b/)).toEqual([]);
  });

  it('asks the clock, and not the machine, for the time', () => {
    const timeless = sources('src/domain', 'src/app', 'src/http', 'src/ui', 'activities', 'workflows');
    expect(found(timeless, /\bnew Date\(\)/)).toEqual([]);
  });

  it('leaves nothing for later', () => {
    // The brackets keep this file from finding itself.
    const everything = [...product, ...sources('test', 'scripts', 'deploy')];
    expect(found(everything, /\b(?:T[O]DO|FIX[M]E|XX[X])\b/)).toEqual([]);
  });
});

describe('package-lock.json', () => {
  const entrySchema = z.object({ optionalDependencies: z.record(z.string(), z.string()).default({}) });
  const lock = z
    .object({ packages: z.record(z.string(), entrySchema) })
    .parse(JSON.parse(readFileSync(fromPackageRoot('package-lock.json'), 'utf8')));

  it('locks the packages of every platform, or npm ci refuses it there (scripts/complete-lockfile.mjs)', () => {
    const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies).filter((name) => !isLocked(path, name)),
    );
    expect(missing).toEqual([]);
  });

  function isLocked(parent: string, name: string): boolean {
    for (let level = parent; ; level = level.replace(/\/?node_modules\/(?:@[^/]+\/)?[^/]+$/, '')) {
      if (lock.packages[`${level}${level === '' ? '' : '/'}node_modules/${name}`] !== undefined) return true;
      if (level === '') return false;
    }
  }
});

describe('the documents', () => {
  const documents = [...readdirSync(packageRoot).filter((name) => name.endsWith('.md')), ...markdown('docs')];

  it.each(documents)('%s links to files that are there', (document) => {
    const text = readFileSync(fromPackageRoot(document), 'utf8');
    const links = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? '');
    const broken = links.filter((link) => !existsSync(fromPackageRoot(dirname(document), link)));
    expect(broken).toEqual([]);
  });

  it.each(documents)('%s names only commands that package.json has', (document) => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync(fromPackageRoot('package.json'), 'utf8')));
    const text = readFileSync(fromPackageRoot(document), 'utf8');
    const named = [...text.matchAll(/\bnpm run ([a-z:]+)/g)].map((match) => match[1] ?? '');
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});

interface SourceFile {
  readonly name: string;
  readonly text: string;
}

function sources(...folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    filesBelow(folder, /\.(?:ts|tsx|mjs|sh)$/).map((name) => ({
      name,
      text: readFileSync(fromPackageRoot(name), 'utf8'),
    })),
  );
}

function markdown(folder: string): string[] {
  return filesBelow(folder, /\.md$/);
}

function filesBelow(folder: string, wanted: RegExp): string[] {
  if (!existsSync(fromPackageRoot(folder))) return [];
  return readdirSync(fromPackageRoot(folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => wanted.test(name))
    .map((name) => join(folder, name));
}

function found(files: readonly SourceFile[], pattern: RegExp): string[] {
  return files.flatMap(({ name, text }) => {
    const lines = text.split('\n');
    return lines.flatMap((line, index) => (pattern.test(line) ? [`${name}:${index + 1}`] : []));
  });
}
