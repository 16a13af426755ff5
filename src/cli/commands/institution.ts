import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { checkInstitutionDocument } from '../../app/institutions/check-document.js';
import { decideInstitutionStep } from '../../app/institutions/decide-step.js';
import { proposeInstitutionStep } from '../../app/institutions/propose-step.js';
import { findInstitutions } from '../../app/queries/find-institutions.js';
import { getInstitution } from '../../app/queries/get-institution.js';
import { institutionSteps, institutionStatuses, type InstitutionStep } from '../../domain/institution/life.js';
import { actAs, asOption, type AsOptions } from '../act-as.js';
import { answer, table } from '../answer.js';
import type { CliParts, Terminal } from '../cli-parts.js';
import { UsageError } from '../exit-codes.js';
import { addInstitutionAccounts } from './institution-accounts.js';
import { institutionIdOf, storeScan } from './institution-parts.js';

interface StepOptions extends AsOptions {
  readonly letter?: string;
  readonly dated?: string;
  readonly scan?: string;
  readonly reason?: string;
  readonly key?: string;
}

const summaries: Readonly<Record<InstitutionStep, string>> = {
  register: 'register a draft',
  activate: 'propose to activate: --letter --dated --scan; a second person confirms',
  suspend: 'propose to suspend: --letter --dated --scan --reason; a second person confirms',
  resume: 'propose to end a suspension: --letter --dated --scan --reason; a second person confirms',
  blacklist: 'propose to blacklist: --letter --dated --scan --reason; a second person confirms',
  close: 'propose to close: --letter --dated --scan --reason; a second person confirms',
};

export function addInstitutionCommands(program: Command, parts: CliParts, terminal: Terminal): void {
  const institution = program
    .command('institution')
    .summary('institutions and their status')
    .description('Registered, activated, suspended, blacklisted or closed; what hurts takes two people.');

  institution
    .command('list')
    .summary('list institutions, what waits for a second person first')
    .requiredOption(...asOption)
    .option('--status <status>', `one of ${institutionStatuses.join(', ')}`)
    .option('--search <text>', 'part of name or code', '')
    .addHelpText('after', '\nExample:\n  salur institution list --as kabid@dinsos.example --status SUSPENDED')
    .action((options: AsOptions & { readonly status?: string; readonly search: string }, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const status = institutionStatuses.find((one) => one === options.status) ?? null;
        if (options.status !== undefined && status === null)
          throw new UsageError(`"${options.status}" is no status: one of ${institutionStatuses.join(', ')}.`);
        const page = await findInstitutions(ctx, actor, { q: options.search, status, pageSize: 200 });
        const rows = page.items.map((item) => [item.code, item.status, item.waits ? 'waits' : '', item.name]);
        answer(terminal, command, page, table(rows));
      }),
    );

  institution
    .command('show <code>')
    .summary('show one institution with what waits')
    .requiredOption(...asOption)
    .addHelpText('after', '\nExample:\n  salur institution show LKS-0042 --as kabid@dinsos.example')
    .action((code: string, options: AsOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const found = await getInstitution(ctx, actor, await institutionIdOf(ctx, actor, code));
        const { pending } = found.life;
        const waits = pending === null ? '' : `\n${pending.step} waits for a second person.`;
        answer(terminal, command, found, `${found.name}: ${found.status}${waits}`);
      }),
    );

  addInstitutionAccounts(institution, parts, terminal);

  for (const step of institutionSteps) {
    institution
      .command(`${step} <code>`)
      .summary(summaries[step])
      .requiredOption(...asOption)
      .option('--letter <number>', 'number of the letter')
      .option('--dated <day>', 'its date, like 2027-03-31')
      .option('--scan <file>', 'its scan')
      .option('--reason <text>', 'why')
      .option('--key <text>', 'names this request for a repetition (default: a new one)')
      .addHelpText(
        'after',
        `\nExample:\n  salur institution ${step} LKS-0042 --as kabid@dinsos.example --letter 460/12 --dated 2027-03-31 --scan surat.pdf`,
      )
      .action((code: string, options: StepOptions, command: Command) =>
        actAs(parts, terminal, options, async (ctx, actor) => {
          const institutionId = await institutionIdOf(ctx, actor, code);
          const proposed = await proposeInstitutionStep(ctx, actor, {
            institutionId,
            step,
            reason: options.reason ?? '',
            letterNumber: options.letter ?? '',
            letterDate: options.dated ?? null,
            blobId: options.scan === undefined ? null : await storeScan(ctx, actor, institutionId, options.scan),
            key: options.key ?? randomUUID(),
          });
          answer(terminal, command, proposed, step === 'register' ? 'Registered.' : 'Waits for a second person.');
        }),
      );
  }

  institution
    .command('check <code> <document>')
    .summary('find the newest version of a document valid, or invalid with --invalid')
    .requiredOption(...asOption)
    .option('--invalid <reason>', 'what is wrong with it')
    .addHelpText('after', '\nExample:\n  salur institution check LKS-0042 DEED --as sekretariat@kesra.example')
    .action((code: string, document: string, options: AsOptions & { readonly invalid?: string }, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const institutionId = await institutionIdOf(ctx, actor, code);
        const { documents } = await getInstitution(ctx, actor, institutionId);
        const found = documents.find((one) => one.code === document);
        if (found === undefined) throw new UsageError(`${code} has no document ${document}.`);
        await checkInstitutionDocument(ctx, actor, {
          institutionId,
          documentId: found.id,
          valid: options.invalid === undefined,
          reason: options.invalid ?? '',
        });
        const status = options.invalid === undefined ? 'VALID' : 'INVALID';
        answer(terminal, command, { code, document, status }, `${document} is ${status}.`);
      }),
    );

  for (const verdict of ['confirm', 'refuse'] as const) {
    institution
      .command(`${verdict} <code>`)
      .summary(verdict === 'confirm' ? 'confirm what another person proposed' : 'refuse what another person proposed')
      .requiredOption(...asOption)
      .option('--reason <text>', 'why not')
      .addHelpText('after', `\nExample:\n  salur institution ${verdict} LKS-0042 --as kepala@dinsos.example`)
      .action((code: string, options: AsOptions & { readonly reason?: string }, command: Command) =>
        actAs(parts, terminal, options, async (ctx, actor) => {
          const institutionId = await institutionIdOf(ctx, actor, code);
          const { life } = await getInstitution(ctx, actor, institutionId);
          if (life.pending === null) throw new UsageError(`Nothing waits for a second person at ${code}.`);
          const decided = await decideInstitutionStep(ctx, actor, {
            institutionId,
            changeId: life.pending.changeId,
            confirm: verdict === 'confirm',
            reason: options.reason ?? '',
          });
          answer(terminal, command, decided, `Now ${decided.status}.`);
        }),
      );
  }
}
