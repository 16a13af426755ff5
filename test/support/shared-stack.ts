import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { fromPackageRoot } from '../../src/config/package-root.js';

const schema = z.object({
  ownerUrl: z.string(),
  appUrl: z.string(),
  authUrl: z.string(),
  reportUrl: z.string(),
  temporalAddress: z.string(),
});

/** The servers that start-shared-stack.mjs started for this run. Clone a database and a namespace; use neither directly. */
export function sharedStack(): z.infer<typeof schema> {
  const text = process.env['SALUR_TEST_STACK'];
  if (text === undefined) {
    throw new Error(
      'This test needs the shared stack: it belongs in test/integration, workflow, replay, chaos or full.',
    );
  }
  return schema.parse(JSON.parse(text));
}

/** Built once before the run; for `Worker.create({ workflowBundle })` and `Worker.runReplayHistory`. */
export function workflowBundle(): { readonly code: string } {
  return { code: readFileSync(fromPackageRoot('dist', 'workflow-bundle.js'), 'utf8') };
}
