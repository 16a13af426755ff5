import type { Command } from 'commander';
import { listEmergencies } from '../../app/queries/list-emergencies.js';
import { confirmEmergency, endEmergency, MAX_HOURS, requestEmergency } from '../../app/users/emergency-access.js';
import { emergencyRoles } from '../../domain/emergency.js';
import { actAs, asOption, type AsOptions } from '../act-as.js';
import { answer, table } from '../answer.js';
import type { CliParts, Terminal } from '../cli-parts.js';

interface RequestOptions extends AsOptions {
  readonly person: string;
  readonly role: string;
  readonly hours: string;
  readonly reason: string;
}

export function addEmergencyCommands(program: Command, parts: CliParts, terminal: Terminal): void {
  const emergency = program
    .command('emergency')
    .summary('an office for some hours, by the word of two people')
    .description('An administrator asks, another person confirms from an account of their own; every use is recorded.');

  emergency
    .command('request')
    .summary('ask for an office for somebody')
    .requiredOption(...asOption)
    .requiredOption('--person <email>', 'who is given it')
    .requiredOption('--role <role>', `one of ${emergencyRoles.join(', ')}`)
    .requiredOption('--hours <number>', `how long, at most ${MAX_HOURS}`)
    .requiredOption('--reason <text>', 'why; kept in the record')
    .addHelpText(
      'after',
      '\nExample:\n  salur emergency request --as admin@dinsos.example --person b@dinsos.example --role SECRETARIAT --hours 4 --reason "…"',
    )
    .action((options: RequestOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const { person, role, hours, reason } = options;
        const made = await requestEmergency(ctx, actor, { person, role, hours: Number(hours), reason });
        answer(terminal, command, made, `Asked for; another person confirms ${made.emergencyId}.`);
      }),
    );

  emergency
    .command('list')
    .summary('list requests and openings, newest first')
    .requiredOption(...asOption)
    .addHelpText('after', '\nExample:\n  salur emergency list --as sekretaris@dinsos.example')
    .action((options: AsOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const items = await listEmergencies(ctx, actor);
        const rows = items.map((item) => [item.id, item.state, item.role, item.person, item.requestedBy, item.reason]);
        answer(terminal, command, { items }, rows.length === 0 ? 'There is none.' : table(rows));
      }),
    );

  emergency
    .command('confirm <id>')
    .summary('give the second word')
    .requiredOption(...asOption)
    .addHelpText('after', '\nExample:\n  salur emergency confirm 0190… --as sekretaris@dinsos.example')
    .action((emergencyId: string, options: AsOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const opened = await confirmEmergency(ctx, actor, { emergencyId });
        answer(terminal, command, opened, `Open until ${opened.until}.`);
      }),
    );

  emergency
    .command('end <id>')
    .summary('take it back at once')
    .requiredOption(...asOption)
    .addHelpText('after', '\nExample:\n  salur emergency end 0190… --as sekretaris@dinsos.example')
    .action((emergencyId: string, options: AsOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        await endEmergency(ctx, actor, { emergencyId });
        answer(terminal, command, { emergencyId }, 'It is ended.');
      }),
    );
}
