// node scripts/launch.mjs <module below the root> [arguments …]
// Builds what changed (in a process of its own, so nothing of it stays in memory), then becomes the given program:
// the same process, so that Ctrl-C and SIGTERM reach it directly.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './lib/root.mjs';

const [module, ...args] = process.argv.slice(2);
if (module === undefined) throw new Error('Usage: node scripts/launch.mjs <module> [arguments …]');

// The build speaks on stderr only: stdout belongs to the program (`--json`).
const build = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { cwd: root, stdio: ['ignore', 2, 2] });
if (build.error !== undefined) throw build.error;
if (build.status === 0) {
  const file = join(root, module);
  process.argv = [process.execPath, file, ...args];
  await import(pathToFileURL(file).href);
} else {
  process.stderr.write('Salur was not started: the build failed, see above.\n');
  process.exitCode = build.status ?? 1;
}
