import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  continueAsNew,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import {
  actUpdate,
  summaryQuery,
  wakeSignal,
  type AlarmMessage,
  type CommandMessage,
  type CommandOutcome,
  type LoadedProposal,
  type LoadedSubject,
  type SubjectStart,
  type SubjectSummary,
} from './messages.js';
import { decideInTransaction, outcomeOrRefusal, PaperTray, patient, quick, Turnstile } from './policies.js';

/**
 * The life of one proposal, from its first submission to its end.
 * People decide by commands; the case waits for each of them, reminds them, and tells their superior when they are late.
 */
export async function proposal(start: SubjectStart): Promise<SubjectSummary> {
  const life = new ProposalLife(start.subjectId);
  setHandler(actUpdate, (command) => life.act(command), {
    validator: (command: CommandMessage) => life.mayAct(command),
  });
  setHandler(wakeSignal, () => life.wake());
  setHandler(summaryQuery, () => life.summary);

  await life.setup();
  await life.run();
  await condition(allHandlersFinished);
  if (!life.ended) return continueAsNew<typeof proposal>(start);
  return life.summaryNow();
}

class ProposalLife {
  summary: SubjectSummary | null = null;
  private alarms: readonly AlarmMessage[] = [];
  private clockNow = '';
  private woken = false;
  private readonly papers = new PaperTray();
  private readonly turnstile = new Turnstile();

  constructor(private readonly proposalId: string) {}

  get ended(): boolean {
    return this.summary?.ended === true;
  }

  summaryNow(): SubjectSummary {
    if (this.summary === null) throw ApplicationFailure.nonRetryable('the proposal is not in the record', 'NOT_FOUND');
    return this.summary;
  }

  /** Learn from the record where the case stands. */
  async setup(): Promise<void> {
    this.takeUp(await patient.loadProposal(this.proposalId));
  }

  /** Wait for people and for the clock until the case has ended. */
  async run(): Promise<void> {
    while (!this.ended && !workflowInfo().continueAsNewSuggested) {
      await this.waitForSomething();
      if (this.woken) {
        this.woken = false;
        await this.turnstile.pass(async () => this.takeUp(await patient.fireAlarms(this.proposalId)));
      }
    }
    await this.papers.empty();
  }

  /** A cheap look before a command is accepted; the transaction decides. */
  mayAct(command: CommandMessage): void {
    if (this.ended)
      throw ApplicationFailure.nonRetryable('the case has ended', 'CASE_ENDED', { state: this.summary?.state ?? '' });
    if (command.subjectId !== this.proposalId)
      throw ApplicationFailure.nonRetryable('another case', 'INVALID_INPUT', { fields: ['subjectId'] });
  }

  /** One person's decision, applied once. */
  async act(command: CommandMessage): Promise<CommandOutcome> {
    return this.turnstile.pass(async () => {
      const result = await decideInTransaction(
        () => quick.applyCommand(command),
        () => patient.applyCommand(command),
        command.heavy,
      );
      if (result.ok) {
        this.learn({ summary: result.outcome.summary, alarms: result.alarms, now: result.now });
        this.papers.add(result.followUps);
      }
      return outcomeOrRefusal(command, result);
    });
  }

  /** The clock of the record has moved, or something was decided that this workflow has not heard of: look. */
  wake(): void {
    this.woken = true;
  }

  private takeUp(known: LoadedProposal | null): void {
    this.learn(known);
    this.papers.add(known?.followUps ?? []);
  }

  private learn(known: LoadedSubject | null): void {
    if (known === null) throw ApplicationFailure.nonRetryable('the proposal is not in the record', 'NOT_FOUND');
    // a slow load, or an old command sent again, knows less than what was decided meanwhile
    if (this.summary !== null && known.summary.version < this.summary.version) return;
    this.summary = known.summary;
    this.alarms = known.alarms;
    this.clockNow = known.now;
  }

  /** Sleep until the earliest alarm, or a wake; the timer is set anew only for an earlier alarm. */
  private async waitForSomething(): Promise<void> {
    const armed = this.alarms[0];
    const stirred = (): boolean => this.woken || this.ended || workflowInfo().continueAsNewSuggested;
    const earlier = (): boolean => {
      const earliest = this.alarms[0];
      return earliest !== undefined && (armed === undefined || earliest.at < armed.at);
    };
    if (armed === undefined) {
      await condition(() => stirred() || earlier());
      return;
    }
    const milliseconds = Math.max(1_000, Date.parse(armed.at) - Date.parse(this.clockNow));
    const stirredInTime = await condition(() => stirred() || earlier(), milliseconds);
    if (!stirredInTime) this.woken = true;
  }
}
