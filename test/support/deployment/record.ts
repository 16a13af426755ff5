import { noticesOf } from '../../../src/domain/proposal/notices.js';
import type { ProposalCase } from '../../../src/domain/proposal/proposal-case.js';
import { evolve, type ProposalEvent } from '../../../src/domain/proposal/events.js';
import { isTerminal } from '../../../src/domain/proposal/states.js';
import type {
  CommandMessage,
  CommandOutcome,
  CommandResult,
  FollowUp,
  LoadedProposal,
} from '../../../workflows/messages.js';
import type { ModelCase, ModelWorld } from '../histories/model-case.js';
import { brokenBy } from '../histories/model-laws.js';
import { alarmsNow, attempt, ringDue, type Saying } from '../histories/model-run.js';
import type { Dice } from '../histories/model-facts.js';
import type { Faults } from './faults.js';

/** What a message of the simulated deployment carries as its payload. */
export interface Said extends Saying {
  readonly dice: Dice;
}
export interface QueuedMail {
  readonly id: string;
  sentTimes: number;
  marked: boolean;
}

/** Ways in which a record could be wrong; a law that does not notice one of them is no law. */
export type Defect = 'forgets outcomes' | 'loses papers' | 'forgets the mail';

/**
 * PostgreSQL as the workflows know it: one transaction after the other, all or nothing, decided by the product's own domain.
 * A death before a commit leaves nothing, a death after it leaves everything but the answer.
 */
export class SimulatedRecord {
  readonly outcomes = new Map<string, CommandOutcome>();
  readonly effects = new Map<string, number>();
  readonly mails: QueuedMail[] = [];
  readonly papersWanted = new Set<string>();
  readonly papersMade = new Set<string>();
  readonly broken: string[] = [];

  constructor(
    readonly world: ModelWorld,
    private readonly faults: Faults,
    private readonly defect: Defect | null,
  ) {}

  caseOf(proposalId: string): ModelCase {
    const model = this.world.cases.find(({ now }) => now.id === proposalId);
    if (model === undefined) throw new Error(`no case ${proposalId}`);
    return model;
  }

  applyCommand(message: CommandMessage): CommandResult {
    return this.transaction(() => {
      const model = this.caseOf(message.subjectId);
      const stored = this.defect === 'forgets outcomes' ? undefined : this.outcomes.get(message.commandId);
      if (stored !== undefined) return this.result(model, stored, this.lackingPapers(model));
      const { dice, ...saying } = message.payload as unknown as Said;
      const seen = model.events.length;
      const before = model.now;
      const tried = attempt(this.world, model, saying, dice);
      this.broken.push(...brokenBy(tried));
      if (!tried.answer.ok) return { ok: false, error: tried.answer.error };
      const events = model.events.slice(seen);
      const papers = this.remember(before, model, events);
      const outcome: CommandOutcome = { summary: summaryOf(model), eventTypes: events.map((event) => event.type) };
      this.outcomes.set(message.commandId, outcome);
      this.effects.set(message.commandId, (this.effects.get(message.commandId) ?? 0) + 1);
      return this.result(model, outcome, papers);
    });
  }

  fireAlarms(proposalId: string): LoadedProposal {
    return this.transaction(() => {
      const model = this.caseOf(proposalId);
      const seen = model.events.length;
      const before = model.now;
      ringDue(this.world, model);
      this.remember(before, model, model.events.slice(seen));
      return this.loaded(model);
    });
  }

  loadProposal(proposalId: string): LoadedProposal {
    return this.transaction(() => this.loaded(this.caseOf(proposalId)));
  }

  prepareForm(paper: FollowUp): void {
    this.transaction(() => this.papersMade.add(paperKey(paper)));
  }

  /** The mailer's round: what is not marked goes out, under the same Message-ID as before. */
  deliverMail(): void {
    for (const mail of this.mails.filter(({ marked }) => !marked)) {
      this.faults.point('elsewhere');
      mail.sentTimes += 1;
      this.faults.point('elsewhere');
      this.transaction(() => (mail.marked = true));
    }
  }

  /** The cases whose workflows have something to do at once: what the caretaker asks the record. */
  openWork(): readonly string[] {
    return this.world.cases
      .filter(
        (model) => this.lackingPapers(model).length > 0 || alarmsNow(model).some((plan) => plan.at <= this.world.clock),
      )
      .map(({ now }) => now.id);
  }

  private transaction<T>(run: () => T): T {
    this.faults.point('at the database');
    const answer = run();
    this.faults.point('at the database');
    return answer;
  }

  private remember(before: ProposalCase, model: ModelCase, events: readonly ProposalEvent[]): FollowUp[] {
    const { id } = model.now;
    const papers = events.flatMap(({ type }) => papersOf(type, id));
    for (const paper of papers) this.papersWanted.add(paperKey(paper));
    if (this.defect !== 'forgets the mail') {
      const ids = mailIds(before, events, model.events.length - events.length);
      this.mails.push(...ids.map((mail) => ({ id: mail, sentTimes: 0, marked: false })));
    }
    return this.defect === 'loses papers' ? [] : papers;
  }

  private lackingPapers({ now }: ModelCase): FollowUp[] {
    if (this.defect === 'loses papers') return [];
    const kinds = ['render_list', 'render_pact'] as const;
    return kinds
      .map((kind): FollowUp => ({ kind, subjectId: now.id }))
      .filter((paper) => this.papersWanted.has(paperKey(paper)) && !this.papersMade.has(paperKey(paper)));
  }

  private result(model: ModelCase, outcome: CommandOutcome, followUps: readonly FollowUp[]): CommandResult {
    const { alarms, now } = this.loaded(model);
    return { ok: true, outcome, alarms, now, followUps };
  }

  private loaded(model: ModelCase): LoadedProposal {
    return {
      summary: summaryOf(model),
      alarms: alarmsNow(model).map(({ kind, at }) => ({ kind, at: at.toISOString() })),
      now: this.world.clock.toISOString(),
      followUps: this.lackingPapers(model),
    };
  }
}

function papersOf(type: ProposalEvent['type'], subjectId: string): FollowUp[] {
  if (type === 'set_list') return [{ kind: 'render_list', subjectId }];
  return type === 'decree' ? [{ kind: 'render_pact', subjectId }] : [];
}

/** The Message-IDs that follow from events; `first` is the place of the first one in the history of its case. */
export function mailIds(before: ProposalCase, events: readonly ProposalEvent[], first = 0): string[] {
  let at = before;
  return events.flatMap((event, index) => {
    const after = evolve(at, event);
    const notices = noticesOf(at, after, event);
    at = after;
    return notices.map(({ template }, place) => `${after.id}.${first + index}.${template}.${place}`);
  });
}

function paperKey({ kind, subjectId }: FollowUp): string {
  return `${kind} of ${subjectId}`;
}

function summaryOf({ now }: ModelCase): CommandOutcome['summary'] {
  return { subjectId: now.id, state: now.state, version: now.version, ended: isTerminal(now.state) };
}
