import { setImmediate as settled } from 'node:timers/promises';
import type { CommandMessage, CommandOutcome, SubjectSummary } from '../../../workflows/messages.js';
import { ContinuedAsNew, runInside, type Handler } from './workflow-api.js';

/** What Temporal keeps of a run, in the order in which the workflow saw it. */
export type HistoryEvent =
  | { readonly kind: 'signal'; readonly name: string }
  | { readonly kind: 'update'; readonly message: CommandMessage }
  | { readonly kind: 'timer'; readonly seq: number }
  | { readonly kind: 'activity'; readonly seq: number; readonly answer: Answer };
export type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: Error };

export interface ActivityCall {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly where: 'on the server' | 'inside the task';
  readonly attempts: number;
}
interface OpenCall extends ActivityCall {
  readonly settle: (answer: Answer) => void;
}
interface Waiting {
  readonly holds: () => boolean;
  readonly seq: number | null;
  readonly resolve: (held: boolean) => void;
}
export type UpdateAnswer =
  { readonly ok: true; readonly outcome: CommandOutcome } | { readonly ok: false; readonly error: Error };

/** One workflow in a worker's memory: feeding it the same events in the same order makes the same instance. */
export class WorkflowInstance {
  readonly handlers = new Map<string, { handler: Handler; validator: ((argument: unknown) => void) | undefined }>();
  readonly calls = new Map<number, OpenCall>();
  /** Timers by number: how long from when they were set. */
  readonly timers = new Map<number, number>();
  readonly answers = new Map<string, UpdateAnswer>();
  ended: 'no' | 'for good' | 'as new' = 'no';
  failure: Error | null = null;
  handling = 0;
  historyIsLong = false;
  private waiting: Waiting[] = [];
  private sequence = 0;

  async start(workflow: (start: { subjectId: string }) => Promise<unknown>, subjectId: string): Promise<void> {
    void runInside(this, () => workflow({ subjectId })).then(
      () => (this.ended = 'for good'),
      (error: unknown) => {
        if (error instanceof ContinuedAsNew) this.ended = 'as new';
        else this.failure = error instanceof Error ? error : new Error(String(error));
      },
    );
    await this.settle();
  }

  async feed(event: HistoryEvent, historyIsLong: boolean): Promise<void> {
    this.historyIsLong = historyIsLong;
    switch (event.kind) {
      case 'signal':
        runInside(this, () => this.handlers.get(event.name)?.handler(null));
        break;
      case 'update':
        this.begin(event.message);
        break;
      case 'timer':
        this.timers.delete(event.seq);
        this.stop(
          this.waiting.find((entry) => entry.seq === event.seq),
          false,
        );
        break;
      case 'activity': {
        const call = this.calls.get(event.seq);
        this.calls.delete(event.seq);
        call?.settle(event.answer);
        break;
      }
    }
    await this.settle();
  }

  /** The synchronous look before an update is accepted; null when it may begin. */
  refusal(message: CommandMessage): Error | null {
    try {
      runInside(this, () => this.handlers.get('act')?.validator?.(message));
      return null;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  summary(): SubjectSummary | null {
    return (
      (runInside(this, () => this.handlers.get('summary')?.handler(null)) as SubjectSummary | null | undefined) ?? null
    );
  }

  waitUntil(holds: () => boolean, milliseconds?: number): Promise<boolean> {
    if (holds()) return Promise.resolve(true);
    const seq = milliseconds === undefined ? null : this.sequence++;
    if (seq !== null && milliseconds !== undefined) this.timers.set(seq, milliseconds);
    return new Promise((resolve) => this.waiting.push({ holds, seq, resolve }));
  }

  callActivity(call: ActivityCall): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.calls.set(this.sequence++, {
        ...call,
        settle: (answer) => (answer.ok ? resolve(answer.value) : reject(answer.error)),
      });
    });
  }

  private begin(message: CommandMessage): void {
    const entry = this.handlers.get('act');
    if (entry === undefined) throw new Error('no handler for updates');
    this.handling += 1;
    void Promise.resolve(runInside(this, () => entry.handler(message))).then(
      (outcome) => this.finish(message, { ok: true, outcome: outcome as CommandOutcome }),
      (error: unknown) =>
        this.finish(message, { ok: false, error: error instanceof Error ? error : new Error(String(error)) }),
    );
  }
  private finish(message: CommandMessage, answer: UpdateAnswer): void {
    this.handling -= 1;
    this.answers.set(message.commandId, answer);
  }

  /** Lets the code run until it waits, and looks at every condition again whenever one has come true. */
  private async settle(): Promise<void> {
    for (;;) {
      await settled();
      const held = runInside(this, () => this.waiting.find((entry) => entry.holds()));
      if (held === undefined) return;
      this.stop(held, true);
    }
  }
  private stop(entry: Waiting | undefined, held: boolean): void {
    if (entry === undefined) return;
    this.waiting = this.waiting.filter((other) => other !== entry);
    if (entry.seq !== null) this.timers.delete(entry.seq);
    entry.resolve(held);
  }
}
