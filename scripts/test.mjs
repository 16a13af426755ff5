// npm test [-- part … [jest arguments]], for example: npm test -- unit test/unit/domain
// Without a part: everything that must be green before a commit. The last line is `N passed, N failed`, where each
// check of the house counts as one and jest's tests count one by one.
import { listFiles } from './lib/hash-files.mjs';
import { findChromium } from './lib/find-chromium.mjs';
import { runJest } from './lib/jest.mjs';
import { runNode } from './lib/run.mjs';

/**
 * @typedef {import('./lib/jest.mjs').Tally} Tally
 * @typedef {object} Part
 * @property {string} name
 * @property {() => Promise<Tally>} run
 */

/** @type {Record<string, readonly Part[]>} */
const parts = {
  house: [
    check('lint', ['node_modules/oxlint/bin/oxlint', '--type-aware', '--max-warnings', '0']),
    check('format', ['node_modules/prettier/bin/prettier.cjs', '--check', '.', '--log-level', 'warn']),
    check('types', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json']),
    check('types of the browser code', ['scripts/check-islands.mjs']),
    check('dead code', ['node_modules/knip/bin/knip.js', '--no-config-hints']),
  ],
  unit: [jest('unit', ['unit', 'property', 'house'])],
  seeds: [jest('seeds', ['seeds'])],
  integration: [jest('integration', ['integration', 'workflow', 'replay'])],
  chaos: [jest('chaos', ['chaos'])],
  simulation: [{ name: 'simulation of a tenth', run: simulateTenth }],
  e2e: [{ name: 'browser', run: runBrowserTests }],
  record: [jest('record', ['record'])],
  long: [jest('full', ['full']), { name: 'more histories', run: () => moreHistories('unit', 'test/property', 25) }],
};
// the same tenth runs in test/integration/simulate-killed.test.ts, disturbed and undisturbed
const everything = ['house', 'unit', 'seeds', 'integration', 'chaos', 'e2e'];
/** These run what the build made: without a good build they would test something else. */
const needBuild = new Set(['record', 'integration', 'chaos', 'simulation', 'e2e', 'long']);

const args = process.argv.slice(2);
const firstOther = args.findIndex((arg) => arg !== 'full' && parts[arg] === undefined);
const jestArgs = firstOther === -1 ? [] : args.slice(firstOther);
const wanted = firstOther === -1 ? args : args.slice(0, firstOther);

process.exitCode = await main();

async function main() {
  const names =
    wanted.length === 0 ? everything : wanted.flatMap((name) => (name === 'full' ? [...everything, 'long'] : [name]));
  const build = await timed({ name: 'build', run: () => tallyExit(['scripts/build.mjs']) });
  const results = [build];
  for (const name of names) {
    if (build.failed > 0 && needBuild.has(name)) {
      process.stdout.write(`── ${name}: not run, because the build failed\n`);
      continue;
    }
    for (const part of parts[name] ?? []) results.push(await timed(part));
  }
  for (const { name, passed, failed, seconds } of results) {
    const mark = failed === 0 ? 'ok    ' : 'FAILED';
    process.stdout.write(`${mark}  ${name}: ${passed} passed, ${failed} failed (${seconds.toFixed(1)} s)\n`);
  }
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

/** @param {Part} part */
async function timed({ name, run }) {
  process.stdout.write(`── ${name}\n`);
  const start = performance.now();
  const tally = await run();
  return { name, ...tally, seconds: (performance.now() - start) / 1000 };
}

/** @param {readonly string[]} args @returns {Promise<Tally>} */
async function tallyExit(args) {
  const code = await runNode(args);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** @param {string} name @param {readonly string[]} args @returns {Part} */
function check(name, args) {
  return { name, run: () => tallyExit(args) };
}

/** @param {string} project @param {readonly string[]} folders @returns {Part} */
function jest(project, folders) {
  return { name: `tests: ${folders.join(', ')}`, run: () => runTestsIn(project, folders) };
}

/**
 * @param {string} project
 * @param {readonly string[]} folders
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Tally>}
 */
async function runTestsIn(project, folders, env) {
  const files = listFiles(folders.map((folder) => `test/${folder}`)).filter((file) => /\.test\.tsx?$/.test(file));
  if (files.length === 0) {
    process.stdout.write(`There is no test in ${folders.map((folder) => `test/${folder}`).join(', ')}.\n`);
    return { passed: 0, failed: 0 };
  }
  return runJest(project, jestArgs, env);
}

/**
 * The random histories of the property tests again, `factor` times as many and from another seed; a failure prints it.
 * @param {string} project
 * @param {string} path
 * @param {number} factor
 * @returns {Promise<Tally>}
 */
async function moreHistories(project, path, factor) {
  return runJest(project, [path], {
    SALUR_PROPERTY_RUNS: String(factor),
    SALUR_PROPERTY_SEED: String(Math.trunc(performance.timeOrigin / 1000)),
  });
}

/** The main job at a tenth of its size: its exit code says whether every count, invariant and chain was right. */
async function simulateTenth() {
  return tallyExit(['dist/src/cli/main.js', 'simulate', 'bst-2025', '--scale', '0.1', '--json']);
}

async function runBrowserTests() {
  const chromium = await findChromium();
  if (chromium === undefined) {
    process.stderr.write(
      'The page tests need a Chromium: install the package "chromium", or name one by SALUR_CHROMIUM=/path/to/chromium.\n',
    );
    return { passed: 0, failed: 1 };
  }
  return runTestsIn('e2e', ['e2e'], { SALUR_CHROMIUM: chromium });
}
