import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import type { LatestKeys } from '../crypto/key-ring.js';
import { createPayloadCodec } from './payload-codec.js';

/** The same on both sides: clients and workers read and write encrypted payloads and failures. */
export function createDataConverter(latest: LatestKeys): DataConverter {
  return { payloadCodecs: [createPayloadCodec(latest)], failureConverterPath: failureConverterPath() };
}

export function failureConverterPath(): string {
  return fileURLToPath(import.meta.resolve('./failure-converter.js'));
}
