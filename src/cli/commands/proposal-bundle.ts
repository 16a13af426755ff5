import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { bundleCase } from '../../app/bundle/bundle-case.js';
import { isLocale } from '../../domain/locale.js';
import { accessPurposes, isAccessPurpose } from '../../domain/privacy.js';
import { actAs, asOption, type AsOptions } from '../act-as.js';
import { answer } from '../answer.js';
import type { CliParts, Terminal } from '../cli-parts.js';
import { UsageError } from '../exit-codes.js';

interface BundleOptions extends AsOptions {
  readonly out: string;
  readonly purpose?: string;
  readonly lang: string;
}

export function addProposalBundle(proposal: Command, parts: CliParts, terminal: Terminal): void {
  proposal
    .command('bundle <id>')
    .summary('write one case with all its papers into a ZIP')
    .description(
      'Page, revisions, events with hashes and their verification, papers, persons, lines and receipts, and a manifest with the ' +
        'SHA-256 of each. Numbers are masked and personal files left out unless a purpose is given, which is logged.',
    )
    .requiredOption(...asOption)
    .requiredOption('--out <file>', 'a file that does not exist yet')
    .option('--purpose <purpose>', `one of ${accessPurposes.join(', ')}`)
    .option('--lang <id|en>', 'the language of the page', 'id')
    .addHelpText(
      'after',
      '\nExample:\n  salur proposal bundle 0190… --as auditor@bpk.example --out case.zip --purpose AUDIT',
    )
    .action((proposalId: string, options: BundleOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const { out, purpose = null, lang } = options;
        if (purpose !== null && !isAccessPurpose(purpose))
          throw new UsageError(`There is no purpose "${purpose}"; write one of ${accessPurposes.join(', ')}.`);
        if (!isLocale(lang)) throw new UsageError(`There is no language "${lang}"; write id or en.`);
        const draw = await parts.summaries();
        const zip = await bundleCase(ctx, actor, { proposalId, purpose }, (view) => draw(view, lang));
        await writeNew(out, zip);
        const { size } = await stat(out);
        answer(terminal, command, { file: out, bytes: size }, `${out} holds the case, ${size} bytes.`);
      }),
    );
}

/** Readable by its owner alone: it holds names. */
async function writeNew(path: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    await pipeline(Readable.from(content), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('E'))
      throw new UsageError(`${path} cannot be written (${error.message}).`, { cause: error });
    throw error;
  }
}
