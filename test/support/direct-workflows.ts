import { applyDecreeCommand } from '../../src/app/decree/apply-decree-command.js';
import { carryOutDecree } from '../../src/app/decree/carry-out-decree.js';
import { applyDeliveryCommand } from '../../src/app/delivery/apply-delivery-command.js';
import { carryOutDelivery } from '../../src/app/delivery/carry-out-delivery.js';
import type { AppContext, WorkflowPort } from '../../src/app/ports.js';
import { applyCommand } from '../../src/app/proposal/apply-command.js';
import { Refusal } from '../../src/domain/errors.js';
import type { CommandMessage, CommandOutcome, CommandResult, ToldRound } from '../../workflows/messages.js';

/**
 * Decides in the caller's own process by the very transactions that the activities run, without a Temporal server. Proposals
 * take what comes as it comes: only the locks of the database keep two deciders apart. Decrees and batches pass one by one,
 * as their workflows let them. Forms are not rendered.
 */
export function directWorkflows(context: () => AppContext): WorkflowPort {
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const mine = turn.then(run, run);
    turn = mine;
    return mine;
  };
  return {
    async send(kind, message) {
      const ctx = context();
      if (kind === 'proposal') return outcomeOf(await applyCommand(ctx, message));
      return inTurn(() => (kind === 'decree' ? sendDecree(ctx, message) : sendDelivery(ctx, message)));
    },
  };
}

async function sendDecree(ctx: AppContext, message: CommandMessage): Promise<CommandOutcome> {
  const outcome = outcomeOf(await applyDecreeCommand(ctx, message));
  const tell = (): Promise<ToldRound> => carryOutDecree(ctx, message.subjectId, message.commandId, () => undefined);
  return outcome.eventTypes.some((type) => ['include', 'exclude', 'record'].includes(type))
    ? told(outcome, tell)
    : outcome;
}

async function sendDelivery(ctx: AppContext, message: CommandMessage): Promise<CommandOutcome> {
  const outcome = outcomeOf(await applyDeliveryCommand(ctx, message));
  const tell = (): Promise<ToldRound> => carryOutDelivery(ctx, message.subjectId, message.commandId, () => undefined);
  return outcome.eventTypes.some((type) => ['dispatch', 'reconcile'].includes(type)) ? told(outcome, tell) : outcome;
}

async function told(outcome: CommandOutcome, tell: () => Promise<ToldRound>): Promise<CommandOutcome> {
  for (;;) {
    const { summary, refused, more } = await tell();
    if (!more) return { ...outcome, summary, refused: [...(outcome.refused ?? []), ...refused] };
  }
}

function outcomeOf(result: CommandResult): CommandOutcome {
  if (result.ok) return result.outcome;
  throw new Refusal(result.error);
}
