import { randomInt } from 'node:crypto';
import { connect, createServer } from 'node:net';
import { errorCodeOf, SetupError } from '../../config/setup-error.js';

const LOOPBACK = '127.0.0.1';

export async function isPortFree(port: number, host: string = LOOPBACK): Promise<boolean> {
  return await new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => {
      const code = errorCodeOf(error);
      if (code === 'EADDRINUSE' || code === 'EACCES') resolve(false);
      else reject(error);
    });
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** Whether a server accepts connections there. */
export async function isListening(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const probe = connect({ port, host: LOOPBACK });
    const answer = (accepted: boolean): void => {
      probe.destroy();
      resolve(accepted);
    };
    probe.once('connect', () => answer(true));
    probe.once('error', () => answer(false));
  });
}

/**
 * A free loopback port, the wished one if it is free.
 * Below 32768 on purpose: the system hands out higher ports to outgoing connections, and one of those could take
 * the port of a part in the moment between its death and its restart.
 */
export async function findFreePort(wished?: number): Promise<number> {
  if (wished !== undefined && (await isPortFree(wished))) return wished;
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const port = randomInt(18_000, 32_000);
    if (await isPortFree(port)) return port;
  }
  throw new SetupError('No free port was found on 127.0.0.1 between 18000 and 32000; stop a program that holds them.');
}

/** The first free port from `first` on, at most 200 steps away. */
export async function findNextFreePort(first: number, host: string = LOOPBACK): Promise<number> {
  for (let port = first; port < Math.min(first + 200, 65_536); port += 1) {
    if (await isPortFree(port, host)) return port;
  }
  throw new SetupError(`PORT ${first} and the ports after it are taken; set PORT to a free one.`);
}
