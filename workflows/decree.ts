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
  type AlarmMessage,
  type CommandMessage,
  type CommandOutcome,
  type LoadedWork,
  type SubjectStart,
  type SubjectSummary,
} from './messages.js';
import {
  decideInTransaction,
  outcomeOrRefusal,
  patient,
  quick,
  PaperTray,
  telling,
  Turnstile,
  withRefusals,
} from './policies.js';

/**
 * The life of one decree of the Governor. The secretariat includes proposals, which are held from then on; it freezes the
 * annex; the signed paper comes back, one person records it and another confirms it; then every proposal is decreed.
 */
export async function decree(start: SubjectStart): Promise<SubjectSummary> {
  const life = new DecreeLife(start.subjectId);
  const ready = life.setup();
  setHandler(actUpdate, (command) => life.act(command), {
    validator: (command: CommandMessage) => life.mayAct(command),
  });
  setHandler(wakeSignal, () => life.wake());
  setHandler(summaryQuery, () => life.summary);

  await ready;
  await life.run();
  await condition(allHandlersFinished);
  if (!life.inForce) return continueAsNew<typeof decree>(start);
  return life.summaryNow();
}

/** What these commands decide, proposals must be told. */
const concernsProposals: ReadonlySet<string> = new Set(['include', 'exclude', 'record']);

class DecreeLife {
  summary: SubjectSummary | null = null;
  private alarms: readonly AlarmMessage[] = [];
  private clockNow = '';
  private woken = false;
  private readonly papers = new PaperTray();
  private readonly turnstile = new Turnstile();

  constructor(private readonly decreeId: string) {}

  get inForce(): boolean {
    return this.summary?.ended === true;
  }

  summaryNow(): SubjectSummary {
    if (this.summary === null) throw ApplicationFailure.nonRetryable('the decree is not in the record', 'NOT_FOUND');
    return this.summary;
  }

  /** Learn from the record where the decree stands, and finish what an earlier life left, before anybody acts. */
  async setup(): Promise<void> {
    await this.turnstile.pass(async () => this.takeUp(await patient.loadDecree(this.decreeId)));
  }

  /** Wait for people and for the clock until the decree is in force. */
  async run(): Promise<void> {
    while (!this.inForce && !workflowInfo().continueAsNewSuggested) {
      await this.waitForSomething();
      if (this.woken) {
        this.woken = false;
        await this.turnstile.pass(async () => this.takeUp(await patient.fireDecreeAlarms(this.decreeId)));
      }
    }
    await this.papers.empty();
  }

  /** A cheap look before a command is accepted; the transaction decides. */
  mayAct(command: CommandMessage): void {
    if (command.subjectId === this.decreeId) return;
    throw ApplicationFailure.nonRetryable('another decree', 'INVALID_INPUT', { fields: ['subjectId'] });
  }

  /** One person's decision, applied once; then the proposals that it concerns are told, each once. */
  async act(command: CommandMessage): Promise<CommandOutcome> {
    return this.turnstile.pass(async () => {
      const result = await decideInTransaction(
        () => quick.applyDecreeCommand(command),
        () => patient.applyDecreeCommand(command),
        command.heavy,
      );
      const outcome = outcomeOrRefusal(command, result);
      if (result.ok) {
        this.learn({ summary: outcome.summary, alarms: result.alarms, now: result.now });
        this.papers.add(result.followUps);
      }
      if (!outcome.eventTypes.some((type) => concernsProposals.has(type))) return outcome;
      const refused = await this.tellProposals(command.commandId);
      return withRefusals({ ...outcome, summary: this.summaryNow() }, refused);
    });
  }

  /** The clock of the record has moved, or something was decided that this workflow has not heard of: look. */
  wake(): void {
    this.woken = true;
  }

  private async takeUp(known: LoadedWork | null): Promise<void> {
    this.learn(known);
    this.papers.add(known?.followUps ?? []);
    if (known !== null && known.untold > 0) await this.tellProposals(null);
  }

  /** Fifty proposals at a time until all have answered; who does not answer is told again for as long as it takes. */
  private async tellProposals(commandId: string | null): Promise<readonly RefusedProposal[]> {
    for (;;) {
      const round = await telling.carryOutDecree(this.decreeId, commandId);
      this.summary = round.summary;
      if (!round.more) return round.refused;
    }
  }

  private learn(known: Pick<LoadedWork, 'summary' | 'alarms' | 'now'> | null): void {
    if (known === null) throw ApplicationFailure.nonRetryable('the decree is not in the record', 'NOT_FOUND');
    this.summary = known.summary;
    this.alarms = known.alarms;
    this.clockNow = known.now;
  }

  /** Sleep until the decree is in force, or a second person is late. */
  private async waitForSomething(): Promise<void> {
    const [armed] = this.alarms;
    const stirred = (): boolean =>
      this.woken || this.inForce || this.alarms[0]?.at !== armed?.at || workflowInfo().continueAsNewSuggested;
    if (armed === undefined) {
      await condition(stirred);
      return;
    }
    const milliseconds = Math.max(1_000, Date.parse(armed.at) - Date.parse(this.clockNow));
    const stirredInTime = await condition(stirred, milliseconds);
    if (!stirredInTime) this.woken = true;
  }
}
