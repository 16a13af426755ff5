import { heartbeat } from '@temporalio/activity';
import type { CommandMessage, CommandResult, LoadedWork, ToldRound } from '../workflows/messages.js';
import { applyDecreeCommand } from '../src/app/decree/apply-decree-command.js';
import { carryOutDecree } from '../src/app/decree/carry-out-decree.js';
import { fireDecreeAlarms, loadDecree } from '../src/app/decree/decree-alarms.js';
import type { AppContext } from '../src/app/ports.js';

export function decreeActivities(ctx: AppContext) {
  return {
    applyDecreeCommand: (message: CommandMessage): Promise<CommandResult> => applyDecreeCommand(ctx, message),
    carryOutDecree: (decreeId: string, commandId: string | null): Promise<ToldRound> =>
      carryOutDecree(ctx, decreeId, commandId, () => heartbeat()),
    fireDecreeAlarms: (decreeId: string): Promise<LoadedWork | null> => fireDecreeAlarms(ctx, decreeId),
    loadDecree: (decreeId: string): Promise<LoadedWork | null> => loadDecree(ctx, decreeId),
  };
}
