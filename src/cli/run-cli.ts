import { Command, CommanderError } from 'commander';
import { answerError, errorJson } from './answer.js';
import type { CliParts, Terminal, Verdict } from './cli-parts.js';
import { addBackupCommands } from './commands/backup.js';
import { addAuditCommands } from './commands/audit.js';
import { addDoctorCommand } from './commands/doctor.js';
import { addPolicyCommands } from './commands/policy.js';
import { addMailCommands } from './commands/mail.js';
import { addInstitutionCommands } from './commands/institution.js';
import { addKeysCommands } from './commands/keys.js';
import { addCalendarCommands } from './commands/calendar.js';
import { addClawbackCommands } from './commands/clawback.js';
import { addFreezeCommands } from './commands/freeze.js';
import { addPersonsCommands } from './commands/persons.js';
import { addPrivacyCommands } from './commands/privacy.js';
import { addProcessCommand } from './commands/process.js';
import { addProposalCommands } from './commands/proposal.js';
import { addRegisterCommands } from './commands/register.js';
import { addRetryCommand } from './commands/retry.js';
import { addServerCommands } from './commands/servers.js';
import { addSimulateCommand } from './commands/simulate.js';
import { addEmergencyCommands } from './commands/emergency.js';
import { addSubstitutionCommands } from './commands/substitution.js';
import { addBudgetCommands } from './commands/budget.js';
import { addTripCommands } from './commands/trip.js';
import { addUserCommands } from './commands/user.js';
import { exitCodeHelp, exitCodes } from './exit-codes.js';

/** Runs one command line and returns its exit code; every error is one sentence. */
export async function runCli(args: readonly string[], parts: CliParts, terminal: Terminal): Promise<number> {
  const verdict: Verdict = { sound: true };
  const json = args.includes('--json');
  const program = buildProgram(parts, terminal, verdict);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return verdict.sound ? exitCodes.done : exitCodes.failed;
  } catch (error) {
    // help and version are answers, not errors; the rest commander has already said in one sentence
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return exitCodes.done;
      if (json) terminal.out(`${errorJson('USAGE', error.message.replace(/^error: /, ''))}\n`);
      return exitCodes.usage;
    }
    return answerError(terminal, parts, json, error);
  }
}

function buildProgram(parts: CliParts, terminal: Terminal, verdict: Verdict): Command {
  const program = new Command('salur')
    .description('Carries aid proposals from draft to accountability.')
    .option('--json', 'answer in JSON on one line of standard output')
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: (text) => terminal.err(text.replace(/^error: /, 'salur: ')) })
    .showHelpAfterError('(salur --help explains every command)')
    .addHelpText('after', exitCodeHelp);
  addServerCommands(program, parts, terminal);
  addUserCommands(program, parts, terminal);
  addMailCommands(program, parts, terminal);
  addSubstitutionCommands(program, parts, terminal);
  addEmergencyCommands(program, parts, terminal);
  addProposalCommands(program, parts, terminal, verdict);
  addPersonsCommands(program, parts, terminal, verdict);
  addTripCommands(program, parts, terminal, verdict);
  addBudgetCommands(program, parts, terminal);
  addPolicyCommands(program, parts, terminal);
  addInstitutionCommands(program, parts, terminal);
  addRegisterCommands(program, parts, terminal);
  addClawbackCommands(program, parts, terminal);
  addFreezeCommands(program, parts, terminal);
  addCalendarCommands(program, parts, terminal);
  addPrivacyCommands(program, parts, terminal);
  addProcessCommand(program, terminal);
  addSimulateCommand(program, parts, terminal, verdict);
  addAuditCommands(program, parts, terminal, verdict);
  addDoctorCommand(program, parts, terminal, verdict);
  addRetryCommand(program, parts, terminal, verdict);
  addBackupCommands(program, parts, terminal, verdict);
  addKeysCommands(program, parts, terminal, verdict);
  for (const command of withDescendants(program)) inherit(program, command);
  return program;
}

function withDescendants(command: Command): readonly Command[] {
  return command.commands.flatMap((child) => [child, ...withDescendants(child)]);
}

/** --json and the way of failing hold everywhere, before or after the name of the command. */
function inherit(program: Command, command: Command): void {
  command.copyInheritedSettings(program);
  command.exitOverride();
  if (command.commands.length === 0) command.option('--json', 'answer in JSON on one line of standard output');
}
