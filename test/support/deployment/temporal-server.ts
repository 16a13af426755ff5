import type { CommandMessage } from '../../../workflows/messages.js';
import type { Faults } from './faults.js';
import {
  WorkflowInstance,
  type ActivityCall,
  type Answer,
  type HistoryEvent,
  type UpdateAnswer,
} from './workflow-instance.js';

/** Who runs the activities of a workflow; `ready` says whether a waiting one has anything to do yet. */
export interface ActivityHost {
  run(call: ActivityCall): unknown;
  ready(call: ActivityCall): boolean;
  passing(error: unknown): boolean;
  spent(error: unknown): Error;
}
export type WorkflowFunction = (start: { subjectId: string }) => Promise<unknown>;

/** A client that waits for the answer to its update. */
export interface Ticket {
  readonly message: CommandMessage;
  answer: UpdateAnswer | 'lost' | null;
}

interface Run {
  readonly workflow: WorkflowFunction;
  readonly subjectId: string;
  history: HistoryEvent[];
  /** Timers and activities that the server keeps, by number. */
  timers: Map<number, number>;
  scheduled: Map<number, ActivityCall>;
  tickets: Ticket[];
  begun: boolean;
  over: boolean;
}
interface Cached {
  readonly instance: WorkflowInstance;
  fed: number;
}
export type Work =
  | { readonly kind: 'task'; readonly id: string }
  | { readonly kind: 'report'; readonly id: string; readonly seq: number }
  | { readonly kind: 'activity'; readonly id: string; readonly seq: number };

/**
 * A Temporal server with its database file, and one worker's cache of workflows. What stands in a history survives everything;
 * an update that was admitted is remembered by the server process alone until its workflow task is recorded (architecture 4.5).
 */
export class SimulatedTemporal {
  private readonly runs = new Map<string, Run>();
  private cache = new Map<string, Cached>();
  /** What activities have brought and the worker has not reported yet. */
  private brought = new Map<Run, Map<number, unknown>>();
  readonly broken: string[] = [];

  constructor(
    private readonly host: ActivityHost,
    private readonly faults: Faults,
    private readonly now: () => number,
    /** After so many events a history is called long, and the run continues as new. */
    private readonly longHistory: number,
  ) {}

  /** Begins a workflow unless it is running; USE_EXISTING, as the product asks. */
  ensure(id: string, workflow: WorkflowFunction, subjectId: string): void {
    if (this.runs.get(id)?.over === false) return;
    this.runs.set(id, emptyRun(workflow, subjectId));
    this.cache.delete(id);
  }
  send(id: string, message: CommandMessage): Ticket {
    const ticket: Ticket = { message, answer: null };
    this.runOf(id).tickets.push(ticket);
    return ticket;
  }
  wake(id: string): void {
    const run = this.runs.get(id);
    if (run?.over === false) run.history.push({ kind: 'signal', name: 'wake' });
  }

  /** What a workflow in the worker's memory knows of its subject; null where it has ended or is not there to be asked. */
  knownVersion(id: string): number | null {
    if (this.runs.get(id)?.over !== false) return null;
    return this.cache.get(id)?.instance.summary()?.version ?? null;
  }
  /** The subjects of the workflows that run. */
  running(): readonly string[] {
    return [...this.runs].filter(([, run]) => run.begun && !run.over).map(([id]) => id);
  }
  /** Puts a workflow into the worker's memory, as a query does. */
  async recall(id: string): Promise<void> {
    const run = this.runOf(id);
    const cached = this.cache.get(id) ?? (await this.load(run));
    for (const event of run.history.slice(cached.fed)) await this.feed(cached, event);
    this.cache.set(id, cached);
  }

  nextTimer(which: (id: string) => boolean): number | null {
    const due = [...this.runs].filter(([id]) => which(id)).flatMap(([, { timers }]) => [...timers.values()]);
    return due.length === 0 ? null : Math.min(...due);
  }
  ringTimers(which: (id: string) => boolean): void {
    for (const [id, run] of this.runs) {
      if (!which(id)) continue;
      for (const [seq, at] of run.timers) {
        if (at > this.now()) continue;
        run.timers.delete(seq);
        run.history.push({ kind: 'timer', seq });
      }
    }
  }

  /** Everything that a worker could take up now. */
  work(): readonly Work[] {
    return [...this.runs].flatMap(([id, run]): Work[] => {
      if (run.over) return [];
      const unfed = run.history.length > (this.cache.get(id)?.fed ?? 0);
      const task: Work[] = !run.begun || unfed || run.tickets.length > 0 ? [{ kind: 'task', id }] : [];
      const brought = this.broughtFor(run);
      const ready = [...run.scheduled].filter(([seq, call]) => !brought.has(seq) && this.host.ready(call));
      return [
        ...task,
        ...ready.map(([seq]): Work => ({ kind: 'activity', id, seq })),
        ...[...brought.keys()].map((seq): Work => ({ kind: 'report', id, seq })),
      ];
    });
  }
  async do(work: Work): Promise<void> {
    if (work.kind === 'task') await this.workflowTask(work.id);
    else if (work.kind === 'activity') this.activity(this.runOf(work.id), work.seq);
    else this.report(this.runOf(work.id), work.seq);
  }

