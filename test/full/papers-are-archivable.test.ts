import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fromPackageRoot } from '../../src/config/package-root.js';
import { createDocumentRenderer } from '../../src/infra/pdf/create-document-renderer.js';
import { sampleForms } from '../unit/pdf/sample-forms.js';

const run = promisify(execFile);

/** Asks veraPDF, which Maven fetches, whether a file is what it says it is: PDF/A-2a, tagged for reading aloud. */
describe('veraPDF', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'salur-verapdf-'));
    const pom = fromPackageRoot('test', 'support', 'verapdf', 'pom.xml');
    await run('mvn', [
      '-q',
      '-B',
      '-f',
      pom,
      'dependency:copy-dependencies',
      `-DoutputDirectory=${join(folder, 'lib')}`,
    ]);
  }, 300_000);
  afterAll(async () => rm(folder, { recursive: true, force: true }));

  const judge = async (name: string, bytes: Uint8Array): Promise<string> => {
    const file = join(folder, `${name}.pdf`);
    await writeFile(file, bytes);
    const main = 'org.verapdf.apps.GreenfieldCliWrapper';
    const args = ['-cp', join(folder, 'lib', '*'), main, '--flavour', '2a', '--format', 'text', '-v', file];
    // it leaves with 1 where a file fails; what it says is the answer
    const { stdout } = await run('java', args).catch((error: unknown) => error as { stdout: string });
    return stdout.replaceAll(file, name).trim();
  };

  it.each(Object.entries(sampleForms()))(
    'accepts the paper %s',
    async (name, form) => {
      expect(await judge(name, await createDocumentRenderer().render(form))).toBe(`PASS ${name} 2a`);
    },
    60_000,
  );

  it('refuses a paper that is not tagged, and one without the meaning of its colours', async () => {
    const bytes = Buffer.from(await createDocumentRenderer().render(sampleForms().pact)).toString('latin1');
    const maimed = async (name: string, from: string, to: string): Promise<string> =>
      judge(name, Buffer.from(bytes.replace(from, to), 'latin1'));
    expect(await maimed('untagged', '/Marked true', '/Marked null')).toMatch(/^FAIL untagged 2a/);
    expect(await maimed('colourless', '/GTS_PDFA1', '/GTS_OTHER')).toMatch(/^FAIL colourless 2a/);
  }, 60_000);
});
