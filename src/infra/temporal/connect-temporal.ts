import { readFileSync } from 'node:fs';
import { Connection, type TLSConfig } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { messageOf, SetupError } from '../../config/setup-error.js';

export interface TemporalSettings {
  /** host:port */
  readonly address: string;
  readonly namespace: string;
  readonly apiKey?: string | undefined;
  readonly tls?: TemporalTls | undefined;
}

export interface TemporalTls {
  readonly certFile?: string | undefined;
  readonly keyFile?: string | undefined;
  readonly caFile?: string | undefined;
  readonly serverName?: string | undefined;
}

/** For clients: updates, queries, schedules. */
export async function connectTemporal(settings: TemporalSettings, limitMs = 5000): Promise<Connection> {
  try {
    return await Connection.connect({ ...transportOf(settings), connectTimeout: limitMs });
  } catch (error) {
    throw unreachable(settings, error);
  }
}

/** For workers. */
export async function connectTemporalWorker(settings: TemporalSettings): Promise<NativeConnection> {
  try {
    const compression = isLoopback(settings.address) ? { grpcCompression: { codec: 'none' } as const } : {};
    return await NativeConnection.connect({ ...transportOf(settings), ...compression });
  } catch (error) {
    throw unreachable(settings, error);
  }
}

interface Transport {
  readonly address: string;
  readonly tls?: TLSConfig | true;
  readonly apiKey?: string;
}

function transportOf(settings: TemporalSettings): Transport {
  const secure = settings.tls !== undefined || settings.apiKey !== undefined;
  return {
    address: settings.address,
    ...(settings.apiKey === undefined ? {} : { apiKey: settings.apiKey }),
    ...(secure ? { tls: settings.tls === undefined ? true : readTls(settings.tls) } : {}),
  };
}

function readTls(tls: TemporalTls): TLSConfig {
  return {
    ...(tls.serverName === undefined ? {} : { serverNameOverride: tls.serverName }),
    ...(tls.caFile === undefined ? {} : { serverRootCACertificate: readPem('TEMPORAL_TLS_CA', tls.caFile) }),
    ...(tls.certFile === undefined || tls.keyFile === undefined
      ? {}
      : {
          clientCertPair: {
            crt: readPem('TEMPORAL_TLS_CERT', tls.certFile),
            key: readPem('TEMPORAL_TLS_KEY', tls.keyFile),
          },
        }),
  };
}

function readPem(setting: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new SetupError(
      `${setting} names ${path}, which cannot be read (${messageOf(error)}); give the path of a PEM file.`,
    );
  }
}

function unreachable(settings: TemporalSettings, error: unknown): SetupError {
  if (error instanceof SetupError) return error;
  return new SetupError(
    `Temporal does not answer at TEMPORAL_ADDRESS ${settings.address} (${messageOf(error)}); start it, or correct the address, TEMPORAL_TLS or TEMPORAL_API_KEY.`,
  );
}

export function isLoopback(address: string): boolean {
  return /^(127\.\d+\.\d+\.\d+|localhost|\[::1\]):\d+$/.test(address);
}
