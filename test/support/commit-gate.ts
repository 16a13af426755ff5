import { openRelay, type Relay } from './relay.js';

export interface CommitGate extends AsyncDisposable {
  /** The database of `url`, through the gate. */
  readonly url: string;
  /** The next commit of a command is done by PostgreSQL, and nothing passes the gate from then on, its answer neither. */
  shutAtNextCommand(): void;
  isShut(): boolean;
}

/** How a stored command begins, and what ends its transaction, as they stand in PostgreSQL's protocol. */
const COMMAND = 'insert into command';
const COMMIT = 'COMMIT';

/** Holds the instant after a deciding commit for as long as a test needs to kill the program in it. */
export async function openCommitGate(url: string): Promise<CommitGate> {
  let armed = false;
  let shut = false;
  const relay: Relay = await openRelay(Number(new URL(url).port), () => {
    let decides = false;
    let tail = '';
    return (chunk) => {
      tail = tail.slice(-COMMAND.length) + chunk.toString('latin1');
      decides ||= armed && tail.includes(COMMAND);
      if (!decides || !tail.includes(COMMIT)) return;
      shut = true;
      relay.cut();
    };
  });
  const through = new URL(url);
  through.port = String(relay.port);
  return {
    url: through.href,
    shutAtNextCommand: () => (armed = true),
    isShut: () => shut,
    [Symbol.asyncDispose]: () => relay[Symbol.asyncDispose](),
  };
}
