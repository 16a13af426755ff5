import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import type { Actor } from '../../domain/actor.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { isRole, roles, type Role } from '../../domain/roles.js';
import { listUsers } from '../../app/queries/list-users.js';
import { changeAddress } from '../../app/users/change-address.js';
import { createUser } from '../../app/users/create-user.js';
import { endRole } from '../../app/users/end-role.js';
import { giveRole } from '../../app/users/give-role.js';
import { openAccount } from '../../app/users/open-account.js';
import { resetPassword } from '../../app/users/reset-password.js';
import { setPassword } from '../../app/users/set-password.js';
import { answer, table } from '../answer.js';
import type { CliContext, CliParts, Terminal } from '../cli-parts.js';
import { UsageError } from '../exit-codes.js';
import { OPERATOR } from '../operator.js';
import { readNewPassword, readPasswords } from '../read-password.js';

interface CreateOptions {
  readonly email: string;
  readonly name: string;
  readonly role: readonly string[];
  readonly institution?: string;
  readonly regency?: string;
  readonly unit?: string;
  readonly locale: string;
}

interface GiveOptions {
  readonly email: string;
  readonly role: string;
  readonly unit?: string;
  readonly reason: string;
}
interface ResetOptions {
  readonly email: string;
  readonly as: string;
  readonly second: string;
  readonly reason: string;
}

