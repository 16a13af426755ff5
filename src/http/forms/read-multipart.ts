import type { FastifyRequest } from 'fastify';
import { Refusal, refuse } from '../../domain/errors.js';
import { formValues, type FormValues } from './form-values.js';

export interface IncomingFile {
  readonly field: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

export const MAXIMUM_FILE_BYTES = 10 * 1024 * 1024;
export const MAXIMUM_FILES = 20;

/** Reads every part into memory; the server's limits bound number and size. */
export async function readMultipart(request: FastifyRequest): Promise<FormValues> {
  const entries: [string, string][] = [];
  const files: IncomingFile[] = [];
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (typeof part.value !== 'string') throw new Refusal(refuse('INVALID_INPUT', { fields: [part.fieldname] }));
      entries.push([part.fieldname, part.value]);
    } else {
      const bytes = await part.toBuffer();
      files.push({ field: part.fieldname, name: part.filename, mediaType: part.mimetype, bytes });
    }
  }
  return formValues(entries, files);
}
