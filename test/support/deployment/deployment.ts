import { ApplicationFailure } from '@temporalio/common';
import { caretaker } from '../../../workflows/caretaker.js';
import { mailer } from '../../../workflows/mailer.js';
import { workflowIds, type CommandMessage, type CommandOutcome, type FollowUp } from '../../../workflows/messages.js';
import { proposal } from '../../../workflows/proposal.js';
import { pick } from '../histories/choose.js';
import { newWorld, type ModelWorld } from '../histories/model-case.js';
import { drawn } from '../histories/model-run.js';
import { DatabaseAway, Died, Faults } from './faults.js';
import { SimulatedRecord, type Defect, type Said } from './record.js';
import type { ClientMove, Scenario } from './scenario.js';
import { SimulatedTemporal, type Ticket } from './temporal-server.js';
import type { ActivityCall } from './workflow-instance.js';

const MINUTE_MS = 60_000;
const RESTLESS = 20_000;
const proposals = (id: string): boolean => id.startsWith('proposal/');
const singletons = (id: string): boolean => !proposals(id);

interface Acknowledged {
  readonly message: CommandMessage;
  readonly outcome: CommandOutcome;
}

/** Record, Temporal, worker, mailer, caretaker and clients in one process, in an order and with deaths that a seed draws. */
export class Deployment {
  readonly world: ModelWorld;
  readonly faults: Faults;
  readonly record: SimulatedRecord;
  readonly temporal: SimulatedTemporal;
  readonly acknowledged: Acknowledged[] = [];
  readonly broken: string[] = [];
  private readonly waiting: Ticket[] = [];
  private chance: number;

  constructor(
    private readonly scenario: Scenario,
    private readonly defect: Defect | 'no caretaker' | 'nobody is woken' | null,
  ) {
    this.world = newWorld(scenario.units);
    this.faults = new Faults(scenario.deaths);
    this.record = new SimulatedRecord(
      this.world,
      this.faults,
      defect === 'no caretaker' || defect === 'nobody is woken' ? null : defect,
    );
    const host = {
      run: (call: ActivityCall) => this.run(call),
      ready: ({ name }: ActivityCall) => name !== 'deliverMail' || this.record.mails.some(({ marked }) => !marked),
      passing: (error: unknown) => error instanceof DatabaseAway,
      spent: () => ApplicationFailure.retryable('the database was away'),
    };
    this.temporal = new SimulatedTemporal(host, this.faults, () => this.world.clock.getTime(), scenario.longHistory);
    this.chance = scenario.order;
    this.temporal.ensure(workflowIds.mailer, mailer, '');
    if (defect !== 'no caretaker') this.temporal.ensure(workflowIds.caretaker, () => caretaker(), '');
  }

  /** Plays the whole scenario, then lets everything stay up until nothing is left to do. */
  async play(): Promise<void> {
    for (const [index, move] of this.scenario.moves.entries()) {
      await this.letPass(move.hours * 60 * MINUTE_MS);
      const before = this.waiting.length;
      this.say(move, index);
      if (!move.hasty) await this.settle();
      await this.hear(before);
    }
    await this.settle();
    this.faults.stop();
    await this.hear(0);
    await this.aWhile();
    // while the next deadline is days away: it would make the workflow look anyhow
    await this.compareVersions();
    // long enough that a case whose workflow was never told would miss its deadline
    await this.letPass(12 * 24 * 60 * MINUTE_MS);
    await this.aWhile();
  }

  /** The caretaker looks some times. */
  private async aWhile(): Promise<void> {
    for (let round = 0; round < 3; round += 1) await this.letPass(2 * MINUTE_MS);
  }

  /** Whoever still runs knows what the record says. */
  private async compareVersions(): Promise<void> {
    for (const id of this.temporal.running().filter(proposals)) {
      await this.temporal.recall(id);
      const [known, version] = [this.temporal.knownVersion(id), this.versionOf(id)];
      if (known !== version) this.broken.push(`${id} knows version ${known} of ${version}`);
    }
  }
  private versionOf(id: string): number {
    return this.record.caseOf(id.replace('proposal/', '')).now.version;
  }

  private say(move: ClientMove, index: number): void {
    const model = pick(this.world.cases, move.caseNumber);
    const said: Said = { ...drawn(model, move), dice: move.dice };
    const { id } = model.now;
    const message: CommandMessage = {
      commandId: `command-${index}`,
      subjectId: id,
      type: said.type,
      actor: { kind: 'user', userId: said.person.userId ?? '' },
      payload: said as unknown as CommandMessage['payload'],
      expectedVersion: said.expectedVersion,
      requestHash: '',
      heavy: move.heavy,
    };
    this.send(message);
    // a double click: the same command under the same key, on its way twice
    if (move.twice) this.send(message);
  }

