import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { createAssisted } from '../../app/drafts/create-assisted.js';
import { storeBlob } from '../../app/files/store-blob.js';
import { listInstitutions } from '../../app/queries/list-institutions.js';
import { openProgrammes } from '../../app/queries/open-programmes.js';
import { actAs, asOption, type AsOptions } from '../act-as.js';
import { answer } from '../answer.js';
import type { CliParts, Terminal } from '../cli-parts.js';
import { UsageError } from '../exit-codes.js';
import { readBytes } from '../read-text-file.js';

interface AssistOptions extends AsOptions {
  readonly institution: string;
  readonly programme: string;
  readonly package: string;
  readonly paper: string;
  readonly dated: string;
  readonly scan: string;
  readonly disaster?: string;
  readonly happened?: string;
  readonly key?: string;
}

export function addProposalAssisted(proposal: Command, parts: CliParts, terminal: Terminal): void {
  proposal
    .command('assist')
    .summary('open a draft for an institution from its chair’s signed paper')
    .description(
      'Opens a draft for an institution that cannot enter it itself. Every further step of the institution is entered by ' +
        '`record_paper` and that step; the chair or a second officer says `confirm_intake`. Whoever entered or confirmed it ' +
        'does nothing else in the case.',
    )
    .requiredOption(...asOption)
    .requiredOption('--institution <code>', 'code of the institution')
    .requiredOption('--programme <code>', 'code of the programme')
    .requiredOption('--package <code>', 'code of its package')
    .requiredOption('--paper <number>', 'number of the chair’s paper')
    .requiredOption('--dated <day>', 'its date, like 2027-02-01')
    .requiredOption('--scan <file>', 'the scan: PDF, JPEG, PNG or WebP')
    .option('--disaster <name>', 'of urgent aid: the disaster whose victims are to be helped')
    .option('--happened <day>', 'and its date')
    .option('--key <text>', 'names this opening for a repetition (default: a new one)')
    .addHelpText(
      'after',
      '\nExample:\n  salur proposal assist --as kutim@dinsos.example --institution LKS-0042 --programme BST-2027 --package BST-CHILD --paper 12/K --dated 2027-02-01 --scan surat.pdf',
    )
    .action((options: AssistOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const bytes = readBytes(options.scan);
        const institution = (await listInstitutions(ctx, actor)).find(({ code }) => code === options.institution);
        if (institution === undefined) throw new UsageError(`You see no institution ${options.institution}.`);
        const programme = (await openProgrammes(ctx, actor)).find(({ code }) => code === options.programme);
        const pack = programme?.packages.find(({ code }) => code === options.package);
        if (programme === undefined || pack === undefined)
          throw new UsageError(`No programme ${options.programme} with a package ${options.package} is open.`);
        const { disaster: name, happened: happenedOn } = options;
        if ((name === undefined) !== (happenedOn === undefined))
          throw new UsageError('A disaster is named by --disaster and --happened together.');
        const file = { fileName: basename(options.scan), mediaType: '', bytes, institutionId: institution.id };
        const { blobId } = await storeBlob(ctx, actor, file);
        const opened = await createAssisted(ctx, actor, {
          institutionId: institution.id,
          programmeId: programme.id,
          packageId: pack.id,
          ...(name === undefined || happenedOn === undefined ? {} : { disaster: { name, happenedOn } }),
          documentNumber: options.paper,
          documentDate: options.dated,
          scanBlobId: blobId,
          key: options.key ?? randomUUID(),
        });
        answer(terminal, command, opened, opened.proposalId);
      }),
    );
}
