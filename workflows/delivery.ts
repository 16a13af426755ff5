import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  continueAsNew,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { RefusedProposal } from '../src/domain/proposal-task.js';
import {
  actUpdate,
  summaryQuery,
  wakeSignal,
  type CommandMessage,
  type CommandOutcome,
  type SubjectStart,
  type SubjectSummary,
} from './messages.js';
import { decideInTransaction, outcomeOrRefusal, patient, quick, telling, Turnstile, withRefusals } from './policies.js';

/**
 * The life of one batch of goods. The goods keeper dispatches it; the provincial unit hands it over to each institution,
 * with minutes; each institution confirms on its own case what it received; the goods keeper reconciles the batch.
 */
export async function delivery(start: SubjectStart): Promise<SubjectSummary> {
  const life = new DeliveryLife(start.subjectId);
  const ready = life.setup();
  setHandler(actUpdate, (command) => life.act(command), {
    validator: (command: CommandMessage) => life.mayAct(command),
  });
  setHandler(wakeSignal, () => life.wake());
  setHandler(summaryQuery, () => life.summary);

  await ready;
  await life.run();
  await condition(allHandlersFinished);
  if (!life.reconciled) return continueAsNew<typeof delivery>(start);
  return life.summaryNow();
}

/** What these commands decide, proposals must be told. */
const concernsProposals: ReadonlySet<string> = new Set(['dispatch', 'reconcile']);

class DeliveryLife {
  summary: SubjectSummary | null = null;
  private woken = false;
  private readonly turnstile = new Turnstile();

  constructor(private readonly batchId: string) {}

  get reconciled(): boolean {
    return this.summary?.ended === true;
  }

  summaryNow(): SubjectSummary {
    if (this.summary === null) throw ApplicationFailure.nonRetryable('the batch is not in the record', 'NOT_FOUND');
    return this.summary;
  }

  /** Learn from the record where the batch stands, and finish what an earlier life left, before anybody acts. */
  async setup(): Promise<void> {
    await this.turnstile.pass(() => this.lookUp());
  }

  /** Wait for people until the batch is reconciled. */
  async run(): Promise<void> {
    const over = (): boolean => this.reconciled || workflowInfo().continueAsNewSuggested;
    while (!over()) {
      await condition(() => this.woken || over());
      if (this.woken) {
        this.woken = false;
        await this.turnstile.pass(() => this.lookUp());
      }
    }
  }

  /** A cheap look before a command is accepted; the transaction decides. */
  mayAct(command: CommandMessage): void {
    if (command.subjectId === this.batchId) return;
    throw ApplicationFailure.nonRetryable('another batch', 'INVALID_INPUT', { fields: ['subjectId'] });
  }

  /** One person's act, applied once; then the proposals that it concerns are told, each once. */
  async act(command: CommandMessage): Promise<CommandOutcome> {
    return this.turnstile.pass(async () => {
      const result = await decideInTransaction(
        () => quick.applyDeliveryCommand(command),
        () => patient.applyDeliveryCommand(command),
        command.heavy,
      );
      const outcome = outcomeOrRefusal(command, result);
      this.summary = outcome.summary;
      if (!outcome.eventTypes.some((type) => concernsProposals.has(type))) return outcome;
      const refused = await this.tellProposals(command.commandId);
      return withRefusals({ ...outcome, summary: this.summaryNow() }, refused);
    });
  }

  /** Something may have been decided that this workflow has not heard of: look. */
  wake(): void {
    this.woken = true;
  }

  private async lookUp(): Promise<void> {
    const known = await patient.loadDelivery(this.batchId);
    this.summary = known?.summary ?? null;
    this.summaryNow();
    if (known !== null && known.untold > 0) await this.tellProposals(null);
  }

  /** Fifty proposals at a time until all have answered; who does not answer is told again for as long as it takes. */
  private async tellProposals(commandId: string | null): Promise<readonly RefusedProposal[]> {
    for (;;) {
      const round = await telling.carryOutDelivery(this.batchId, commandId);
      this.summary = round.summary;
      if (!round.more) return round.refused;
    }
  }
}
