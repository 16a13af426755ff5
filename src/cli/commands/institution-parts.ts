import { basename } from 'node:path';
import { storeBlob } from '../../app/files/store-blob.js';
import { findInstitutions } from '../../app/queries/find-institutions.js';
import type { Actor } from '../../domain/actor.js';
import type { CliContext } from '../cli-parts.js';
import { UsageError } from '../exit-codes.js';
import { readBytes } from '../read-text-file.js';

/** The institution that a command line names by its code. */
export async function institutionIdOf(ctx: CliContext, actor: Actor, code: string): Promise<string> {
  const { items } = await findInstitutions(ctx, actor, { q: code, pageSize: 200 });
  const found = items.find((item) => item.code === code);
  if (found === undefined) throw new UsageError(`You see no institution ${code}.`);
  return found.id;
}

export async function storeScan(ctx: CliContext, actor: Actor, institutionId: string, path: string): Promise<string> {
  const file = { fileName: basename(path), mediaType: '', bytes: readBytes(path), institutionId };
  const { blobId } = await storeBlob(ctx, actor, file);
  return blobId;
}
