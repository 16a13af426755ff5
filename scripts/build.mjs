// Builds what changed: Prisma client, JavaScript, browser files, workflow bundle. Needs no network.
// `node scripts/build.mjs --force` builds everything anew.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withBuildLock } from './lib/build-lock.mjs';
import { hashFiles, listFiles } from './lib/hash-files.mjs';
import { root } from './lib/root.mjs';
import { runNode } from './lib/run.mjs';

const stampFile = join(root, 'dist', '.built.json');
const bundleFile = join(root, 'dist', 'workflow-bundle.js');
const force = process.argv.includes('--force');

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {() => boolean} present is there anything to build
 * @property {() => string} key changes when the inputs do
 * @property {() => boolean} built does the output exist
 * @property {() => Promise<boolean>} make true when the output is good
 */

/** @type {readonly Step[]} */
const steps = [
  {
    name: 'database client',
    present: () => existsSync(join(root, 'prisma', 'schema.prisma')),
    key: () => hashFiles(['prisma/schema.prisma', 'prisma.config.ts'], [versionOf('prisma')]),
    built: () => existsSync(join(root, 'prisma', 'generated', 'client.ts')),
    make: generatePrismaClient,
  },
  {
    name: 'JavaScript',
    present: () => true,
    key: () =>
      hashFiles(
        [
          'src',
          'workflows',
          'activities',
          'bench',
          'prisma/generated',
          'tsconfig.json',
          'tsconfig.build.json',
          'package-lock.json',
        ],
        [versionOf('typescript')],
      ),
    built: () => existsSync(join(root, 'dist', '.tsbuildinfo')),
    make: compile,
  },
  {
    name: 'browser files',
    present: () => browserEntries().length > 0,
    key: () => hashFiles(['src/ui/islands', 'src/ui/styles', 'tsconfig.islands.json'], [versionOf('esbuild')]),
    built: () => existsSync(join(root, 'dist', 'assets', 'manifest.json')),
    make: bundleBrowserFiles,
  },
  {
    name: 'workflow bundle',
    present: () => existsSync(join(root, 'workflows', 'index.ts')),
    key: () => hashFiles(['dist/workflows', 'dist/src/domain'], [versionOf('@temporalio/worker')]),
    built: () => existsSync(bundleFile),
    make: bundleWorkflows,
  },
];

process.exitCode = await withBuildLock(build);

async function build() {
  const stamp = readStamp();
  let failed = false;
  for (const step of steps) {
    if (!step.present()) continue;
    const key = step.key();
    if (!force && stamp[step.name] === key && step.built()) continue;
    process.stderr.write(`Building ${step.name} …\n`);
    delete stamp[step.name];
    writeStamp(stamp);
    // A failed step does not stop the next: tsc emits despite type errors, and what it emitted may still serve.
    if (await step.make()) {
      stamp[step.name] = key;
      writeStamp(stamp);
    } else {
      failed = true;
      process.stderr.write(`Building ${step.name} failed.\n`);
    }
  }
  return failed ? 1 : 0;
}

/** `generate` never runs the schema engine, it only insists that its file exists: any file will do, and no download. */
async function generatePrismaClient() {
  const env = {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  };
  const code = await runNode(['node_modules/prisma/build/index.js', 'generate', '--no-hints'], { env });
  return code === 0;
}

async function compile() {
  removeOrphans();
  if (force) rmSync(join(root, 'dist', '.tsbuildinfo'), { force: true });
  return (await runNode(['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--pretty'])) === 0;
}

/** tsc never deletes: a renamed source would leave its old output behind to be imported by mistake. */
function removeOrphans() {
  for (const file of listFiles(['dist/src', 'dist/workflows', 'dist/activities', 'dist/bench', 'dist/prisma'])) {
    const source = file.replace(/^dist\//, '').replace(/\.js(\.map)?$/, '');
    const kept = ['.ts', '.tsx'].some((extension) => existsSync(join(root, source + extension)));
    if (!kept && /\.js(\.map)?$/.test(file)) rmSync(join(root, file), { force: true });
  }
}

function browserEntries() {
  return listFiles(['src/ui/islands', 'src/ui/styles']).filter((file) =>
    /^src\/ui\/(islands|styles)\/[^/]+\.(ts|css)$/.test(file),
  );
}

/** Each file directly in islands/ or styles/ is one entry; manifest.json maps its plain name to the hashed one. */
async function bundleBrowserFiles() {
  const { build: esbuild } = await import('esbuild');
  const directory = join(root, 'dist', 'assets');
  rmSync(directory, { recursive: true, force: true });
  const result = await esbuild({
    absWorkingDir: root,
    entryPoints: browserEntries().filter((file) => !file.endsWith('.d.ts')),
    outdir: 'dist/assets',
    entryNames: '[name]-[hash]',
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['chrome90', 'firefox90', 'safari14'],
    metafile: true,
    logLevel: 'warning',
    tsconfig: 'tsconfig.islands.json',
  });
  /** @type {Record<string, string>} */
  const manifest = {};
  for (const [output, { entryPoint }] of Object.entries(result.metafile.outputs)) {
    if (entryPoint === undefined) continue;
    const plainName = entryPoint.replace(/^.*\//, '').replace(/\.ts$/, '.js');
    manifest[plainName] = output.replace(/^dist\/assets\//, '');
  }
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return result.errors.length === 0;
}

async function bundleWorkflows() {
  const { bundleWorkflowCode } = await import('@temporalio/worker');
  const workflowsPath = join(root, 'dist', 'workflows', 'index.js');
  try {
    const { code } = await bundleWorkflowCode({
      workflowsPath,
      failureConverterPath: join(root, 'dist', 'src', 'infra', 'temporal', 'failure-converter.js'),
      logger: quietLogger(),
    });
    writeFileSync(bundleFile, code);
    return true;
  } catch (error) {
    // webpack has already said what it missed.
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return false;
  }
}

/** webpack's statistics are noise here; its warnings and errors are not. */
function quietLogger() {
  const silent = () => undefined;
  /** @param {string} message */
  const loud = (message) => process.stderr.write(`${message}\n`);
  return { log: silent, trace: silent, debug: silent, info: silent, warn: loud, error: loud };
}

/** @param {string} name */
function versionOf(name) {
  /** @type {{ version: string }} */
  const manifest = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'));
  return `${name}@${manifest.version}`;
}

/** @returns {Record<string, string>} */
function readStamp() {
  return existsSync(stampFile) ? JSON.parse(readFileSync(stampFile, 'utf8')) : {};
}

/** @param {Record<string, string>} stamp */
function writeStamp(stamp) {
  writeFileSync(stampFile, `${JSON.stringify(stamp, null, 2)}\n`);
}
