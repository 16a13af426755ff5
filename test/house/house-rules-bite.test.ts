import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fromPackageRoot } from '../../src/config/package-root.js';

interface Finding {
  readonly code: string;
  readonly filename: string;
}

interface Case {
  readonly why: string;
  readonly file: string;
  readonly code: string;
  /** The rule that must find it, or none where the code is as it should be. */
  readonly rule: string | null;
}

const importLaw = 'eslint(no-restricted-imports)';
const cases: readonly Case[] = [
  // The import law of CONTRIBUTING.md, line by line: what each folder may not import …
  ...forbidden('src/domain', ['pg', 'node:crypto', '../app/any.js', '../infra/any.js', '../../workflows/messages.js']),
  ...forbidden('src/app', ['pg', '@temporalio/client', '../infra/any.js', '../http/any.js', '../config/any.js']),
  ...forbidden('src/app', ['../main/any.js', '../../workflows/any.js', '../../activities/any.js']),
  ...forbidden('src/infra', ['../app/any.js', '../http/any.js', '../main/any.js', '../../workflows/any.js']),
  ...forbidden('src/http', ['../infra/any.js', '../main/any.js', '../cli/any.js', '../../prisma/generated/client.js']),
  ...forbidden('src/cli', ['../infra/any.js', '../http/any.js', '../main/any.js']),
  ...forbidden('src/ui', ['../app/any.js', '../app/queries/any.js', '../http/any.js', 'node:fs']),
  ...forbidden('src/config', ['../app/any.js', '../domain/any.js', '../infra/any.js']),
  ...forbidden('activities', ['../src/infra/any.js', '../src/main/any.js', '../workflows/any.js']),
  ...forbidden('workflows', ['zod', 'node:fs', '@temporalio/client', '../src/app/any.js', '../src/infra/any.js']),
  ...forbidden('workflows', ['../activities/any.js']),
  // … and what it may.
  ...allowed('src/domain', ['./any.js']),
  ...allowed('src/app', ['../domain/any.js', './any.js', '../../workflows/messages.js', 'zod', 'node:crypto']),
  ...allowed('src/infra', ['../domain/any.js', '../app/ports.js', '../../workflows/messages.js', '../config/any.js']),
  ...allowed('src/http', ['../app/any.js', '../ui/any.js', 'zod']),
  ...allowed('activities', ['../src/app/any.js', '../workflows/messages.js']),
  ...allowed('workflows', ['../src/domain/any.js', './messages.js']),
  {
    why: 'a page may know the types of what a query answers',
    file: 'src/ui/knows-types.ts',
    code: "export type { any } from '../app/queries/any.js';",
    rule: null,
  },
  {
    why: 'a workflow may know the types of its activities',
    file: 'workflows/knows-types.ts',
    code: "import type { any } from '../activities/any.js';\nexport type Same = typeof any;",
    rule: null,
  },
  {
    why: 'a promise left floating in a workflow is a step that may never happen',
    file: 'workflows/floating.ts',
    code: 'async function notify(): Promise<void> {\n  await Promise.resolve();\n}\nexport function decide(): void {\n  notify();\n}',
    rule: 'typescript(no-floating-promises)',
  },
  {
    why: 'an async validator never rejects',
    file: 'workflows/async-validator.ts',
    code: 'type Validator = (text: string) => void;\nexport const validator: Validator = async () => {\n  await Promise.resolve();\n};',
    rule: 'typescript(no-misused-promises)',
  },
  {
    why: 'any switches every check off',
    file: 'src/app/any-type.ts',
    code: 'export function take(value: any): number {\n  return Number(value);\n}',
    rule: 'typescript(no-explicit-any)',
  },
  {
    why: 'an import cycle has no order in which to be loaded',
    file: 'src/app/cycle-a.ts',
    code: "import { b } from './cycle-b.js';\nexport const a = (): number => b();",
    rule: 'import(no-cycle)',
  },
  {
    why: 'the other half of the cycle',
    file: 'src/app/cycle-b.ts',
    code: "import { a } from './cycle-a.js';\nexport const b = (): number => a();",
    rule: 'import(no-cycle)',
  },
  {
    why: 'only the command line and the entry points print',
    file: 'src/app/prints.ts',
    code: "console.log('hello');",
    rule: 'eslint(no-console)',
  },
  {
    why: 'the clock is a port',
    file: 'src/app/clock.ts',
    code: 'export const now = (): number => Date.now();',
    rule: 'eslint(no-restricted-properties)',
  },
  {
    why: 'settings come from src/config',
    file: 'src/app/setting.ts',
    code: "export const url = process.env['URL'];",
    rule: 'node(no-process-env)',
  },
  {
    why: 'an error that nobody hears of',
    file: 'src/app/swallows.ts',
    code: 'export function quiet(run: () => void): void {\n  try {\n    run();\n  } catch {}\n}',
    rule: 'eslint(no-empty)',
  },
];