  /** As the use-case does it: a case whose workflow is missing or has ended is begun from the record. */
  private send(message: CommandMessage): void {
    this.temporal.ensure(workflowIds.proposal(message.subjectId), proposal, message.subjectId);
    this.waiting.push(this.temporal.send(workflowIds.proposal(message.subjectId), message));
  }

  /** Clients read their answers; half of those who got none send the same command again. */
  private async hear(from: number): Promise<void> {
    for (let at = from; at < this.waiting.length; at += 1) {
      const ticket = this.waiting[at];
      if (ticket === undefined || ticket.answer === null) continue;
      const { message, answer } = ticket;
      this.waiting.splice(at, 1);
      at -= 1;
      if (answer === 'lost') {
        if (this.draw(2) === 0) continue;
        const known = this.record.outcomes.get(message.commandId);
        if (known !== undefined) {
          this.acknowledged.push({ message, outcome: known });
          if (this.defect !== 'nobody is woken') this.temporal.wake(workflowIds.proposal(message.subjectId));
        } else {
          this.send(message);
          await this.settle();
        }
      } else if (answer.ok) this.acknowledged.push({ message, outcome: answer.outcome });
      else if (!(answer.error instanceof ApplicationFailure && answer.error.nonRetryable === true))
        this.broken.push(`${message.type} failed for a passing cause: ${answer.error.message}`);
      else if (this.record.outcomes.has(message.commandId))
        this.broken.push(`${message.type} happened and its sender was told: ${answer.error.message}`);
    }
  }

  /** Time goes from one timer to the next; the caretaker's many rounds between are played once, at the end. */
  private async letPass(milliseconds: number): Promise<void> {
    if (milliseconds === 0) return;
    const until = this.world.clock.getTime() + milliseconds;
    for (;;) {
      const next = this.temporal.nextTimer(proposals);
      if (next === null || next > until) break;
      this.world.clock = new Date(Math.max(next, this.world.clock.getTime()));
      this.temporal.ringTimers(proposals);
      await this.settle();
    }
    this.world.clock = new Date(until);
    // as long as nothing has died, the cases keep their own time: nobody need remind them
    if (this.faults.happened === 0)
      this.broken.push(...this.record.openWork().map((id) => `${id} forgot what was due while nothing had died`));
    this.temporal.ringTimers(singletons);
    await this.settle();
  }

  /** Workers take up what there is, in any order, until there is nothing; whoever dies is started again at once. */
  private async settle(): Promise<void> {
    for (let steps = 0; ; steps += 1) {
      const work = this.temporal.work();
      if (work.length === 0) return;
      if (steps === RESTLESS) {
        this.broken.push(`never comes to rest: ${JSON.stringify(work[0])}`);
        return;
      }
      try {
        await this.temporal.do(pick(work, this.draw(work.length)));
      } catch (error) {
        if (!(error instanceof Died)) throw error;
        if (error.of === 'worker') this.temporal.workerDied();
        else this.temporal.serverDied();
      }
    }
  }

  private run({ name, args }: ActivityCall): unknown {
    switch (name) {
      case 'applyCommand':
        return this.record.applyCommand(args[0] as CommandMessage);
      case 'fireAlarms':
        return this.record.fireAlarms(args[0] as string);
      case 'loadProposal':
        return this.record.loadProposal(args[0] as string);
      case 'prepareForm':
        return this.record.prepareForm(args[0] as FollowUp);
      case 'deliverMail':
        return this.record.deliverMail();
      case 'wakeForgotten':
        return this.wakeForgotten((args[0] as readonly string[] | undefined) ?? []);
      case 'wakeBehind':
        return this.wakeBehind();
      default:
        throw new Error(`no activity ${name}`);
    }
  }

  private wakeForgotten(waiting: readonly string[]): readonly string[] {
    const found = this.record.openWork().map((id) => workflowIds.proposal(id));
    for (const id of found) if (waiting.includes(id)) this.temporal.wake(id);
    return found;
  }

  private wakeBehind(): string {
    const behind = (id: string): boolean => (this.temporal.knownVersion(id) ?? -1) < this.versionOf(id);
    if (this.defect !== 'nobody is woken')
      for (const id of this.temporal.running().filter(proposals)) if (behind(id)) this.temporal.wake(id);
    return this.world.clock.toISOString();
  }

  private draw(among: number): number {
    this.chance = (Math.imul(this.chance, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (this.chance >>> 8) % among;
  }
}
