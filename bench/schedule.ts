import type { Recording, Sent, Span, Transaction } from './recording.js';

/** One thing to do again. */
export type Work = Span &
  (
    | {
        readonly kind: 'command';
        readonly before: readonly Transaction[];
        readonly sent: Sent;
        readonly after: readonly Transaction[];
      }
    /** Of a person, besides commands: reading pages, writing drafts, storing files. */
    | { readonly kind: 'besides'; readonly transaction: Transaction }
    /** Time goes on. */
    | { readonly kind: 'jump'; readonly transaction: Transaction }
    /** What the product's worker does of itself: it learns where a case stands, alarms ring, papers are kept. */
    | { readonly kind: 'own'; readonly transaction: Transaction }
    /** What a decree or a batch tells a proposal, an Update too. */
    | { readonly kind: 'told'; readonly sent: Sent }
  );

/** Everything that people and worker asked of the servers until the last command was answered, in the order of its end. */
export function schedule(people: Recording, worker: Recording): readonly Work[] {
  const commands = commandsOf(people);
  const last = Math.max(...commands.map((command) => command.endedAt));
  const inCommand = new Set(commands.flatMap(({ before, after }) => [...before, ...after]));
  const work: readonly Work[] = [
    ...commands,
    ...people.transactions
      .filter((transaction) => !inCommand.has(transaction))
      .flatMap((transaction): Work[] => {
        if (jumps(transaction)) return [{ kind: 'jump', transaction, ...spanOf(transaction) }];
        // the stage's own looks at clock, alarms and mails are nobody's work
        return ofTheStage(transaction) ? [] : [{ kind: 'besides', transaction, ...spanOf(transaction) }];
      }),
    ...worker.transactions
      .filter(({ commandId }) => commandId === null)
      .map((transaction): Work => ({ kind: 'own', transaction, ...spanOf(transaction) })),
    ...worker.sent.map((sent): Work => ({ kind: 'told', sent, ...spanOf(sent) })),
  ];
  return work.filter(({ startedAt }) => startedAt < last).toSorted((left, right) => left.endedAt - right.endedAt);
}

/** Parts with about as many commands each; the work of one is over before the next begins. */
export function inParts(work: readonly Work[], parts: number): readonly (readonly Work[])[] {
  const commands = work.filter(({ kind }) => kind === 'command').length;
  const cut: Work[][] = Array.from({ length: parts }, () => []);
  let done = 0;
  for (const one of work) {
    cut[Math.min(parts - 1, Math.floor((done * parts) / commands))]?.push(one);
    if (one.kind === 'command') done += 1;
  }
  return cut;
}

/** Does it again: each thing begins when all has ended that had ended before it the first time. */
export async function inRecordedOrder(work: readonly Work[], run: (one: Work) => Promise<void>): Promise<void> {
  const ended: Promise<void>[] = [Promise.resolve()];
  for (const [place, one] of work.entries()) {
    const before = work.slice(0, place).filter(({ endedAt }) => endedAt < one.startedAt).length;
    const done = (ended[before] ?? Promise.resolve()).then(() => run(one));
    ended.push(Promise.all([ended[place], done]).then(() => undefined));
  }
  await ended.at(-1);
}

function commandsOf({ transactions, sent, commands }: Recording): readonly Extract<Work, { kind: 'command' }>[] {
  return sent.flatMap((one) => {
    const span = one.within === null ? undefined : commands[one.within];
    if (span === undefined) return [];
    const own = transactions.filter(({ within }) => within === one.within);
    return {
      kind: 'command' as const,
      ...span,
      before: own.filter(({ startedAt }) => startedAt < one.startedAt),
      sent: one,
      after: own.filter(({ startedAt }) => startedAt >= one.startedAt),
    };
  });
}

function jumps({ statements }: Transaction): boolean {
  return statements.some(({ text }) => text[0]?.includes('insert into stepped_clock') === true);
}

function ofTheStage({ actor }: Transaction): boolean {
  return actor.startsWith('system:simulation');
}

function spanOf({ startedAt, endedAt }: Span): Span {
  return { startedAt, endedAt };
}
