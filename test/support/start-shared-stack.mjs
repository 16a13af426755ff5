// jest's globalSetup for every project that needs servers: one PostgreSQL and one Temporal for the whole run, of the
// built program and in a temporary home. The migrated database `salur` is the template that each test file clones.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../scripts/lib/root.mjs';
import { runNode } from '../../scripts/lib/run.mjs';

export default async function startSharedStack() {
  // Type errors elsewhere need not keep one test file from running: tsc emits all the same. `npm test` is stricter.
  if ((await runNode(['scripts/build.mjs'])) !== 0)
    process.stderr.write('The build has errors; testing what it made.\n');
  /** @type {typeof import('../../src/infra/embedded/stack.js')} */
  const { startStack } = await import(pathToFileURL(join(root, 'dist/src/infra/embedded/stack.js')).href);
  // tests kill its processes, never the machine: what a process has written to a file, the next one reads; and no owner may
  // drop a database in which the server's own cleaner is at work
  const stack = await startStack({ postgresSettings: ['fsync=off', 'autovacuum=off'] });
  Object.assign(globalThis, { salurSharedStack: stack });
  // Test files run in worker processes, which inherit the environment and nothing else.
  process.env['SALUR_TEST_STACK'] = JSON.stringify({
    ownerUrl: stack.ownerUrl,
    appUrl: stack.appUrl,
    authUrl: stack.authUrl,
    reportUrl: stack.reportUrl,
    temporalAddress: stack.temporalAddress,
  });
}
