import { allHandlersFinished, ApplicationFailure, condition, setHandler, workflowInfo } from '@temporalio/workflow';
import type { RefusedProposal } from '../src/domain/proposal-task.js';
import {
  actUpdate,
  summaryQuery,
  wakeSignal,
  type AlarmMessage,
  type CommandMessage,
  type CommandOutcome,
  type CommandResult,
  type LoadedProposal,
  type LoadedSubject,
  type SubjectSummary,
  type ToldRound,
} from './messages.js';
import { outcomeOrRefusal, PaperTray, Turnstile, withRefusals } from './policies.js';

/** Where a subject stands in the record, with what an earlier life left undone. */
type Known = LoadedProposal & { readonly untold?: number };

/** What is particular to a proposal, a decree or a batch. */
export interface Procedure {
  readonly load: () => Promise<Known | null>;
  /** Lets happen what is due; where the subject stands then. */
  readonly ring: () => Promise<Known | null>;
  readonly decide: (command: CommandMessage) => Promise<CommandResult>;
  readonly tell?: {
    /** What these commands decide, proposals must be told. */
    readonly after: ReadonlySet<string>;
    /** Fifty proposals at a time. */
    readonly round: (commandId: string | null) => Promise<ToldRound>;
  };
  readonly resets: ResetRule;
}

/** Whether the running timer is set anew although it has not rung, because another alarm is the first now. */
type ResetRule = (armed: AlarmMessage | undefined, first: AlarmMessage | undefined) => boolean;
/** Every decision moves a deadline away: what has moved is looked at when the old timer rings (architecture 4.8). */
export const whenEarlier: ResetRule = (armed, first) =>
  first !== undefined && (armed === undefined || first.at < armed.at);
export const whenAnother: ResetRule = (armed, first) => first?.at !== armed?.at;

/**
 * What the workflows of proposals, decrees and batches have in common: listen to people and to the clock, one at a time,
 * until the subject has ended or its history is long. Returns the summary when it has ended.
 */
export async function live(subjectId: string, procedure: Procedure): Promise<SubjectSummary | null> {
  const life = new Life(subjectId, procedure);
  // who has proposals to tell first finishes what an earlier life left; a proposal lets people act at once
  const ready = procedure.tell === undefined ? null : life.setup();
  setHandler(actUpdate, (command) => life.act(command), {
    validator: (command: CommandMessage) => life.mayAct(command),
  });
  setHandler(wakeSignal, () => life.wake());
  setHandler(summaryQuery, () => life.summary);

  await (ready ?? life.setup());
  await life.run();
  return life.ended ? life.summaryNow() : null;
}

class Life {
  summary: SubjectSummary | null = null;
  private alarms: readonly AlarmMessage[] = [];
  private clockNow = '';
  private woken = false;
  private readonly papers = new PaperTray();
  private readonly turnstile = new Turnstile();

  constructor(
    private readonly subjectId: string,
    private readonly procedure: Procedure,
  ) {}

  get ended(): boolean {
    return this.summary?.ended === true;
  }

  summaryNow(): SubjectSummary {
    if (this.summary === null) throw notInTheRecord();
    return this.summary;
  }

  /** Learn from the record where the subject stands. */
  async setup(): Promise<void> {
    const look = async (): Promise<void> => this.takeUp(await this.procedure.load());
    await (this.procedure.tell === undefined ? look() : this.turnstile.pass(look));
  }

  async run(): Promise<void> {
    await this.attend(() => this.ended || workflowInfo().continueAsNewSuggested);
    await condition(allHandlersFinished);
    // a paper waits for as long as its worker is away; the clock does not wait with it
    await this.attend(() => this.papers.areDone && allHandlersFinished());
  }

  /** A cheap look before a command is accepted; the transaction decides. */
  mayAct(command: CommandMessage): void {
    if (this.ended)
      throw ApplicationFailure.nonRetryable('it has ended', 'CASE_ENDED', { state: this.summary?.state ?? '' });
    if (command.subjectId !== this.subjectId)
      throw ApplicationFailure.nonRetryable('another subject', 'INVALID_INPUT', { fields: ['subjectId'] });
  }

  /** One person's decision, applied once; then the proposals that it concerns are told, each once. */
  async act(command: CommandMessage): Promise<CommandOutcome> {
    return this.turnstile.pass(async () => {
      const result = await this.procedure.decide(command);
      const outcome = outcomeOrRefusal(command, result);
      if (result.ok) {
        this.learn({ summary: outcome.summary, alarms: result.alarms, now: result.now });
        this.papers.add(result.followUps);
      }
      if (!outcome.eventTypes.some((type) => this.procedure.tell?.after.has(type))) return outcome;
      const refused = await this.tellProposals(command.commandId);
      return withRefusals({ ...outcome, summary: this.summaryNow() }, refused);
    });
  }

  /** The clock of the record has moved, or something was decided that this workflow has not heard of: look. */
  wake(): void {
    this.woken = true;
  }

  /** Wait for people and for the clock, and look whenever it stirs, until that is enough. */
  private async attend(enough: () => boolean): Promise<void> {
    while (!enough()) {
      await this.waitForSomething(enough);
      if (this.woken) {
        this.woken = false;
        await this.turnstile.pass(async () => this.takeUp(await this.procedure.ring()));
      }
    }
  }

  private async waitForSomething(enough: () => boolean): Promise<void> {
    const [armed] = this.alarms;
    const stirred = (): boolean => this.woken || enough() || this.procedure.resets(armed, this.alarms[0]);
    if (armed === undefined) {
      await condition(stirred);
      return;
    }
    const milliseconds = Math.max(1_000, Date.parse(armed.at) - Date.parse(this.clockNow));
    const stirredInTime = await condition(stirred, milliseconds);
    if (!stirredInTime) this.woken = true;
  }

  private async takeUp(known: Known | null): Promise<void> {
    if (known === null) throw notInTheRecord();
    this.learn(known);
    this.papers.add(known.followUps);
    if (known.untold !== undefined && known.untold > 0) await this.tellProposals(null);
  }

  private learn(known: LoadedSubject): void {
    // a slow load, or an old command sent again, knows less than what was decided meanwhile
    if (this.summary !== null && known.summary.version < this.summary.version) return;
    this.summary = known.summary;
    this.alarms = known.alarms;
    this.clockNow = known.now;
  }

  /** Round after round until all have answered; who does not answer is told again for as long as it takes. */
  private async tellProposals(commandId: string | null): Promise<readonly RefusedProposal[]> {
    const { tell } = this.procedure;
    if (tell === undefined) return [];
    for (;;) {
      const round = await tell.round(commandId);
      this.summary = round.summary;
      if (!round.more) return round.refused;
    }
  }
}

function notInTheRecord(): ApplicationFailure {
  return ApplicationFailure.nonRetryable('it is not in the record', 'NOT_FOUND');
}
