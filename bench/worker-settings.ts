import { readConfig } from '../src/config/config.js';
import type { ContextSettings } from '../src/main/build-context.js';
import type { WorkerWord } from './messages.js';

/** What the benchmark hands on to its workers by their environment. */
export function workerSettings(): ContextSettings {
  const config = readConfig();
  if (process.send === undefined || config.database === undefined || config.temporal === undefined) {
    throw new Error('This process is started by the benchmark.');
  }
  // without the benchmark there is nobody to work for
  process.once('disconnect', () => process.exit(1));
  return {
    databaseUrl: config.database.appUrl,
    databaseConnections: 12,
    temporal: config.temporal,
    masterKeyFile: config.masterKeyFile,
    publicUrl: 'http://127.0.0.1:3000',
    allowSteppedClock: true,
    processName: 'worker',
  };
}

/** Settles when the word is out: a long one is lost where the process leaves before. */
export async function say(word: WorkerWord): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.send?.(word, undefined, undefined, (error) => {
      if (error === null) resolve();
      else reject(error);
    });
  });
}

/** After this a worker ends by itself. */
export function leave(): void {
  process.removeAllListeners('disconnect');
  process.disconnect();
}
