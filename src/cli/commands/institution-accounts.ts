import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { answerAccount } from '../../app/institutions/answer-account.js';
import { proposeAccount } from '../../app/institutions/propose-account.js';
import { resolveFlag } from '../../app/institutions/resolve-flag.js';
import { getInstitution } from '../../app/queries/get-institution.js';
import { listFlags } from '../../app/queries/list-flags.js';
import { myInstitution } from '../../app/queries/my-institution.js';
import { accountAnswers } from '../../domain/institution/account.js';
import { actAs, asOption, type AsOptions } from '../act-as.js';
import { answer, table } from '../answer.js';
import type { CliParts, Terminal } from '../cli-parts.js';
import { UsageError } from '../exit-codes.js';
import { institutionIdOf, storeScan } from './institution-parts.js';

interface ProposeOptions extends AsOptions {
  readonly bank: string;
  readonly number: string;
  readonly holder: string;
  readonly because?: string;
  readonly book: string;
  readonly key?: string;
}

/** The bank account of an institution, and signs that one is not what it says. */
export function addInstitutionAccounts(institution: Command, parts: CliParts, terminal: Terminal): void {
  institution
    .command('account')
    .summary('propose the bank account of your own institution')
    .requiredOption(...asOption)
    .requiredOption('--bank <name>', 'the bank')
    .requiredOption('--number <digits>', 'number of the account')
    .requiredOption('--holder <name>', 'in whose name it is')
    .requiredOption('--book <file>', 'photo of the first page of the bank book')
    .option('--because <text>', 'why it is not in the name of the institution')
    .option('--key <text>', 'names this proposal for a repetition (default: a new one)')
    .addHelpText(
      'after',
      '\nExample:\n  salur institution account --as ketua@lks.example --bank Bankaltimtara --number 0012345678 --holder "LKSA Harapan" --book buku.jpg',
    )
    .action((options: ProposeOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const { id: institutionId } = await myInstitution(ctx, actor);
        const proposed = await proposeAccount(ctx, actor, {
          institutionId,
          bank: options.bank,
          number: options.number,
          holderName: options.holder,
          holderReason: options.because ?? '',
          blobId: await storeScan(ctx, actor, institutionId, options.book),
          key: options.key ?? randomUUID(),
        });
        answer(terminal, command, proposed, 'Proposed; it waits for the finance section.');
      }),
    );

  for (const verdict of accountAnswers) {
    institution
      .command(`${verdict}-account <code>`)
      .summary(
        `${verdict} the account that an institution proposed${verdict === 'confirm' ? '; another person than who checked it' : ''}`,
      )
      .requiredOption(...asOption)
      .option('--reason <text>', 'why not')
      .addHelpText('after', `\nExample:\n  salur institution ${verdict}-account LKS-0042 --as keuangan@dinsos.example`)
      .action((code: string, options: AsOptions & { readonly reason?: string }, command: Command) =>
        actAs(parts, terminal, options, async (ctx, actor) => {
          const institutionId = await institutionIdOf(ctx, actor, code);
          const { accounts } = await getInstitution(ctx, actor, institutionId);
          const open = accounts.find(({ state }) => state === 'PROPOSED' || state === 'CHECKED');
          if (open === undefined) throw new UsageError(`No account of ${code} waits for an answer.`);
          const said = { institutionId, accountId: open.id, answer: verdict, reason: options.reason ?? '' };
          await answerAccount(ctx, actor, said);
          const now = (await getInstitution(ctx, actor, institutionId)).accounts.find(({ id }) => id === open.id);
          answer(terminal, command, now, `Now ${now?.state ?? 'nothing'}.`);
        }),
      );
  }

  institution
    .command('flags')
    .summary('list signs of fictitious institutions, the open ones first')
    .requiredOption(...asOption)
    .addHelpText('after', '\nExample:\n  salur institution flags --as kabid@dinsos.example')
    .action((options: AsOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const list = await listFlags(ctx, actor);
        const rows = list.flags.map((flag) => [
          flag.id,
          flag.sign,
          flag.resolvedBy === null ? 'open' : 'resolved',
          flag.institutionName,
          flag.otherName ?? '',
        ]);
        answer(terminal, command, list, table(rows));
      }),
    );

  institution
    .command('resolve-flag <flag>')
    .summary('close a sign with what was found')
    .requiredOption(...asOption)
    .requiredOption('--reason <text>', 'what was found')
    .addHelpText(
      'after',
      '\nExample:\n  salur institution resolve-flag 01900000-0000-7000-8000-000000000000 --as kabid@dinsos.example --reason "Dua LKS satu yayasan"',
    )
    .action((flagId: string, options: AsOptions & { readonly reason: string }, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        await resolveFlag(ctx, actor, { flagId, reason: options.reason });
        answer(terminal, command, { flagId }, 'Resolved.');
      }),
    );
}
