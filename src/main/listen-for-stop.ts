export interface StopRequest {
  /** Aborted when Ctrl-C or SIGTERM came, or nobody reads what we say any more. */
  readonly signal: AbortSignal;
  readonly asked: Promise<void>;
}

const INTERRUPTED = 130;

/** The first signal asks for an orderly end; the third stops waiting for it (npm hands one Ctrl-C on as a second). */
export function listenForStop(say: (text: string) => void): StopRequest {
  const stopping = new AbortController();
  let count = 0;
  const asked = new Promise<void>((resolve) => {
    stopping.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const onSignal = (): void => {
    count += 1;
    stopping.abort();
    if (count < 3) return;
    // The child guard ends what still runs.
    say('Salur stops at once');
    process.exit(INTERRUPTED);
  };
  // A closed terminal or pipe is a request too; without a listener it would be a crash.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => stopping.abort());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  return { signal: stopping.signal, asked };
}