describe('the rules of the house', () => {
  let findings: readonly Finding[];
  let house: string;

  beforeAll(async () => {
    house = realpathSync(mkdtempSync(join(tmpdir(), 'salur-house-')));
    layOut(house);
    findings = await lint(house);
  });

  afterAll(() => rmSync(house, { recursive: true, force: true }));

  it.each(cases)('$file: $why', ({ file, rule }) => {
    const found = findings.filter((finding) => finding.filename === file).map((finding) => finding.code);
    expect([...new Set(found)]).toEqual(rule === null ? [] : [rule]);
  });
});

function forbidden(folder: string, imports: readonly string[]): Case[] {
  return imports.map((path) => importCase(folder, path, 'may not', importLaw));
}

function allowed(folder: string, imports: readonly string[]): Case[] {
  return imports.map((path) => importCase(folder, path, 'may', null));
}

function importCase(folder: string, path: string, may: string, rule: string | null): Case {
  const name = path.replaceAll(/[^a-z]+/g, '-').replace(/^-|-js$/g, '');
  const code = `import * as it from '${path}';\nexport const used = it;`;
  return { why: `${folder} ${may} import ${path}`, file: `${folder}/imports-${name}.ts`, code, rule };
}

/** A house of the same plan: the same rules, the same packages, and in every folder something to import. */
function layOut(house: string): void {
  for (const file of ['.oxlintrc.json', 'tsconfig.json', 'package.json']) {
    copyFileSync(fromPackageRoot(file), join(house, file));
  }
  symlinkSync(fromPackageRoot('node_modules'), join(house, 'node_modules'));
  const folders = ['app', 'cli', 'config', 'domain', 'http', 'infra', 'main', 'ui'].map((name) => `src/${name}`);
  for (const folder of [...folders, 'activities', 'workflows']) write(`${folder}/any.ts`, 'export const any = 1;');
  for (const file of [
    'src/app/ports.ts',
    'src/app/queries/any.ts',
    'workflows/messages.ts',
    'prisma/generated/client.ts',
  ]) {
    write(file, 'export const any = 1;');
  }
  for (const { file, code } of cases) write(file, code);

  function write(file: string, code: string): void {
    mkdirSync(dirname(join(house, file)), { recursive: true });
    writeFileSync(join(house, file), `${code}\n`);
  }
}

function lint(house: string): Promise<readonly Finding[]> {
  const oxlint = fromPackageRoot('node_modules', 'oxlint', 'bin', 'oxlint');
  return new Promise((resolve, reject) => {
    // It answers with exit code 1 when it found something, which it must here: only a report that is none is a failure.
    execFile(
      process.execPath,
      [oxlint, '--type-aware', '-f', 'json'],
      { cwd: house, maxBuffer: 2 ** 26 },
      (_error, stdout, stderr) => {
        try {
          const report = JSON.parse(stdout) as { readonly diagnostics: readonly Finding[] };
          resolve(report.diagnostics);
        } catch {
          reject(new Error(`oxlint gave no report: ${stdout}${stderr}`));
        }
      },
    );
  });
}
