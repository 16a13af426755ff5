import { heartbeat } from '@temporalio/activity';
import type { CommandMessage, CommandResult, LoadedProposal } from '../workflows/messages.js';
import { applyCommand } from '../src/app/proposal/apply-command.js';
import { fireAlarms, loadProposal } from '../src/app/proposal/fire-alarms.js';
import { ringDrafts, type DraftsRound } from '../src/app/proposal/ring-drafts.js';
import type { AppContext } from '../src/app/ports.js';

export function proposalActivities(ctx: AppContext) {
  return {
    applyCommand: (message: CommandMessage): Promise<CommandResult> => applyCommand(ctx, message),
    fireAlarms: (proposalId: string): Promise<LoadedProposal | null> => fireAlarms(ctx, proposalId),
    ringDrafts: (): Promise<DraftsRound> => ringDrafts(ctx, () => heartbeat()),
    loadProposal: (proposalId: string): Promise<LoadedProposal | null> => loadProposal(ctx, proposalId),
  };
}
