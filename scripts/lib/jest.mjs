import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNode } from './run.mjs';

/** @typedef {{ passed: number, failed: number }} Tally */

/**
 * Runs one jest project and counts from jest's own report. A file that could not run at all, or a jest that ends
 * badly although every test passed (a teardown, an open handle), is a failure too: it must show in the sum.
 * @param {string} project a displayName of jest.config.mjs
 * @param {readonly string[]} jestArgs
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Tally>}
 */
export async function runJest(project, jestArgs, env = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'salur-jest-'));
  const report = join(directory, 'report.json');
  try {
    const code = await runNode(
      [
        '--experimental-vm-modules',
        '--disable-warning=ExperimentalWarning',
        'node_modules/jest/bin/jest.js',
        '--selectProjects',
        project,
        '--json',
        `--outputFile=${report}`,
        ...jestArgs,
      ],
      // jest prints the whole report on stdout when asked for JSON; the file has it, people need the other stream.
      { env, stdout: 'ignore' },
    );
    if (!existsSync(report)) return { passed: 0, failed: 1 };
    /** @type {{ numPassedTests: number, numFailedTests: number, numRuntimeErrorTestSuites: number }} */
    const result = JSON.parse(readFileSync(report, 'utf8'));
    const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
    return { passed: result.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