export function addUserCommands(program: Command, parts: CliParts, terminal: Terminal): void {
  const user = program.command('user').description('People and their accounts.').summary('people and their accounts');
  user
    .command('create')
    .summary('create a person with an account')
    .description(
      'Creates a person with offices and the means to sign in, above all the first administrator. The password is asked ' +
        'at a prompt or read from the first line of standard input, never taken from the command line.',
    )
    .requiredOption('--email <address>', 'the address to sign in with')
    .requiredOption('--name <name>', 'the person’s name')
    .requiredOption('--role <role…>', `one or more of ${Object.keys(roles).join(', ')}`, collect)
    .option('--institution <id>', 'the institution of an LKS account')
    .option('--regency <code>', 'the regency of a regency’s officer, like 64.11')
    .option('--unit <id>', 'the office or provincial unit')
    .option('--locale <id|en>', 'the language of pages and mails', 'id')
    .addHelpText(
      'after',
      '\nExamples:\n  salur user create --email admin@kaltimprov.example --name "Nama Admin" --role ADMIN\n' +
        '  salur user create --email a@b.example --name A --role SECRETARIAT < password.txt',
    )
    .action(async (options: CreateOptions, command: Command) => {
      const wanted = options.role.map(knownRole);
      const password = await readNewPassword(terminal);
      await using ctx = await parts.open();
      const created = await createUser(
        ctx,
        OPERATOR,
        {
          email: options.email,
          name: options.name,
          password,
          roles: wanted,
          institutionId: options.institution ?? null,
          regencyCode: options.regency ?? null,
          orgUnitId: options.unit ?? null,
          locale: options.locale === 'en' ? 'en' : 'id',
        },
        ctx.accounts,
      );
      answer(terminal, command, created, `${options.name} can sign in as ${options.email} (${wanted.join(', ')}).`);
    });

  user
    .command('list')
    .summary('list people with their offices as they are now')
    .description('Fifty a page, by name; who has left stands there without an office.')
    .option('--find <text>', 'part of the name or address')
    .option('--page <n>', 'counted from 1', Number, 1)
    .addHelpText('after', '\nExample:\n  salur user list --find kabid --json')
    .action(async (options: { find?: string; page: number }, command: Command) => {
      await using ctx = await parts.open();
      const found = await listUsers(ctx, OPERATOR, { q: options.find ?? '', page: options.page, pageSize: 50 });
      const rows = found.items.map((one) => [
        one.email,
        one.name,
        one.active ? one.roles.join(', ') : 'closed',
        one.belongsTo.join(', '),
      ]);
      const words = table([['Address', 'Name', 'Offices', 'Of'], ...rows]);
      answer(terminal, command, found, `${words}\n${found.total} in all, page ${found.page}`);
    });

  user
    .command('address')
    .summary('give a person another address')
    .description('The address to sign in with and for mails; "salur mail resend" then lets what was refused go there.')
    .requiredOption('--email <address>', 'the address until now')
    .requiredOption('--to <address>', 'the new one')
    .requiredOption('--reason <text>', 'why; kept in the record')
    .addHelpText(
      'after',
      '\nExample:\n  salur user address --email lama@lks.example --to baru@lks.example --reason "Surat LKS 12/2026"',
    )
    .action(async (options: { email: string; to: string; reason: string }, command: Command) => {
      const { email, to: newEmail, reason } = options;
      await using ctx = await parts.open();
      await changeAddress(ctx, OPERATOR, { email, newEmail, reason }, ctx.accounts);
      answer(terminal, command, { email: newEmail }, `${email} signs in as ${newEmail} from now on.`);
    });

  user
    .command('password')
    .summary('give a person a new password')
    .description('Replaces a person’s password; it is asked at a prompt or read from standard input.')
    .requiredOption('--email <address>', 'the address the person signs in with')
    .addHelpText('after', '\nExample:\n  salur user password --email admin@kaltimprov.example')
    .action(async (options: { email: string }, command: Command) => {
      const password = await readNewPassword(terminal);
      await using ctx = await parts.open();
      await setPassword(ctx, OPERATOR, { email: options.email, password }, ctx.accounts);
      answer(terminal, command, { email: options.email }, `${options.email} has a new password.`);
    });

  user
    .command('reset-password')
    .summary('let somebody in again, by the word of two people')
    .description(
      'Both sign in here, the administrator and another administrator, the secretary or the head of the office; the passwords ' +
        'are asked at prompts or read as two lines of standard input. Prints a temporary password once, to be told to the ' +
        'person directly, who changes it on the page /password. All sessions of the person end; the person and the head of ' +
        'the office are told by mail, and both names stand in the security stream.',
    )
    .requiredOption('--email <address>', 'whose password')
    .requiredOption('--as <email>', 'the administrator')
    .requiredOption('--second <email>', 'the other person')
    .requiredOption('--reason <text>', 'why; kept in the record')
    .addHelpText(
      'after',
      '\nExample:\n  salur user reset-password --email a@b.example --as admin@dinsos.example --second sekretaris@dinsos.example --reason "Lupa kata sandi"',
    )
    .action(async (options: ResetOptions, command: Command) => {
      const people = [options.as, options.second];
      const secrets = await readPasswords(
        terminal,
        people.map((person) => `Password of ${person}: `),
      );
      await using ctx = await parts.open();
      const [first, second] = [await signedIn(ctx, people, secrets, 0), await signedIn(ctx, people, secrets, 1)];
      const password = randomBytes(12).toString('base64url');
      const { email, reason } = options;
      await resetPassword(ctx, { first, second }, { email, reason, password }, ctx.accounts);
      answer(
        terminal,
        command,
        { email, password },
        `${email} signs in with ${password} and changes it then. It is shown only here.`,
      );
    });

  user
    .command('give-role')
    .summary('give a person another office')
    .description('Adds an office to those held now, from this minute on; take an old one away by "end-role".')
    .requiredOption('--email <address>', 'who is given it')
    .requiredOption('--role <role>', 'which one')
    .option('--unit <id>', 'the office or provincial unit, where it is not the person’s own')
    .requiredOption('--reason <text>', 'why; kept in the record')
    .addHelpText(
      'after',
      '\nExample:\n  salur user give-role --email a@b.example --role KETUA_TIM --reason "SK mutasi 821/3"',
    )
    .action(async (options: GiveOptions, command: Command) => {
      const { email, role, unit = null, reason } = options;
      await using ctx = await parts.open();
      await giveRole(ctx, OPERATOR, { email, role: knownRole(role), orgUnitId: unit, reason });
      answer(terminal, command, { email, role }, `${email} is ${role} from now on.`);
    });

  user
    .command('end-role')
    .summary('end an office of a person at once')
    .description('Ends an office, and every session of the person. Tasks in this name wait for the head of division.')
    .requiredOption('--email <address>', 'whose office')
    .requiredOption('--role <role>', 'which one')
    .requiredOption('--reason <text>', 'why; kept in the record')
    .addHelpText(
      'after',
      '\nExample:\n  salur user end-role --email a@b.example --role KABID --reason "SK mutasi 821/3"',
    )
    .action(async (options: { email: string; role: string; reason: string }, command: Command) => {
      await using ctx = await parts.open();
      await endRole(ctx, OPERATOR, { ...options, role: knownRole(options.role) });
      answer(terminal, command, { ...options }, `${options.email} is ${options.role} no longer.`);
    });

  for (const open of [false, true]) {
    const name = open ? 'enable' : 'disable';
    user
      .command(name)
      .summary(open ? 'open a closed account again' : 'close an account at once')
      .description(
        open ? 'Opens an account with the offices that have not ended.' : 'Closes an account and its sessions.',
      )
      .requiredOption('--email <address>', 'whose account')
      .requiredOption('--reason <text>', 'why; kept in the record')
      .addHelpText('after', `\nExample:\n  salur user ${name} --email a@b.example --reason "ND 12/2026"`)
      .action(async (options: { email: string; reason: string }, command: Command) => {
        await using ctx = await parts.open();
        await openAccount(ctx, OPERATOR, { ...options, open });
        answer(terminal, command, { ...options }, `The account of ${options.email} is ${open ? 'open' : 'closed'}.`);
      });
  }
}

async function signedIn(
  ctx: CliContext,
  people: readonly string[],
  secrets: readonly string[],
  index: number,
): Promise<Actor> {
  const email = people[index] ?? '';
  const userId = await ctx.signIn(email, secrets[index] ?? '');
  if (userId === null) throw new Refusal(refuse('NOT_SIGNED_IN', { as: email }));
  return { kind: 'user', userId };
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...value.split(',')];
}

function knownRole(text: string): Role {
  if (isRole(text)) return text;
  throw new UsageError(`There is no role "${text}"; write one of ${Object.keys(roles).join(', ')}.`);
}
