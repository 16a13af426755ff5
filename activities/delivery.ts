import { heartbeat } from '@temporalio/activity';
import type { CommandMessage, CommandResult, LoadedWork, ToldRound } from '../workflows/messages.js';
import { applyDeliveryCommand } from '../src/app/delivery/apply-delivery-command.js';
import { carryOutDelivery, loadDelivery } from '../src/app/delivery/carry-out-delivery.js';
import type { AppContext } from '../src/app/ports.js';

export function deliveryActivities(ctx: AppContext) {
  return {
    applyDeliveryCommand: (message: CommandMessage): Promise<CommandResult> => applyDeliveryCommand(ctx, message),
    carryOutDelivery: (batchId: string, commandId: string | null): Promise<ToldRound> =>
      carryOutDelivery(ctx, batchId, commandId, () => heartbeat()),
    loadDelivery: (batchId: string): Promise<LoadedWork | null> => loadDelivery(ctx, batchId),
  };
}
