import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { assignTrip } from '../../app/field/assign-trip.js';
import { planTrip } from '../../app/field/plan-trip.js';
import { recordTeam } from '../../app/field/record-team.js';
import { listTeams } from '../../app/queries/list-teams.js';
import { getTrip, listTripCandidates, listTrips } from '../../app/queries/list-trips.js';
import type { Actor } from '../../domain/actor.js';
import { actAs, asOption, type AsOptions } from '../act-as.js';
import { answer, table } from '../answer.js';
import type { CliContext, CliParts, Terminal, Verdict } from '../cli-parts.js';
import { UsageError } from '../exit-codes.js';

interface TeamOptions extends AsOptions {
  readonly decree: string;
  readonly dated: string;
  readonly from: string;
  readonly until: string;
  readonly members: readonly string[];
}
interface PlanOptions extends AsOptions {
  readonly team: string;
  readonly officers: readonly string[];
  readonly order: string;
  readonly dated: string;
  readonly route: string;
  readonly from: string;
  readonly until: string;
  readonly cases: readonly string[];
  readonly key?: string;
}

/** Verification teams and their journeys. */
export function addTripCommands(program: Command, parts: CliParts, terminal: Terminal, verdict: Verdict): void {
  const trip = program.command('trip').summary('verification teams and their letters of assignment');

  trip
    .command('teams')
    .summary('list verification teams and who is bound to which institution')
    .requiredOption(...asOption)
    .action((options: AsOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const { teams, links } = await listTeams(ctx, actor);
        const lines = teams.map((team) => [
          team.name,
          team.decreeNumber,
          `${team.validFrom} – ${team.validUntil}`,
          team.members.map(({ name }) => name).join(', '),
        ]);
        const bound = links.map((link) => [link.officer, link.kind, link.institution]);
        answer(
          terminal,
          command,
          { teams, links },
          [table(lines), table(bound)].filter((text) => text !== '').join('\n'),
        );
      }),
    );

  trip
    .command('team <name>')
    .summary('record a team as its decree names it')
    .requiredOption(...asOption)
    .requiredOption('--decree <number>', 'number of the decree')
    .requiredOption('--dated <day>', 'date of the decree')
    .requiredOption('--from <day>', 'first day on which it holds')
    .requiredOption('--until <day>', 'last day')
    .requiredOption('--members <name...>', 'names or ids of field verifiers')
    .addHelpText(
      'after',
      '\nExample:\n  salur trip team "Tim 1" --as kabid@dinsos.example --decree SK/12 --dated 2027-01-04 --from 2027-01-04 --until 2027-12-31 --members "Budi" "Sari"',
    )
    .action((name: string, options: TeamOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const made = await recordTeam(ctx, actor, {
          name,
          decreeNumber: options.decree,
          decreeDate: options.dated,
          validFrom: options.from,
          validUntil: options.until,
          members: await idsOf(ctx, actor, options.members),
          key: `cli/team/${options.decree}/${options.dated}`,
        });
        answer(terminal, command, made, made.teamId);
      }),
    );

  trip
    .command('waiting')
    .summary('list proposals that wait for a team')
    .requiredOption(...asOption)
    .action((options: AsOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const waiting = await listTripCandidates(ctx, actor);
        const lines = waiting.map((one) => [one.proposalId, one.regencyCode, one.institution, one.persons]);
        answer(terminal, command, waiting, table(lines));
      }),
    );

  trip
    .command('plan')
    .summary('record one letter of assignment for many proposals')
    .description('It sends nobody yet: `trip assign` does, and may be repeated.')
    .requiredOption(...asOption)
    .requiredOption('--team <name>', 'name, id or decree number of the team')
    .requiredOption('--officers <name...>', 'names or ids of its members who go')
    .requiredOption('--order <number>', 'number of the letter')
    .requiredOption('--dated <day>', 'date of the letter')
    .requiredOption('--route <text>', 'the way')
    .requiredOption('--from <day>', 'first day')
    .requiredOption('--until <day>', 'last day')
    .requiredOption('--cases <id[=day]...>', 'proposals, each with its own day where that is not the first')
    .option('--key <text>', 'names this letter for a repetition (default: its number and date)')
    .action((options: PlanOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const { teams } = await listTeams(ctx, actor);
        const team = teams.find(({ id, name, decreeNumber }) => [id, name, decreeNumber].includes(options.team));
        if (team === undefined) throw new UsageError(`there is no team ${options.team}`);
        const made = await planTrip(ctx, actor, {
          teamId: team.id,
          officers: await idsOf(ctx, actor, options.officers),
          orderNumber: options.order,
          orderDate: options.dated,
          route: options.route,
          startsOn: options.from,
          endsOn: options.until,
          stops: options.cases.map((text) => {
            const [proposalId = '', plannedOn = options.from] = text.split('=');
            return { proposalId, plannedOn };
          }),
          key: options.key ?? `cli/trip/${options.order}/${options.dated}`,
        });
        answer(terminal, command, made, made.tripId);
      }),
    );

  trip
    .command('assign <trip>')
    .summary('send the team to every stop that is left, each with its own result')
    .requiredOption(...asOption)
    .option('--key <text>', 'names this run for a repetition (default: a new one)')
    .action((tripId: string, options: AsOptions & { readonly key?: string }, command: Command) => {
      const key = options.key ?? randomUUID();
      return actAs(parts, terminal, options, async (ctx, actor) => {
        const results = await assignTrip(ctx, actor, { tripId, key });
        const lines = results.map(({ proposalId, error }) => [
          proposalId,
          error === null ? 'assigned' : `${error.code}: ${parts.describe(error)}`,
        ]);
        answer(terminal, command, { key, results }, table(lines));
        verdict.sound = results.every(({ error }) => error === null);
      });
    });

  trip
    .command('list')
    .summary('list letters of assignment, the newest first')
    .requiredOption(...asOption)
    .action((options: AsOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const trips = await listTrips(ctx, actor);
        const lines = trips.map((one) => [
          one.id,
          one.orderNumber,
          `${one.startsOn} – ${one.endsOn}`,
          `${one.assigned}/${one.stops}`,
          one.route,
        ]);
        answer(terminal, command, trips, table(lines));
      }),
    );

  trip
    .command('show <trip>')
    .summary('one letter of assignment with its stops')
    .requiredOption(...asOption)
    .action((tripId: string, options: AsOptions, command: Command) =>
      actAs(parts, terminal, options, async (ctx, actor) => {
        const one = await getTrip(ctx, actor, { tripId });
        const lines = one.at.map((stop) => [
          stop.proposalId,
          stop.plannedOn,
          stop.assigned ? 'assigned' : 'open',
          stop.institution,
        ]);
        answer(terminal, command, one, `${one.orderNumber}: ${one.officers.join(', ')}\n${table(lines)}`);
      }),
    );
}

async function idsOf(ctx: CliContext, actor: Actor, named: readonly string[]): Promise<string[]> {
  const { verifiers } = await listTeams(ctx, actor);
  return named.map((text) => {
    const found = verifiers.filter(({ userId, name }) => userId === text || name === text);
    if (found.length !== 1 || found[0] === undefined) throw new UsageError(`"${text}" names no single field verifier`);
    return found[0].userId;
  });
}
