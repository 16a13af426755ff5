import type { FastifyRequest } from 'fastify';
import { sniffMediaType } from '../../app/files/sniff-media-type.js';
import { storeBlob } from '../../app/files/store-blob.js';
import { isReportDocument } from '../../domain/document-codes.js';
import { Refusal, refuse } from '../../domain/errors.js';
import { actorOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';

export interface KeptFile {
  readonly blobId: string;
  readonly name: string;
}

/**
 * The files of one field, stored. Those that an earlier, refused form brought are in hidden fields and stay where no new
 * file takes their place, so that nobody uploads twice. Errors: those of storeBlob, with the name of the field.
 */
export async function storeUploads(
  deps: WebDeps,
  request: FastifyRequest,
  field: string,
  institutionId: string | null,
): Promise<readonly KeptFile[]> {
  const files = request.form.files(field);
  if (files.length === 0) return request.form.all(`kept.${field}`).map(readKept);
  const kept: KeptFile[] = [];
  for (const file of files) {
    if (isPhoto(field) && sniffMediaType(file.bytes)?.startsWith('image/') !== true)
      throw new Refusal(refuse('INVALID_INPUT', { fields: [field] }));
    try {
      const input = { fileName: file.name, mediaType: file.mediaType, bytes: file.bytes, institutionId };
      const { blobId } = await storeBlob(deps.ctx, actorOf(request), input);
      kept.push({ blobId, name: file.name });
    } catch (error) {
      if (!(error instanceof Refusal) || error.error.code !== 'INVALID_INPUT') throw error;
      throw new Refusal(refuse('INVALID_INPUT', { fields: [field] }));
    }
  }
  return kept;
}

/** A photo is looked at in the page itself; a PDF would be an empty frame there. */
function isPhoto(field: string): boolean {
  return field === 'photos' || isReportDocument(field);
}

function readKept(text: string): KeptFile {
  const at = text.indexOf(' ');
  return at < 0 ? { blobId: text, name: text } : { blobId: text.slice(0, at), name: text.slice(at + 1) };
}
