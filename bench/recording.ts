import { AsyncLocalStorage } from 'node:async_hooks';
import type { ActorTx, Database, WorkflowPort } from '../src/app/ports.js';
import { actorText } from '../src/domain/actor.js';
import type { CommandMessage, CommandOutcome } from '../workflows/messages.js';

/** Milliseconds that processes of one machine agree on. */
export interface Span {
  readonly startedAt: number;
  readonly endedAt: number;
}
/** One statement as the program sent it. */
export interface Statement {
  readonly kind: 'query' | 'execute';
  /** The parts of the text between its values. */
  readonly text: readonly string[];
  readonly values: readonly unknown[];
}
export interface Transaction extends Span {
  readonly actor: string;
  readonly statements: readonly Statement[];
  /** Place in `commands` of the person's command within which it ran; null for reading and writing besides. */
  readonly within: number | null;
  /** The command whose effect it wrote; null for every other. */
  readonly commandId: string | null;
}
export interface Sent extends Span {
  readonly kind: 'proposal' | 'decree' | 'delivery';
  readonly message: CommandMessage;
  readonly outcome: CommandOutcome;
  readonly within: number | null;
}
export interface Recording {
  readonly transactions: readonly Transaction[];
  readonly sent: readonly Sent[];
  readonly commands: readonly Span[];
}

/** Writes down what one process asks of its servers; what failed is left out, since it left nothing behind. */
export class Recorder {
  private readonly transactions: Transaction[] = [];
  private readonly sent: Sent[] = [];
  private readonly commands: Span[] = [];
  private readonly command = new AsyncLocalStorage<number>();

  get recording(): Recording {
    return { transactions: this.transactions, sent: this.sent, commands: this.commands };
  }

  /** Everything asked within `run` belongs to one command of one person. */
  async within<T>(run: () => Promise<T>): Promise<T> {
    const place = this.commands.length;
    const startedAt = wallClock();
    this.commands.push({ startedAt, endedAt: Infinity });
    try {
      return await this.command.run(place, run);
    } finally {
      this.commands[place] = { startedAt, endedAt: wallClock() };
    }
  }

  database(db: Database): Database {
    return {
      client: db.client,
      withActor: async (actor, timeoutMs, run) => {
        const statements: Statement[] = [];
        const startedAt = wallClock();
        const result = await db.withActor(actor, timeoutMs, (tx) => run(listening(tx, statements)));
        this.transactions.push({
          actor: actorText(actor),
          statements,
          startedAt,
          endedAt: wallClock(),
          within: this.command.getStore() ?? null,
          commandId: commandIdOf(statements),
        });
        return result;
      },
    };
  }

  workflows(port: WorkflowPort): WorkflowPort {
    return {
      send: async (kind, message) => {
        const startedAt = wallClock();
        const outcome = await port.send(kind, message);
        const within = this.command.getStore() ?? null;
        this.sent.push({ kind, message, outcome, startedAt, endedAt: wallClock(), within });
        return outcome;
      },
    };
  }
}

function wallClock(): number {
  return performance.timeOrigin + performance.now();
}

function listening(tx: ActorTx, statements: Statement[]): ActorTx {
  const sql = new Proxy(tx.sql, {
    get(target, name, receiver): unknown {
      const value: unknown = Reflect.get(target, name, receiver);
      const kind = name === '$queryRaw' ? 'query' : name === '$executeRaw' ? 'execute' : null;
      if (kind === null || typeof value !== 'function') return value;
      return (text: TemplateStringsArray, ...values: unknown[]): unknown => {
        statements.push({ kind, text: [...text], values });
        return Reflect.apply(value, target, [text, ...values]) as unknown;
      };
    },
  });
  return { ...tx, sql };
}

function commandIdOf(statements: readonly Statement[]): string | null {
  const stored = statements.find((statement) => statement.text[0]?.includes('insert into command (') === true);
  const id = stored?.values[0];
  return typeof id === 'string' ? id : null;
}