  workerDied(): void {
    this.cache = new Map();
    this.brought = new Map();
  }
  /** Clients that waited get no answer, and what was only admitted is forgotten. */
  serverDied(): void {
    this.workerDied();
    for (const run of this.runs.values()) {
      for (const ticket of run.tickets) ticket.answer = 'lost';
      run.tickets = [];
    }
  }

  private async workflowTask(id: string): Promise<void> {
    const run = this.runOf(id);
    const cached = this.cache.get(id) ?? (await this.load(run));
    this.cache.set(id, cached);
    const { instance } = cached;
    for (const event of run.history.slice(cached.fed)) await this.feed(cached, event);
    const unrecorded: HistoryEvent[] = [];
    const take = async (event: HistoryEvent): Promise<void> => {
      unrecorded.push(event);
      await this.feed(cached, event);
    };
    for (const ticket of run.tickets) {
      if (isKnown([...run.history, ...unrecorded], ticket.message)) continue;
      const refusal = instance.refusal(ticket.message);
      if (refusal === null) await take({ kind: 'update', message: ticket.message });
      else ticket.answer = { ok: false, error: refusal };
    }
    for (let next = localCall(instance); next !== undefined; next = localCall(instance)) {
      const [seq, call] = next;
      await take({ kind: 'activity', seq, answer: this.runLocally(call) });
    }
    this.faults.point('elsewhere');
    this.record(id, run, instance, unrecorded);
    this.faults.point('elsewhere');
    for (const ticket of run.tickets) ticket.answer ??= instance.answers.get(ticket.message.commandId) ?? null;
    run.tickets = run.tickets.filter((ticket) => ticket.answer === null);
    if (instance.ended === 'as new') this.continueAsNew(id, run);
  }

  private async load(run: Run): Promise<Cached> {
    const cached: Cached = { instance: new WorkflowInstance(), fed: 0 };
    await cached.instance.start(run.workflow, run.subjectId);
    return cached;
  }
  private async feed(cached: Cached, event: HistoryEvent): Promise<void> {
    cached.fed += 1;
    await cached.instance.feed(event, cached.fed > this.longHistory);
  }

  private record(id: string, run: Run, instance: WorkflowInstance, unrecorded: readonly HistoryEvent[]): void {
    run.begun = true;
    run.history.push(...unrecorded);
    for (const seq of run.timers.keys()) if (!instance.timers.has(seq)) run.timers.delete(seq);
    for (const [seq, milliseconds] of instance.timers)
      if (!run.timers.has(seq) && !rang(run, seq)) run.timers.set(seq, this.now() + milliseconds);
    for (const [seq, call] of instance.calls) if (call.where === 'on the server') run.scheduled.set(seq, call);
    if (instance.failure !== null) this.broken.push(`${id} failed: ${instance.failure.message}`);
    run.over = instance.ended === 'for good' || instance.failure !== null;
    if (run.over) run.timers.clear();
  }

  private continueAsNew(id: string, run: Run): void {
    const next = emptyRun(run.workflow, run.subjectId);
    next.tickets = run.tickets;
    this.runs.set(id, next);
    this.cache.delete(id);
  }

  /** Quick attempts inside the workflow task; spent ones reject, as Temporal does it. */
  private runLocally(call: ActivityCall): Answer {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return { ok: true, value: this.host.run(call) };
      } catch (error) {
        if (!this.host.passing(error)) throw error;
        if (attempt >= call.attempts) return { ok: false, error: this.host.spent(error) };
      }
    }
  }
  /** Without limit: what failed for a passing cause is simply still scheduled. */
  private activity(run: Run, seq: number): void {
    const call = run.scheduled.get(seq);
    if (call === undefined) return;
    try {
      this.broughtFor(run).set(seq, this.host.run(call));
    } catch (error) {
      if (!this.host.passing(error)) throw error;
    }
  }
  /** An answer may be old when it comes: meanwhile others were given. */
  private report(run: Run, seq: number): void {
    this.faults.point('elsewhere');
    const value = this.broughtFor(run).get(seq);
    this.broughtFor(run).delete(seq);
    run.scheduled.delete(seq);
    run.history.push({ kind: 'activity', seq, answer: { ok: true, value } });
  }
  private broughtFor(run: Run): Map<number, unknown> {
    const known = this.brought.get(run) ?? new Map<number, unknown>();
    this.brought.set(run, known);
    return known;
  }

  private runOf(id: string): Run {
    const run = this.runs.get(id);
    if (run === undefined) throw new Error(`no workflow ${id}`);
    return run;
  }
}

function emptyRun(workflow: WorkflowFunction, subjectId: string): Run {
  return {
    workflow,
    subjectId,
    history: [],
    timers: new Map(),
    scheduled: new Map(),
    tickets: [],
    begun: false,
    over: false,
  };
}
function rang(run: Run, seq: number): boolean {
  return run.history.some((event) => event.kind === 'timer' && event.seq === seq);
}
function isKnown(history: readonly HistoryEvent[], message: CommandMessage): boolean {
  return history.some((event) => event.kind === 'update' && event.message.commandId === message.commandId);
}
function localCall(instance: WorkflowInstance): [number, ActivityCall] | undefined {
  return [...instance.calls].find(([, call]) => call.where === 'inside the task');
}
