import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import type { MasterKeys } from '../crypto/master-key.js';
import { createPayloadCodec } from './payload-codec.js';

/** The same on both sides: clients and workers read and write encrypted payloads and failures. */
export function createDataConverter(keys: MasterKeys): DataConverter {
  return { payloadCodecs: [createPayloadCodec(keys)], failureConverterPath: failureConverterPath() };
}

export function failureConverterPath(): string {
  return fileURLToPath(import.meta.resolve('./failure-converter.js'));
}
