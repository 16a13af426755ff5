import type { Command } from 'commander';
import { resendMails } from '../../app/mail/resend-mails.js';
import { listMails } from '../../app/queries/list-mails.js';
import { answer, table } from '../answer.js';
import type { CliParts, Terminal } from '../cli-parts.js';
import { UsageError } from '../exit-codes.js';
import { OPERATOR } from '../operator.js';

const states = ['QUEUED', 'SENT', 'REFUSED'] as const;

export function addMailCommands(program: Command, parts: CliParts, terminal: Terminal): void {
  const mail = program
    .command('mail')
    .summary('mails that were written, and what became of them')
    .description('A mail is a notice only: what counts is the case in Salur and the official letter.');

  mail
    .command('list')
    .summary('list mails, the newest first')
    .option('--state <state>', `one of ${states.join(', ')}`)
    .option('--page <n>', 'counted from 1', Number, 1)
    .addHelpText('after', '\nExample:\n  salur mail list --state REFUSED')
    .action(async (options: { state?: string; page: number }, command: Command) => {
      const state = states.find((one) => one === options.state);
      if (options.state !== undefined && state === undefined)
        throw new UsageError(`There is no state "${options.state}"; write one of ${states.join(', ')}.`);
      await using ctx = await parts.open();
      const found = await listMails(ctx, OPERATOR, { state: state ?? null, page: options.page, pageSize: 50 });
      const rows = found.items.map((one) => [
        one.id,
        one.state,
        String(one.attempts),
        one.template,
        one.toAddress,
        one.lastError ?? '',
      ]);
      const words = table([['Mail', 'State', 'Attempts', 'Kind', 'To', 'Last error'], ...rows]);
      answer(terminal, command, found, `${words}\n${found.total} in all, page ${found.page}`);
    });

  mail
    .command('resend [mails...]')
    .summary('let mails go out at once, to the address the person has now')
    .description('Mails that wait or were refused, by their ids; what was sent is never sent again.')
    .option('--refused', 'all that were refused')
    .addHelpText('after', '\nExamples:\n  salur mail resend 0190…\n  salur mail resend --refused')
    .action(async (mails: readonly string[], { refused = false }: { refused?: boolean }, command: Command) => {
      if (mails.length > 0 === refused) throw new UsageError('Name mails by their ids, or write --refused.');
      await using ctx = await parts.open();
      const resent = await resendMails(ctx, OPERATOR, { mailIds: refused ? null : [...mails] });
      answer(terminal, command, resent, `${resent.mails} to be sent at once.`);
    });
}
