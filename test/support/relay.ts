import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface Relay extends AsyncDisposable {
  readonly port: number;
  /** From now on nothing passes, and nobody is told. */
  cut(): void;
}
export type Listener = (chunk: Buffer) => void;

/** Stands between a program and a server of this machine. `overhear` hears what the program says, connection by connection. */
export async function openRelay(serverPort: number, overhear: () => Listener = () => () => undefined): Promise<Relay> {
  const sockets = new Set<Socket>();
  let severed = false;
  const relay = createServer((program) => {
    const server = connect(serverPort, '127.0.0.1');
    const hear = overhear();
    program.on('data', (chunk) => {
      if (severed) return;
      hear(chunk);
      server.write(chunk);
    });
    server.on('data', (chunk) => {
      if (!severed) program.write(chunk);
    });
    for (const [socket, other] of [
      [program, server],
      [server, program],
    ] as const) {
      sockets.add(socket);
      // a killed program breaks off: that is what is tested
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  relay.listen(0, '127.0.0.1');
  await once(relay, 'listening');
  const address = relay.address();
  if (address === null || typeof address === 'string') throw new Error('the relay has no port');
  return {
    port: address.port,
    cut: () => (severed = true),
    async [Symbol.asyncDispose]() {
      const closed = once(relay, 'close');
      relay.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
